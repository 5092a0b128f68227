import Datasets
import Foundation
import Samples
import TestSupport
import Testing

@Suite struct ShardTests {
    let folder: TemporaryFolder
    let plan = DatasetPlan.small(
        annotations: [.mjsynth, .simple, .icdar2015.asPublished, .icdar2013Detection], layout: .mjsynth,
        image: .jpeg(quality: 50...90), masks: true)

    init() throws { folder = try TemporaryFolder() }

    private func whole() async throws -> (summary: DatasetSummary, tree: [String: Data]) {
        let summary = try await write(plan, to: folder("whole"))
        return (summary, try TemporaryFolder.tree(folder("whole")))
    }

    @Test(arguments: [2, 3, 8, 90])
    func inOneFolder(count: Int) async throws {
        let whole = try await whole()
        for number in (1...count).reversed() { try await write(plan.shard(number, of: count), to: folder("set")) }
        #expect(try TemporaryFolder.tree(folder("set")).keys.contains("samples.2-of-\(count).jsonl"))
        #expect(try mergeShards(in: [folder("set")], into: folder("set")) == whole.summary)
        #expect(try TemporaryFolder.tree(folder("set")) == whole.tree)
        // Once more: nothing is left to do.
        #expect(try mergeShards(in: [folder("set")], into: folder("set")) == whole.summary)
        #expect(try TemporaryFolder.tree(folder("set")) == whole.tree)
    }

    @Test func inFoldersOfTheirOwn() async throws {
        let whole = try await whole()
        let parts = (1...3).map { folder("part \($0)") }
        for number in 1...3 { try await write(plan.shard(number, of: 3), to: parts[number - 1]) }
        let before = try parts.map { try TemporaryFolder.tree($0) }
        #expect(try mergeShards(in: parts.reversed(), into: folder("new/set/")) == whole.summary)
        #expect(try TemporaryFolder.tree(folder("new/set")) == whole.tree)
        #expect(try parts.map { try TemporaryFolder.tree($0) } == before)
        // Into one of them.
        #expect(try mergeShards(in: parts, into: parts[1]) == whole.summary)
        #expect(try TemporaryFolder.tree(parts[1]) == whole.tree)
    }

    @Test func atTheSameTimeInOneFolder() async throws {
        let whole = try await whole()
        let (plan, target) = (plan, folder("set"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                group.addTask { try await write(plan.shard(number, of: 4), to: target, chunkSize: 3) }
            }
            try await group.waitForAll()
        }
        #expect(try mergeShards(in: [target, target + "/"], into: target) == whole.summary)
        #expect(try TemporaryFolder.tree(target) == whole.tree)
    }

    @Test func interruptedAndResumed() async throws {
        let whole = try await whole()
        try await write(plan.shard(1, of: 2), to: folder("set"))
        try await interrupt(plan.shard(2, of: 2), in: folder("set"), after: 11)
        let unfinished = await failure(.shards) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(unfinished == "shard 2 of 2 in \(folder("set")) is not finished: resume it first")
        try await write(plan.shard(2, of: 2), to: folder("set"), existing: .resume)
        #expect(try mergeShards(in: [folder("set")], into: folder("set")) == whole.summary)
        #expect(try TemporaryFolder.tree(folder("set")) == whole.tree)
    }

