/// Reads a pattern: a small language of texts, all of a bounded length.
///
/// Literals, classes `[a-z]` and `[^0]`, `\d`, `\w`, `\D`, `\W`, `.`, groups and branches `(a|b)` with weights
/// `(a<3>|b)`, repetitions `{3}`, `{2,5}` and `?`, check digits `{luhn}`.
struct PatternParser {
    private let pattern: [Character]
    private var position = 0
    private var depth = 0
    private let alphabet: [Character]

    /// The most characters of a text, and the most repetitions.
    static let longest = 1000
    private static let deepest = 50

    /// - Parameter alphabet: what `.` and negated classes take from.
    static func parse(_ pattern: String, alphabet: [Character]) throws(FormProblem) -> PatternNode {
        var parser = PatternParser(pattern, alphabet)
        let body = try parser.branches()
        if parser.next == ")" { throw parser.problem("this ) closes no group; write \\) for the character") }
        guard body.lengths.upperBound > 0 else { throw FormProblem(1, "the pattern writes nothing") }
        let whole = PatternNode(.scope(body), column: 1)
        try CheckDigitPlacement.check(whole)
        return whole
    }

    private init(_ pattern: String, _ alphabet: [Character]) {
        self.pattern = Array(pattern)
        self.alphabet = alphabet
    }

    private var next: Character? { position < pattern.count ? pattern[position] : nil }
    private var column: Int { position + 1 }

    private func problem(_ message: String, at column: Int? = nil) -> FormProblem {
        FormProblem(column ?? self.column, message)
    }

    // MARK: - Groups, branches, repetitions

    private mutating func branches() throws(FormProblem) -> PatternNode {
        let start = column
        var branches: [PatternNode] = []
        var weights: [Double] = []
        while true {
            let (branch, weight) = try branch()
            // What is never drawn takes no part.
            if weight > 0 {
                branches.append(branch)
                weights.append(weight)
            }
            guard next == "|" else { break }
            position += 1
        }
        guard let first = branches.first else {
            throw problem("every branch has the weight 0; one must be above 0", at: start)
        }
        return branches.count == 1 ? first : PatternNode(.branches(branches, Odds(weights: weights)), column: start)
    }

    private mutating func branch() throws(FormProblem) -> (PatternNode, weight: Double) {
        let start = column
        var parts: [PatternNode] = []
        var weight = 1.0
        while let character = next, character != "|", character != ")" {
            if character == "<", let given = try branchWeight() {
                weight = given
                break
            }
            parts.append(try repetition(of: try atom(character)))
        }
        let node = parts.count == 1 ? parts[0] : PatternNode(.sequence(parts), column: start)
        return (try bounded(node, at: start), weight)
    }

    /// A weight `<3>` at the end of a branch; elsewhere `<` is a character like any other.
    private mutating func branchWeight() throws(FormProblem) -> Double? {
        let rest = pattern[(position + 1)...].prefix { !"<>|()".contains($0) }
        let end = rest.endIndex
        guard end < pattern.count, pattern[end] == ">", end + 1 == pattern.count || "|)".contains(pattern[end + 1])
        else { return nil }
        guard !rest.isEmpty, rest.allSatisfy({ "0123456789.".contains($0) }), let weight = Double(String(rest)),
            weight.isFinite
        else {
            throw problem(
                "the weight of a branch is a number such as <3> or <0.5>, got <\(String(rest))>; write \\< for the "
                    + "character")
        }
        position = end + 1
        return weight
    }

    private mutating func group() throws(FormProblem) -> PatternNode {
        let start = column
        position += 1
        if next == "?" {
            throw problem("groups with (? are not supported: a pattern has no look-around, names or flags", at: start)
        }
        depth += 1
        guard depth <= Self.deepest else { throw problem("groups are nested deeper than \(Self.deepest)", at: start) }
        let body = try branches()
        depth -= 1
        guard next == ")" else { throw problem("this ( is not closed; write \\( for the character", at: start) }
        position += 1
        return body.hasOwnCheckDigits ? PatternNode(.scope(body), column: start) : body
    }

    private mutating func repetition(of part: PatternNode) throws(FormProblem) -> PatternNode {
        let start = column
        guard let times = try repetitions() else { return part }
        if case .check = part.kind { throw problem("check digits can't be repeated", at: start) }
        let again = column
        if try repetitions() != nil {
            throw problem("a repetition can't be repeated; put the part in a group: (a{2}){3}", at: again)
        }
        return try bounded(PatternNode(.repeated(part, times), column: part.column), at: start)
    }

    /// `?`, `{n}` or `{m,n}`, if one stands here.
    private mutating func repetitions() throws(FormProblem) -> ClosedRange<Int>? {
        let start = column
        switch next {
        case "?":
            position += 1
            return 0...1
        case "*", "+":
            throw problem(
                "\(pattern[position]) has no limit, and a pattern must have one; write {0,8}, or \\\(pattern[position]) "
                    + "for the character")
        case "{":
            if position + 1 < pattern.count, pattern[position + 1].isLetter { return nil }
            guard let end = pattern[position...].firstIndex(of: "}") else {
                throw problem("this { is not closed; write \\{ for the character")
            }
            let text = String(pattern[(position + 1)..<end])
            let ends = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if ends.count == 2, ends[1].isEmpty, Int(ends[0]) != nil {
                throw problem("{\(text)} has no upper limit, and a pattern must have one; write {\(ends[0]),8}")
            }
            let numbers = ends.compactMap { $0.allSatisfy(\.isASCIIDigit) ? Int($0) : nil }
            guard numbers.count == ends.count, let low = numbers.first, let high = numbers.last, numbers.count <= 2
            else {
                throw problem("a repetition is {3} or {2,5}, got {\(text)}; write \\{ for the character", at: start)
            }
            guard low <= high else { throw problem("{\(text)} runs backwards; write {\(high),\(low)}", at: start) }
            guard (1...Self.longest).contains(high) else {
                throw problem("a part may be repeated 1 to \(Self.longest) times, got {\(text)}", at: start)
            }
            position = end + 1
            return low...high
        default: return nil
        }
    }

