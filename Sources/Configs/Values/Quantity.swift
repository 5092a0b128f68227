/// A number, or a distribution to draw it from.
///
/// In YAML: `3`, `0..1`, `[1, 2, {value: 0..1, weight: 3}]` or `{normal: {mean: 0, deviation: 1, min: -3, max: 3}}`.
public enum Quantity: Hashable, Sendable {
    /// Always the same number.
    case constant(Double)
    /// Each number of a range equally likely.
    case uniform(Double, Double)
    /// The normal distribution, cut off below `min` and above `max`.
    case normal(mean: Double, deviation: Double, min: Double, max: Double)
    /// One of several, by weight. There must be one at least; an option that is a choice itself is printed in place.
    case choice([Weighted<Quantity>])

    /// Each number of a range equally likely.
    public init(_ range: ClosedRange<Double>) { self = .uniform(range.lowerBound, range.upperBound) }

    /// The least and the greatest number that may be drawn.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .constant(let value): value...value
        case .uniform(let lower, let upper): lower...Swift.max(lower, upper)
        case .normal(_, _, let min, let max): min...Swift.max(min, max)
        case .choice(let options):
            // An option without weight is never drawn, but it is written, so it counts.
            options.dropFirst().reduce(options.first?.value.bounds ?? 0...0) { bounds, option in
                let more = option.value.bounds
                return Swift.min(bounds.lowerBound, more.lowerBound)...Swift.max(bounds.upperBound, more.upperBound)
            }
        }
    }

    /// Draws a number.
    ///
    /// A normal number outside its limits is drawn again, up to 64 times; then it is moved to the nearer limit.
    public func draw(using generator: inout some RandomNumberGenerator) -> Double {
        switch self {
        case .constant(let value): return value
        case .uniform(let lower, let upper): return drawUniform(lower, upper, using: &generator)
        case .normal(let mean, let deviation, let min, let max):
            var value = mean
            for _ in 0..<64 {
                value = mean + deviation * drawNormal(using: &generator)
                if value >= min, value <= max { return value }
            }
            return Swift.min(Swift.max(value, min), max)
        case .choice(let options):
            return options[drawIndex(weights: options.map(\.weight), using: &generator)].value.draw(using: &generator)
        }
    }
}

extension Quantity: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A constant.
    public init(floatLiteral value: Double) { self = .constant(value) }
    /// A constant.
    public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}

extension Quantity: LimitedConfigurable {
    /// Reads a number or a distribution.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        if let items = node.items {
            self = .choice(
                try Weighted.list(from: items, of: node) { (item) throws(ConfigError) in
                    guard item.items == nil else { throw item.mismatch(Self.expectedItem) }
                    return try Quantity(from: item, within: limits)
                })
        } else if let entries = node.entries {
            guard entries.count == 1, let entry = entries.first, entry.key == "normal" else {
                throw node.mismatch(
                    Self.expected, hint: "the one mapping that counts is {normal: {mean: ..., deviation: ...}}")
            }
            let body = node.child(entry)
            guard body.entries != nil else { throw body.mismatch("a mapping with the keys deviation, max, mean, min") }
            let normal = try NormalDistribution(from: body)
            self = .normal(mean: normal.mean, deviation: normal.deviation, min: normal.lower, max: normal.upper)
            let isCut = normal.min != nil && normal.max != nil
            try limits.check(
                bounds, at: body,
                hint: isCut ? nil : "give 'min' and 'max'; without them they are 4 deviations from the mean")
        } else if let text = node.plain, let value = parseNumber(text) {
            try limits.check(value, at: node)
            self = .constant(value)
        } else if let text = node.scalar, let (lower, upper) = parseRange(text) {
            guard lower <= upper else {
                throw node.error(
                    "the range \(text) is empty",
                    hint: "write the smaller number first: \(numberText(upper))..\(numberText(lower))")
            }
            guard (upper - lower).isFinite else { throw node.error("the range \(text) is too wide") }
            self = .uniform(lower, upper)
            try limits.check(bounds, at: node)
        } else {
            throw node.mismatch(Self.expected, hint: rangeHint(node) ?? numberHint(node))
        }
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        switch self {
        case .constant(let value): .number(value)
        case .uniform(let lower, let upper): .string("\(numberText(lower))..\(numberText(upper))")
        case .normal(let mean, let deviation, let min, let max):
            .mapping([
                .init(
                    "normal",
                    .mapping([
                        .init("mean", .number(mean)), .init("deviation", .number(deviation)),
                        .init("min", .number(min)), .init("max", .number(max)),
                    ]))
            ])
        case .choice(let options): Weighted.encoded(Self.flattened(options), \.encoded)
        }
    }

    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema { .quantity(limits) }
    /// What may be written, in words.
    public static var expected: String { expectedItem + ", or a list of such" }
    private static var expectedItem: String { "a number, a range like 0..1, or {normal: {mean: 0, deviation: 1}}" }

    private static func flattened(_ options: [Weighted<Quantity>]) -> [Weighted<Quantity>] {
        options.flatMap { option -> [Weighted<Quantity>] in
            guard case .choice(let inner) = option.value else { return [option] }
            let total = inner.reduce(0) { $0 + $1.weight }
            return flattened(inner).map { Weighted($0.value, weight: $0.weight * option.weight / total) }
        }
    }
}

/// What to do about a text that was probably meant as a range.
func rangeHint(_ node: ConfigNode) -> String? {
    guard let text = node.scalar, let (low, high) = rangeEnds(text) else { return nil }
    let ends = [String(low), String(high.drop { $0 == "." })].map { $0.filter { $0 != " " } }
    guard ends.allSatisfy({ parseNumber($0) != nil }) else { return nil }
    let range = "\(ends[0])..\(ends[1])"
    return range == text ? nil : "write the range with two dots, without blanks: \(range)"
}

/// The body of `{normal: ...}`.
struct NormalDistribution: ConfigRecord {
    var mean = 0.0
    var deviation = 1.0
    var min: Double?
    var max: Double?

    var lower: Double { min ?? mean - 4 * deviation }
    var upper: Double { max ?? mean + 4 * deviation }

    static let summary = "A normal distribution; numbers outside the limits are drawn again."
    static var fields: [Field<NormalDistribution>] {
        [
            Field("mean", \.mean, required: true, "The mean."),
            Field("deviation", \.deviation, in: 0..., required: true, "The standard deviation."),
            Field("min", \.min, "The least number; 4 deviations below the mean when not given."),
            Field("max", \.max, "The greatest number; 4 deviations above the mean when not given."),
        ]
    }

    func validate() throws(ConfigProblem) {
        guard lower.isFinite, upper.isFinite else { throw ConfigProblem(key: "deviation", "is too large") }
        if lower > upper {
            throw ConfigProblem(key: "min", "is above the upper limit: \(numberText(lower)) > \(numberText(upper))")
        }
    }
}
