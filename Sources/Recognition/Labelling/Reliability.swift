import Foundation

/// How far the probabilities of readings can be trusted, by what a person found right and wrong so far.
///
/// A reading of probability p is right with the probability sigmoid(a + b logit(p)): Platt, "Probabilistic outputs for
/// support vector machines" (1999), on a probability's logit, as Guo, Pleiss, Sun and Weinberger scale temperatures (ICML
/// 2017). Before anything was found, a is 0 and b is 1, give or take two and a half of one: so that ten answers say
/// something already. What is not known of a and b is part of the interval (Laplace's approximation).
package struct Reliability: Sendable {
    /// The share of right readings that is to be expected.
    package struct Expectation: Sendable, Hashable, Encodable {
        /// The share, 0...1.
        package let accuracy: Double
        /// Where it lies in 95 of 100 cases.
        package let low: Double
        package let high: Double
    }

    private var offset = 0.0
    private var slope = 1.0
    /// The variances of offset and slope, and their covariance.
    private var (offsetVariance, slopeVariance, covariance) = (0.0, 0.0, 0.0)

    private static let (offsetDeviation, slopeDeviation) = (2.0, 0.5)
    private static let deviations = 1.96

    /// What readings of known outcomes tell.
    package init(_ outcomes: some Collection<(probability: Double, isRight: Bool)>) {
        let points = outcomes.map { (x: Self.logit($0.probability), y: $0.isRight ? 1.0 : 0.0) }
        let (priorOffset, priorSlope) = (1 / pow(Self.offsetDeviation, 2), 1 / pow(Self.slopeDeviation, 2))
        // Newton's method: the sum of logarithms of probabilities has one summit.
        for _ in 0..<50 {
            var (down, right) = (-offset * priorOffset, -(slope - 1) * priorSlope)
            var (h00, h01, h11) = (priorOffset, 0.0, priorSlope)
            for point in points {
                let p = Self.sigmoid(offset + slope * point.x)
                let weight = max(1e-9, p * (1 - p))
                down += point.y - p
                right += (point.y - p) * point.x
                h00 += weight
                h01 += weight * point.x
                h11 += weight * point.x * point.x
            }
            let determinant = h00 * h11 - h01 * h01
            (offsetVariance, slopeVariance, covariance) = (h11 / determinant, h00 / determinant, -h01 / determinant)
            let step = (offsetVariance * down + covariance * right, covariance * down + slopeVariance * right)
            // Short steps where it begins far from the summit.
            let scale = min(1, 2 / max(1e-12, abs(step.0) + abs(step.1)))
            offset += scale * step.0
            slope += scale * step.1
            if abs(step.0) + abs(step.1) < 1e-9 { break }
        }
    }

    /// The probability that a reading is right.
    package func probability(of reading: Double) -> Double {
        Self.sigmoid(offset + slope * Self.logit(reading))
    }

    /// What is to be expected of readings with these probabilities; nil where there are none.
    package func expectation(of probabilities: some Collection<Double>) -> Expectation? {
        guard !probabilities.isEmpty else { return nil }
        let count = Double(probabilities.count)
        var (sum, luck, byOffset, bySlope) = (0.0, 0.0, 0.0, 0.0)
        for reading in probabilities {
            let p = probability(of: reading)
            sum += p
            luck += p * (1 - p)
            byOffset += p * (1 - p)
            bySlope += p * (1 - p) * Self.logit(reading)
        }
        let unknown =
            byOffset * byOffset * offsetVariance + bySlope * bySlope * slopeVariance + 2 * byOffset * bySlope
            * covariance
        let (mean, deviation) = (sum / count, (max(0, unknown) + luck).squareRoot() / count)
        return Expectation(
            accuracy: mean, low: max(0, mean - Self.deviations * deviation),
            high: min(1, mean + Self.deviations * deviation))
    }

    private static func sigmoid(_ value: Double) -> Double { 1 / (1 + exp(-value)) }

    private static func logit(_ probability: Double) -> Double {
        let held = min(max(probability.isNaN ? 0 : probability, 1e-4), 1 - 1e-4)
        return log(held / (1 - held))
    }
}
