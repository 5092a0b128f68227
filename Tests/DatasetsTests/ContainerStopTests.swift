import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// Runs that write files of many samples, and are killed or meet a full disk while they draw or while they put these together.
@Suite(.serialized) struct ContainerStopTests {
    static let names = ["webdataset", "lmdb", "parquet"]

    static func plan(_ name: String) -> DatasetPlan {
        var plan = DatasetPlan.small(
            train: 300, val: 50, test: 50,
            annotations: [DatasetFormat(name)].compactMap { $0.map { AnnotationFormat($0) } })
        plan.packSize = 40
        return plan
    }

    @Test(arguments: names) func killedAgainAndAgain(name: String) async throws {
        let folder = try TemporaryFolder()
        let plan = Self.plan(name)
        let start = ContinuousClock.now
        try await write(plan, to: folder("whole"))
        // Early in the drawing, late in it, and while the files are written.
        let took = max(20_000, Int((ContinuousClock.now - start) / .microseconds(1)))
        let whole = try TemporaryFolder.tree(folder("whole"))
        for eighth in [1, 3, 5, 6, 7, 8, 9] {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [set = folder("set") as String, name = name as String, microseconds = took * eighth / 8 as Int] in
                Thread.detachNewThread {
                    usleep(UInt32(microseconds))
                    kill(getpid(), SIGKILL)
                }
                _ = try await write(
                    ContainerStopTests.plan(name), to: set, existing: .resume, jobs: 3, chunkSize: 5)
                usleep(60_000_000)
            }
            try await write(plan, to: folder("set"), existing: .resume, jobs: 2)
            #expect(try TemporaryFolder.tree(folder("set")) == whole, "\(eighth)")
            try FileManager.default.removeItem(atPath: folder("set"))
        }
    }

    static let sized = {
        var sized = plan("webdataset")
        sized.packBytes = 30_000
        return sized
    }()

    /// Tar shards are removed to the last one, and what is not of the dataset stays.
    @Test(arguments: [300, 2000, 8000, 22_000]) func anOverwriteThatIsKilledCanBeSaidAgain(
        microseconds: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let set = folder("set")
        if microseconds % 3 == 0 {
            for number in 1...2 { try await write(Self.sized.shard(number, of: 2), to: set) }
        } else {
            try await write(Self.sized, to: set)
        }
        for name in ["notes.txt", "train.tar"] {
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
        try await write(KillTests.other, to: set, existing: .overwrite)
        try await write(KillTests.other, to: folder("fresh"))
        var expected = try TemporaryFolder.tree(folder("fresh"))
        for name in ["notes.txt", "train.tar"] { expected[name] = Data("mine".utf8) }
        #expect(try TemporaryFolder.tree(set) == expected)
    }

    @Test(
        .enabled(if: ScratchDisk.isThere, Comment(rawValue: ScratchDisk.absence)), arguments: names,
        [0.0, 0.02, 0.2, 0.5, 0.8, 0.95])
    func aDiskThatIsFull(name: String, share: Double) async throws {
        let folder = try TemporaryFolder()
        let plan = Self.plan(name)
        try await write(plan, to: folder("whole"))
        let files = try TemporaryFolder.tree(folder("whole")).values
        let pages = files.reduce(0) { $0 + ($1.count + 4095) / 4096 }
        let disk = try ScratchDisk(bytes: max(1, Int(Double(pages) * share)) * 4096, at: folder("disk"))
        let message = await failure(.io) {
            try await write(plan, to: disk.path + "/set", jobs: 1, chunkSize: 20)
        }
        // LMDB's own library calls a page that is written in part an error of the device.
        let said = ["the disk is full", "No space left"] + (name == "lmdb" ? ["Input/output error"] : [])
        #expect(said.contains { message.contains($0) }, "\(message)")
        try FileManager.default.createDirectory(atPath: folder("more"), withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: disk.path + "/set") {
            try FileManager.default.copyItem(atPath: disk.path + "/set", toPath: folder("more/set"))
        }
        try await write(plan, to: folder("more/set"), existing: .resume)
        #expect(try TemporaryFolder.tree(folder("more/set")) == TemporaryFolder.tree(folder("whole")))
    }
}
