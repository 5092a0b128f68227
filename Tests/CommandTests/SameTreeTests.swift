import Foundation
import TestSupport
import Testing

/// The same bytes, to the last file of the folder, however they came about.
@Suite(.serialized) struct SameTreeTests {
    static let output = "output: {layout: fanned, annotations: [simple, icdar2015, icdar2015_detection], masks: true}"

    @Test(arguments: [1, 2, 5]) func forAnyNumberOfJobs(jobs: Int) async throws {
        let desk = try Desk(Self.output)
        try await succeed("generate", desk.recipe, "--output", desk("whole"), "--jobs", "3")
        try await succeed("generate", desk.recipe, "--output", desk("set"), "--jobs", "\(jobs)")
        #expect(try tree(desk("set")) == tree(desk("whole")))
    }

    @Test func inShards() async throws {
        let desk = try Desk(Self.output)
        try await succeed("generate", desk.recipe, "--output", desk("whole"))
        for number in [3, 1, 2] {
            try await succeed(
                "generate", desk.recipe, "--output", desk("part\(number)"), "--shard", "\(number)/3", "--jobs", "2")
        }
        let report = try await succeed(
            "merge", desk("part2"), desk("part3"), desk("part1"), "--output", desk("merged"), "--json")
        #expect(try object(report)["counts"] as? [String: Int] == ["train": 61, "val": 8, "test": 5])
        #expect(try tree(desk("merged")) == tree(desk("whole")))
    }

    @Test func moreShardsThanSamples() async throws {
        let desk = try Desk(samples: "{train: 2, val: 1, test: 0}")
        try await succeed("generate", desk.recipe, "--output", desk("whole"))
        for number in 1...5 {
            try await succeed("generate", desk.recipe, "--output", desk("set"), "--shard", "\(number)/5")
        }
        let printed = try await succeed("merge", desk("set"), "--output", desk("set"))
        #expect(printed.hasPrefix("\(desk("set")): 3 samples (train 2, val 1, test 0), "))
        #expect(try tree(desk("set")) == tree(desk("whole")))
    }

    /// Sends a signal as soon as the run has committed so many chunks more, or some time later.
    private func strike(
        _ program: Program, _ folder: String, by signal: Int32?, after chunks: Int, _ milliseconds: Int = 0
    ) async throws {
        @Sendable func lines() -> Int { (try? contents(folder + "/.platen/journal"))?.count { $0 == "\n" } ?? -1 }
        let start = lines()
        try await program.wait(
            until: { lines() >= max(0, start) + chunks }, thenSend: signal, after: .milliseconds(milliseconds))
    }

    @Test(arguments: [1, 2, 3]) func killedAgainAndAgain(seed: Int) async throws {
        let desk = try Desk(samples: "{train: 2000, val: 30, test: 30}", Self.output)
        try await succeed("generate", desk.recipe, "--output", desk("whole"))
        var state = UInt64(seed)
        var kills = 0
        for _ in 0..<5 {
            let program = try Program(["generate", desk.recipe, "--output", desk("set"), "--resume", "--jobs", "2"])
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            try await strike(
                program, desk("set"), by: SIGKILL, after: Int(state >> 60) % 3, Int(state >> 33) % 30)
            if await program.outcome().code == nil { kills += 1 }
        }
        #expect(kills > 0)
        try await succeed("generate", desk.recipe, "--output", desk("set"), "--resume")
        #expect(try tree(desk("set")) == tree(desk("whole")))
    }

    @Test(arguments: [SIGINT, SIGTERM]) func interrupted(signal: Int32) async throws {
        let desk = try Desk(samples: "{train: 20000, val: 0, test: 0}", "output: {layout: fanned}")
        let arguments = ["generate", "tiny.yml", "--output", "my set", "--overwrite"]
        let program = try Program(arguments, in: desk.folder.path)
        try await strike(program, desk("my set"), by: nil, after: 1)
        // A second run must not touch what the first is writing.
        let busy = try await failure(73, "generate", desk.recipe, "--output", desk("my set"), "--resume")
        #expect(busy.hasPrefix("another run is writing this dataset"))
        program.send(signal)
        let outcome = await program.outcome()
        #expect(outcome.code == 130)
        #expect(outcome.output == "")
        #expect(outcome.complaints.count == 1)
        let line = outcome.complaints.last ?? ""
        #expect(line.hasPrefix("error: interrupted: "))
        #expect(line.contains(" of 20000 samples are done in my set; resume to go on from there: "))
        #expect(line.hasSuffix("platen generate tiny.yml --output 'my set' --resume"))

        // Finishing all would take long; the committed part must be that of a whole run.
        let records = desk("my set/.platen/samples.jsonl.part")
        let done = try contents(records)
        let program2 = try Program(
            ["generate", "tiny.yml", "--output", "my set", "--resume", "--quiet"], in: desk.folder.path)
        try await program2.wait(
            until: { try contents(records).utf8.count > done.utf8.count }, thenSend: signal)
        #expect(await program2.outcome().code == 130)
        #expect(try contents(records).hasPrefix(done))
    }

    @Test func interruptedThenResumedIsTheSame() async throws {
        let desk = try Desk(samples: "{train: 400, val: 30, test: 30}", Self.output)
        try await succeed("generate", desk.recipe, "--output", desk("whole"))
        let program = try Program(["generate", desk.recipe, "--output", desk("set"), "--jobs", "1"])
        try await strike(program, desk("set"), by: SIGINT, after: 1)
        #expect(await program.outcome().code == 130)
        try await succeed("generate", desk.recipe, "--output", desk("set"), "--resume")
        #expect(try tree(desk("set")) == tree(desk("whole")))
    }
}
