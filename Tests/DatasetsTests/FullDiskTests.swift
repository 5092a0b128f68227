import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// A disk that fills up at any moment: the error says so, and with more room the run goes on.
@Suite(.enabled(if: ScratchDisk.isThere, Comment(rawValue: ScratchDisk.absence)))
struct FullDiskTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ arrays: [ArrayFormat]) -> DatasetPlan {
        var plan = DatasetPlan.small(
            train: 300, val: 20, test: 20, annotations: [.simple, .icdar2015Detection], masks: true)
        plan.arrays = arrays
        return plan
    }

    /// Disks that are full after a share of what the dataset takes, the arrays last.
    @Test(
        arguments: [[], [.hdf5], [.npz], [.npz, .hdf5]] as [[ArrayFormat]],
        [0.0, 0.02, 0.3, 0.9, 0.93, 0.96, 0.98])
    func atAnyMoment(arrays: [ArrayFormat], share: Double) async throws {
        let plan = plan(arrays)
        try await write(plan, to: folder("whole"))
        // In memory every file takes whole pages; a folder none.
        let files = try TemporaryFolder.tree(folder("whole")).values
        let pages = files.reduce(0) { $0 + ($1.count + 4095) / 4096 }
        let disk = try ScratchDisk(bytes: max(1, Int(Double(pages) * share)) * 4096, at: folder("disk"))
        let message = await failure(.io) {
            try await write(plan, to: disk.path + "/set", jobs: 1, chunkSize: 20)
        }
        #expect(message.contains("the disk is full"), "\(message)")
        #expect(message.contains(": free some space, then resume to go on"), "\(message)")
        // More room.
        try FileManager.default.createDirectory(atPath: folder("more"), withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: disk.path + "/set") {
            try FileManager.default.copyItem(atPath: disk.path + "/set", toPath: folder("more/set"))
        }
        try await write(plan, to: folder("more/set"), existing: .resume)
        #expect(try TemporaryFolder.tree(folder("more/set")) == TemporaryFolder.tree(folder("whole")))
    }
}
