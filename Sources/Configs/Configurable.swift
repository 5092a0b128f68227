/// A value that can stand in a config.
///
/// Reading, printing and the schema are declared together, so that they agree: `init(from:)` takes what `encoded`
/// gives, and the schema describes it.
public protocol Configurable: Sendable {
    /// Reads and checks a value.
    init(from node: ConfigNode) throws(ConfigError)
    /// The value as a plain tree, for printing.
    var encoded: ConfigValue { get }
    /// What may be written, for editors and for the reference.
    static var schema: ConfigSchema { get }
    /// What may be written, in words for error messages: "a number", "true or false".
    static var expected: String { get }
}

/// A value whose numbers can be held within limits.
public protocol LimitedConfigurable: Configurable {
    /// Reads and checks a value; each of its numbers must lie within the limits.
    init(from node: ConfigNode, within limits: Limits) throws(ConfigError)
    /// What may be written within the limits.
    static func schema(within limits: Limits) -> ConfigSchema
}

extension LimitedConfigurable {
    /// Reads a value without limits.
    public init(from node: ConfigNode) throws(ConfigError) { try self.init(from: node, within: .none) }
    /// What may be written.
    public static var schema: ConfigSchema { schema(within: .none) }
}

/// The least and the greatest value that a number may have.
public struct Limits: Sendable, Hashable {
    /// The least; nil for no limit.
    public let lower: Double?
    /// The greatest; nil for no limit.
    public let upper: Double?

    /// No limits.
    public static let none = Limits(lower: nil, upper: nil)

    init(lower: Double?, upper: Double?) {
        self.lower = lower
        self.upper = upper
    }

    /// Both limits.
    public init(_ range: ClosedRange<Double>) { self.init(lower: range.lowerBound, upper: range.upperBound) }
    /// A lower limit alone.
    public init(_ range: PartialRangeFrom<Double>) { self.init(lower: range.lowerBound, upper: nil) }

    /// Throws when a number lies outside.
    func check(_ value: Double, at node: ConfigNode, hint: String? = nil) throws(ConfigError) {
        if !allows(value) { throw node.error("\(shown), got \(numberText(value))", hint: hint) }
    }

    /// Throws when a part of a range lies outside.
    func check(_ range: ClosedRange<Double>, at node: ConfigNode, hint: String? = nil) throws(ConfigError) {
        if allows(range.lowerBound), allows(range.upperBound) { return }
        let reached = "\(numberText(range.lowerBound))..\(numberText(range.upperBound))"
        throw node.error("\(shown), got \(reached)", hint: hint)
    }

    private func allows(_ value: Double) -> Bool { value >= lower ?? -.infinity && value <= upper ?? .infinity }

    private var shown: String {
        switch (lower, upper) {
        case (let lower?, let upper?): "must lie in \(numberText(lower))..\(numberText(upper))"
        case (let lower?, nil): "must be at least \(numberText(lower))"
        case (nil, let upper?): "must be at most \(numberText(upper))"
        case (nil, nil): "must be a number"
        }
    }
}
