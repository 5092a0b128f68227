import Foundation
import Samples

/// A tree-structured Parzen estimator: points are drawn where good trials lie close, and of several that is taken which is most
/// likely among the good ones, and least among the others.
///
/// Bergstra, Bardenet, Bengio and Kégl, "Algorithms for hyper-parameter optimization" (NIPS 2011). All parameters of a group
/// are drawn together (Falkner, Klein and Hutter, "BOHB", ICML 2018), groups one after the other, and those of a condition
/// learn from the trials in which it was met. Trials that still run count among the bad ones.
///
/// How many trials are good, and that the better ones of them count more, is as Watanabe has it ("Tree-structured Parzen
/// estimator: Understanding its algorithm components and their roles for better empirical performance", 2023), with weights by
/// rank in place of improvement, so that only the order of costs matters. `Benchmarks/tune` compares it with Optuna's.
package struct ParzenSampler: Sampler {
    package let space: SearchSpace
    private let seed: UInt64
    private let random: RandomSampler

    /// How many trials are drawn at random before anything is learnt from them.
    package var startup = 10
    /// Of how many points the best is tried.
    package var candidates = 48

    /// A sampler of a space.
    package init(_ space: SearchSpace, seed: UInt64) {
        (self.space, self.seed) = (space, seed)
        random = RandomSampler(space, seed: seed)
    }

    /// How many of trials count as good: three of twenty, and 25 at most.
    static func good(of count: Int) -> Int { min(25, Int((0.15 * Double(count)).rounded(.up))) }

    /// What good trials count, from the best on: the weights of evolution strategies (Hansen and Ostermeier, "Completely
    /// derandomized self-adaptation in evolution strategies", 2001).
    static func weights(ofGood count: Int) -> [Double] {
        (0..<count).map { log(Double(count) + 0.5) - log(Double($0) + 1) }
    }

    /// What bad trials count, from the first to the last: the last 25 in full, those before less and less (Bergstra, Yamins and
    /// Cox, "Making a science of model search", ICML 2013).
    static func weights(ofBad count: Int) -> [Double] {
        let full = 25
        guard count > full else { return [Double](repeating: 1, count: count) }
        let old = count - full
        return (0..<old).map { 1 / Double(count) + (1 - 1 / Double(count)) * Double($0) / Double(max(1, old - 1)) }
            + [Double](repeating: 1, count: full)
    }

    /// The point that promises most.
    package func suggestion(for number: Int, after trials: [Trial]) -> [String: TrialValue] {
        let known = trials.filter { $0.state == .complete || $0.state == .ended }
        guard known.count >= startup else { return random.suggestion(for: number, after: trials) }
        var values: [String: TrialValue] = [:]
        for group in space.groups where group.condition?.isMet(by: values) ?? true {
            // Of a group that counted in some trials only, those tell.
            let told = trials.filter { trial in group.parameters.allSatisfy { trial.values[$0.name] != nil } }
            let knownHere = told.filter { $0.state == .complete || $0.state == .ended }.count
            let drawn = knownHere < 2 ? [:] : point(of: group, told, good: Self.good(of: knownHere), number)
            for parameter in group.parameters {
                values[parameter.name] = drawn[parameter.name] ?? random.value(of: parameter, for: number)
            }
        }
        return values
    }

    private func point(
        of group: SearchSpace.Group, _ trials: [Trial], good count: Int, _ number: Int
    ) -> [String: TrialValue] {
        let ranked = trials.ranked
        let best = ranked.prefix(count)
        let others = ranked.dropFirst(count).sorted { $0.number < $1.number }
        let good = ParzenEstimator(
            group.parameters, best.map(\.values), weights: Self.weights(ofGood: best.count), .spread)
        let bad = ParzenEstimator(
            group.parameters, others.map(\.values), weights: Self.weights(ofBad: others.count), .count)
        let names = group.parameters.map(\.name)
        var generator = SampleKey(seed: seed, split: .train, index: number)
            .generator(ChoiceName("parzen." + names.joined(separator: ",")))
        var found: (point: [Double], promise: Double)?
        for _ in 0..<max(1, candidates) {
            let point = good.draw(using: &generator)
            let promise = good.logarithm(at: point) - bad.logarithm(at: point)
            if found.map({ promise > $0.promise }) ?? true { found = (point, promise) }
        }
        guard let found else { return [:] }
        return Dictionary(zip(names, good.values(of: found.point))) { first, _ in first }
    }
}
