import Configs
import Foundation
import Recognition
import Tracking

/// Tells a tracking server what happens in a training.
///
/// Everything is first written into the journal of the run's folder; a thread of its own sends it. The training never waits but at
/// its end, and there no longer than the config says.
final class TrackedTraining: RunListener {
    private let journal: TrackingJournal
    private let sender: TrackingSender
    private let run: RunFolder
    private let logEvery: Int
    private let wait: Double
    /// The greatest step of each metric that stands in the journal: what a run that was killed made behind its last checkpoint
    /// comes again, and has been told.
    private var told: [String: Int] = [:]

    /// The files of a run that go to the server, in this order, as far as they are there.
    private static let files = [
        "config.yml", RunFolder.startName, "batch.png", "metrics.csv", "predictions.csv", "report.html",
        RunFolder.bestName,
        RunFolder.exportName(.onnx),
    ]

    /// Begins, or goes on, to tell of a run; nil where no server is to be told.
    ///
    /// - Parameters:
    ///   - facts: what is known of the run besides its config.
    ///   - changes: what differs from the config that it was begun with.
    init?(
        _ experiment: Experiment, _ run: RunFolder, facts: [(name: String, value: String)], changes: [String],
        version: String
    ) throws {
        guard let choice = experiment.tracking else { return nil }
        let tracker = choice.value
        let server = try tracker.makeServer(environment: ProcessInfo.processInfo.environment)
        let isNew = !FileManager.default.fileExists(atPath: run.file(TrackingJournal.name))
        journal = try TrackingJournal(in: run.path, named: experiment.name)
        sender = try TrackingSender(
            journal, to: server, at: tracker.address, tracker: yaml(of: TrackerChoice(choice)))
        (self.run, logEvery, wait) = (run, experiment.training.logEvery, tracker.wait)
        var entry = journal.entry
        if isNew {
            entry.params = Self.params(of: experiment)
        } else {
            for old in try journal.allEntries() {
                for name in (old.metrics ?? [:]).keys { told[name] = max(told[name] ?? 0, old.step ?? 0) }
            }
        }
        entry.tags = Dictionary(facts.map { ("platen.\($0.name.replacing(" ", with: "_"))", $0.value) }) { $1 }
        entry.tags?["platen.version"] = version
        // A parameter stays what it was when a run began.
        if !changes.isEmpty { entry.tags?["platen.changes"] = changes.joined(separator: "; ") }
        entry.status = .running
        try journal.append([entry])
        sender.start()
    }

    /// Makes sure that a server can be told, before anything is made.
    ///
    /// - Throws: `TrackingError`, if its address is none.
    static func check(_ experiment: Experiment) throws {
        _ = try experiment.tracking?.value.makeServer(environment: ProcessInfo.processInfo.environment)
    }

    /// The config's keys and their values, without those of the tracker.
    private static func params(of experiment: Experiment) -> [String: String] {
        var experiment = experiment
        experiment.tracking = nil
        var params: [String: String] = [:]
        func add(_ value: ConfigValue, at key: String) {
            guard case .mapping(let entries) = value, !entries.isEmpty else {
                if value != .null { params[key] = value.onOneLine }
                return
            }
            for entry in entries { add(entry.value, at: key.isEmpty ? entry.key : key + "." + entry.key) }
        }
        add(experiment.encoded, at: "")
        return params
    }

    func record(_ event: TrainingEvent) throws {
        switch event {
        case .step(let report):
            if report.step % logEvery == 0 { try add(report.scalars, step: report.step) }
        case .validation(let report):
            let best = report.isBest ? report.scalars.map { ("best/\($0.name.dropFirst("val/".count))", $0.value) } : []
            try add(report.scalars + best, step: report.step)
        case .adaptation(let round): try add(round.scalars, step: round.step)
        case .checkpoint: try journal.synchronize()
        case .start, .note, .warning: break
        }
    }

    private func add(_ scalars: [(name: String, value: Double)], step: Int) throws {
        let new = scalars.filter { step > told[$0.name] ?? -1 }
        guard !new.isEmpty else { return }
        for (name, _) in new { told[name] = step }
        var entry = journal.entry
        (entry.step, entry.metrics) = (step, Dictionary(new.map { ($0.name, $0.value) }) { $1 })
        try journal.append([entry])
        sender.wake()
    }

    /// Tells how the training ended, and waits for the sender.
    ///
    /// - Parameter error: what ended it; nil where it came to its end.
    /// - Returns: what a person should know of what was not sent.
    func finish(_ error: (any Error)?) -> String? {
        do {
            var entries = Self.files.filter { FileManager.default.fileExists(atPath: run.file($0)) }.map { name in
                var entry = journal.entry
                entry.file = name
                return entry
            }
            var last = journal.entry
            if let error {
                let isStopped = (error as? RecognitionError)?.code == .interrupted
                last.status = isStopped ? .stopped : .failed
                if !isStopped { last.tags = ["platen.error": "\(error)"] }
            } else {
                last.status = .finished
            }
            entries.append(last)
            try journal.append(entries)
            try journal.synchronize()
            return sender.line(try sender.finish(within: wait))
        } catch {
            return "tracking: \(error)"
        }
    }
}
