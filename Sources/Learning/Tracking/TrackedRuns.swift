import Configs
import Foundation
import Recognition
package import Tracking

/// The runs under a folder, and what is sent of them to tracking servers.
package enum TrackedRuns {
    /// A run, as its folder tells it.
    package struct Run: Codable, Sendable {
        /// The run's folder.
        package var folder: String
        /// The run's name.
        package var name: String
        /// Steps that were made, and steps in all.
        package var step, steps: Int
        /// Seconds of training.
        package var seconds: Double?
        /// The best validation: by the characters' error rate, and among equals by the share of texts without a fault.
        package var bestStep: Int?
        package var characterErrorRate, exactRate: Double?
        /// Entries that a tracking server has not got; nil where none is told.
        package var unsent: Int?
        /// The server's address.
        package var server: String?
        /// What the server calls the run; empty where it does not know it yet.
        package var serverRun: String?

        private enum CodingKeys: String, CodingKey {
            case folder, name, step, steps, seconds, unsent, server
            case bestStep = "best_step"
            case characterErrorRate = "cer"
            case exactRate = "exact"
            case serverRun = "server_run"
        }
    }

    /// The runs in a folder and all folders in it, by their paths; folders that can't be read as runs are passed over, and named.
    package static func runs(under folder: String) throws -> (runs: [Run], passed: [String]) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw RecognitionError(.missing, "\(folder): there is no such folder")
        }
        var (runs, passed): ([Run], [String]) = ([], [])
        for path in folders(in: folder).sorted() {
            do { runs.append(try run(in: path)) } catch { passed.append("\(path): \(error)") }
        }
        return (runs, passed)
    }

    private static func folders(in folder: String) -> [String] {
        func isRun(_ path: String) -> Bool {
            ["/config.yml", "/metrics.csv"].allSatisfy { FileManager.default.fileExists(atPath: path + $0) }
        }
        let below = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let inside = below.filter { $0.hasSuffix("/metrics.csv") }.map {
            folder + "/" + $0.dropLast("/metrics.csv".count)
        }
        return ([folder] + inside).filter(isRun)
    }

    /// A run, by its folder.
    package static func run(in folder: String) throws -> Run {
        let experiment = try ConfigDocument(path: folder + "/config.yml").decode(Experiment.self)
        let rows = MetricsRow.rows(ofCSV: (try? String(contentsOfFile: folder + "/metrics.csv", encoding: .utf8)) ?? "")
        var run = Run(
            folder: folder, name: experiment.name, step: rows.last?.step ?? 0, steps: experiment.training.steps,
            seconds: rows.last?.seconds)
        let best = rows.filter { $0.characterErrorRate != nil }.min {
            ($0.characterErrorRate ?? 0, -($0.exactRate ?? 0)) < ($1.characterErrorRate ?? 0, -($1.exactRate ?? 0))
        }
        (run.bestStep, run.characterErrorRate, run.exactRate) = (best?.step, best?.characterErrorRate, best?.exactRate)
        if let status = try TrackingJournal.status(in: folder) {
            (run.unsent, run.server, run.serverRun) = (status.unsent, status.place?.address, status.place?.run)
        }
        return run
    }

    /// Sends what has not been sent of a run's journal.
    ///
    /// - Parameters:
    ///   - address: another server than the one that the training was to tell; nil for that one.
    ///   - seconds: how long it may take.
    /// - Returns: what became of it, and what a person should know; nil where all is well.
    package static func push(
        _ folder: String, to address: String?, within seconds: Double
    ) throws -> (outcome: TrackingSender.Outcome, line: String?) {
        try RunFolder.locked(folder) {
            let journal = try TrackingJournal(in: folder)
            guard let delivery = try journal.delivery() else {
                throw TrackingError(
                    .data, "\(folder)/\(TrackingJournal.stateName) is missing, which says where the journal goes")
            }
            let choice = try ConfigDocument(
                yaml: delivery.tracker, name: "\(folder)/\(TrackingJournal.stateName)", baseDirectory: "/"
            ).decode(TrackerChoice.self)
            guard var tracker = choice.tracking?.value else {
                throw TrackingError(.data, "\(folder)/\(TrackingJournal.stateName) names no tracking server")
            }
            tracker = tracker.at(address ?? delivery.place.address)
            let sender = try TrackingSender(
                journal, to: try tracker.makeServer(environment: ProcessInfo.processInfo.environment),
                at: tracker.address,
                tracker: delivery.tracker)
            sender.start()
            let outcome = try sender.finish(within: seconds)
            return (outcome, sender.line(outcome))
        }
    }

    /// Brings the best model of a run back from a server; it is the one that was stored there.
    ///
    /// - Returns: the files that were written.
    package static func fetch(_ run: String, from address: String, into folder: String) throws -> [String] {
        let paths = [RunFolder.bestName, "config.yml"].map { folder + "/" + $0 }
        if let path = paths.first(where: FileManager.default.fileExists(atPath:)) {
            throw TrackingError(.unwritable, "\(path) is there already; give another folder")
        }
        let server = try MLflowServer(address, environment: ProcessInfo.processInfo.environment)
        var files: [String] = []
        let data = try server.fetch(RunFolder.bestName, ofRun: run)
        let config: Data? = try? server.fetch("config.yml", ofRun: run)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (path, data) in zip(paths, [data, config ?? Data()]) where !data.isEmpty {
                try data.write(to: URL(fileURLWithPath: path), options: .atomic)
                files.append(path)
            }
        } catch {
            throw TrackingError(.unwritable, "cannot write into \(folder): \(error.systemReason)")
        }
        return files
    }
}
