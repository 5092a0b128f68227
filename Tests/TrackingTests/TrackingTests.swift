import Configs
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Tracking

/// Journals, and how they reach a server that is there, away, slow or unwilling.
@Suite struct TrackingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func entry(_ step: Int, _ metrics: [String: Double] = ["val/cer": 0.5]) -> TrackedEntry {
        var entry = TrackedEntry(time: 1_700_000_000_000 + step)
        (entry.step, entry.metrics) = (step, metrics)
        return entry
    }

    private func sender(_ journal: TrackingJournal, _ address: String) throws -> TrackingSender {
        try TrackingSender(
            journal, to: try MLflowServer(address, experiment: "tests"), at: address, tracker: "{}")
    }

    private func journal() throws -> TrackingJournal { try TrackingJournal(in: folder.path, named: "a run") }

    // MARK: - Journals

    @Test func aJournalKeepsWhatWasWritten() throws {
        var entries: [TrackedEntry] = [entry(1), entry(2, ["loss": .infinity, "x": .nan])]
        entries[0].params = ["model": "crnn"]
        entries[0].file = "config.yml"
        do {
            let journal = try journal()
            try journal.append([entries[0]])
            try journal.append([entries[1]])
        }
        // A line that a killed process did not finish.
        let path = folder("tracking.jsonl")
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"time":17"#.utf8))
        try handle.close()
        let again = try journal()
        let known = try again.allEntries()
        #expect(known.count == 2 && known[0] == entries[0])
        #expect(known[1].metrics?["loss"] == .infinity && known[1].metrics?["x"]?.isNaN == true)
        try again.append([entry(3)])
        #expect(try journal().allEntries().map(\.step) == [1, 2, 3])
        #expect(try journal().head.journal == again.head.journal)
    }

    @Test func whatIsNoJournalIsSaid() throws {
        #expect { try TrackingJournal(in: folder.path) } throws: {
            "\($0)".hasPrefix("\(folder.path) has no tracking.jsonl: ")
        }
        try "hello\n".write(toFile: folder("tracking.jsonl"), atomically: true, encoding: .utf8)
        #expect { try journal() } throws: { "\($0)" == "\(folder("tracking.jsonl")) is not the journal of a run" }
    }

    @Test(arguments: ["", "ftp://a", "localhost:5000", "http://user:word@host", "http://host?x=1"])
    func addressesThatCannotBeAskedAreRefused(address: String) {
        #expect(throws: TrackingError.self) { try MLflowServer(address) }
    }

    // MARK: - Servers

    @Test func allArrives() throws {
        let server = try StandInServer()
        let journal = try journal()
        try "lr: 1\n".write(toFile: folder("config.yml"), atomically: true, encoding: .utf8)
        let sender = try sender(journal, server.address)
        var first = journal.entry
        first.params = Dictionary(uniqueKeysWithValues: (0..<250).map { ("key\($0)", "\($0)") })
        first.tags = ["long": String(repeating: "x", count: 2000)]
        first.status = .running
        try journal.append([first])
        sender.start()
        for step in 0..<1000 {
            try journal.append([entry(step, ["loss": Double(step), "val/cer": 0.5])])
            sender.wake()
        }
        var (file, last) = (journal.entry, journal.entry)
        (file.file, last.status) = ("config.yml", .finished)
        try journal.append([file, last])
        let outcome = try sender.finish(within: 60)
        #expect(outcome.unsent == 0 && outcome.refused == 0 && sender.line(outcome) == nil)
        #expect(outcome.place.run == "run1" && outcome.place.experiment == "7")
        server.state.withLock { state in
            #expect(state.params.count == 250 && state.params["key249"] == "249")
            #expect(state.metrics.count == 2000)
            #expect(state.tags["long"]?.count == 500)
            #expect(state.tags["platen.journal"] == journal.head.journal)
            #expect(state.files["config.yml"] == Data("lr: 1\n".utf8))
            #expect(state.tags["platen.sha256.config.yml"] == MLflowServer.hash(of: Data("lr: 1\n".utf8)))
            #expect(state.status == ["RUNNING", "FINISHED"])
            // Many entries go in one request.
            #expect(state.requests.count < 300, "\(state.requests.count)")
        }
    }

    /// Nothing is lost, and the run is there once, though the server was away, failed, and lost its answers.
    @Test func aServerThatComesBackGetsTheRest() throws {
        let journal = try journal()
        let port: UInt16
        do {
            let gone = try StandInServer()
            port = gone.port
            gone.stop()
        }
        let address = "http://127.0.0.1:\(port)"
        let early = try sender(journal, address)
        early.start()
        try journal.append((0..<100).map { entry($0) })
        early.wake()
        let outcome = try early.finish(within: 60)
        #expect(outcome.unsent == 100)
        let line = try #require(early.line(outcome))
        #expect(line.hasPrefix("tracking: 100 entries are not sent to \(address) yet ("))
        #expect(line.hasSuffix("; to send what is left: platen runs push \(folder.path)"))

        let server = try StandInServer(port: port)
        server.state.withLock { $0.lostAnswers = 4 }
        for _ in 0..<12 {
            let later = try sender(try self.journal(), address)
            later.start()
            if try later.finish(within: 60).unsent == 0 { break }
        }
        server.state.withLock { state in
            #expect(state.metrics.count == 100)
            #expect(state.requests.count { $0.hasSuffix("runs/create") } == 1)
            #expect(state.runs.count == 2, "an experiment and a run: \(state.runs)")
        }
        // What has arrived is not sent again.
        let before = server.state.withLock(\.requests.count)
        let again = try sender(try self.journal(), address)
        again.start()
        #expect(try again.finish(within: 60).unsent == 0)
        #expect(server.state.withLock(\.requests.count) == before)
    }

    @Test func aServerThatHangsDelaysNothing() throws {
        let server = try StandInServer()
        server.state.withLock { $0.isHanging = true }
        let journal = try journal()
        let sender = try sender(journal, server.address)
        sender.start()
        for step in 0..<50 {
            try journal.append([entry(step)])
            sender.wake()
        }
        // It ends by its own limit, though no answer ever comes.
        let outcome = try sender.finish(within: 0.2)
        #expect(outcome.unsent == 50)
        #expect(outcome.reason == "it took longer than 0 s")
        server.state.withLock { $0.isHanging = false }
        let later = try self.sender(try self.journal(), server.address)
        later.start()
        #expect(try later.finish(within: 60).unsent == 0)
        #expect(server.state.withLock(\.metrics.count) == 50)
    }

    @Test func whatIsNeverTakenIsCountedAndTheRestSent() throws {
        let server = try StandInServer()
        server.state.withLock { $0.refused = "bad" }
        let journal = try journal()
        try journal.append((0..<20).map { entry($0, $0 == 7 || $0 == 13 ? ["bad": 1] : ["good": 1]) })
        var missing = journal.entry
        missing.file = "gone.txt"
        try journal.append([missing])
        let sender = try sender(journal, server.address)
        sender.start()
        let outcome = try sender.finish(within: 60)
        #expect(outcome.unsent == 0 && outcome.refused == 3)
        #expect(sender.line(outcome)?.hasPrefix("tracking: \(server.address) does not take 3 entries: ") == true)
        #expect(server.state.withLock(\.metrics.count) == 18)
        #expect(try journal.delivery()?.refused == 3)
    }

    @Test func namesAndTokensComeFromTheEnvironment() throws {
        let server = try StandInServer()
        server.state.withLock { $0.isClosed = true }
        for environment in [
            ["MLFLOW_TRACKING_TOKEN": "secret"],
            ["MLFLOW_TRACKING_USERNAME": "ann", "MLFLOW_TRACKING_PASSWORD": "b:c"],
        ] {
            let journal = try journal()
            try journal.append([entry(1)])
            let sender = try TrackingSender(
                journal, to: MLflowServer(server.address, experiment: "x", environment: environment),
                at: server.address,
                tracker: "{}")
            sender.start()
            let outcome = try sender.finish(within: 60)
            #expect(outcome.reason?.contains("does not let us in (401)") == true)
            let kept = try ["tracking.json", "tracking.jsonl"].map {
                try String(contentsOfFile: folder($0), encoding: .utf8)
            }.joined()
            #expect(!kept.contains("secret") && !kept.contains("b:c"))
        }
        #expect(
            server.state.withLock(\.authorizations) == [
                "Bearer secret", "Basic " + Data("ann:b:c".utf8).base64EncodedString(),
            ])
    }

    // MARK: - Bringing back

    @Test func aFileComesBackAsItWasSent() throws {
        let server = try StandInServer()
        let journal = try journal()
        let model = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try model.write(to: URL(fileURLWithPath: folder("best.safetensors")))
        var file = journal.entry
        file.file = "best.safetensors"
        try journal.append([file])
        let sender = try sender(journal, server.address)
        sender.start()
        #expect(try sender.finish(within: 60).unsent == 0)
        let client = try MLflowServer(server.address)
        #expect(try client.fetch("best.safetensors", ofRun: "run1") == model)

        server.state.withLock { $0.files["best.safetensors"]?[7] ^= 1 }
        #expect { try client.fetch("best.safetensors", ofRun: "run1") } throws: {
            "\($0)".contains("best.safetensors of run run1 is not the file that was stored: its SHA-256 is ")
        }
        #expect { try client.fetch("other.txt", ofRun: "run1") } throws: {
            "\($0)".contains("run run1 has no tag 'platen.sha256.other.txt'")
        }
    }
}

/// Experiments as the config names them.
@Suite struct TrackingConfigTests {
    private struct Holder: ConfigRecord {
        var tracking: OneOf<Trackers>?
        static let summary = "x"
        static var fields: [Field<Holder>] { [Field("tracking", \.tracking, "x")] }
    }

    @Test(arguments: ["{mlflow: 'http://h:1'}", "{mlflow: {uri: 'http://h:1', experiment: digits, wait: 5}}"])
    func aTrackerIsNamedInTheConfig(text: String) throws {
        let holder = try ConfigDocument(yaml: "tracking: \(text)", name: "x.yml", baseDirectory: "").decode(Holder.self)
        let tracker = try #require(holder.tracking).value
        #expect(tracker.address == "http://h:1")
        #expect(try tracker.makeServer(environment: [:]) is MLflowServer)
        #expect(tracker.at("http://other").address == "http://other")
    }
}
