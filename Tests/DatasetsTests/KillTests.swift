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
}
