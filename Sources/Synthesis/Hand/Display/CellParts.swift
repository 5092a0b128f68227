import Chance

/// The parts of a display's cell that are lit: its segments or dots, by number.
struct CellParts: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// One part.
    init(part number: Int) { rawValue = 1 << UInt64(number) }

    /// How many there are.
    var count: Int { rawValue.nonzeroBitCount }

    /// The numbers of the parts, ascending.
    var numbers: [Int] { (0..<UInt64.bitWidth).filter { contains(CellParts(part: $0)) } }
}

/// What the cells of a kind of display can show: for each character the parts that are lit.
struct CellAlphabet: Sendable {
    /// The characters, in the order of their table.
    let characters: [Character]
    /// How many parts a cell has.
    let partCount: Int
    private let figures: [Character: CellParts]

    /// The share of a character's parts that stay lit, whatever is dead.
    private static let leastLit = 0.7

    /// - Parameter table: the characters, each once.
    init(_ table: [(Character, CellParts)], partCount: Int) {
        characters = table.map { $0.0 }
        figures = Dictionary(table, uniquingKeysWith: { first, _ in first })
        self.partCount = partCount
    }

    /// All parts of a cell.
    var all: CellParts { CellParts(rawValue: 1 << UInt64(partCount) - 1) }

    /// The parts that show a character, none for the space; nil for one that can't be shown.
    func parts(of character: Character) -> CellParts? { character == " " ? [] : figures[character] }

    /// What is still lit of a character where some parts of its cell are dead.
    ///
    /// A part that the character can't be told without stays lit.
    /// - Parameter share: how likely each part is dead, 0...1.
    func worn(
        _ character: Character, dead share: Double, using generator: inout some RandomNumberGenerator
    ) -> CellParts {
        guard let whole = parts(of: character) else { return [] }
        guard share > 0, !whole.isEmpty else { return whole }
        let numbers = whole.numbers
        let most = Int(Double(numbers.count) * (1 - Self.leastLit))
        var lit = whole
        // Where only few may be dead they are not always the first.
        let start = Int(generator.unit() * Double(numbers.count))
        for number in numbers[start...] + numbers[..<start] {
            let isDead = generator.unit() < share
            let without = lit.subtracting(CellParts(part: number))
            guard isDead, whole.count - without.count <= most, tells(without, character) else { continue }
            lit = without
        }
        return lit
    }

    /// Whether lit parts are a character and no other: for any other, more parts would have to be dead.
    ///
    /// So no two characters are ever drawn alike.
    func tells(_ lit: CellParts, _ character: Character) -> Bool {
        guard let own = figures[character], lit.isSubset(of: own) else { return false }
        return figures.allSatisfy { other, parts in
            other == character || !lit.isSubset(of: parts) || parts.count > own.count
        }
    }
}
