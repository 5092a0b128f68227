/// A template taken apart: literals, names of parts, and check digits.
struct TemplateForm: Sendable, Hashable {
    /// One piece of a template.
    enum Piece: Sendable, Hashable {
        case literal(String)
        /// `{amount}`.
        case part(String, column: Int)
        /// `{luhn}` over all that stands before it, or `{luhn:number,country}` over parts joined.
        case check(CheckDigit, over: [String], column: Int)
    }

    let pieces: [Piece]

    /// Reads a template; `{{` and `}}` stand for braces.
    init(_ text: String) throws(FormProblem) {
        var pieces: [Piece] = []
        var literal = ""
        let characters = Array(text)
        var position = 0
        while position < characters.count {
            let character = characters[position]
            let isDoubled = position + 1 < characters.count && characters[position + 1] == character
            switch character {
            case "{" where isDoubled, "}" where isDoubled:
                literal.append(character)
                position += 2
            case "{":
                guard let end = characters[position...].firstIndex(of: "}") else {
                    throw FormProblem(position + 1, "this { is not closed; write {{ for the character")
                }
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                pieces.append(try Self.piece(String(characters[(position + 1)..<end]), column: position + 1))
                position = end + 1
            case "}": throw FormProblem(position + 1, "this } closes nothing; write }} for the character")
            default:
                guard character.standsAlone else {
                    throw FormProblem(
                        position + 1,
                        "a character here can't stand in a line of text (a control character, a lone mark, or one that is never seen)"
                    )
                }
                literal.append(character)
                position += 1
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        self.pieces = pieces
    }

    private static func piece(_ text: String, column: Int) throws(FormProblem) -> Piece {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = halves[0]
        guard isName(name) else {
            throw FormProblem(
                column, "expected the name of a part or of check digits, got {\(text)}; write {{ for the character")
        }
        guard let digits = CheckDigit(rawValue: name) else {
            guard halves.count == 1 else {
                throw FormProblem(column, "unknown check digits '\(name)'; there are \(CheckDigit.names)")
            }
            return .part(name, column: column)
        }
        guard halves.count == 2 else {
            if digits == .iban {
                throw FormProblem(column, "name the parts of country and account number: {iban:country,account}")
            }
            return .check(digits, over: [], column: column)
        }
        let names = halves[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy(isName) else {
            throw FormProblem(column, "expected names of parts, as in {\(name):first,second}, got {\(text)}")
        }
        return .check(digits, over: names, column: column)
    }

    /// Whether a text can name a part: letters, digits and `_`, a letter first.
    static func isName(_ text: String) -> Bool {
        text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Whether all that it writes is blank.
    var isBlank: Bool {
        pieces.allSatisfy { if case .literal(let text) = $0 { text.isBlank } else { false } }
    }

    /// The names of the parts that it needs, each with its first column.
    var parts: [(name: String, column: Int)] {
        var found: [(name: String, column: Int)] = []
        for piece in pieces {
            switch piece {
            case .literal: break
            case .part(let name, let column): found.append((name, column))
            case .check(_, let names, let column): found += names.map { ($0, column) }
            }
        }
        var seen = Set<String>()
        return found.filter { seen.insert($0.name).inserted }
    }

    /// Makes sure that all parts are there and that check digits have something before them.
    func check(parts known: [String]) throws(FormProblem) {
        for part in parts where !known.contains(part.name) {
            let hint = known.isEmpty ? "there are none" : "there are " + known.joined(separator: ", ")
            throw FormProblem(part.column, "unknown part '\(part.name)'; \(hint)")
        }
        if case .check(let digits, over: [], let column)? = pieces.first {
            throw FormProblem(column, "{\(digits.rawValue)} has nothing before it to be computed over")
        }
    }
}