    @Test func aMergeThatWasKilled() async throws {
        let whole = try await whole()
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: folder("set")) }
        // Killed after some files had their names: the working folder tells that they are ours.
        try FileManager.default.createDirectory(
            atPath: folder("set/.platen-merge"), withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(fileURLWithPath: folder("set/lexicon.txt")))
        try Data("half".utf8).write(to: URL(fileURLWithPath: folder("set/.platen-merge/samples.jsonl.part")))
        try await keepPlan()
        try mergeAndCompare(folder("set"), whole)
        // Killed between the manifest and the end of the clean-up.
        try await write(plan.shard(2, of: 2), to: folder("again"))
        for name in ["platen.2-of-2.json", "samples.2-of-2.jsonl"] {
            try FileManager.default.copyItem(atPath: folder("again/" + name), toPath: folder("set/" + name))
        }
        try mergeAndCompare(folder("set"), whole)
    }

    /// What tells that a merge's working folder is ours.
    private func keepPlan() async throws {
        try await interrupt(plan, in: folder("begun"), after: 3)
        try FileManager.default.copyItem(
            atPath: folder("begun/.platen/plan.json"), toPath: folder("set/.platen-merge/plan.json"))
    }

    @Test func aKilledMergeIsOverwritten() async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: folder("set")) }
        try FileManager.default.createDirectory(
            atPath: folder("set/.platen-merge"), withIntermediateDirectories: true)
        for name in ["set/lexicon.txt", "set/recipe.yml", "set/.platen-merge/imlist.txt.part"] {
            try Data("half".utf8).write(to: URL(fileURLWithPath: folder(name)))
        }
        try await keepPlan()
        try await write(plan, to: folder("set"), existing: .overwrite)
        #expect(try await TemporaryFolder.tree(folder("set")) == whole().tree)
    }

    private func mergeAndCompare(_ path: String, _ whole: (summary: DatasetSummary, tree: [String: Data])) throws {
        #expect(try mergeShards(in: [path], into: path) == whole.summary)
        #expect(try TemporaryFolder.tree(path) == whole.tree)
    }

    @Test func missing() async throws {
        for number in [1, 3] { try await write(plan.shard(number, of: 5), to: folder("set")) }
        let message = await failure(.shards) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(message == "missing of 5 shards: 2, 4, 5. Give the folders that they were written to as well")
    }

    @Test func twice() async throws {
        for name in ["a", "b"] { try await write(plan.shard(1, of: 2), to: folder(name)) }
        let message = await failure(.shards) {
            _ = try mergeShards(in: [folder("a"), folder("b")], into: folder("set"))
        }
        #expect(message == "shard 1 is there twice, in \(folder("a")) and in \(folder("b"))")
    }

    @Test func foreign() async throws {
        try await write(plan.shard(1, of: 2), to: folder("a"))
        var other = plan
        other.seed = 8
        try await write(other.shard(2, of: 2), to: folder("b"))
        try await write(plan.shard(2, of: 3), to: folder("c"))
        let message = await failure(.shards) {
            _ = try mergeShards(in: [folder("a"), folder("b")], into: folder("set"))
        }
        #expect(
            message
                == "shard 2 of 2 in \(folder("b")) and shard 1 of 2 in \(folder("a")) are of different datasets: "
                + "in the former the seed is 8, not 7")
        let message2 = await failure(.shards) {
            _ = try mergeShards(in: [folder("a"), folder("c")], into: folder("set"))
        }
        #expect(
            message2
                == "shard 2 of 3 in \(folder("c")) and shard 1 of 2 in \(folder("a")) are of different datasets: "
                + "they are not of the same number of shards")
    }

    @Test func none() async throws {
        try Data().write(to: URL(fileURLWithPath: folder("file")))
        let message = await failure(.shards) { _ = try mergeShards(in: [folder.path], into: folder("set")) }
        #expect(message == "\(folder.path) holds no shard: give folders that shards were written to")
        let message2 = await failure(.shards) { _ = try mergeShards(in: [], into: folder("set")) }
        #expect(message2 == "no shards to merge: give the folders that they were written to")
    }

    @Test func damaged() async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: folder("set")) }
        let image = try #require(
            try TemporaryFolder.tree(folder("set")).keys.sorted().first { $0.hasPrefix("val/") && $0.hasSuffix(".jpg") }
        )
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder("set/" + image)))
        try FileManager.default.removeItem(atPath: folder("set/" + image))
        let message = await failure(.damaged) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(
            message
                == "shard 2 of 2 in \(folder("set")) lists \(image), which is missing: bring it back, or write the "
                + "shard again")
        try (bytes + bytes).write(to: URL(fileURLWithPath: folder("set/" + image)))
        let message2 = await failure(.damaged) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(message2.contains("lists \(image), which is of another size"))
        try bytes.write(to: URL(fileURLWithPath: folder("set/" + image)))
        let list = folder("set/samples.1-of-2.jsonl")
        let lines = try text(list)
        try Data(lines.replacingOccurrences(of: "Fake Sans", with: "Real Sans").utf8)
            .write(to: URL(fileURLWithPath: list))
        let message3 = await failure(.damaged) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(message3 == "\(list) is not what the shard's manifest says: write the shard again")
        try Data(lines.utf8).write(to: URL(fileURLWithPath: list))
        try mergeAndCompare(folder("set"), try await whole())
    }

    @Test func intoAFolderOfTheUsers() async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: folder("set")) }
        try FileManager.default.createDirectory(atPath: folder("mine"), withIntermediateDirectories: true)
        for name in ["mine/notes.txt", "set/lexicon.txt"] {
            try Data("mine".utf8).write(to: URL(fileURLWithPath: folder(name)))
        }
        let message = await failure(.exists) { _ = try mergeShards(in: [folder("set")], into: folder("mine")) }
        #expect(
            message
                == "\(folder("mine")) has notes.txt, which merging would replace: move it away, or merge into another "
                + "folder")
        _ = await failure(.exists) { _ = try mergeShards(in: [folder("set")], into: folder("set")) }
        #expect(try text(folder("set/lexicon.txt")) == "mine")
    }

    @Test func aShardGoesToNoFolderOfAnotherKind() async throws {
        try await write(plan, to: folder("set"))
        _ = await failure(.exists) { try await write(plan.shard(1, of: 2), to: folder("set")) }
        try await write(plan.shard(1, of: 2), to: folder("shards"))
        _ = await failure(.exists) { try await write(plan.shard(1, of: 2), to: folder("shards")) }
        _ = await failure(.exists) { try await write(plan.shard(1, of: 3), to: folder("shards")) }
        _ = await failure(.exists) { try await write(plan, to: folder("shards")) }
        try await write(plan.shard(1, of: 2), to: folder("shards"), existing: .overwrite)
        try await write(plan.shard(2, of: 2), to: folder("shards"), existing: .resume)
        try mergeAndCompare(folder("shards"), (try await whole()))
    }
}
