import Glibc

/// How much better one model reads than another, on the same pictures.
package struct PairedDifference: Sendable, Hashable {
    /// A difference, and where the true one lies with a probability of 95 %.
    package struct Estimate: Sendable, Hashable {
        /// The difference, as a share.
        package let value: Double
        /// The least and the greatest that are to be expected.
        package let interval: ClosedRange<Double>

        /// Whether the interval leaves out nought.
        package var isClear: Bool { !interval.contains(0) }
    }

    /// The number of the model that is judged.
    package let model: Int
    /// The number of the model that it is compared with.
    package let base: Int
    /// Pictures that the model alone reads without a fault.
    package let gains: Int
    /// Pictures that the other one alone reads without a fault.
    package let losses: Int
    /// The model's share of pictures read without a fault less the other one's; above 0 it is better.
    package let exact: Estimate
    /// The model's character error rate less the other one's; below 0 it is better.
    package let characterErrorRate: Estimate
    /// How probable at least so uneven gains and losses are where neither model is better, 0...1.
    ///
    /// McNemar's test in its exact form: McNemar, "Note on the sampling error of the difference between correlated proportions
    /// or percentages" (Psychometrika 12, 1947).
    package var chance: Double { Self.chance(gains, losses) }

    /// Twice the probability that a fair coin falls on the rarer side so rarely or more so.
    static func chance(_ one: Int, _ other: Int) -> Double {
        let (few, all) = (min(one, other), one + other)
        guard all > 0 else { return 1 }
        var (logarithm, sum) = (-Double(all) * log(2.0), 0.0)
        for number in 0...few {
            sum += exp(logarithm)
            logarithm += log(Double(all - number) / Double(number + 1))
        }
        return min(1, 2 * sum)
    }

    /// The difference of the shares of right readings, with its interval.
    ///
    /// Newcombe, "Improved confidence intervals for the difference between binomial proportions based on paired data"
    /// (Statistics in Medicine 17, 1998), method 10: it holds for small numbers, and where no two readings differ.
    ///
    /// - Parameters:
    ///   - both: pictures that both read right.
    ///   - neither: pictures that neither does.
    static func exact(both: Int, gains: Int, losses: Int, neither: Int) -> Estimate {
        let (a, b, c, d) = (Double(both), Double(gains), Double(losses), Double(neither))
        let count = max(1, a + b + c + d)
        let (one, other) = ((a + b) / count, (a + c) / count)
        let (first, second) = (wilson(one, count), wilson(other, count))
        let margins = (a + b) * (c + d) * (a + c) * (b + d)
        let cross = a * d - b * c
        let corrected = cross > 0 ? max(0, cross - count / 2) : cross
        let correlation = margins > 0 ? corrected / margins.squareRoot() : 0
        func distance(_ x: Double, _ y: Double) -> Double {
            max(0, x * x - 2 * correlation * x * y + y * y).squareRoot()
        }
        let value = one - other
        let below = distance(one - first.lowerBound, second.upperBound - other)
        let above = distance(first.upperBound - one, other - second.lowerBound)
        return Estimate(value: value, interval: value - below...value + above)
    }

    /// The interval of a share (Wilson, 1927).
    private static func wilson(_ share: Double, _ count: Double) -> ClosedRange<Double> {
        let z = 1.959963984540054
        let middle = share + z * z / (2 * count)
        let half = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let scale = 1 + z * z / count
        // Rounding must not push an end past the share itself.
        return min(share, (middle - half) / scale)...max(share, (middle + half) / scale)
    }
}
