import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Links inside of a dataset's folder lead nothing outside: neither writing nor removing.
@Suite struct LinkTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    let plan = DatasetPlan.small(annotations: [.simple, .icdar2015Detection], layout: .fanned, masks: true)

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("outside/train"), withIntermediateDirectories: true)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: set + "/" + name, withDestinationPath: target)
    }

    /// Moves a folder of the set outside and puts a link in its place, as someone who wants for room may do.
    private func moveOut(_ name: String) throws -> [String: Data] {
        try FileManager.default.removeItem(atPath: folder("outside"))
        try FileManager.default.moveItem(atPath: set + "/" + name, toPath: folder("outside"))
        try link(name, to: folder("outside"))
        return try TemporaryFolder.tree(folder("outside"))
    }

    @Test(arguments: ["train", "train/000", "masks/train", "icdar2015_detection"])
    func foldersOfImages(name: String) async throws {
        try await write(plan, to: set)
        let outside = try moveOut(name)
        for existing in [ExistingFiles.overwrite, .resume] {
            let message = await failure(.exists) { try await write(plan, to: set, existing: existing) }
            #expect(
                message == "\(set)/\(name) is a link, and inside of a dataset none is followed: remove the link, or "
                    + "choose another folder")
            #expect(try TemporaryFolder.tree(folder("outside")) == outside)
        }
        // Without the link all goes on.
        try FileManager.default.removeItem(atPath: set + "/" + name)
        try await write(plan, to: set, existing: .overwrite)
        try await write(plan, to: folder("whole"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
        #expect(try TemporaryFolder.tree(folder("outside")) == outside)
    }

    @Test func aFolderThatIsWrittenTo() async throws {
        try await interrupt(plan, in: set, after: 3)
        _ = try moveOut("train")
        try FileManager.default.removeItem(atPath: folder("outside"))
        try FileManager.default.createDirectory(atPath: folder("outside"), withIntermediateDirectories: true)
        _ = await failure(.exists) { try await write(plan, to: set, existing: .resume) }
        #expect(try names(folder("outside")).isEmpty)
    }

    @Test(arguments: ExistingFiles.allCases)
    func theWorkingFolder(existing: ExistingFiles) async throws {
        try await interrupt(plan, in: set, after: 3)
        let outside = try moveOut(".platen")
        _ = await failure(.exists) { try await write(plan, to: set, existing: existing) }
        #expect(try TemporaryFolder.tree(folder("outside")) == outside)
    }

    @Test(arguments: ["labels_train.txt.part", "samples.jsonl.part", "journal", "plan.json"])
    func filesThatGrow(name: String) async throws {
        try await interrupt(plan, in: set, after: 3)
        let path = set + "/.platen/" + name
        try FileManager.default.removeItem(atPath: folder("outside"))
        try FileManager.default.moveItem(atPath: path, toPath: folder("outside"))
        let outside = try Data(contentsOf: URL(fileURLWithPath: folder("outside")))
        try link(".platen/" + name, to: folder("outside"))
        let message = await failure(.exists) { try await write(plan, to: set, existing: .resume) }
        #expect(message.hasPrefix("\(path) is a link, and inside of a dataset none is followed"), "\(message)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder("outside"))) == outside)
    }

    @Test func aWorkersFolder() async throws {
        try await interrupt(plan, in: set, after: 3)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder("outside/0")))
        try FileManager.default.removeItem(atPath: set + "/.platen/worker-1")
        try link(".platen/worker-1", to: folder("outside"))
        for existing in [ExistingFiles.resume, .overwrite] {
            _ = await failure(.exists) { try await write(plan, to: set, existing: existing) }
            #expect(try text(folder("outside/0")) == "mine")
        }
    }

    /// A link in place of a picture is a lost picture.
    @Test func images() async throws {
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        let name = "train/000/000/000000003.png"
        try FileManager.default.moveItem(atPath: set + "/" + name, toPath: folder("outside/3.png"))
        try link(name, to: folder("outside/3.png"))
        try await write(plan, to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == whole)
        #expect(
            try FileManager.default.attributesOfItem(atPath: set + "/" + name)[.type] as? FileAttributeType
                == .typeRegular)
    }

    /// The folder itself is the user's choice.
    @Test func theFolderItself() async throws {
        try FileManager.default.createSymbolicLink(atPath: set, withDestinationPath: folder("outside/train"))
        try await write(plan, to: set)
        try await write(plan, to: folder("whole"))
        #expect(try TemporaryFolder.tree(folder("outside/train")) == TemporaryFolder.tree(folder("whole")))
    }

    @Test func shardsWhoseImagesAreElsewhere() async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: set) }
        let outside = try moveOut("train")
        let message = await failure(.exists) { _ = try mergeShards(in: [set], into: folder("whole")) }
        #expect(message.hasPrefix("\(set)/train is a link, "))
        #expect(try TemporaryFolder.tree(folder("outside")) == outside)
    }
}
