/// A whole number, or a distribution to draw it from.
///
/// In YAML: `3`, `1..9` (both ends included) or `[1, 2, {value: 4..6, weight: 3}]`.
public struct Count: Hashable, Sendable {
    /// What there is to draw from; never empty.
    package let options: [Weighted<ClosedRange<Int>>]
    /// Whether it is a list of options, not a value or a range.
    public let hasWeights: Bool

    /// Always the same number.
    public init(_ value: Int) { self.init(value...value) }

    /// Each number of a range equally likely.
    public init(_ range: ClosedRange<Int>) {
        options = [Weighted(range)]
        hasWeights = false
    }

    /// A number of one of several ranges, which are drawn by weight; there must be one at least.
    public init(_ options: [Weighted<ClosedRange<Int>>]) {
        precondition(!options.isEmpty, "a count needs an option")
        self.options = options
        hasWeights = true
    }

    /// The least and the greatest number that may be drawn.
    public var bounds: ClosedRange<Int> {
        options.dropFirst().reduce(options[0].value) {
            min($0.lowerBound, $1.value.lowerBound)...max($0.upperBound, $1.value.upperBound)
        }
    }

    /// The ranges of which a number may be drawn.
    public var ranges: [ClosedRange<Int>] { options.filter { $0.weight > 0 }.map(\.value) }

    /// Every number that may be drawn, from the least; there must be few.
    public var values: [Int] { Set(options.filter { $0.weight > 0 }.flatMap(\.value)).sorted() }

    /// Draws a number.
    public func draw(using generator: inout some RandomNumberGenerator) -> Int {
        let range =
            hasWeights ? options[drawIndex(weights: options.map(\.weight), using: &generator)].value : options[0].value
        return range.lowerBound == range.upperBound ? range.lowerBound : drawInteger(range, using: &generator)
    }
}

extension Count: ExpressibleByIntegerLiteral {
    /// Always the same number.
    public init(integerLiteral value: Int) { self.init(value) }
}

extension Count: LimitedConfigurable {
    /// Reads a whole number or a distribution.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        if let items = node.items {
            self.init(
                try Weighted.list(from: items, of: node) { (item) throws(ConfigError) in
                    try Self.range(from: item, within: limits)
                })
        } else {
            self.init(try Self.range(from: node, within: limits))
        }
    }

    private static func range(from node: ConfigNode, within limits: Limits) throws(ConfigError) -> ClosedRange<Int> {
        if let text = node.plain, !hasLeadingZero(text), let value: Int = parseInteger(text) {
            try limits.check(Double(value), at: node)
            return value...value
        }
        guard let text = node.scalar, parseRange(text) != nil, let (low, high) = rangeEnds(text),
            let lower = Int(low), let upper = Int(high)
        else { throw node.mismatch(expected, hint: rangeHint(node) ?? numberHint(node)) }
        guard lower <= upper else {
            throw node.error("the range \(text) is empty", hint: "write the smaller number first: \(upper)..\(lower)")
        }
        try limits.check(Double(lower)...Double(upper), at: node)
        return lower...upper
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        func plain(_ range: ClosedRange<Int>) -> ConfigValue {
            range.lowerBound == range.upperBound
                ? .int(range.lowerBound) : .string("\(range.lowerBound)..\(range.upperBound)")
        }
        return hasWeights ? Weighted.encoded(options, plain) : plain(options[0].value)
    }

    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema { .count(limits) }
    /// What may be written, in words.
    public static var expected: String { "a whole number, a range like 1..9, or a list of such" }
}
