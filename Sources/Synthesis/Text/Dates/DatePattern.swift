import Configs

/// A Unicode date pattern: `dd/MM/yyyy`, `EEE d. MMMM yy`.
struct DatePattern: Configurable, Hashable {
    /// As it was written.
    let text: String
    let parts: [PatternPart]

    init(from node: ConfigNode) throws(ConfigError) {
        text = try String(from: node)
        parts = try PatternPart.parse(text, at: node, fields: PatternPart.dateFields)
    }

    /// A pattern from its parts.
    init(_ text: String, _ parts: [PatternPart]) {
        self.text = text
        self.parts = parts
    }

    /// `dd/MM/yyyy`.
    static let standard = DatePattern(
        "dd/MM/yyyy",
        [
            .field("d", 2), .literal("/", isQuoted: false), .field("M", 2), .literal("/", isQuoted: false),
            .field("y", 4),
        ])

    var encoded: ConfigValue { .string(text) }
    static let expected = "a date pattern such as dd/MM/yyyy"
    static var schema: ConfigSchema { .string() }

    /// Whether the part is punctuation between two numbers: what `separators` replaces.
    func isSeparator(_ number: Int) -> Bool {
        guard case .literal(_, isQuoted: false) = parts[number], number > 0, number + 1 < parts.count else {
            return false
        }
        guard case .literal(let text, _) = parts[number] else { return false }
        return parts[number - 1].isNumeric && parts[number + 1].isNumeric
            && text.allSatisfy { $0.isPunctuation || $0.isSymbol || $0.isWhitespace }
    }
}

/// A Unicode pattern of a time of day: `HH:mm`, `h:mm a`.
struct TimePattern: Configurable, Hashable {
    /// As it was written.
    let text: String
    let parts: [PatternPart]

    init(from node: ConfigNode) throws(ConfigError) {
        text = try String(from: node)
        parts = try PatternPart.parse(text, at: node, fields: PatternPart.timeFields)
    }

    var encoded: ConfigValue { .string(text) }
    static let expected = "a time pattern such as HH:mm"
    static var schema: ConfigSchema { .string() }
}
