import Samples
import TestSupport
import Testing

@testable import Datasets

@Suite struct PlanTests {
    /// A plan that cannot be, and what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout DatasetPlan) -> Void

        init(_ message: String, _ change: @escaping @Sendable (inout DatasetPlan) -> Void) {
            testDescription = message
            self.change = change
        }
    }

    @Test(arguments: [
        Wrong("the val split has -1 samples: give 0 or more") { $0.counts.val = -1 },
        Wrong("the dataset has no samples: give a count for train, val or test") { $0.counts = SplitCounts() },
        Wrong("there is no shard 0 of 4: the first is 1 of n, the last n of n") { $0.shard = Shard(number: 0, of: 4) },
        Wrong("there is no shard 5 of 4: the first is 1 of n, the last n of n") { $0.shard = Shard(number: 5, of: 4) },
        Wrong("there is no shard 1 of 0: the first is 1 of n, the last n of n") { $0.shard = Shard(number: 1, of: 0) },
        Wrong("JPEG quality 0 to 50: it must lie within 1 to 100") { $0.image = .jpeg(quality: 0...50) },
        Wrong("JPEG quality 90 to 101: it must lie within 1 to 100") { $0.image = .jpeg(quality: 90...101) },
        Wrong("the annotation format simple is asked for twice: once is enough") {
            $0.annotations = [.simple, .simple]
        },
        Wrong("the train split is to have 60 samples but the recipe has only 50: ask for fewer") { _ in },
    ])
    func isRefusedBeforeAnythingIsDone(wrong: Wrong) async throws {
        let folder = try TemporaryFolder()
        var plan = DatasetPlan.small()
        wrong.change(&plan)
        let source = FakeSource(counts: [.train: 50, .val: 13, .test: 7])
        let message = await failure(.plan) { [plan] in try await write(plan, to: folder("set"), from: source) }
        #expect(message == wrong.testDescription)
        #expect(try TemporaryFolder.tree(folder.path).isEmpty)
    }

    @Test func ordinalsGoThroughTheSplits() {
        let plan = DatasetPlan.small(train: 3, val: 0, test: 2)
        #expect(plan.ordinals == 0..<5)
        let positions = plan.ordinals.map { plan.position($0) }
        #expect(positions.map(\.split) == [.train, .train, .train, .test, .test])
        #expect(positions.map(\.index) == [0, 1, 2, 0, 1])
    }

    @Test(arguments: [1, 2, 3, 7, 80, 81, 1000])
    func shardsCoverEverythingOnce(count: Int) {
        let plan = DatasetPlan.small()
        let all = (1...count).flatMap { plan.shard($0, of: count).ordinals.map { $0 } }
        #expect(all == Array(0..<80))
    }

    @Test func chunksAreTimelyAndShared() {
        var sizer = ChunkSizer(limit: 256, jobs: 4)
        #expect(sizer.next(remaining: 1_000_000) == 16)
        sizer.add(samples: 16, took: .milliseconds(16))
        #expect(sizer.next(remaining: 1_000_000) == 250)
        sizer.add(samples: 16, took: .seconds(160))
        #expect(sizer.next(remaining: 1_000_000) == 1)
        var fast = ChunkSizer(limit: 256, jobs: 4)
        fast.add(samples: 16, took: .zero)
        #expect(fast.next(remaining: 1_000_000) == 256)
        #expect(fast.next(remaining: 100) == 25)
        #expect(fast.next(remaining: 1) == 1)
    }
}
