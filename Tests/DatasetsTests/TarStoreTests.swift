import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Samples that go straight into tar shards.
@Suite struct TarStoreTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ samples: Int = 10, bytes: Int? = nil, masks: Bool = false) -> DatasetPlan {
        var plan = DatasetPlan.small(
            train: 23, val: 6, test: 4, annotations: [AnnotationFormat(.webDataset)], masks: masks)
        plan.packSize = samples
        plan.packBytes = bytes
        return plan
    }

    private func records(_ path: String) throws -> [StoredRecord] {
        try lines(path + "/samples.jsonl").map { line in
            try #require(Array(line.utf8).withUnsafeBytes { StoredRecord($0) })
        }
    }

    private func archives(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".tar") }.sorted()
    }

    /// A record says where its picture is, byte for byte.
    private func expectPlaces(_ path: String) throws {
        for record in try records(path) {
            let name = try #require(record.container)
            let archive = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
            let picture = archive.dropFirst(record.offset).prefix(record.byteCount)
            #expect(Digest(of: Array(picture)).hexadecimal == record.sha256)
        }
    }

    @Test func recordsSayWherePicturesAre() async throws {
        try await write(plan(), to: set)
        try expectPlaces(set)
        #expect(
            try records(set).map(\.container) == (0..<23).map { "train-00000\($0 / 10).tar" }
                + Array(repeating: "val-000000.tar", count: 6) + Array(repeating: "test-000000.tar", count: 4))
        try checkDataset(in: set, byHash: true)
    }

    /// No pictures gather anywhere else on their way.
    @Test func nothingElseGrows() async throws {
        try await interrupt(plan(), in: set, after: 20)
        let names = try FileManager.default.contentsOfDirectory(atPath: set + "/.platen")
        #expect(
            Set(names.filter { $0.hasSuffix(".part") })
                == ["samples.jsonl.part", "train-000000.tar.part", "train-000001.tar.part"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: set) == [".platen"])
    }

    @Test(arguments: [1, 6000, 20_000, 10_000_000]) func shardsOfSoManyBytes(bytes: Int) async throws {
        let plan = plan(bytes: bytes)
        try await write(plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        try expectPlaces(folder("whole"))
        for name in try archives(folder("whole")) {
            let count = try records(folder("whole")).count { $0.container == name }
            #expect(count >= 1 && count <= 10)
            #expect(count == 1 || (whole[name]?.count ?? 0) <= bytes)
        }
        if bytes == 1 { #expect(try archives(folder("whole")).count == 33) }
        // The same in parts, and where a run was stopped.
        for number in [2, 3, 1] { try await write(plan.shard(number, of: 3), to: folder("parts")) }
        _ = try mergeShards(in: [folder("parts")], into: folder("parts"))
        #expect(try TemporaryFolder.tree(folder("parts")) == whole)
        for stop in [1, 12, 22] {
            try await interrupt(plan, in: folder("\(stop)"), after: stop)
            try await write(plan, to: folder("\(stop)"), existing: .resume)
            #expect(try TemporaryFolder.tree(folder("\(stop)")) == whole)
        }
        // Nothing is left of it.
        try await write(.small(), to: folder("parts"), existing: .overwrite)
        #expect(try archives(folder("parts")).isEmpty)
    }

    /// A shard of a dataset is tar files that others read, with places of its own; those of the whole are made by merging.
    @Test func shardsOfADatasetAreArchivesToo() async throws {
        try await write(plan(), to: folder("whole"))
        for number in 1...2 { try await write(plan().shard(number, of: 2), to: folder("\(number)")) }
        let first = folder("1/train-000000.1-of-2.tar")
        #expect(try StoredDataset(first).count(of: .train) == 10)
        _ = try mergeShards(in: [folder("1"), folder("2")], into: set, syncs: false, verifies: true)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: first))
        let message = await failure(.damaged) {
            _ = try mergeShards(in: [folder("1"), folder("2")], into: folder("other"))
        }
        #expect(message.contains("a sample of train-000000.1-of-2.tar, which is damaged"), "\(message)")
    }

    /// As a run leaves them that is killed after its last commit, while files get their names.
    @Test(arguments: ["samples.jsonl", "train-000000.tar", "test-000000.tar"])
    func killedWhileFilesGetTheirNames(name: String) async throws {
        let plan = plan(masks: true)
        try await write(plan, to: folder("whole"))
        try await write(plan, to: set)
        try reopen(set, plan)
        try FileManager.default.moveItem(
            atPath: set + "/" + name, toPath: set + "/.platen/" + WorkFolder.partName(name))
        try await write(plan, to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    @Test func aMaskThatIsLostIsDrawnAgain() async throws {
        let plan = plan(masks: true)
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        try FileManager.default.removeItem(atPath: set + "/masks/train/000003.png")
        let said = Said()
        try await write(plan, to: set, existing: .resume, note: said.add)
        #expect(said.all == ["\(set): masks/train/000003.png is missing, and 1 sample is to be drawn again"])
        #expect(try TemporaryFolder.tree(set) == whole)
    }

    @Test func arraysComeFromTheArchives() async throws {
        var plan = plan()
        plan.arrays = [.npz]
        try await write(plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        try FileManager.default.removeItem(atPath: folder("whole/arrays_val.npz"))
        try await write(plan, to: folder("whole"), existing: .resume)
        #expect(try TemporaryFolder.tree(folder("whole")) == whole)
        try await interrupt(plan, in: set, after: 20)
        try await write(plan, to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == whole)
    }

    // MARK: Older datasets, and files of others

    /// As a version wrote it whose records do not say where pictures are.
    private func makeOlder(_ path: String) throws -> [UInt8] {
        let records = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let older = RecordPlace.removed(fromLines: records)
        #expect(older.count < records.count)
        try Data(older).write(to: URL(fileURLWithPath: path))
        return older
    }

    @Test func aFinishedDatasetOfAnEarlierVersionIsKept() async throws {
        try await write(plan(), to: set)
        let older = try makeOlder(set + "/samples.jsonl")
        var manifest = try #require(try Manifest.read(for: Shard(), in: try Descriptor.folder(set)))
        let file = FileRecord(bytes: older.count, sha256: Digest(of: older).hexadecimal)
        manifest.summary.contentHash = file.sha256
        manifest.files?["samples.jsonl"] = file
        try Data(try StoredJSON.encode(manifest)).write(to: URL(fileURLWithPath: set + "/platen.json"))
        let before = try TemporaryFolder.tree(set)
        try await write(plan(), to: set, existing: .resume, verifies: true)
        #expect(try TemporaryFolder.tree(set) == before)
        #expect(try StoredDataset(set).count(of: .train) == 23)
        try checkDataset(in: set, byHash: true)
        try await write(.small(), to: set, existing: .overwrite)
        #expect(try archives(set).isEmpty)
    }

    @Test func anUnfinishedDatasetOfAnEarlierVersionIsDrawnAgain() async throws {
        try await write(plan(), to: folder("whole"))
        try await interrupt(plan(), in: set, after: 20)
        _ = try makeOlder(set + "/.platen/samples.jsonl.part")
        try FileManager.default.moveItem(
            atPath: set + "/.platen/train-000000.tar.part", toPath: set + "/.platen/pictures.bin.part")
        let said = Said()
        try await write(plan(), to: set, existing: .resume, note: said.add)
        #expect(said.all.count == 1)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    @Test func aShardOfAnEarlierVersion() async throws {
        let shard = plan().shard(1, of: 2)
        try await write(shard, to: set)
        let older = try makeOlder(set + "/samples.1-of-2.jsonl")
        let root = try Descriptor.folder(set)
        var manifest = try #require(try Manifest.read(for: shard.shard, in: root))
        for name in try archives(set) { try FileManager.default.removeItem(atPath: set + "/" + name) }
        let pictures = Array("pictures".utf8)
        try Data(pictures).write(to: URL(fileURLWithPath: set + "/pictures.1-of-2.bin"))
        manifest.summary.contentHash = Digest(of: older).hexadecimal
        manifest.files = [
            "samples.1-of-2.jsonl": FileRecord(bytes: older.count, sha256: Digest(of: older).hexadecimal),
            "pictures.1-of-2.bin": FileRecord(bytes: pictures.count, sha256: Digest(of: pictures).hexadecimal),
        ]
        try Data(try StoredJSON.encode(manifest)).write(to: URL(fileURLWithPath: set + "/platen.1-of-2.json"))
        try await write(shard, to: set, existing: .resume)
        #expect(FileManager.default.fileExists(atPath: set + "/pictures.1-of-2.bin"))
        try await write(plan().shard(2, of: 2), to: folder("2"))
        let message = await failure(.shards) { _ = try mergeShards(in: [set, folder("2")], into: folder("whole")) }
        #expect(message.contains("earlier version wrote"), "\(message)")
        try await write(shard, to: set, existing: .overwrite)
        #expect(!FileManager.default.fileExists(atPath: set + "/pictures.1-of-2.bin"))
        _ = try mergeShards(in: [set, folder("2")], into: folder("merged"))
        try await write(plan(), to: folder("one"))
        #expect(try TemporaryFolder.tree(folder("merged")) == TemporaryFolder.tree(folder("one")))
    }

    /// An archive that is not of the dataset stays, whatever it is called.
    @Test(arguments: [nil, 20_000]) func archivesOfOthersStay(bytes: Int?) async throws {
        try await write(plan(bytes: bytes), to: set)
        let foreign = set + "/train-000020.tar"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: foreign))
        let before = try TemporaryFolder.tree(set)
        // As many shards as samples: the foreign one would be among them.
        for other in [plan(1), plan(bytes: 1)] {
            let message = await failure(.exists) { try await write(other, to: set, existing: .overwrite) }
            #expect(message.contains("train-000020.tar, which the dataset would replace"), "\(message)")
            #expect(try TemporaryFolder.tree(set) == before)
        }
        try await write(.small(), to: set, existing: .overwrite)
        #expect(try archives(set) == ["train-000020.tar"])
        #expect(try text(foreign) == "mine")
    }

    /// Of an unfinished one as well, also where it was about to give its files their names.
    @Test(arguments: [nil, 20_000]) func whatAKilledRunLeftIsRemoved(bytes: Int?) async throws {
        let plan = plan(bytes: bytes)
        try await write(plan, to: set)
        try reopen(set, plan)
        for name in ["samples.jsonl", "val-000000.tar"] {
            try FileManager.default.moveItem(
                atPath: set + "/" + name, toPath: set + "/.platen/" + WorkFolder.partName(name))
        }
        try await write(.small(), to: set, existing: .overwrite)
        try await write(.small(), to: folder("fresh"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("fresh")))
    }

    /// A line may say anything.
    @Test(arguments: [
        (#""offset":512,"#, #""offset":-9223372036854775808,"#), (#""offset":512,"#, #""offset":9223372036854775807,"#),
        (#""bytes":"#, #""bytes":9223372036854775807,"other":"#), (#""bytes":"#, #""bytes":-7,"other":"#),
        ("train-000000.tar", "../train-000000.tar"), ("train-000000.tar", "train-00000a.tar"),
    ])
    func recordsThatWereForged(old: String, new: String) async throws {
        try await write(plan(), to: folder("whole"))
        try await interrupt(plan(), in: set, after: 20)
        let path = set + "/.platen/samples.jsonl.part"
        let forged = try text(path).replacingOccurrences(of: old, with: new)
        try Data(forged.utf8).write(to: URL(fileURLWithPath: path))
        try await write(plan(), to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    @Test func sizesInBytesAreForArchivesAlone() async throws {
        var plan = DatasetPlan.small()
        plan.packBytes = 1000
        let message = await failure(.plan) { try await write(plan, to: set) }
        #expect(message.contains("webdataset alone"))
    }

    @Test func placesInRecords() throws {
        let line = Array(
            #"{"split":"train","label":"a\",\"container\":\"x","sha256":"00","choices":{"a":"b","container":"c"}}"#.utf8
        )
        let mark = try #require(line.firstRange(of: Array(#","sha256""#.utf8))).lowerBound
        let slice = SampleSlice(container: "train-000000.tar", offset: 512, count: 3)
        let placed = RecordPlace.insert([slice], at: [mark], of: line)
        #expect(
            String(decoding: placed, as: UTF8.self)
                == #"{"split":"train","label":"a\",\"container\":\"x","container":"train-000000.tar","offset":512,"sha256":"00","#
                + #""choices":{"a":"b","container":"c"}}"#)
        #expect(placed.withUnsafeBytes { RecordPlace.removed(from: $0) } == line)
        let other = SampleSlice(container: "val-000001.tar", offset: 7, count: 3)
        let moved = try #require(placed.withUnsafeBytes { RecordPlace.replaced(in: $0, by: other) })
        #expect(moved == RecordPlace.insert([other], at: [mark], of: line))
    }
}
