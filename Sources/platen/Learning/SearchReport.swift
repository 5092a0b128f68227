import Tuning

/// What `tune --json` prints.
struct SearchReport: Encodable {
    let output: String
    let trials: [Row]
    /// The number of the best trial; nil where none is complete.
    let best: Int?
    /// How many trials other processes are at work on.
    let running: Int
    /// The best model; nil where there is none.
    let model: String?
    let page: String

    /// A trial.
    struct Row: Encodable {
        let trial: Int
        let state: Trial.State
        let cost: Double?
        let step: Int
        let values: [String: TrialValue]
    }

    init(_ made: [Trial], output: String) {
        self.output = output
        trials = made.map { trial in
            let cost = trial.cost ?? trial.reports.map(\.cost).min()
            return Row(
                trial: trial.number, state: trial.state, cost: cost.flatMap { $0.isFinite ? $0 : nil },
                step: trial.reports.last?.step ?? 0, values: trial.values)
        }
        best = made.best?.number
        running = made.count { $0.state == .running }
        model = best == nil ? nil : output + "/best.safetensors"
        page = output + "/search.html"
    }
}
