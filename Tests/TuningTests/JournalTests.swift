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
        #expect(message(path).contains("another program"))
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
