/// What one statistic comes to over many images.
package struct StatisticSummary: Sendable, Hashable {
    /// The number of images that it could be measured on.
    package let count: Int
    /// The mean; nil where there is nothing.
    package let mean: Double?
    /// The standard deviation among the images; nil where there is nothing.
    package let spread: Double?

    /// Sums up values.
    package init(_ values: [Double]) {
        count = values.count
        guard !values.isEmpty else {
            (self.mean, self.spread) = (nil, nil)
            return
        }
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
}

extension StatisticSummary {
    /// How much two sets of values have in common: the intersection of their histograms, as shares of 1.
    ///
    /// 1 where both are spread alike, 0 where they have no bin in common. There are 16 bins of equal width between the 1st and the
    /// 99th percentile of both sets together; what lies beyond counts in the outermost ones. nil where a set is empty.
    package static func overlap(_ first: [Double], _ second: [Double]) -> Double? {
        guard !first.isEmpty, !second.isEmpty else { return nil }
        let all = (first + second).sorted()
        let (low, high) = (all[(all.count - 1) / 100], all[(all.count - 1) - (all.count - 1) / 100])
        func shares(_ values: [Double]) -> [Double] {
            var shares = [Double](repeating: 0, count: 16)
            for value in values {
                let place = high > low ? (value - low) / (high - low) * 16 : 0
                shares[max(0, min(15, Int(max(-1, min(16, place)))))] += 1 / Double(values.count)
            }
            return shares
        }
        return intersection(shares(first), shares(second))
    }

    /// What two histograms, each as shares of 1, have in common, 0...1.
    package static func intersection(_ first: [Double], _ second: [Double]) -> Double {
        min(1, zip(first, second).reduce(0) { $0 + min($1.0, $1.1) })
    }
}
