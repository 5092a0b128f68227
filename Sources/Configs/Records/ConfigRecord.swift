/// A mapping with known keys.
///
/// Its defaults stand in its initialiser, everything else in `fields`.
public protocol ConfigRecord: Configurable {
    /// The defaults: what `{}` is read as.
    init()
    /// What it describes, in one sentence.
    static var summary: String { get }
    /// What the JSON Schema calls it: the type's name, unless said otherwise.
    static var schemaName: String { get }
    /// The keys, in the order in which they are printed and explained.
    static var fields: [Field<Self>] { get }
    /// The key that a bare scalar or list stands for: with "sigma", `blur: 0..1` is `blur: {sigma: 0..1}`.
    static var shorthand: String? { get }
    /// Checks the fields against each other.
    func validate() throws(ConfigProblem)
    /// What the record is read from, where that is more than what is written: a record that includes others lays what
    /// is written over them.
    static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode
}

extension ConfigRecord {
    /// The type's name.
    public static var schemaName: String { "\(Self.self)" }
    /// None.
    public static var shorthand: String? { nil }
    /// Finds nothing wrong.
    public func validate() throws(ConfigProblem) {}
    /// What is written, and no more.
    public static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode { node }

    /// Reads a mapping, or the short form.
    public init(from node: ConfigNode) throws(ConfigError) {
        self = try Self.read(node, modifier: .none).record
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        .mapping(
            Self.fields.compactMap { field in
                let value = field.encode(self)
                return field.isSilent && value == .null ? nil : .init(field.key, value)
            })
    }

    /// What may be written.
    public static var schema: ConfigSchema { .record(Self.self) }
    /// What may be written, in words.
    public static var expected: String {
        guard let shorthand, let field = fields.first(where: { $0.key == shorthand }) else { return "a mapping" }
        return "a mapping, or '\(field.key)' alone"
    }

    /// Reads a record, and the modifier that its family adds to its keys.
    static func read(
        _ node: ConfigNode, modifier: ConfigModifier
    ) throws(ConfigError) -> (record: Self, modifier: Double) {
        let node = try completed(node)
        var record = Self()
        var factor = 1.0
        let fields = Self.fields
        guard let entries = node.entries else {
            guard let short = fields.first(where: { $0.key == shorthand }), !node.tree.isNull else {
                throw node.mismatch(expected, hint: node.tree.isNull ? "write {} for the defaults" : nil)
            }
            try short.decode(&record, node)
            try check(record, node)
            return (record, factor)
        }
        let keys = fields.map(\.key) + (modifier.key.map { [$0] } ?? [])
        var slips = ConfigSlips()
        for entry in entries {
            guard keys.contains(entry.key) else {
                slips.add(node.unknownKey(entry, among: keys))
                continue
            }
            do throws(ConfigError) {
                if let field = fields.first(where: { $0.key == entry.key }) {
                    try field.decode(&record, node.child(entry))
                } else {
                    factor = try Double(from: node.child(entry), within: modifier.limits)
                }
            } catch {
                slips.add(error)
            }
        }
        // A key with a slip in it is not missing besides.
        let isStrange = entries.contains { !keys.contains($0.key) }
        for field in fields where field.isRequired && !entries.contains(where: { $0.key == field.key }) && !isStrange {
            slips.add(node.error("the key '\(field.key)' is missing"))
        }
        try slips.check()
        try check(record, node)
        return (record, factor)
    }

    private static func check(_ record: Self, _ node: ConfigNode) throws(ConfigError) {
        do {
            try record.validate()
        } catch {
            // As deep as the config has the keys of the path.
            var place = node
            for key in error.key.split(separator: ".") {
                guard let entry = place.entries?.first(where: { $0.key == key }) else { break }
                place = ConfigNode(entry.value, keyPath: "")
            }
            throw ConfigNode(place.tree, keyPath: error.key.isEmpty ? node.keyPath : node.path(of: error.key))
                .error(error.message)
        }
    }
}

extension ConfigNode {
    /// The error of a key that does not belong here.
    func unknownKey(_ entry: Tree.Entry, among keys: [String]) -> ConfigError {
        ConfigError(
            code: .value, place: "\(entry.place)", keyPath: path(of: shortened(entry.key)),
            message: "unknown key '\(shortened(entry.key))'", hint: hint(for: entry.key, among: keys))
    }
}
