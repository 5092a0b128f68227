import Configs
import Samples

/// Says which point of a space is tried next.
///
/// A suggestion is a pure function of the sampler, the trial's number and the trials before it: a search that goes on from its
/// recorded trials tries what it would have tried.
package protocol Sampler: Sendable {
    /// The space.
    var space: SearchSpace { get }
    /// The point for a trial.
    func suggestion(for number: Int, after trials: [Trial]) -> [String: TrialValue]
}

/// Draws points at random, each as likely as any (Bergstra and Bengio, "Random search for hyper-parameter optimization",
/// JMLR 13, 2012).
package struct RandomSampler: Sampler {
    package let space: SearchSpace
    private let seed: UInt64

    /// A sampler of a space.
    package init(_ space: SearchSpace, seed: UInt64) { (self.space, self.seed) = (space, seed) }

    /// A random point, whatever came before.
    package func suggestion(for number: Int, after trials: [Trial]) -> [String: TrialValue] {
        var values: [String: TrialValue] = [:]
        for parameter in space.parameters where parameter.counts(under: values) {
            values[parameter.name] = value(of: parameter, for: number)
        }
        return values
    }

    /// A random value of a parameter.
    func value(of parameter: Parameter, for number: Int) -> TrialValue {
        var generator = SampleKey(seed: seed, split: .train, index: number)
            .generator(ChoiceName("random." + parameter.name))
        return parameter.domain.random(using: &generator)
    }
}

extension Domain {
    /// Any value, all equally likely.
    func random(using generator: inout some RandomNumberGenerator) -> TrialValue {
        switch self {
        case .words(let words):
            .word(words[drawIndex(weights: [Double](repeating: 1, count: words.count), using: &generator)])
        case .number, .integer: Axis(self).map { .number($0.value(at: $0.random(using: &generator))) } ?? .number(0)
        }
    }
}
