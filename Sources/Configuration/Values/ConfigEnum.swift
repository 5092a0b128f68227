/// One of several words.
public protocol ConfigEnum: Configurable, RawRepresentable, CaseIterable where RawValue == String {}

extension ConfigEnum {
    /// Reads one of the words.
    public init(from node: ConfigNode) throws(ConfigError) {
        let words = Self.allCases.map(\.rawValue)
        guard let text = node.scalar, !node.tree.isNull else { throw node.mismatch(Self.expected) }
        guard let value = Self(rawValue: text) else {
            throw node.error("unknown value '\(shortened(text))'", hint: hint(for: text, among: words))
        }
        self = value
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .string(rawValue) }
    /// What may be written.
    public static var schema: ConfigSchema { .constants(allCases.map(\.rawValue)) }
    /// What may be written, in words.
    public static var expected: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
}
