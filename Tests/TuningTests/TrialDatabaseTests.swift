import Foundation
import GRDB
import TestSupport
import Testing

@testable import Tuning

@Suite struct TrialDatabaseTests {
    private static let space = SearchSpace([Parameter("x", .number(0...1)), Parameter("word", .words(["a", "b"]))])

    /// The trials that a database tells, after whatever was done to it.
    private func trials(_ path: String, search: String = "s") throws -> [Trial] {
        try TrialDatabase(path, search: search, resumes: true).trials
    }

    private func write(_ path: String) throws -> [Trial] {
        let database = try TrialDatabase(path, search: "s", resumes: false)
        let sampler = ParzenSampler(Self.space, seed: 1)
        for number in 0..<14 {
            try database.begin(sampler.suggestion(for: number, after: database.trials))
            for step in 1...2 { try database.report(number, step: step * 10, cost: 1 / Double(number + step)) }
            if number < 12 {
                try database.end(number, number % 4 == 3 ? .ended : .complete, cost: 1 / Double(number + 2))
            }
        }
        return database.trials
    }

    @Test func aSearchIsReadAsItWasWritten() throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        let written = try write(path)
        #expect(written.count == 14 && written[13].state == .running && written[3].state == .ended)
        #expect(try trials(path) == written)
        withExtendedLifetime(folder) {}
    }

    /// What a process had not finished when it was killed is undone, and the search goes on with the same suggestions.
    @Test func itCanBeKilledInATransaction() throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        let whole = try write(path)
        // As a killed process leaves it: pages changed in the file, and the journal from which they are restored.
        let script = """
            import os, sqlite3, sys
            base = sqlite3.connect(sys.argv[1], isolation_level=None)
            base.execute("PRAGMA cache_size = 1")
            base.execute("PRAGMA cache_spill = 1")
            base.execute("BEGIN IMMEDIATE")
            base.execute("UPDATE trial SET state = 'failed'")
            base.executemany("INSERT INTO report VALUES (1, ?, ?)", [(n, n) for n in range(100, 20000)])
            os._exit(0)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path]
        try process.run()
        process.waitUntilExit()
        #expect(FileManager.default.fileExists(atPath: path + "-journal"))
        #expect(try trials(path) == whole)
        let database = try TrialDatabase(path, search: "s", resumes: true)
        try database.begin(["x": .number(0.5), "word": .word("a")])
        #expect(database.trials.count == 15)
        withExtendedLifetime(folder) {}
    }

    /// A search that was killed before its first transaction was whole.
    @Test func anEmptyFileIsBegun() throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try trials(path) == [])
        #expect(throws: TuningError.self) { try trials(path, search: "t") }
        withExtendedLifetime(folder) {}
    }

    /// Processes that share a search, each with a connection of its own.
    @Test func severalShareASearch() async throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        _ = try TrialDatabase(path, search: "s", resumes: false)
        let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let database = try TrialDatabase(path, search: "s", resumes: true)
                    var numbers: [Int] = []
                    while let (trial, claim) = try database.take(
                        of: 60, { number, _ in ["x": .number(Double(number))] })
                    {
                        numbers.append(trial.number)
                        try database.report(trial.number, step: 1, cost: 0.5)
                        try database.end(trial.number, .complete, cost: Double(trial.number))
                        withExtendedLifetime(claim) {}
                    }
                    return numbers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.sorted() == Array(0..<60), "each once")
        let trials = try trials(path)
        #expect(trials.count == 60 && trials.allSatisfy { $0.state == .complete && $0.cost == Double($0.number) })
        #expect(trials.allSatisfy { $0.values["x"] == .number(Double($0.number)) && $0.reports.count == 1 })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["trials.sqlite"], "no locks are left")
    }

    /// A trial is another's as soon as nobody works on it.
    @Test func aTrialThatIsLeftIsTakenUpAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        let first = try TrialDatabase(path, search: "s", resumes: false)
        let second = try TrialDatabase(path, search: "s", resumes: true)
        func take(_ database: TrialDatabase) throws -> (trial: Trial, claim: TrialClaim)? {
            try database.take(of: 2) { number, _ in ["x": .number(Double(number))] }
        }
        var left = try take(first)
        let other = try take(second)
        #expect(left?.trial.number == 0 && other?.trial.number == 1)
        #expect(try take(second)?.trial == nil, "both are at work")
        try first.report(0, step: 5, cost: 0.25)
        left = nil
        let again = try take(second)
        #expect(again?.trial.number == 0 && again?.trial.reports.map(\.step) == [5])
        try second.end(0, .complete, cost: 0.125)
        try first.end(1, .failed)
        #expect(try trials(path).map(\.state) == [.complete, .failed])
        #expect(first.trials == (try trials(path)))
    }

    @Test func whatIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder("a.jsonl")
        func message(_ path: String, _ search: String = "s", resumes: Bool = true) -> String {
            do {
                _ = try TrialDatabase(path, search: search, resumes: resumes)
                return ""
            } catch { return "\(error)" }
        }
        #expect(message(path).contains("no search to go on with"))
        let first = try TrialDatabase(path, search: "s", resumes: false)
        #expect(message(path, resumes: false).contains("--resume"))
        withExtendedLifetime(first) {}
        #expect(message(path, "t").contains("another search"))
        // No database, one that is cut short, and one of something else.
        try Data("{\"search\":\"s\"}\n".utf8).write(to: URL(fileURLWithPath: folder("c")))
        #expect(message(folder("c")).contains("c: this is no database of a search"))
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        // What is cut off the last page alone is room for trials to come.
        for count in stride(from: 100, to: whole.count - 4096, by: 1531) {
            try whole.prefix(count).write(to: URL(fileURLWithPath: folder("d")))
            #expect(message(folder("d")).contains("damaged"), "\(count) bytes")
        }
        let other = try DatabaseQueue(path: folder("e"))
        try other.write { try $0.execute(sql: "CREATE TABLE trial (number TEXT)") }
        #expect(message(folder("e")).contains("no database of a search"))
        try FileManager.default.createDirectory(atPath: folder("f"), withIntermediateDirectories: true)
        #expect(message(folder("f")).contains("cannot open"))
        withExtendedLifetime(folder) {}
    }

    /// Values that are none are told, whoever wrote them.
    @Test(arguments: [
        "UPDATE trial SET point = 'x' WHERE number = 3", "UPDATE trial SET state = 'x' WHERE number = 3",
        "DELETE FROM trial WHERE number = 3", "INSERT INTO report VALUES (99, 1, 1)",
    ])
    func damagedTrialsAreRefused(sql: String) throws {
        let folder = try TemporaryFolder()
        let path = folder("trials.sqlite")
        _ = try write(path)
        // Foreign keys are not looked at by others.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.write { try $0.execute(sql: sql) }
        let error = #expect(throws: TuningError.self) { try trials(path) }
        #expect(error?.code == .data && error?.description.contains("another folder") == true)
        withExtendedLifetime(folder) {}
    }
}
