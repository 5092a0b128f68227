import Imaging

/// How alike two sets of pictures are.
package struct Likeness: Sendable, Hashable {
    /// What both have in common of each statistic and histogram, by name, 0...1; in their order.
    package let overlaps: [Overlap]
    /// How well a small classifier tells them apart.
    package let separation: Separation
    /// How far they are from each other, 0...1: what is made small.
    package let cost: Double

    /// What two sets have in common of something.
    package struct Overlap: Sendable, Hashable {
        /// What it is.
        package let name: String
        /// 0 for nothing, 1 for all.
        package let share: Double
    }

    /// The mean of the overlaps.
    package var meanOverlap: Double {
        overlaps.reduce(0) { $0 + $1.share } / Double(max(1, overlaps.count))
    }

    /// What two sets have in common of something; 0 where there is no such thing.
    package func overlap(of name: String) -> Double { overlaps.first { $0.name == name }?.share ?? 0 }

    /// Compares two sets, each with two pictures at least.
    ///
    /// - Parameter separator: has learnt from other pictures of the two kinds; nil for one that learns from these, in turn.
    init(_ real: [PictureTraits], against drawn: [PictureTraits], by separator: Separator? = nil) {
        var (overlaps, distances): ([Overlap], [Double]) = ([], [])
        for (number, statistic) in PictureTraits.Statistic.allCases.enumerated() {
            let values = (real.map { $0.numbers[number] }, drawn.map { $0.numbers[number] })
            let (first, second) = (values.0.filter(\.isFinite), values.1.filter(\.isFinite))
            // Where it can't be measured on pictures of one kind alone, they have nothing in common.
            if first.isEmpty, second.isEmpty { continue }
            let share = StatisticSummary.overlap(first, second) ?? 0
            overlaps.append(Overlap(name: statistic.rawValue, share: share))
            distances.append(Self.distance(first, second))
        }
        for (number, histogram) in PictureTraits.Histogram.allCases.enumerated() {
            let share = StatisticSummary.intersection(
                Self.mean(real.map { $0.histograms[number] }), Self.mean(drawn.map { $0.histograms[number] }))
            overlaps.append(Overlap(name: histogram.rawValue, share: share))
            distances.append(1 - share)
        }
        let (rows, others) = (real.map(\.vector), drawn.map(\.vector))
        separation = separator?.separation(rows, others) ?? Separation(rows, against: others)
        self.overlaps = overlaps
        // Overlaps say nothing of how far apart two sets are that have nothing in common; distances do.
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        cost = (1 - mean(overlaps.map(\.share)) + mean(distances) + separation.divergence) / 3
    }

    private static func mean(_ histograms: [[Double]]) -> [Double] {
        guard let size = histograms.first?.count else { return [] }
        return (0..<size).map { bin in
            histograms.reduce(0) { $0 + $1[bin] } / Double(histograms.count)
        }
    }

    /// How far the values of one set must be moved to be those of the other, against how far they are spread: 0...1.
    private static func distance(_ first: [Double], _ second: [Double]) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 1 }
        let (left, right) = (first.sorted(), second.sorted())
        let parts = 32
        func value(_ sorted: [Double], _ part: Int) -> Double { sorted[(2 * part + 1) * sorted.count / (2 * parts)] }
        let moved = (0..<parts).reduce(0) { $0 + abs(value(left, $1) - value(right, $1)) } / Double(parts)
        let spread = (StatisticSummary(first).spread ?? 0) + (StatisticSummary(second).spread ?? 0)
        return moved > 0 ? moved / (moved + spread) : 0
    }
}
