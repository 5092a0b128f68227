/// The range of the numbers that a convolution is given, as it was seen over pictures.
package struct InputRange: Codable, Sendable, Hashable {
    /// The least number.
    package var low: Float
    /// The largest number.
    package var high: Float
    /// The convolution whose results, pooled or not, these numbers are, and that nothing else is given; nil where there is none.
    package var source: String?

    /// A range from its parts.
    package init(low: Float, high: Float, source: String? = nil) {
        (self.low, self.high, self.source) = (low, high, source)
    }

    /// Whether it is one.
    package var isSound: Bool { low.isFinite && high.isFinite && low <= high }

    /// The least range that holds this one and another.
    func joined(with other: InputRange) -> InputRange {
        InputRange(low: min(low, other.low), high: max(high, other.high), source: source ?? other.source)
    }
}
