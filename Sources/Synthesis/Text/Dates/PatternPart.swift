import Configs

/// A part of a date or time pattern: `dd`, or what stands between.
enum PatternPart: Hashable, Sendable {
    /// A field: its letter and how often it stands there.
    case field(Character, Int)
    /// Text; what was quoted is never taken for a separator.
    case literal(String, isQuoted: Bool)

    /// The letters that a pattern may hold, and how often.
    typealias Fields = [Character: ClosedRange<Int>]

    static let dateFields: Fields = [
        "d": 1...2, "M": 1...5, "L": 1...5, "y": 1...4, "E": 1...6, "c": 3...6, "G": 1...5,
    ]
    static let timeFields: Fields = ["H": 1...2, "h": 1...2, "m": 1...2, "s": 1...2, "a": 1...1]

    /// Reads a pattern: letters are fields, `'...'` is literal, `''` an apostrophe.
    static func parse(_ pattern: String, at node: ConfigNode, fields: Fields) throws(ConfigError) -> [PatternPart] {
        var parts: [PatternPart] = []
        var rest = Substring(pattern)
        func append(_ text: String, isQuoted: Bool) {
            if case .literal(let before, isQuoted)? = parts.last {
                parts[parts.count - 1] = .literal(before + text, isQuoted: isQuoted)
            } else {
                parts.append(.literal(text, isQuoted: isQuoted))
            }
        }
        while let first = rest.first {
            if rest.hasPrefix("''") {
                append("'", isQuoted: true)
                rest = rest.dropFirst(2)
            } else if first == "'" {
                guard let (text, behind) = quoted(rest.dropFirst()) else {
                    throw node.error(
                        "the pattern '\(pattern)' has a quote that is not closed", hint: "write '' for an apostrophe")
                }
                append(text, isQuoted: true)
                rest = behind
            } else if isLetter(first) {
                let run = rest.prefix { $0 == first }
                guard fields[first]?.contains(run.count) == true else {
                    throw unsupported(run, in: pattern, at: node, fields: fields)
                }
                parts.append(.field(first, run.count))
                rest = rest.dropFirst(run.count)
            } else {
                append(String(first), isQuoted: false)
                rest = rest.dropFirst()
            }
        }
        guard parts.contains(where: \.isField) else {
            throw node.error(
                "the pattern '\(pattern)' has no field",
                hint: "write one such as \(fields["d"] == nil ? "HH:mm" : "dd/MM/yyyy")")
        }
        guard !parts.contains(where: \.hasDigits) else {
            throw node.error(
                "the pattern '\(pattern)' has digits outside of its fields",
                hint: "nobody could tell them from the date's own")
        }
        return parts
    }

    var isField: Bool {
        if case .field = self { true } else { false }
    }

    /// Whether it is written in digits, as far as the pattern tells.
    var isNumeric: Bool {
        switch self {
        case .field("M", let width), .field("L", let width): width <= 2
        case .field(let letter, _): "dyHhms".contains(letter)
        case .literal: false
        }
    }

    private var hasDigits: Bool {
        guard case .literal(let text, _) = self else { return false }
        return text.unicodeScalars.contains { $0.properties.numericType == .decimal }
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    /// The text up to the closing quote, and what stands behind it.
    private static func quoted(_ text: Substring) -> (String, Substring)? {
        var result = ""
        var rest = text
        while let first = rest.first {
            if rest.hasPrefix("''") {
                result.append("'")
                rest = rest.dropFirst(2)
            } else if first == "'" {
                return (result, rest.dropFirst())
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    private static func unsupported(
        _ run: Substring, in pattern: String, at node: ConfigNode, fields: Fields
    ) -> ConfigError {
        let letter = run.first ?? "?"
        let isDate = fields["d"] != nil
        // What the letter means elsewhere, and what was probably meant.
        let likely: [Character: Character] =
            isDate ? ["D": "d", "Y": "y", "u": "y", "m": "M", "e": "c"] : ["M": "m", "S": "s", "K": "h", "k": "H"]
        var hint = "letters must be fields or stand in quotes: 'at'; the fields are " + shown(fields)
        if let limits = fields[letter] {
            hint = "'\(letter)' stands \(limits.lowerBound) to \(limits.upperBound) times"
        } else if let other = likely[letter], let limits = fields[other] {
            let count = min(max(run.count, limits.lowerBound), limits.upperBound)
            hint = "did you mean '\(String(repeating: other, count: count))'? The fields are " + shown(fields)
        } else if isDate, timeFields[letter] != nil {
            hint = "the time of day has a pattern of its own: 'time'"
        } else if !isDate, dateFields[letter] != nil {
            hint = "the date has patterns of its own: 'patterns'"
        }
        return node.error("the pattern '\(pattern)' has the unsupported field '\(run)'", hint: hint)
    }

    private static func shown(_ fields: Fields) -> String {
        fields.keys.sorted().map(String.init).joined(separator: ", ")
    }
}
