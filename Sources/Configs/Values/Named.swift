/// Values by name, in the order in which they are written.
///
/// In YAML: `{amount: ..., currency: ...}`.
public struct Named<Value: Configurable>: Configurable {
    /// The names, each once, and their values.
    public var entries: [(name: String, value: Value)]

    /// Values by name; each name must be there once.
    public init(_ entries: [(name: String, value: Value)] = []) { self.entries = entries }

    /// Reads a mapping.
    public init(from node: ConfigNode) throws(ConfigError) {
        guard let given = node.entries else { throw node.mismatch(Self.expected) }
        entries = []
        var slips = ConfigSlips()
        for entry in given {
            do throws(ConfigError) {
                entries.append((entry.key, try Value(from: node.child(entry))))
            } catch {
                slips.add(error)
            }
        }
        try slips.check()
    }

    /// The mapping.
    public var encoded: ConfigValue { .mapping(entries.map { .init($0.name, $0.value.encoded) }) }
    /// A mapping from any names to values.
    public static var schema: ConfigSchema { .named(Value.schema) }
    /// What may be written, in words.
    public static var expected: String { "a mapping from names to values, each \(Value.expected)" }

    /// The value of a name.
    public subscript(name: String) -> Value? { entries.first { $0.name == name }?.value }
}
