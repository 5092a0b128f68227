import Configs
import Foundation
import Neural
package import Recognition
import Synchronization
package import Tuning

/// A search for the best values of a training's keys: one training after the other, each in a folder of its own.
///
/// What was tried stands in a database, which is all that a search goes on from; poor trials end at a validation. Several
/// processes may share a search: each takes trials that no other works on.
package struct TrainingSearch {
    private let config: SearchConfig
    private let output: String
    private let version: String
    private let sampler: any Sampler
    /// How many processes share this machine.
    private let jobs: Int

    /// What a search reports while it runs.
    package enum Event {
        /// A trial begins, or goes on; `over` of all trials are behind it.
        case trial(Int, of: Int, over: Int, values: String)
        /// A trial's training reports something.
        case training(TrainingEvent)
        /// A trial is over, and with it so many of so many.
        case end(Trial, over: Int, of: Int)
    }

    /// A search.
    ///
    /// - Parameters:
    ///   - output: its folder.
    ///   - version: the program's, for files that say what wrote them.
    ///   - jobs: how many processes share this machine: trainings that don't say how many threads they have share its processors.
    package init(_ config: SearchConfig, output: String, version: String, jobs: Int = 1) {
        (self.config, self.output, self.version, self.jobs) = (config, output, version, jobs)
        sampler =
            switch config.sampler {
            case .parzen: ParzenSampler(config.searchSpace, seed: config.seed)
            case .random: RandomSampler(config.searchSpace, seed: config.seed)
            }
    }

    /// The file of what was tried.
    private var databasePath: String { output + "/trials.sqlite" }

    private func folder(_ number: Int) -> String { output + String(format: "/trials/%04d", number) }

    /// Makes the folder and the database of a new search.
    ///
    /// - Throws: `TuningError`, `ConfigError`: the space does not fit to the training, or there is a search already.
    package func begin() throws {
        try check()
        try makeFolder()
        _ = try TrialDatabase(databasePath, search: try identity, resumes: false)
    }

    /// The space must fit to the training before anything is made.
    private func check() throws { _ = try experiment(sampler.suggestion(for: 0, after: [])) }

    /// Takes trials that no other process works on, until there are none.
    ///
    /// - Throws: `TuningError`, `ConfigError`, what a training throws that is wrong for all of them; `RecognitionError` with
    ///   the code `.interrupted` where it was told to stop.
    package func run(_ stopping: Stopping, tell: (Event) -> Void) throws {
        try check()
        let database = try TrialDatabase(databasePath, search: try identity, resumes: true)
        while let (trial, claim) = try database.take(of: config.trials, sampler.suggestion) {
            try run(trial, database, stopping, tell)
            withExtendedLifetime(claim) {}
        }
    }

    /// Stores the best model and the table of all trials, while no other process does.
    ///
    /// - Parameter write: puts a text into a file of the search's folder, which it gets the name of.
    /// - Returns: all trials, as they are now.
    package func conclude(write: (_ text: String, _ name: String) throws -> Void) throws -> [Trial] {
        let database = try TrialDatabase(databasePath, search: try identity, resumes: true)
        return try database.exclusively {
            try keepBest(of: database.trials)
            try write(csv(database.trials), "trials.csv")
            try write(html(database.trials), "search.html")
            return database.trials
        }
    }

    private func makeFolder() throws {
        let held = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        // With a database in it the folder is a search's, of which that tells.
        guard held.allSatisfy({ $0.hasPrefix(".") }) || FileManager.default.fileExists(atPath: databasePath) else {
            throw TuningError(
                .exists, "\(output) is not empty, and holds no search to go on with; give another folder")
        }
        do {
            try FileManager.default.createDirectory(atPath: output + "/trials", withIntermediateDirectories: true)
        } catch {
            throw TuningError(.unwritable, "cannot create the folder \(output): \(error.systemReason)")
        }
    }

    /// What makes a search another one: more trials don't.
    private var identity: String {
        get throws {
            var same = config
            (same.trials, same.name, same.training) = (1, "", nil)
            guard let training = config.training else { return "" }
            return yaml(of: same) + (try String(contentsOfFile: training.path, encoding: .utf8))
        }
    }

    // MARK: - One trial

    /// The training of a point.
    private func experiment(_ values: [String: TrialValue]) throws -> Experiment {
        guard let training = config.training else {
            throw RecognitionError(.config, "training: say which training's keys are searched for")
        }
        var document = try ConfigDocument(path: training.path)
        for change in config.set + changes(values).map({ ConfigOverride($0) }) { try document.override(change) }
        var experiment = try document.decode(Experiment.self)
        if jobs > 1, experiment.training.threads == nil {
            experiment.training.threads = max(1, ProcessInfo.processInfo.activeProcessorCount / jobs)
        }
        return experiment
    }

    /// A point as changes to the training, in the order of the space.
    private func changes(_ values: [String: TrialValue]) -> [String] {
        sampler.space.parameters.compactMap { parameter -> String? in
            switch (values[parameter.name], parameter.domain) {
            case (.word(let word)?, _): "\(parameter.name)=\(word)"
            case (.number(let number)?, .integer): "\(parameter.name)=\(Int(number))"
            // Five digits are enough, and the config can be read.
            case (.number(let number)?, _): "\(parameter.name)=\(String(format: "%.5g", number))"
            case (nil, _): nil
            }
        }
    }

    /// Whether a trial was told to end, seen by the threads that train.
    private final class Ending: Sendable {
        private let flag = Atomic(false)
        var isAsked: Bool { flag.load(ordering: .relaxed) }
        func ask() { flag.store(true, ordering: .relaxed) }
    }

    private func run(
        _ trial: Trial, _ database: TrialDatabase, _ stopping: Stopping, _ tell: (Event) -> Void
    ) throws {
        let number = trial.number
        tell(
            .trial(
                number, of: config.trials, over: Self.over(database),
                values: changes(trial.values).joined(separator: "  ")))
        let experiment = try experiment(trial.values)
        let monitor = experiment.training.monitor
        let rule = rule(experiment.training.validateEvery)
        // Killed between its last validation and its end.
        if rule.ends(trial, among: database.trials) {
            try database.end(number, .ended)
            return tell(end(number, database))
        }
        let ending = Ending()
        // What could not be written down must not pass for done.
        var trouble: (any Error)?
        let session = TrainingSession(experiment, output: folder(number), version: version)
        let asked = Stopping(begin: stopping.begin, end: stopping.end) { stopping.wasAsked() || ending.isAsked }
        do {
            try session.run(resuming: try takenUp(number), asked) { event in
                tell(.training(event))
                guard case .validation(let report) = event, trouble == nil else { return }
                do {
                    try database.report(number, step: report.step, cost: Self.cost(report.evaluation, monitor))
                    if rule.ends(database.trials[number], among: database.trials) { ending.ask() }
                } catch {
                    trouble = error
                    ending.ask()
                }
            }
            if let trouble { throw trouble }
            try database.end(number, .complete, cost: database.trials[number].reports.map(\.cost).min())
        } catch let error as RecognitionError where error.code == .interrupted && ending.isAsked {
            if let trouble { throw trouble }
            if stopping.wasAsked() { throw error }
            try database.end(number, .ended)
        } catch let error as RecognitionError where error.code == .diverged {
            try fail(number, database, error, tell)
        } catch let error as NeuralError {
            try fail(number, database, error, tell)
        }
        tell(end(number, database))
    }

    /// How many trials of a search are over, whoever made them.
    private static func over(_ database: TrialDatabase) -> Int { database.trials.count { $0.state != .running } }

    private func end(_ number: Int, _ database: TrialDatabase) -> Event {
        .end(database.trials[number], over: Self.over(database), of: config.trials)
    }

    private func fail(_ number: Int, _ database: TrialDatabase, _ error: any Error, _ tell: (Event) -> Void) throws {
        tell(.training(.warning("trial \(number) failed: \(error)")))
        try database.end(number, .failed)
    }

    /// Whether there is a run to go on with; one that was killed before its first checkpoint begins anew.
    private func takenUp(_ number: Int) throws -> Bool {
        let path = folder(number)
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return false }
        if files.fileExists(atPath: path + "/last.safetensors") { return true }
        do { try files.removeItem(atPath: path) } catch {
            throw TuningError(.inputOutput, "cannot remove \(path), which holds no checkpoint: \(error.systemReason)")
        }
        return false
    }

    private func rule(_ validateEvery: Int) -> EndingRule {
        switch config.ending {
        case .never: .never
        case .median: .median(from: config.patience * validateEvery)
        case .halving: .halving(first: config.patience * validateEvery, factor: config.factor)
        }
    }

    private static func cost(_ evaluation: Evaluation, _ monitor: TrainingConfig.Monitor) -> Double {
        switch monitor {
        case .cer: evaluation.tally.total.characterErrorRate ?? 1
        case .exact: 1 - (evaluation.tally.total.exactRate ?? 0)
        case .loss: evaluation.loss
        }
    }

    // MARK: - Results

    /// Copies the best model of all trials, and its config.
    private func keepBest(of trials: [Trial]) throws {
        guard let best = trials.best else { return }
        for name in ["best.safetensors", "config.yml"] {
            let from = folder(best.number) + "/" + name
            do {
                let data = try Data(contentsOf: URL(fileURLWithPath: from))
                try data.write(to: URL(fileURLWithPath: output + "/" + name), options: .atomic)
            } catch {
                throw TuningError(.inputOutput, "cannot copy \(from) into \(output): \(error.systemReason)")
            }
        }
    }

    /// A table of the trials: number, state, cost, steps, and a column for each key.
    private func csv(_ trials: [Trial]) -> String {
        let names = sampler.space.parameters.map(\.name)
        let head = CSV.line(["trial", "state", "cost", "steps"] + names)
        return trials.reduce(head) { text, trial in
            let values = names.map { name -> String in
                switch trial.values[name] {
                case .number(let number)?: "\(number)"
                case .word(let word)?: word
                case nil: ""
                }
            }
            let cost = trial.cost ?? trial.reports.map(\.cost).min()
            return text
                + CSV.line(
                    [
                        "\(trial.number)", trial.state.rawValue, cost.map { "\($0)" } ?? "",
                        "\(trial.reports.last?.step ?? 0)",
                    ]
                        + values)
        }
    }

    /// A page of the search.
    private func html(_ trials: [Trial]) -> String {
        SearchPage(title: config.name, space: sampler.space, trials: trials).html
    }
}
