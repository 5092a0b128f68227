import Configs
import Foundation

/// How likely points of a group are, told from some of them: a mixture with one kernel for each point and one for all of the
/// space, so that no place is ruled out.
///
/// Each kernel is a product over the parameters: a normal distribution cut off at the ends for numbers, and for words the
/// point's own word with a little of all others (Falkner, Klein and Hutter, "BOHB: Robust and efficient hyperparameter
/// optimization at scale", ICML 2018).
struct ParzenEstimator: Sendable {
    private let factors: [Factor]
    /// Shares of 1, the last one that of the whole space.
    private let weights: [Double]

    /// How wide kernels are.
    enum Width: Sendable {
        /// By how far the points lie apart, a width for each parameter: as good points close in on a place, so do their kernels.
        case spread
        /// By how many points there are: as narrow as can be, so that each keeps others away from itself alone.
        case count
    }

    /// The estimator of points.
    ///
    /// - Parameters:
    ///   - points: those that lack one of the parameters don't count.
    ///   - weights: what each counts against the others, more than 0.
    init(_ parameters: [Parameter], _ points: [[String: TrialValue]], weights: [Double], _ width: Width) {
        let told = zip(points, weights).filter { point, _ in
            parameters.allSatisfy { parameter in point[parameter.name].map(parameter.domain.holds) ?? false }
        }
        let sum = told.reduce(0) { $0 + $1.1 }
        let shares = told.map { $0.1 / sum }
        let points = told.map(\.0)
        // Points of unequal weight tell as much as fewer of equal weight (Kish, "Survey sampling", 1965).
        let count = points.isEmpty ? 0 : 1 / shares.reduce(0) { $0 + $1 * $1 }
        factors = parameters.map { parameter in
            if let axis = Axis(parameter.domain) {
                let places = points.map { axis.place(of: $0[parameter.name]) ?? 0.5 }
                let each = width.ofNumbers(places, shares, count: count, dimensions: parameters.count)
                return .number(axis, places.map { CutNormal($0, each) } + [CutNormal(0.5, 1)])
            }
            guard case .words(let words) = parameter.domain else { return .words([], chosen: [], others: 1) }
            return .words(
                words, chosen: points.map { words.firstIndex(of: $0[parameter.name]?.word ?? "") ?? 0 },
                others: width.ofWords(count: count, dimensions: parameters.count))
        }
        // The whole space counts as much as a point of the mean weight.
        self.weights = shares.map { $0 * count / (count + 1) } + [1 / (count + 1)]
    }

    /// A point: a place for each number, the index of each word.
    func draw(using generator: inout some RandomNumberGenerator) -> [Double] {
        let kernel = drawIndex(weights: weights, using: &generator)
        return factors.map { $0.draw(kernel: kernel, using: &generator) }
    }

    /// The values of a point that was drawn.
    func values(of point: [Double]) -> [TrialValue] {
        zip(factors, point).map { factor, place in
            switch factor {
            case .number(let axis, _): .number(axis.value(at: place))
            case .words(let words, _, _): .word(words[Int(place)])
            }
        }
    }

    /// The logarithm of how likely a point is.
    func logarithm(at point: [Double]) -> Double {
        var sums = weights.map { log($0) }
        for (factor, place) in zip(factors, point) { factor.add(to: &sums, at: place) }
        let most = sums.max() ?? 0
        return most + log(sums.reduce(0) { $0 + exp($1 - most) })
    }

    /// One parameter in all kernels.
    private enum Factor: Sendable {
        case number(Axis, [CutNormal])
        /// The words' indices of the points, of which the last kernel has none, and what every word has of a point's kernel
        /// beside the 1 of the point's own.
        case words([String], chosen: [Int], others: Double)

        func draw(kernel: Int, using generator: inout some RandomNumberGenerator) -> Double {
            switch self {
            case .number(_, let kernels): return kernels[kernel].draw(using: &generator)
            case .words(let words, let chosen, let others):
                var odds = [Double](repeating: others, count: words.count)
                if kernel < chosen.count { odds[chosen[kernel]] += 1 }
                return Double(drawIndex(weights: odds, using: &generator))
            }
        }

        /// Adds to each kernel's sum the logarithm of how likely a place is.
        func add(to sums: inout [Double], at place: Double) {
            switch self {
            case .number(let axis, let kernels):
                let cell = axis.cell(at: place)
                for kernel in sums.indices { sums[kernel] += kernels[kernel].logarithm(at: place, cell: cell) }
            case .words(let words, let chosen, let others):
                let all = 1 + others * Double(words.count)
                let (own, other) = (log((1 + others) / all), log(others / all))
                for (kernel, word) in chosen.enumerated() { sums[kernel] += word == Int(place) ? own : other }
                sums[sums.count - 1] -= log(Double(words.count))
            }
        }
    }
}

extension ParzenEstimator.Width {
    /// How much narrower kernels of numbers are that stand for so many points than that of one (Scott, "Multivariate density
    /// estimation", 1992).
    private func narrowing(_ count: Double, _ dimensions: Int) -> Double {
        pow(max(1, count), -1 / Double(dimensions + 4))
    }

    /// The width of the kernels at places that have these shares of all weight, between 0 and 1.
    fileprivate func ofNumbers(_ places: [Double], _ shares: [Double], count: Double, dimensions: Int) -> Double {
        switch self {
        case .count: return max(0.2 * narrowing(count, dimensions), 1 / min(100, 2 + Double(places.count)))
        case .spread:
            let mean = zip(places, shares).reduce(0) { $0 + $1.0 * $1.1 }
            let variance = zip(places, shares).reduce(0) { $0 + pow($1.0 - mean, 2) * $1.1 }
            // The whole space counts as a point more, its variance being a twelfth: few points are not taken at their word.
            let deviation = ((count * variance + 1.0 / 12) / (count + 1)).squareRoot()
            // Never so narrow that nothing is tried beside a point (Watanabe 2023, section 3.3).
            return max(0.03, deviation * narrowing(count, dimensions))
        }
    }

    /// What every word has of a kernel beside the 1 of the point's own.
    fileprivate func ofWords(count: Double, dimensions: Int) -> Double {
        switch self {
        case .count: 1 / (count + 1)
        // The rate at which kernels of words narrow in theory, the square of that of numbers (Li and Racine, "Nonparametric
        // estimation of distributions with categorical and continuous data", 2003): the few good trials there are must not
        // settle which branch of a condition is searched at all.
        case .spread: pow(narrowing(count, dimensions), 2)
        }
    }
}
