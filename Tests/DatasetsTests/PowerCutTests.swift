import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// The power fails under a run: what the disk holds at that moment is all that is left.
///
/// The disk is a file; a copy of it in mid run is what a machine would find that starts again then.
@Suite(
    .serialized,
    .enabled(if: ScratchDisk.hasLoops, "needs a file mounted as a disk, which is root's alone and not everywhere"))
struct PowerCutTests {
    static let plan = DatasetPlan.small(
        train: 2000, val: 50, test: 50, annotations: [.mjsynth, .icdar2015.asPublished, .icdar2015Detection],
        layout: .mjsynth, masks: true)

    /// Samples that go straight into tar shards.
    static let shards = {
        var plan = DatasetPlan.small(train: 2000, val: 50, test: 50, annotations: [AnnotationFormat(.webDataset)])
        plan.packSize = 300
        plan.packBytes = 400_000
        return plan
    }()

    /// A source that takes so long for each sample.
    private func source(microseconds: UInt32) -> FakeSource {
        var source = FakeSource()
        source.before = { _, _ in usleep(microseconds) }
        return source
    }

    @Test func anyMomentWillDo() async throws {
        let folder = try TemporaryFolder()
        try await write(Self.plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        try ScratchDisk.makeImage(folder("image"), megabytes: 64)
        let disk = try ScratchDisk(image: folder("image"), at: folder("disk"))
        let (set, source) = (disk.path + "/set", source(microseconds: 2000))
        let run = Task { try await write(Self.plan, to: set, from: source, jobs: 2, chunkSize: 40, syncs: true) }
        // The first moments hold nothing; two waits for the disk come in the later ones.
        for (number, milliseconds) in [150, 400, 900, 500].enumerated() {
            try await Task.sleep(for: .milliseconds(milliseconds))
            try FileManager.default.copyItem(atPath: folder("image"), toPath: folder("copy-\(number)"))
        }
        run.cancel()
        _ = try? await run.value
        var kept = 0
        for number in 0..<4 {
            // A copy is not of one moment, as one of a disk without power is; where it does not hang together, it is no
            // such disk.
            guard let cut = try? ScratchDisk(image: folder("copy-\(number)"), at: folder("cut-\(number)")) else {
                continue
            }
            let set = cut.path + "/set"
            var draws = FakeSource()
            let count = Counter()
            draws.before = { _, _ in count.add() }
            let resuming = draws
            let message = await error {
                try await write(Self.plan, to: set, from: resuming, existing: .resume, syncs: true)
            }
            if let message {
                // What can't be gone on with is named.
                #expect(message.contains("\(set)/.platen") && message.contains("remove"), "\(message)")
                continue
            }
            #expect(try TemporaryFolder.tree(set) == whole)
            kept = max(kept, Self.plan.counts.total - count.value)
        }
        // Some of the work was on the disk.
        #expect(kept > 0)
    }

    /// The file system stops as it is, as in the tests of the kernel's own file systems: exactly one moment's disk.
    @Test(arguments: [100, 600, 1300, 2100], [plan, shards]) func exactlyThen(
        milliseconds: Int, plan: DatasetPlan
    )
        async throws
    {
        let folder = try TemporaryFolder()
        try await write(plan, to: folder("whole"))
        try ScratchDisk.makeImage(folder("image"), megabytes: 64)
        var disk: ScratchDisk? = try ScratchDisk(image: folder("image"), at: folder("disk"))
        let (set, source) = (folder("disk/set"), source(microseconds: 2000))
        let run = Task { try await write(plan, to: set, from: source, jobs: 2, chunkSize: 40, syncs: true) }
        try await Task.sleep(for: .milliseconds(milliseconds))
        let root = open(folder("disk"), O_RDONLY)
        var withoutLog: UInt32 = 2
        // EXT4_IOC_SHUTDOWN
        let isDown = ioctl(root, 0x8004_587D, &withoutLog) == 0
        close(root)
        try #require(isDown)
        await #expect(throws: DatasetError.self) { try await run.value }
        try disk?.unmount()
        disk = nil

        let again = try ScratchDisk(image: folder("image"), at: folder("disk"))
        defer { withExtendedLifetime(again) {} }
        try await write(plan, to: set, existing: .resume, syncs: true)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    private func error(_ body: () async throws -> DatasetSummary) async -> String? {
        do {
            _ = try await body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// A number that several threads add to.
    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var count = 0

        var value: Int { lock.withLock { count } }
        func add() { lock.withLock { count += 1 } }
    }
}
