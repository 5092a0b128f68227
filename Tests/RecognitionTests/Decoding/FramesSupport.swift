import Chance
import Foundation
import Samples

@testable import Recognition

extension Frames {
    /// Frames of random probabilities, each at least a little above 0.
    static func random(_ stepCount: Int, _ classCount: Int, seed: UInt64) -> Frames {
        var generator = SampleKey(seed: seed, split: .train, index: 0).generator("frames")
        let values = (0..<stepCount).flatMap { _ in
            let weights = (0..<classCount).map { _ in generator.unit() + 0.01 }
            let sum = weights.reduce(0, +)
            return weights.map { Float(log($0 / sum)) }
        }
        return Frames(stepCount: stepCount, classCount: classCount, values: values)
    }

    /// Frames of given probabilities, one row a time step.
    init(_ rows: [[Double]]) {
        self.init(
            stepCount: rows.count, classCount: rows.first?.count ?? 1,
            values: rows.joined().map { Float(log($0)) })
    }

    /// The probability of every text, summed over all paths one by one.
    var allTexts: [[Int]: Double] {
        var paths: [(path: [Int], probability: Double)] = [([], 1)]
        for step in 0..<stepCount {
            paths = paths.flatMap { path, probability in
                (0..<classCount).map { (path + [$0], probability * exp(Double(self[step, $0]))) }
            }
        }
        var texts: [[Int]: Double] = [:]
        for (path, probability) in paths {
            var (text, last): ([Int], Int) = ([], blank)
            for category in path {
                if category != last, category != blank { text.append(category) }
                last = category
            }
            texts[text, default: 0] += probability
        }
        return texts
    }
}
