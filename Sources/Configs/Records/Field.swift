/// A key of a record: the one declaration that reading, defaults, limits, schema, reference and printing come from.
public struct Field<Record> {
    /// The key in the config.
    public let key: String
    /// What it means, in one or two sentences.
    public let doc: String
    /// The unit of the value, such as `px`.
    public let unit: String?
    /// Whether the key must be given.
    public let isRequired: Bool
    /// Whether the key is not printed where it has no value.
    private(set) var isSilent = false
    let schema: ConfigSchema
    let decode: (inout Record, ConfigNode) throws(ConfigError) -> Void
    let encode: (Record) -> ConfigValue

    /// A key without limits.
    public init<V: Configurable>(
        _ key: String, _ path: WritableKeyPath<Record, V>, required: Bool = false, unit: String? = nil, _ doc: String
    ) {
        self.init(key, path, V.schema, required, unit, doc) { (node) throws(ConfigError) in try V(from: node) }
    }

    /// A key whose numbers lie in a range.
    public init<V: LimitedConfigurable>(
        _ key: String, _ path: WritableKeyPath<Record, V>, in limits: ClosedRange<Double>, required: Bool = false,
        unit: String? = nil, _ doc: String
    ) {
        self.init(key, path, limits: Limits(limits), required, unit, doc)
    }

    /// A key whose numbers have a lower limit.
    public init<V: LimitedConfigurable>(
        _ key: String, _ path: WritableKeyPath<Record, V>, in limits: PartialRangeFrom<Double>, required: Bool = false,
        unit: String? = nil, _ doc: String
    ) {
        self.init(key, path, limits: Limits(limits), required, unit, doc)
    }

    /// A key that is printed where it has a value alone: added later, it changes no config that is without.
    public init<V: LimitedConfigurable>(
        silent key: String, _ path: WritableKeyPath<Record, V?>, in limits: ClosedRange<Double>, unit: String? = nil,
        _ doc: String
    ) {
        self.init(key, path, limits: Limits(limits), false, unit, doc)
        isSilent = true
    }

    /// A key with a list whose number of items lies in a range.
    public init<V: Configurable>(
        _ key: String, _ path: WritableKeyPath<Record, [V]>, count: ClosedRange<Int>, required: Bool = false,
        unit: String? = nil, _ doc: String
    ) {
        self.init(key, path, [V].schema.counted(count), required, unit, doc) { (node) throws(ConfigError) in
            let items = try [V](from: node)
            guard count.contains(items.count) else {
                throw node.error("must have \(count.lowerBound) to \(count.upperBound) items, got \(items.count)")
            }
            return items
        }
    }

    private init<V: LimitedConfigurable>(
        _ key: String, _ path: WritableKeyPath<Record, V>, limits: Limits, _ required: Bool, _ unit: String?,
        _ doc: String
    ) {
        self.init(key, path, V.schema(within: limits), required, unit, doc) { (node) throws(ConfigError) in
            try V(from: node, within: limits)
        }
    }

    private init<V: Configurable>(
        _ key: String, _ path: WritableKeyPath<Record, V>, _ schema: ConfigSchema, _ required: Bool, _ unit: String?,
        _ doc: String, _ read: @escaping (ConfigNode) throws(ConfigError) -> V
    ) {
        self.key = key
        self.doc = doc
        self.unit = unit
        self.isRequired = required
        self.schema = schema
        decode = { (record, node) throws(ConfigError) in record[keyPath: path] = try read(node) }
        encode = { $0[keyPath: path].encoded }
    }

    private init(
        _ key: String, _ doc: String, _ unit: String?, _ isRequired: Bool, _ schema: ConfigSchema,
        _ decode: @escaping (inout Record, ConfigNode) throws(ConfigError) -> Void,
        _ encode: @escaping (Record) -> ConfigValue
    ) {
        self.key = key
        self.doc = doc
        self.unit = unit
        self.isRequired = isRequired
        self.schema = schema
        self.decode = decode
        self.encode = encode
    }

    /// The same key of a record that holds this one, and whose keys stand beside its own.
    public func within<Outer>(_ path: WritableKeyPath<Outer, Record>) -> Field<Outer> {
        var field = Field<Outer>(
            key, doc, unit, isRequired, schema,
            { (outer, node) throws(ConfigError) in try decode(&outer[keyPath: path], node) },
            { encode($0[keyPath: path]) })
        field.isSilent = isSilent
        return field
    }
}
