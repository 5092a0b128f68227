import Configs
import Scripts

extension AlphabetConfig {
    /// A label, and what stands in its picture: the same, or the same with other digits.
    package struct Text: Sendable, Hashable {
        /// The label.
        package var label: String
        /// What is drawn.
        package var drawn: String

        /// A label that is drawn as it is, unless something else is said.
        package init(label: String, drawn: String? = nil) {
            self.label = label
            self.drawn = drawn ?? label
        }
    }

    /// The alphabet that is given, or that of the data's labels; and what a person should know of it.
    package func alphabet(of texts: [Text]) throws -> (alphabet: Alphabet, notes: [String]) {
        let made = try made(for: texts)
        // What drops all of all labels teaches to read nothing.
        if unknown == .drop, let first = texts.first?.label,
            texts.allSatisfy({ made.alphabet.encode($0.label).classes.isEmpty })
        {
            throw RecognitionError(
                .config,
                "alphabet: no label has a character of it, such as '\(first)', so there is nothing to learn: give the "
                    + "characters that are written, or leave the key away to take them from the labels")
        }
        return made
    }

    private func made(for texts: [Text]) throws -> (alphabet: Alphabet, notes: [String]) {
        let order = order(of: texts)
        let labels = texts.map(\.label)
        guard characters != nil || file != nil else {
            let alphabet = try Alphabet(of: labels, foldsCase: foldsCase, unit: unit.unit ?? .cluster, order: order)
            return (alphabet, notes(on: alphabet))
        }
        if let unit = unit.unit { return (try given(unit, order), []) }
        let clusters = Result { try given(.cluster, order) }
        guard let points = try? given(.codePoint, order), points.characters.contains(where: \.isMark) else {
            return (try clusters.get(), [])
        }
        guard let alphabet = try? clusters.get() else { return (points, []) }
        // Whichever labels can be written in.
        let misses = labels.lazy.filter { !alphabet.encode($0).unknown.isEmpty }
        guard let example = misses.first, misses.count > labels.count(where: { !points.encode($0).unknown.isEmpty })
        else { return (alphabet, []) }
        return (
            points,
            [
                "the alphabet is one of code points, as labels such as '\(example)' are made of these; "
                    + "alphabet.unit=code_point says so outright"
            ]
        )
    }

    private func given(_ unit: Alphabet.Unit, _ order: TextOrder?) throws -> Alphabet {
        if let file { return try Alphabet(table: file.path, foldsCase: foldsCase, unit: unit, order: order) }
        let characters = characters ?? ""
        let classes = unit == .cluster ? Array(characters) : characters.unicodeScalars.map { Character($0) }
        return try Alphabet(classes, foldsCase: foldsCase, unit: unit, order: order)
    }

    private func order(of texts: [Text]) -> TextOrder? {
        direction.direction.map { TextOrder(direction: $0, digits: digits(of: texts)) }
    }

    /// Arabic-Indic digits where labels have Western ones for these alone.
    private func digits(of texts: [Text]) -> TextOrder.Digits {
        switch digits {
        case .asWritten: return .asWritten
        case .arabic: return .arabic
        case .auto:
            let numbers = texts.lazy.filter { $0.label.unicodeScalars.contains { "0"..."9" ~= $0 } }
            let isArabic = { (text: Text) in
                text.drawn != text.label && text.drawn.unicodeScalars.contains { $0.bidiKind == .arabicNumber }
            }
            return !numbers.isEmpty && numbers.allSatisfy(isArabic) ? .arabic : .asWritten
        }
    }

    private func notes(on alphabet: Alphabet) -> [String] {
        guard unit == .auto, alphabet.characters.count > 300 else { return [] }
        let points = Set(alphabet.characters.flatMap(\.unicodeScalars)).count
        guard points < alphabet.characters.count / 2 else { return [] }
        return [
            "the labels have \(alphabet.characters.count) different characters, which are made of \(points) code points; "
                + "alphabet.unit=code_point takes these as classes"
        ]
    }
}

extension AlphabetConfig.Unit {
    /// The unit; nil where it is to be found out.
    fileprivate var unit: Alphabet.Unit? {
        switch self {
        case .auto: nil
        case .cluster: .cluster
        case .codePoint: .codePoint
        }
    }
}

extension Character {
    /// Whether it is a mark, or joins letters, which no reader calls a character by itself.
    fileprivate var isMark: Bool {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return true
        // Vowels of Thai and Lao that clusters take in.
        default: return scalar == "\u{E33}" || scalar == "\u{EB3}"
        }
    }
}
