/// One of several words, of a list that is known when the program runs.
public protocol ConfigWord: Configurable {
    /// The words, in the order in which they are explained.
    static var words: [String] { get }
    /// The value of a word; nil where there is none.
    init?(word: String)
    /// The word of the value.
    var word: String { get }
}

extension ConfigWord {
    /// Reads one of the words.
    public init(from node: ConfigNode) throws(ConfigError) {
        guard let text = node.scalar, !node.tree.isNull else { throw node.mismatch(Self.expected) }
        guard let value = Self(word: text) else {
            throw node.error("unknown value '\(shortened(text))'", hint: hint(for: text, among: Self.words))
        }
        self = value
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .string(word) }
    /// What may be written.
    public static var schema: ConfigSchema { .constants(words) }
    /// What may be written, in words.
    public static var expected: String { "one of " + words.joined(separator: ", ") }
}

/// One of several words, the cases of an enumeration.
public protocol ConfigEnum: ConfigWord, RawRepresentable, CaseIterable where RawValue == String {}

extension ConfigEnum {
    /// The cases' words.
    public static var words: [String] { allCases.map(\.rawValue) }
    /// The case of a word.
    public init?(word: String) { self.init(rawValue: word) }
    /// The word of the case.
    public var word: String { rawValue }
}
