import Datasets
import Foundation
import Samples
import Synchronization
import TestSupport
import Testing

/// A plan with everything in it, in each layout.
private func everything(_ layout: Layout) -> DatasetPlan {
    .small(
        annotations: [.simple, .icdar2013, .icdar2015.asPublished, .icdar2013Detection, .icdar2015Detection]
            + (layout == .mjsynth ? [.mjsynth] : []),
        layout: layout, image: layout == .flat ? .png : .jpeg(quality: 60...95), masks: true)
}

@Suite struct SameBytesTests {
    @Test(arguments: Layout.allCases)
    func anyNumberOfJobsAndAnyChunkSize(layout: Layout) async throws {
        let folder = try TemporaryFolder()
        let plan = everything(layout)
        let summary = try await write(plan, to: folder("whole"), jobs: 1)
        let whole = try TemporaryFolder.tree(folder("whole"))
        // Images, masks, two detection files each, records, recipe, manifest and annotations.
        let expected: Int = 80 * 4 + 3 + 9 + (layout == .mjsynth ? 6 : 0)
        #expect(whole.count == expected)
        for (jobs, chunkSize) in [(2, 1), (5, 7), (3, 1000)] {
            let other = try await write(plan, to: folder("\(jobs)"), jobs: jobs, chunkSize: chunkSize)
            #expect(other == summary)
            #expect(try TemporaryFolder.tree(folder("\(jobs)")) == whole)
        }
    }

    @Test func interruptedAnywhereAndResumed() async throws {
        let folder = try TemporaryFolder()
        let plan = everything(.mjsynth)
        try await write(plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        var generator = SampleKey(seed: 1, split: .test, index: 0).generator("interruptions")
        for round in 0..<7 {
            let target = folder("round \(round)")
            var interruptions = 0
            var existing = ExistingFiles.refuse
            while true {
                let stop = Int.random(in: 0..<60, using: &generator)
                let jobs = Int.random(in: 1...4, using: &generator)
                let drawn = Mutex(0)
                let task = Mutex<Task<DatasetSummary, any Error>?>(nil)
                var source = FakeSource()
                source.before = { _, _ in
                    let isTime = drawn.withLock { count in
                        count += 1
                        return count == stop
                    }
                    if isTime { task.withLock { $0?.cancel() } }
                }
                let running = task.withLock { slot in
                    let started = Task { [source, existing] in
                        try await write(
                            plan, to: target, from: source, existing: existing, jobs: jobs, chunkSize: 1 + stop % 9)
                    }
                    slot = started
                    return started
                }
                do {
                    _ = try await running.value
                    break
                } catch let error as DatasetError {
                    #expect(error.code == .interrupted)
                    #expect("\(error)".contains("of 80 samples are done in \(target); resume to go on from there"))
                    #expect(!FileManager.default.fileExists(atPath: target + "/platen.json"))
                    interruptions += 1
                }
                existing = .resume
                if interruptions > 100 { break }
            }
            #expect(try TemporaryFolder.tree(target) == whole)
        }
    }

    @Test func noPathNoTimeNoJobsInTheFiles() async throws {
        let folder = try TemporaryFolder()
        try await write(.small(), to: folder("set"))
        for (name, bytes) in try TemporaryFolder.tree(folder("set")) {
            #expect(bytes.range(of: Data(folder.path.utf8)) == nil, "\(name)")
        }
    }

    @Test func progressGrowsToTheTotal() async throws {
        let folder = try TemporaryFolder()
        let seen = Mutex<[DatasetProgress]>([])
        try await write(.small(), to: folder("set"), chunkSize: 8) { progress in seen.withLock { $0.append(progress) } }
        let all = seen.withLock { $0 }
        #expect(all.first == DatasetProgress(done: 0, total: 80))
        #expect(all.last == DatasetProgress(done: 80, total: 80))
        #expect(all.map(\.done) == all.map(\.done).sorted())
        #expect(all.count > 10)
    }
}
