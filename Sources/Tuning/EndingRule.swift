import Foundation

/// Says which trials are so much worse than others on their way that they need not go on.
package enum EndingRule: Sendable, Hashable {
    /// None is ended.
    case never
    /// One whose best so far is worse than what half of the complete trials had come to by the same step (Golovin et al., "Google
    /// Vizier: A service for black-box optimization", KDD 2017), once there are some of those, and not before a step.
    case median(trials: Int = 5, from: Int = 0)
    /// At the steps `first`, `first * factor`, `first * factor^2` ... goes on who is among the best of 1 in `factor` that came
    /// there so far: successive halving without waiting (Li et al., "A system for massively parallel hyperparameter tuning",
    /// MLSys 2020).
    case halving(first: Int, factor: Int = 3)

    /// Whether a trial ends at what it reported last.
    ///
    /// - Parameter others: the other trials of the search.
    package func ends(_ trial: Trial, among others: [Trial]) -> Bool {
        guard let last = trial.reports.last else { return false }
        if last.cost.isNaN { return self != .never }
        switch self {
        case .never: return false
        case .median(let count, let from):
            guard last.step >= from, let own = trial.bestCost(by: last.step) else { return false }
            let known = others.filter { $0.number != trial.number && $0.state == .complete }
                .compactMap { $0.bestCost(by: last.step) }.sorted()
            guard known.count >= max(1, count) else { return false }
            let middle = known.count / 2
            return own > (known.count.isMultiple(of: 2) ? (known[middle - 1] + known[middle]) / 2 : known[middle])
        case .halving(let first, let factor):
            guard let rung = Self.rung(reachedBy: trial, first: max(1, first), factor: max(2, factor)),
                let own = trial.bestCost(by: rung)
            else { return false }
            let known = others.filter { $0.number != trial.number && ($0.reports.last?.step ?? 0) >= rung }
                .compactMap { $0.bestCost(by: rung) }
            // Who comes first goes on: with whom should it be compared?
            let places = max(1, (known.count + 1) / max(2, factor))
            return known.filter { $0 < own }.count >= places
        }
    }

    /// The last rung between a trial's last report and the one before; nil where there is none.
    private static func rung(reachedBy trial: Trial, first: Int, factor: Int) -> Int? {
        guard let last = trial.reports.last?.step else { return nil }
        let before = trial.reports.dropLast().last?.step ?? 0
        var (rung, found): (Int, Int?) = (first, nil)
        while rung <= last {
            if rung > before { found = rung }
            let (next, isTooLarge) = rung.multipliedReportingOverflow(by: factor)
            if isTooLarge { break }
            rung = next
        }
        return found
    }
}
