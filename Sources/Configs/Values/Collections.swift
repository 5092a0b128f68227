extension Optional: Configurable where Wrapped: Configurable {
    /// Reads a value, or nil where the config says `null` or nothing.
    public init(from node: ConfigNode) throws(ConfigError) {
        self = node.tree.isNull ? nil : try Wrapped(from: node)
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { self?.encoded ?? .null }
    /// What may be written.
    public static var schema: ConfigSchema { .anyOf([Wrapped.schema, .null]) }
    /// What may be written, in words.
    public static var expected: String { Wrapped.expected }
}

extension Optional: LimitedConfigurable where Wrapped: LimitedConfigurable {
    /// Reads a value; each of its numbers must lie within the limits.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        self = node.tree.isNull ? nil : try Wrapped(from: node, within: limits)
    }

    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema {
        .anyOf([Wrapped.schema(within: limits), .null])
    }
}

/// A value that stands for a list of itself alone: `paper: {plain: {}}`.
protocol StandsAlone {}

extension Array: Configurable where Element: Configurable {
    /// Reads a list.
    ///
    /// A record or a member of a family may stand without the brackets of a list of one.
    public init(from node: ConfigNode) throws(ConfigError) {
        self = try Self.read(node) { (item: ConfigNode) throws(ConfigError) in try Element(from: item) }
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .list(map(\.encoded)) }
    /// What may be written.
    public static var schema: ConfigSchema { list(Element.schema) }
    /// What may be written, in words.
    public static var expected: String { "a list, each item \(Element.expected)" }

    fileprivate static func list(_ element: ConfigSchema) -> ConfigSchema {
        .list(of: element, acceptsSingle: acceptsSingle)
    }

    private static var acceptsSingle: Bool {
        Element.self is any ConfigRecord.Type || Element.self is any StandsAlone.Type
    }

    fileprivate static func read(
        _ node: ConfigNode, _ element: (ConfigNode) throws(ConfigError) -> Element
    ) throws(ConfigError) -> [Element] {
        guard let items = node.items else {
            if acceptsSingle, !node.tree.isNull { return [try element(node)] }
            throw node.mismatch(
                expected, hint: node.scalar.map { $0.isEmpty ? "write [] for an empty list" : "write [\($0)]" })
        }
        var elements: [Element] = []
        elements.reserveCapacity(items.count)
        var slips = ConfigSlips()
        for item in items {
            do throws(ConfigError) { elements.append(try element(item)) } catch { slips.add(error) }
        }
        try slips.check()
        return elements
    }
}

extension Array: LimitedConfigurable where Element: LimitedConfigurable {
    /// Reads a value; each of its numbers must lie within the limits.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        self = try Self.read(node) { (item: ConfigNode) throws(ConfigError) in try Element(from: item, within: limits) }
    }

    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema { list(Element.schema(within: limits)) }
}
