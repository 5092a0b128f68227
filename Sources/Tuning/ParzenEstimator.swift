import Configs
import Foundation

/// How likely points of a group are, told from some of them: a mixture with one kernel for each point and one for all of the
/// space, so that no place is ruled out.
///
/// Each kernel is a product over the parameters: a normal distribution cut off at the ends for numbers, and for words the
/// point's own word with a little of all others. Widths and weights are those of multivariate Parzen estimators as Falkner,
/// Klein and Hutter ("BOHB: Robust and efficient hyperparameter optimization at scale", ICML 2018) and Optuna have them.
struct ParzenEstimator: Sendable {
    private let factors: [Factor]
    /// Shares of 1, the last one that of the whole space.
    private let weights: [Double]

    private enum Factor: Sendable {
        case number(Axis, [CutNormal])
        case words([String], chosen: [Int])
    }

    /// The estimator of points.
    ///
    /// - Parameter points: in the order in which they were tried; points that lack one of the parameters don't count.
    init(_ parameters: [Parameter], _ points: [[String: TrialValue]]) {
        let points = points.filter { point in
            parameters.allSatisfy { parameter in point[parameter.name].map(parameter.domain.holds) ?? false }
        }
        let count = Double(max(1, points.count))
        // Scott's rule, for places between 0 and 1; never so narrow that a point keeps others from being tried beside it.
        let width = max(0.2 * pow(count, -1 / Double(parameters.count + 4)), 1 / min(100, 2 + count))
        factors = parameters.map { parameter in
            switch parameter.domain {
            case .words(let words):
                .words(words, chosen: points.map { words.firstIndex(of: $0[parameter.name]?.word ?? "") ?? 0 })
            case .number, .integer:
                if let axis = Axis(parameter.domain) {
                    .number(
                        axis,
                        points.map { CutNormal(axis.place(of: $0[parameter.name]) ?? 0.5, width) } + [CutNormal(0.5, 1)]
                    )
                } else {
                    .words([], chosen: [])
                }
            }
        }
        let raw = Self.recency(points.count) + [1]
        let total = raw.reduce(0, +)
        weights = raw.map { $0 / total }
    }

    /// The last 25 points count in full, those before less and less.
    private static func recency(_ count: Int) -> [Double] {
        let full = 25
        guard count > full else { return [Double](repeating: 1, count: count) }
        let old = count - full
        return (0..<old).map { 1 / Double(count) + (1 - 1 / Double(count)) * Double($0) / Double(max(1, old - 1)) }
            + [Double](repeating: 1, count: full)
    }

    private var prior: Int { weights.count - 1 }

    /// Draws a point: a place for each number, the index of each word.
    func draw(using generator: inout some RandomNumberGenerator) -> [Double] {
        let kernel = drawIndex(weights: weights, using: &generator)
        return factors.map { factor in
            switch factor {
            case .number(_, let kernels):
                return kernels[kernel].draw(using: &generator)
            case .words(let words, let chosen):
                return Double(drawIndex(weights: odds(words.count, chosen, kernel), using: &generator))
            }
        }
    }

    /// The values of a point that was drawn.
    func values(of point: [Double]) -> [TrialValue] {
        zip(factors, point).map { factor, place in
            switch factor {
            case .number(let axis, _): .number(axis.value(at: place))
            case .words(let words, _): .word(words[Int(place)])
            }
        }
    }

    /// The logarithm of how likely a point is.
    func logarithm(at point: [Double]) -> Double {
        let sums = weights.indices.map { kernel in
            zip(factors, point).reduce(log(weights[kernel])) { sum, part in
                switch part.0 {
                case .number(let axis, let kernels):
                    return sum + kernels[kernel].logarithm(at: part.1, cell: axis.cell(at: part.1))
                case .words(let words, let chosen):
                    let odds = odds(words.count, chosen, kernel)
                    return sum + log(odds[Int(part.1)] / odds.reduce(0, +))
                }
            }
        }
        let most = sums.max() ?? 0
        return most + log(sums.reduce(0) { $0 + exp($1 - most) })
    }

    /// How likely words are under a kernel, not as shares.
    private func odds(_ count: Int, _ chosen: [Int], _ kernel: Int) -> [Double] {
        var odds = [Double](repeating: 1 / Double(weights.count), count: count)
        if kernel < prior { odds[chosen[kernel]] += 1 }
        return odds
    }
}

/// A normal distribution that is cut off at 0 and 1.
private struct CutNormal: Sendable {
    private let mean: Double
    private let width: Double
    /// The logarithm of what is not cut off.
    private let whole: Double

    init(_ mean: Double, _ width: Double) {
        (self.mean, self.width) = (mean, width)
        whole = log(max(1e-300, Self.mass(0...1, mean, width)))
    }

    private static func mass(_ range: ClosedRange<Double>, _ mean: Double, _ width: Double) -> Double {
        func below(_ place: Double) -> Double { 0.5 * (1 + erf((place - mean) / (width * 2.0.squareRoot()))) }
        return below(range.upperBound) - below(range.lowerBound)
    }

    func draw(using generator: inout some RandomNumberGenerator) -> Double {
        // The mean lies within, so a good third of the numbers does, at least.
        for _ in 0..<64 {
            let value = mean + width * drawNormal(using: &generator)
            if value >= 0, value <= 1 { return value }
        }
        return mean
    }

    /// The logarithm of how likely a place is, or one of a cell.
    func logarithm(at place: Double, cell: ClosedRange<Double>?) -> Double {
        if let cell { return log(max(1e-300, Self.mass(cell, mean, width))) - whole }
        let away = (place - mean) / width
        return -0.5 * away * away - log(width * (2 * Double.pi).squareRoot()) - whole
    }
}
