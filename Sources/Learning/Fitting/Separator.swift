import Foundation

/// Tells pictures of two sets apart: logistic regression with both sets weighing the same, and small weights preferred.
///
/// How well it does on pictures that it did not learn from says how alike two sets are (a classifier two-sample test; Lopez-Paz and
/// Oquab, "Revisiting classifier two-sample tests", ICLR 2017).
struct Separator {
    private let means: [Double]
    private let scales: [Double]
    private let weights: [Double]
    private let bias: Double

    /// How much small weights are preferred, and in how many steps they are found.
    private static let (decay, steps) = (0.01, 120)

    /// Learns to tell two sets apart.
    ///
    /// - Parameters:
    ///   - real: one set, each picture as a list of numbers; what is not a number is taken for the mean.
    ///   - drawn: the other; neither is empty.
    init(_ real: [[Double]], _ drawn: [[Double]]) {
        let all = real + drawn
        let size = all.first?.count ?? 0
        var (means, scales) = ([Double](repeating: 0, count: size), [Double](repeating: 1, count: size))
        for column in 0..<size {
            let values = all.map { $0[column] }.filter(\.isFinite)
            let count = Double(max(1, values.count))
            let mean = values.reduce(0, +) / count
            let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
            (means[column], scales[column]) = (mean, spread > 1e-9 ? spread : 1)
        }
        let rows = all.map { Self.standardised($0, means, scales) }
        let shares = all.indices.map { 0.5 / Double($0 < real.count ? real.count : drawn.count) }
        // Nesterov's accelerated gradient: the steps are as long as the steepest bend of the loss allows.
        let bend =
            0.25
            * zip(rows, shares).reduce(0) { sum, row in
                sum + row.1 * (1 + row.0.reduce(0) { $0 + $1 * $1 })
            }
        let pace = 1 / (bend + Self.decay)
        var (weights, bias) = ([Double](repeating: 0, count: size), 0.0)
        var (ahead, biasAhead, momentum) = (weights, bias, 1.0)
        for _ in 0..<Self.steps {
            var gradient = ahead.map { Self.decay * $0 }
            var biasGradient = 0.0
            for (number, row) in rows.enumerated() {
                let score = Self.product(ahead, row) + biasAhead
                let miss = (1 / (1 + exp(-score)) - (number < real.count ? 1 : 0)) * shares[number]
                biasGradient += miss
                for column in 0..<size { gradient[column] += miss * row[column] }
            }
            let (old, oldBias) = (weights, bias)
            for column in 0..<size { weights[column] = ahead[column] - pace * gradient[column] }
            bias = biasAhead - pace * biasGradient
            let next = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
            let push = (momentum - 1) / next
            for column in 0..<size { ahead[column] = weights[column] + push * (weights[column] - old[column]) }
            biasAhead = bias + push * (bias - oldBias)
            momentum = next
        }
        (self.means, self.scales, self.weights, self.bias) = (means, scales, weights, bias)
    }

    private static func standardised(_ row: [Double], _ means: [Double], _ scales: [Double]) -> [Double] {
        row.indices.map { row[$0].isFinite ? min(8, max(-8, (row[$0] - means[$0]) / scales[$0])) : 0 }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for column in left.indices { sum += left[column] * right[column] }
        return sum
    }

    /// Above 0 where a picture looks more like the first set: the logarithm of the odds.
    func score(_ row: [Double]) -> Double {
        Self.product(weights, Self.standardised(row, means, scales)) + bias
    }

    /// How two sets that it did not learn from are told apart.
    func separation(_ real: [[Double]], _ drawn: [[Double]]) -> Separation {
        Separation(real: real.map(score), drawn: drawn.map(score))
    }
}

/// How well two sets are told apart.
package struct Separation: Sendable, Hashable {
    /// The share of pictures that are taken for the other kind, both kinds weighing the same: 0.5 where nobody can tell.
    package let error: Double
    /// How much a picture tells of its kind, 0...1 bits: 0 where nobody can tell.
    ///
    /// Of a picture that is known to be of one or the other kind, as likely as not. It never exceeds the Jensen-Shannon divergence
    /// of the two kinds, but by chance.
    package let divergence: Double

    /// - Parameters:
    ///   - real: the scores of pictures that should have high ones.
    ///   - drawn: of those that should have low ones.
    init(real: [Double], drawn: [Double]) {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        func loss(_ score: Double) -> Double { score > 0 ? log1p(exp(-score)) : -score + log1p(exp(score)) }
        error = (mean(real.map { $0 > 0 ? 0 : 1 }) + mean(drawn.map { $0 > 0 ? 1 : 0 })) / 2
        let whole = (mean(real.map { loss($0) }) + mean(drawn.map { loss(-$0) })) / 2
        divergence = min(1, max(0, 1 - whole / log(2)))
    }

    /// How well two sets are told apart by who learnt from other pictures of them: in turn each fifth is left out.
    init(_ real: [[Double]], against drawn: [[Double]], folds: Int = 5) {
        let folds = max(2, min(folds, real.count, drawn.count))
        var scores: (real: [Double], drawn: [Double]) = ([], [])
        for fold in 0..<folds {
            func part(_ rows: [[Double]], out: Bool) -> [[Double]] {
                rows.indices.filter { ($0 % folds == fold) == out }.map { rows[$0] }
            }
            let separator = Separator(part(real, out: false), part(drawn, out: false))
            scores.real += part(real, out: true).map(separator.score)
            scores.drawn += part(drawn, out: true).map(separator.score)
        }
        self.init(real: scores.real, drawn: scores.drawn)
    }
}