    private func bounded(_ node: PatternNode, at column: Int) throws(FormProblem) -> PatternNode {
        guard node.lengths.upperBound <= Self.longest else {
            throw problem(
                "the text may have \(node.lengths.upperBound) characters here; the most is \(Self.longest)", at: column)
        }
        return node
    }

    // MARK: - Characters

    private mutating func atom(_ character: Character) throws(FormProblem) -> PatternNode {
        let start = column
        switch character {
        case "(": return try group()
        case "[": return PatternNode(.oneOf(try characterClass()), column: start)
        case "{": return try checkDigit()
        case "\\": return PatternNode(.oneOf(CharacterClass(try escape())), column: start)
        case ".":
            position += 1
            return PatternNode(.oneOf(CharacterClass(alphabet)), column: start)
        case "^", "$":
            throw problem(
                "a pattern is the whole text and needs no \(character); write \\\(character) for the character")
        case "?", "*", "+": throw problem("there is nothing to repeat; write \\\(character) for the character")
        case "]", "}": throw problem("this \(character) closes nothing; write \\\(character) for the character")
        default:
            position += 1
            return PatternNode(.oneOf(CharacterClass([try visible(character, at: start)])), column: start)
        }
    }

    private mutating func checkDigit() throws(FormProblem) -> PatternNode {
        let start = column
        guard position + 1 < pattern.count, pattern[position + 1].isLetter else {
            throw problem("there is nothing to repeat; write \\{ for the character")
        }
        guard let end = pattern[position...].firstIndex(of: "}") else {
            throw problem("this { is not closed; write \\{ for the character")
        }
        let name = String(pattern[(position + 1)..<end])
        guard let digits = CheckDigit(rawValue: name) else {
            throw problem("unknown check digits {\(name)}; there are \(CheckDigit.names)")
        }
        position = end + 1
        return PatternNode(.check(digits), column: start)
    }

    /// The characters that an escape stands for.
    private mutating func escape() throws(FormProblem) -> [Character] {
        guard position + 1 < pattern.count else { throw problem("a \\ needs a character behind it") }
        let character = pattern[position + 1]
        let found: [Character]
        switch character {
        case "d": found = CharacterClass.digits
        case "w": found = CharacterClass.wordCharacters
        case "D": found = try alphabet(without: CharacterClass.digits)
        case "W": found = try alphabet(without: CharacterClass.wordCharacters)
        case _ where character.isASCIIDigit:
            throw problem("\\\(character) would refer to a group, which patterns can't do")
        case _ where character.isLetter:
            throw problem("unknown escape \\\(character); there are \\d, \\w, \\D and \\W")
        default: found = [try visible(character, at: column)]
        }
        position += 2
        return found
    }

    private func alphabet(without characters: [Character]) throws(FormProblem) -> [Character] {
        let unwanted = Set(characters)
        let left = alphabet.filter { !unwanted.contains($0) }
        guard !left.isEmpty else { throw problem("no character of the alphabet is left") }
        return left
    }

    private mutating func characterClass() throws(FormProblem) -> CharacterClass {
        let start = column
        position += 1
        let isNegated = next == "^"
        if isNegated { position += 1 }
        var characters: [Character] = []
        while let character = next, character != "]" {
            if character == "[" {
                throw problem("write \\[ for the character; classes within classes are not supported")
            }
            let first = column
            let low = try classItem(character)
            guard next == "-", position + 1 < pattern.count, pattern[position + 1] != "]" else {
                characters += low
                continue
            }
            position += 1
            let high = try classItem(pattern[position])
            characters += try range(low, high, at: first)
        }
        guard next == "]" else { throw problem("this [ is not closed; write \\[ for the character", at: start) }
        guard isNegated || !characters.isEmpty else { throw problem("the class is empty", at: start) }
        let all = isNegated ? try alphabet(without: characters) : characters
        position += 1
        return CharacterClass(all)
    }

    private mutating func classItem(_ character: Character) throws(FormProblem) -> [Character] {
        if character == "\\" { return try escape() }
        let found = try visible(character, at: column)
        position += 1
        return [found]
    }

    private func range(_ low: [Character], _ high: [Character], at column: Int) throws(FormProblem) -> [Character] {
        guard low.count == 1, high.count == 1, let first = low[0].scalar, let last = high[0].scalar else {
            throw problem(
                "a range goes from one plain character to another, such as a-z; write \\- for the -", at: column)
        }
        guard first <= last else {
            throw problem("the range \(low[0])-\(high[0]) runs backwards; write \(high[0])-\(low[0])", at: column)
        }
        return (first.value...last.value).compactMap { value in
            Unicode.Scalar(value).flatMap { $0.standsAlone ? Character($0) : nil }
        }
    }

    private func visible(_ character: Character, at column: Int) throws(FormProblem) -> Character {
        guard character.standsAlone else {
            throw problem(
                "a character here can't stand in a line of text (a control character, a lone mark, or one that is never seen)",
                at: column)
        }
        return character
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isWholeNumber }

    /// The one scalar it is made of, if it is.
    fileprivate var scalar: Unicode.Scalar? { unicodeScalars.count == 1 ? unicodeScalars.first : nil }
}
