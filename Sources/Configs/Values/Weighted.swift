/// A value and how often it is drawn, against others.
public struct Weighted<T> {
    /// The value.
    public var value: T
    /// Its weight, at least 0.
    public var weight: Double

    /// A value with a weight.
    public init(_ value: T, weight: Double = 1) {
        self.value = value
        self.weight = weight
    }
}

extension Weighted: Sendable where T: Sendable {}
extension Weighted: Equatable where T: Equatable {}
extension Weighted: Hashable where T: Hashable {}

extension Weighted {
    /// Reads the items of a list: values, or `{value: ..., weight: ...}`.
    static func list(
        from items: [ConfigNode], of list: ConfigNode, _ read: (ConfigNode) throws(ConfigError) -> T
    ) throws(ConfigError) -> [Weighted] {
        guard !items.isEmpty else { throw list.error("the list is empty; there is nothing to draw from") }
        var options: [Weighted] = []
        options.reserveCapacity(items.count)
        for item in items {
            guard let entries = item.entries, entries.contains(where: { $0.key == "value" }) else {
                options.append(Weighted(try read(item)))
                continue
            }
            var value: T?
            var weight = 1.0
            for entry in entries {
                switch entry.key {
                case "value": value = try read(item.child(entry))
                case "weight": weight = try Double(from: item.child(entry), within: Limits(0...))
                default: throw item.unknownKey(entry, among: ["value", "weight"])
                }
            }
            if let value { options.append(Weighted(value, weight: weight)) }
        }
        guard options.contains(where: { $0.weight > 0 }) else {
            throw list.error("all weights are 0; one must be above 0")
        }
        return options
    }

    /// The tree of a list of options; weights of 1 are left out.
    static func encoded(_ options: [Weighted], _ value: (T) -> ConfigValue) -> ConfigValue {
        .list(
            options.map { option in
                let plain = value(option.value)
                var isPlain = option.weight == 1
                // A mapping with a key `value` would be taken for a weighted one.
                if case .mapping(let entries) = plain, entries.contains(where: { $0.key == "value" }) {
                    isPlain = false
                }
                return isPlain ? plain : .mapping([.init("value", plain), .init("weight", .number(option.weight))])
            })
    }
}

/// One of several values, drawn by their weights.
public struct Alternatives<T: Configurable>: Configurable {
    /// What there is to draw from; never empty.
    public var options: [Weighted<T>] {
        didSet { precondition(!options.isEmpty, "a choice needs an option") }
    }

    /// Always the same value.
    public init(_ single: T) { options = [Weighted(single)] }

    /// One of several values, each equally often; there must be one at least.
    public init(_ options: [T]) { self.init(options.map { Weighted($0) }) }

    /// One of several values; there must be one at least.
    public init(_ options: [Weighted<T>]) {
        precondition(!options.isEmpty, "a choice needs an option")
        self.options = options
    }

    /// Reads a value or a list of values, with or without weights.
    public init(from node: ConfigNode) throws(ConfigError) {
        if let items = node.items {
            options = try Weighted.list(from: items, of: node) { (item) throws(ConfigError) in try T(from: item) }
        } else {
            options = [Weighted(try T(from: node))]
        }
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        if options.count == 1, options[0].weight == 1 { return options[0].value.encoded }
        return Weighted.encoded(options, \.encoded)
    }

    /// What may be written.
    public static var schema: ConfigSchema { .choice(of: T.schema) }
    /// What may be written, in words.
    public static var expected: String { T.expected + ", or a list of such" }

    /// Draws a value; takes one number from the generator.
    public func draw(using generator: inout some RandomNumberGenerator) -> T {
        options[drawIndex(weights: options.map(\.weight), using: &generator)].value
    }
}

extension Alternatives: Equatable where T: Equatable {}
extension Alternatives: Hashable where T: Hashable {}
