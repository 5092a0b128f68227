import Datasets
import Foundation
import Samples
import TestSupport
import Testing

@Suite struct ExistingFilesTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    let plan = DatasetPlan.small(
        train: 30, val: 3, test: 2, annotations: [.mjsynth, .icdar2015Detection], layout: .mjsynth, masks: true)

    init() throws { folder = try TemporaryFolder() }

    private func put(_ name: String, _ content: String = "mine") throws {
        let url = URL(fileURLWithPath: set + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: url)
    }

    @Test(arguments: ExistingFiles.allCases)
    func aFolderOfTheUsersIsLeftAlone(existing: ExistingFiles) async throws {
        try put("notes.txt")
        try put("train/photo.png")
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.exists) { try await write(plan, to: set, existing: existing) }
        if existing == .overwrite {
            #expect(
                message
                    == "\(set) is not empty and holds no dataset of Platen's, so nothing in it is overwritten "
                    + "(it has notes.txt, train): choose another folder")
        } else {
            #expect(
                message
                    == "\(set) is not empty (it has notes.txt, train): resume the dataset in it with --resume, "
                    + "replace it with --overwrite, or choose another folder")
        }
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test(arguments: ExistingFiles.allCases)
    func aMissingOrEmptyFolderWillDo(existing: ExistingFiles) async throws {
        try await write(plan, to: folder("a/b/c/"), existing: existing)
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        try await write(plan, to: set, existing: existing)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("a/b/c")))
    }

    @Test func aRunThatDidNothingIsNotInTheWay() async throws {
        var broken = FakeSource()
        broken.before = { _, _ in throw FakeSource.Failure("no such glyph") }
        _ = await failure(.sample) { try await write(plan, to: set, from: broken, jobs: 1) }
        var other = plan
        other.seed = 8
        try await write(other, to: set)
        try await write(other, to: folder("afresh"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("afresh")))
    }

    @Test func aRunThatDidSomethingIsKept() async throws {
        var broken = FakeSource()
        broken.before = { split, index in if split == .test { throw FakeSource.Failure("no such glyph") } }
        _ = await failure(.sample) { try await write(plan, to: set, from: broken, jobs: 1, chunkSize: 4) }
        let before = try TemporaryFolder.tree(set)
        _ = await failure(.exists) { try await write(plan, to: set) }
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func refusesADataset() async throws {
        try await write(plan, to: set)
        let before = try TemporaryFolder.tree(set)
        _ = await failure(.exists) { try await write(plan, to: set) }
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func whatWasRemovedByHalfIsNotTakenForComplete() async throws {
        let plan = DatasetPlan.small()
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        // A folder where an image was ends the removal before its time.
        let images = whole.keys.filter { $0.hasPrefix("train/") }.sorted()
        let name = images[images.count / 2]
        try FileManager.default.removeItem(atPath: set + "/" + name)
        try put(name + "/photo.png")
        let message = await failure(.io) { try await write(plan, to: set, existing: .overwrite) }
        #expect(message.hasPrefix("cannot remove \(set)/\(name): "))
        #expect(try TemporaryFolder.tree(set).count < whole.count)
        try FileManager.default.removeItem(atPath: set + "/" + name)
        try await write(plan, to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == whole)
    }

    @Test func overwritesItsOwnFilesAndNoOthers() async throws {
        try await write(plan, to: set)
        try put("notes.txt")
        try put("train/1/photo.png")
        try put("labels.csv")
        try await write(.small(annotations: [.simple]), to: set, existing: .overwrite)
        try await write(.small(annotations: [.simple]), to: folder("fresh"))
        var expected = try TemporaryFolder.tree(folder("fresh"))
        for name in ["notes.txt", "train/1/photo.png", "labels.csv"] { expected[name] = Data("mine".utf8) }
        #expect(try TemporaryFolder.tree(set) == expected)
        #expect(!FileManager.default.fileExists(atPath: set + "/masks"))
        #expect(!FileManager.default.fileExists(atPath: set + "/icdar2015_detection"))
    }

    @Test func overwritesAnUnfinishedDataset() async throws {
        try await interrupt(plan, in: set, after: 17)
        #expect(try !TemporaryFolder.tree(set).isEmpty)
        try put("notes.txt")
        try await write(.small(), to: set, existing: .overwrite)
        try await write(.small(), to: folder("fresh"))
        var expected = try TemporaryFolder.tree(folder("fresh"))
        expected["notes.txt"] = Data("mine".utf8)
        #expect(try TemporaryFolder.tree(set) == expected)
    }

    @Test func neverRemovesWhatLiesOutside() async throws {
        try await write(.small(train: 2, val: 0, test: 0), to: set)
        let outside = folder("outside.png")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: outside))
        try put("keep/me.png")
        try put("train2.png")
        // A list that points elsewhere.
        let list = set + "/samples.jsonl"
        let line = try #require(try lines(list).first)
        let hostile = [
            "../outside.png", outside, "train/../../outside.png", "keep/me.png", "train2.png", "train//x", "",
        ]
        let forged = hostile.map { line.replacingOccurrences(of: "train/000000.png", with: $0) }
        try Data((try text(list) + forged.joined(separator: "\n")).utf8).write(to: URL(fileURLWithPath: list))
        try await write(.small(train: 1, val: 0, test: 0), to: set, existing: .overwrite)
        for path in [outside, set + "/keep/me.png", set + "/train2.png"] { #expect(try text(path) == "mine") }
        #expect(!FileManager.default.fileExists(atPath: set + "/train/000001.png"))
    }

    @Test func aNewNameInTheUsersUseIsNotTaken() async throws {
        try await write(.small(), to: set)
        try put("lexicon.txt")
        let message = await failure(.exists) { try await write(plan, to: set, existing: .overwrite) }
        #expect(
            message
                == "\(set) has lexicon.txt, which the dataset would replace: move it away, or choose another folder")
        #expect(try text(set + "/lexicon.txt") == "mine")
    }

    @Test func anotherProgramsManifestIsNoLicence() async throws {
        try put("platen.json", "{\"printer\": 3}")
        try put("samples.jsonl")
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.damaged) { try await write(plan, to: set, existing: .overwrite) }
        #expect(message.hasPrefix("\(set)/platen.json is not what Platen wrote: "))
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func aFileIsNoFolder() async throws {
        try Data().write(to: URL(fileURLWithPath: folder("file")))
        for existing in ExistingFiles.allCases {
            let below = await failure(.cannotCreate) {
                try await write(plan, to: folder("file/set"), existing: existing)
            }
            #expect(below == "cannot create folder \(folder("file/set")): Not a directory")
            let itself = await failure(.cannotCreate) { try await write(plan, to: folder("file"), existing: existing) }
            #expect(itself == "cannot open folder \(folder("file")): Not a directory")
        }
    }

    @Test func twoRunsDoNotShareAFolder() async throws {
        let inner = folder("inner")
        let target = set
        var source = FakeSource()
        let plan = plan
        source.before = { split, index in
            guard split == .train, index == 20 else { return }
            // A reader is synchronous, so the second run gets a thread of its own.
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                let step = DispatchSemaphore(value: 0)
                Task.detached {
                    let message = await failure(.exists) { try await write(plan, to: target, existing: .resume) }
                    try? Data(message.utf8).write(to: URL(fileURLWithPath: inner))
                    step.signal()
                }
                step.wait()
                done.signal()
            }
            done.wait()
        }
        try await write(plan, to: set, from: source, jobs: 1)
        #expect(
            try text(inner)
                == "another run is writing this dataset (it holds \(set)/.platen/journal): wait for it, or stop it")
    }
}

/// Writes part of a dataset and stops as a cancelled task does.
func interrupt(
    _ plan: DatasetPlan, in folder: String, after count: Int, from source: FakeSource = FakeSource()
) async throws {
    let task = Task {
        try await write(plan, to: folder, from: source, jobs: 1, chunkSize: 1) { progress in
            if progress.done >= count { withUnsafeCurrentTask { $0?.cancel() } }
        }
    }
    await #expect(throws: DatasetError.self) { try await task.value }
}
