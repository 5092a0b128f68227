import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// A run in a process of its own that is killed, without warning, at an arbitrary moment.
@Suite(.serialized) struct KillTests {
    static let plan = DatasetPlan.small(
        train: 300, val: 50, test: 50, annotations: [.mjsynth, .icdar2015.asPublished, .icdar2015Detection],
        layout: .mjsynth, masks: true)

    @Test func killedAgainAndAgain() async throws {
        let folder = try TemporaryFolder()
        try await write(Self.plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        let set = folder("set")
        var generator = SampleKey(seed: 2, split: .test, index: 0).generator("kills")
        for _ in 0..<6 {
            let microseconds = Int.random(in: 500...60_000, using: &generator)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [set = set as String, microseconds = microseconds as Int] in
                // Slow enough never to be finished, quick enough to commit something.
                var source = FakeSource()
                source.before = { split, _ in if split == .test { usleep(20_000) } }
                Thread.detachNewThread {
                    usleep(UInt32(microseconds))
                    kill(getpid(), SIGKILL)
                }
                _ = try await write(KillTests.plan, to: set, from: source, existing: .resume, jobs: 3, chunkSize: 5)
                usleep(1_000_000)
            }
        }
        try await write(Self.plan, to: set, existing: .resume, jobs: 2)
        #expect(try TemporaryFolder.tree(set) == whole)
    }

    @Test func whatAKilledRunLeftIsRemovedToTheLastFile() async throws {
        let folder = try TemporaryFolder()
        let set = folder("set")
        for microseconds in [3000, 9000, 27_000] {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [set = set as String, microseconds = microseconds as Int] in
                var source = FakeSource()
                source.before = { split, _ in if split == .test { usleep(20_000) } }
                Thread.detachNewThread {
                    usleep(UInt32(microseconds))
                    kill(getpid(), SIGKILL)
                }
                _ = try await write(KillTests.plan, to: set, from: source, existing: .resume, jobs: 4, chunkSize: 9)
                usleep(1_000_000)
            }
        }
        // Another layout, so that nothing is replaced by chance.
        let small = DatasetPlan.small(train: 2, val: 0, test: 0, layout: .icdar)
        try await write(small, to: set, existing: .overwrite)
        try await write(small, to: folder("fresh"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("fresh")))
    }

    /// The older dataset is removed by then, or in part, or not at all; of what is not its own nothing is ever removed.
    @Test(arguments: [300, 900, 2000, 4000, 8000, 14_000, 22_000, 40_000])
    func anOverwriteThatIsKilledCanBeSaidAgain(microseconds: Int) async throws {
        let folder = try TemporaryFolder()
        let set = folder("set")
        let isSharded = microseconds % 3 == 0
        if isSharded {
            for number in 1...2 { try await write(Self.plan.shard(number, of: 2), to: set) }
        } else {
            try await write(Self.plan, to: set)
        }
        for name in ["notes.txt", "train/photo.png"] {
            try Data("mine".utf8).write(to: URL(fileURLWithPath: set + "/" + name))
        }
        await #expect(processExitsWith: .signal(SIGKILL)) { [set = set as String, microseconds = microseconds as Int] in
            Thread.detachNewThread {
                usleep(UInt32(microseconds))
                kill(getpid(), SIGKILL)
            }
            _ = try await write(KillTests.other, to: set, existing: .overwrite, jobs: 2, chunkSize: 9)
            usleep(1_000_000)
        }
        // Nobody takes what is left for a dataset, unless all is still there.
        if !FileManager.default.fileExists(atPath: set + "/platen.json"), !isSharded {
            await #expect(throws: DatasetError.self) { try await write(Self.plan, to: set) }
        }
        try await write(Self.other, to: set, existing: .overwrite)
        try await write(Self.other, to: folder("fresh"))
        var expected = try TemporaryFolder.tree(folder("fresh"))
        for name in ["notes.txt", "train/photo.png"] { expected[name] = Data("mine".utf8) }
        #expect(try TemporaryFolder.tree(set) == expected)
    }

    /// Another layout and seed, so that nothing is replaced by chance.
    static let other: DatasetPlan = {
        var plan = DatasetPlan.small(train: 60, val: 0, test: 0, layout: .icdar)
        plan.seed = 8
        return plan
    }()
}
