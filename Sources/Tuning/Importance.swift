import Foundation

/// How much each parameter matters for being among the better trials.
///
/// Watanabe, Bansal and Hutter, "PED-ANOVA: Efficiently quantifying hyperparameter importance in arbitrary subspaces" (IJCAI 2023):
/// by how much the values of the better trials are spread in another way than those of all, as Pearson's divergence, parameter by
/// parameter. Here values are counted in bins, and shares add up to 1.
package enum Importance {
    private static let bins = 8

    /// The share of each parameter; empty where there are too few trials to tell.
    ///
    /// - Parameter quantile: which part of the trials counts as better, 0...1.
    package static func shares(
        _ space: SearchSpace, _ trials: [Trial], quantile: Double = 0.25
    ) -> [(name: String, share: Double)] {
        let known = trials.filter { $0.state == .complete || $0.state == .ended }.ranked
        guard known.count >= 8 else { return [] }
        let better = known.prefix(max(2, Int((quantile * Double(known.count)).rounded(.up))))
        let raw = space.parameters.map { parameter in
            let (top, all) = (counts(parameter, better), counts(parameter, known))
            return zip(top, all).reduce(0) { $0 + ($1.0 / $1.1 - 1) * ($1.0 / $1.1 - 1) * $1.1 }
        }
        let total = raw.reduce(0, +)
        return zip(space.parameters, raw).map { ($0.name, total > 0 ? $1 / total : 0) }
    }

    /// In which share of trials a parameter lies in each bin, smoothed so that none is empty.
    private static func counts(_ parameter: Parameter, _ trials: some Sequence<Trial>) -> [Double] {
        var counts: [Double]
        let bin: (TrialValue) -> Int?
        if case .words(let words) = parameter.domain {
            counts = [Double](repeating: 0.5, count: words.count)
            bin = { $0.word.flatMap(words.firstIndex) }
        } else {
            counts = [Double](repeating: 0.5, count: bins)
            let axis = Axis(parameter.domain)
            bin = { axis?.place(of: $0).map { min(bins - 1, Int($0 * Double(bins))) } }
        }
        for trial in trials { if let number = trial.values[parameter.name].flatMap(bin) { counts[number] += 1 } }
        let total = counts.reduce(0, +)
        return counts.map { $0 / total }
    }

    /// Where a value lies between the ends of its range, 0...1, or among the words; nil where it is none of these.
    package static func place(of value: TrialValue, in domain: Domain) -> Double? {
        if case .words(let words) = domain {
            return value.word.flatMap(words.firstIndex).map { (Double($0) + 0.5) / Double(words.count) }
        }
        return Axis(domain)?.place(of: value)
    }
}
