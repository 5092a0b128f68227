import Foundation
import TestSupport
import Testing

@testable import Tuning

@Suite struct JournalTests {
    private static let space = SearchSpace([Parameter("x", .number(0...1)), Parameter("word", .words(["a", "b"]))])

    /// The trials that a journal tells, after whatever was done to it.
    private func trials(_ path: String, search: String = "s") throws -> [Trial] {
        try TrialJournal(path, search: search, resumes: true).trials
    }

    private func write(_ path: String) throws -> [Trial] {
        let journal = try TrialJournal(path, search: "s", resumes: false)
        let sampler = ParzenSampler(Self.space, seed: 1)
        for number in 0..<14 {
            try journal.begin(sampler.suggestion(for: number, after: journal.trials))
            for step in 1...2 { try journal.report(number, step: step * 10, cost: 1 / Double(number + step)) }
            if number < 12 {
                try journal.end(number, number % 4 == 3 ? .ended : .complete, cost: 1 / Double(number + 2))
            }
        }
        return journal.trials
    }

    @Test func aSearchIsReadAsItWasWritten() throws {
        let folder = try TemporaryFolder()
        let path = folder("journal.jsonl")
        let written = try write(path)
        #expect(written.count == 14 && written[13].state == .running && written[3].state == .ended)
        #expect(try trials(path) == written)
        withExtendedLifetime(folder) {}
    }

    /// Wherever it was killed, what was whole is there, and the search goes on with the same suggestions.
    @Test func itCanBeKilledAnywhere() throws {
        let folder = try TemporaryFolder()
        let whole = try write(folder("a.jsonl"))
        let data = try Data(contentsOf: URL(fileURLWithPath: folder("a.jsonl")))
        let path = folder("b.jsonl")
        for end in stride(from: 0, through: data.count, by: 97) {
            try data[..<end].write(to: URL(fileURLWithPath: path))
            let read = try trials(path)
            #expect(zip(read, whole).allSatisfy { $0.values == $1.values })
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count >= 1)
            let journal = try TrialJournal(path, search: "s", resumes: true)
            try journal.begin(["x": .number(0.5), "word": .word("a")])
            #expect(journal.trials.count == read.count + 1)
        }
        withExtendedLifetime(folder) {}
    }

    /// Processes that share a search, each with a journal of its own.
    @Test func severalShareASearch() async throws {
        let folder = try TemporaryFolder()
        let path = folder("journal.jsonl")
        _ = try TrialJournal(path, search: "s", resumes: false)
        let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let journal = try TrialJournal(path, search: "s", resumes: true)
                    var numbers: [Int] = []
                    while let (trial, claim) = try journal.take(of: 60, { number, _ in ["x": .number(Double(number))] })
                    {
                        numbers.append(trial.number)
                        try journal.report(trial.number, step: 1, cost: 0.5)
                        try journal.end(trial.number, .complete, cost: Double(trial.number))
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
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["journal.jsonl"], "no locks are left")
    }

    /// A trial is another's as soon as nobody works on it.
    @Test func aTrialThatIsLeftIsTakenUpAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder("journal.jsonl")
        let first = try TrialJournal(path, search: "s", resumes: false)
        let second = try TrialJournal(path, search: "s", resumes: true)
        func take(_ journal: TrialJournal) throws -> (trial: Trial, claim: TrialClaim)? {
            try journal.take(of: 2) { number, _ in ["x": .number(Double(number))] }
        }
        var left = try take(first)
        let other = try take(second)
        #expect(left?.trial.number == 0 && other?.trial.number == 1)
        #expect(try take(second)?.trial == nil, "both are at work")
        try first.report(0, step: 5, cost: 0.25)
        left = nil
        let again = try take(second)
        #expect(again?.trial.number == 0 && again?.trial.reports.map(\.step) == [5])
        // A line that was not whole when its process was killed does no harm to the others.
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"trial\":1,".utf8))
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
                _ = try TrialJournal(path, search: search, resumes: resumes)
                return ""
            } catch { return "\(error)" }
        }
        #expect(message(path).contains("no search to go on with"))
        let first = try TrialJournal(path, search: "s", resumes: false)
        #expect(message(path, resumes: false).contains("--resume"))
        withExtendedLifetime(first) {}
        try Data("{\"search\":\"s\"}\n{\"trial\":5,\"step\":1}\n".utf8).write(
            to: URL(fileURLWithPath: folder("c.jsonl")))
        #expect(message(folder("c.jsonl")).contains("c.jsonl:2"))
        try Data("{\"search\":\"t\"}\n".utf8).write(to: URL(fileURLWithPath: folder("d.jsonl")))
        #expect(message(folder("d.jsonl")).contains("another search"))
        withExtendedLifetime(folder) {}
    }
}
