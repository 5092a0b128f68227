/// How often values lie in each of some ranges of equal width.
package struct Histogram: Sendable, Encodable {
    /// Where the first range begins.
    package let from: Double
    /// How wide each is.
    package let step: Double
    /// How many values lie in each; those that lie beyond count in the outermost.
    package let counts: [Int]

    private static let bins = 20

    /// Counts values between two limits.
    init(_ values: [Double], from low: Double, to high: Double, bins: Int = bins) {
        from = low
        step = high > low ? (high - low) / Double(bins) : 1
        var counts = [Int](repeating: 0, count: bins)
        for value in values {
            counts[max(0, min(bins - 1, Int(max(-1, min(Double(bins), (value - low) / step)))))] += 1
        }
        self.counts = counts
    }

    /// Counts values between the 1st and the 99th percentile; nil where there are none.
    ///
    /// - Parameter values: rising.
    init?(spread values: [Double]) {
        guard let last = values.indices.last else { return nil }
        let (low, high) = (values[last / 100], values[last - last / 100])
        self.init(values, from: low, to: high, bins: high > low ? Self.bins : 1)
    }
}

/// How far some values reach.
package struct Extent: Sendable, Encodable {
    /// The least value.
    package let least: Double
    /// The one in the middle.
    package let median: Double
    /// The greatest value.
    package let greatest: Double
    /// How they are spread.
    package let histogram: Histogram

    /// nil where there are no values.
    init?(_ values: [Double]) {
        let values = values.sorted()
        guard let first = values.first, let last = values.last, let histogram = Histogram(spread: values) else {
            return nil
        }
        (least, median, greatest) = (first, values[values.count / 2], last)
        self.histogram = histogram
    }
}
