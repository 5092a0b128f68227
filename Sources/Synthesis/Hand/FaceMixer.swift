import Configs
import Samples
import Typography

/// Divides a text between faces.
struct FaceMixer {
    private let mix: FontsRecipe.Mix
    private let first: Int
    private let book: FontBook
    private let measure: FontsRecipe.Measure
    private let split: Split
    private var generator: KeyedGenerator
    private var isFirst = true
    /// The faces in use besides the first, each once, in order of appearance.
    private(set) var others: [Int] = []

    /// - Parameter first: the face that the text begins in.
    init(
        _ mix: FontsRecipe.Mix, first: Int, _ book: FontBook, _ measure: FontsRecipe.Measure, _ chooser: Chooser
    ) {
        self.mix = mix
        self.first = first
        self.book = book
        self.measure = measure
        split = chooser.key.split
        generator = chooser.generator("fonts.mixed")
    }

    /// The pieces of a line and their faces.
    mutating func pieces(of line: String, _ typesetter: Typesetter) throws -> [TypePiece] {
        let main = try typesetter.open(book.faces[first])
        let parts = mix == .none ? [line.utf8.count] : Self.lengths(of: line, by: mix)
        var pieces: [TypePiece] = []
        var start = 0
        for length in parts {
            var face = main
            if !isFirst {
                let number = book.draw(for: split, using: &generator)
                face = try typesetter.open(book.faces[number])
                if number != first, !others.contains(number) { others.append(number) }
            }
            isFirst = false
            let scale = measure.em(of: face, size: 1) / measure.em(of: main, size: 1)
            pieces.append(TypePiece(bytes: start..<start + length, face: face, scale: scale))
            start += length
        }
        return pieces
    }

    /// The parts that a line is divided into.
    static func parts(of line: String, by mix: FontsRecipe.Mix) -> [String] {
        guard mix != .none else { return [line] }
        var rest = Substring(line).utf8
        return lengths(of: line, by: mix).map { length in
            defer { rest = rest.dropFirst(length) }
            return String(Substring(rest.prefix(length)))
        }
    }

    /// The lengths in bytes of the parts that a line is divided into: words with the space after them, or characters.
    private static func lengths(of line: String, by mix: FontsRecipe.Mix) -> [Int] {
        var lengths: [Int] = []
        var word = 0
        var (wasSpace, wasJoined) = (false, false)
        for character in line {
            let (isSpace, isJoined) = (character.isWhitespace, character.joinsNeighbours)
            let isBreak =
                switch mix {
                case .none: false
                case .words: wasSpace && !isSpace
                case .characters: !(isSpace || isJoined && wasJoined)
                }
            if isBreak, word > 0 {
                lengths.append(word)
                word = 0
            }
            word += character.utf8.count
            (wasSpace, wasJoined) = (isSpace, isJoined)
        }
        return lengths + [word]
    }
}
