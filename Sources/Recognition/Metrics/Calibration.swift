/// How far the probabilities of readings can be trusted.
///
/// It keeps each sample's probability and whether its reading was right, so that thresholds are exact.
package struct Calibration: Sendable, Hashable {
    /// The readings with at least a given probability.
    package struct Acceptance: Sendable, Hashable {
        /// The least probability of a reading that is accepted, 0...1.
        package let threshold: Double
        /// The share of readings that are accepted, 0...1.
        package let coverage: Double
        /// The share of the accepted readings that are wrong, 0...1.
        package let errorRate: Double
    }

    private struct Outcome: Sendable, Hashable {
        let probability: Double
        let isRight: Bool
    }
    private var outcomes: [Outcome] = []

    /// No readings.
    package init() {}

    /// Readings.
    package var count: Int { outcomes.count }

    /// Adds a reading; a probability outside of 0...1 counts as the nearest end, NaN counts as 0.
    package mutating func add(probability: Double, isRight: Bool) {
        outcomes.append(Outcome(probability: probability.isNaN ? 0 : min(max(probability, 0), 1), isRight: isRight))
    }

    mutating func merge(_ other: Calibration) { outcomes += other.outcomes }

    /// The expected calibration error, 0...1: how far probabilities and shares of right readings lie apart.
    ///
    /// Readings are put into bins of equal width by their probability; each bin weighs by its readings. Guo, Pleiss, Sun
    /// and Weinberger, "On calibration of modern neural networks" (ICML 2017), section 2. Nil without readings.
    package func expectedError(binCount: Int = 15) -> Double? {
        var gaps = [Double](repeating: 0, count: max(1, binCount))
        for outcome in sorted {
            let bin = min(gaps.count - 1, Int(outcome.probability * Double(gaps.count)))
            gaps[bin] += outcome.probability - (outcome.isRight ? 1 : 0)
        }
        // A bin's weight times its gap is the sum of its differences over the number of all readings.
        return rate(gaps.reduce(0) { $0 + abs($1) }, outcomes.count)
    }

    /// What is left to do by hand: coverage and error rate, from the strictest threshold to none.
    ///
    /// Readings with the same probability are accepted together. At most `pointCount` points, evenly over the coverage.
    package func rejectCurve(pointCount: Int = 100) -> [Acceptance] {
        let sorted = sorted
        var (points, wrong): ([Acceptance], Int) = ([], 0)
        var next = 0.0
        let scale = Double(max(1, pointCount))
        for (place, outcome) in sorted.enumerated() {
            if !outcome.isRight { wrong += 1 }
            let accepted = place + 1
            if accepted < sorted.count, sorted[accepted].probability == outcome.probability { continue }
            let coverage = Double(accepted) / Double(sorted.count)
            guard coverage >= next || accepted == sorted.count else { continue }
            points.append(
                Acceptance(
                    threshold: outcome.probability, coverage: coverage,
                    errorRate: Double(wrong) / Double(accepted)))
            next = ((coverage * scale).rounded(.down) + 1) / scale
        }
        return points
    }

    /// The acceptance with the largest coverage whose error rate is at most `errorRate`; nil where there is none.
    package func acceptance(atErrorRate errorRate: Double) -> Acceptance? {
        rejectCurve(pointCount: max(1, count)).last { $0.errorRate <= errorRate }
    }

    /// By falling probability, so that sums do not depend on the order in which readings came.
    private var sorted: [Outcome] {
        outcomes.sorted {
            $0.probability != $1.probability ? $0.probability > $1.probability : $0.isRight && !$1.isRight
        }
    }
}
