import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Working folders that Platen did not write, and files of datasets that were made to lead elsewhere.
@Suite struct StrangersTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    let plan = DatasetPlan.small(train: 30, val: 3, test: 2, annotations: [.simple, .icdar2015Detection], masks: true)

    init() throws { folder = try TemporaryFolder() }

    private func put(_ name: String, _ content: String = "mine") throws {
        let url = URL(fileURLWithPath: folder(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: url)
    }

    @Test(
        arguments: ExistingFiles.allCases,
        [
            [".platen/notes.txt"], [".platen/journal"], [".platen/worker-1/0"], [".platen/a/b", ".platen/whole.tmp"],
            [".platen/samples.jsonl.part"],
        ])
    func aFolderOfThatName(existing: ExistingFiles, files: [String]) async throws {
        for name in files { try put("set/" + name) }
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.exists) { try await write(plan, to: set, existing: existing) }
        #expect(message.hasPrefix("\(set)/.platen has "), "\(message)")
        #expect(
            message.hasSuffix(
                " and no plan of Platen's, so nothing in it is touched: move it away, or choose another folder"))
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test(arguments: ExistingFiles.allCases)
    func aPlanOfAnotherProgram(existing: ExistingFiles) async throws {
        try put("set/.platen/plan.json", "{\"printer\": 3}")
        try put("set/.platen/chunk-0-5")
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.damaged) { try await write(plan, to: set, existing: existing) }
        #expect(message.hasPrefix("\(set)/.platen/plan.json is not what Platen wrote: "), "\(message)")
        #expect(
            message.hasSuffix("; nothing in \(set)/.platen was touched: remove it yourself, or choose another folder"))
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test(arguments: [".platen-2-of-3", ".platen-merge"])
    func foldersBesideADataset(name: String) async throws {
        try await write(plan, to: set)
        try put("set/\(name)/notes.txt")
        let before = try TemporaryFolder.tree(set)
        _ = await failure(.exists) { try await write(plan, to: set, existing: .overwrite) }
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func whatTheUserPutIntoOurs() async throws {
        try await interrupt(plan, in: set, after: 7)
        for name in ["notes.txt", "worker-1/photo.png", "deep/er.txt"] { try put("set/.platen/" + name) }
        try await write(plan, to: set, existing: .overwrite)
        for name in ["notes.txt", "worker-1/photo.png", "deep/er.txt"] {
            #expect(try text(set + "/.platen/" + name) == "mine")
        }
        #expect(
            try names(set + "/.platen") == ["notes.txt", "worker-1", "worker-1/photo.png", "deep", "deep/er.txt"])
        // Nor is a finished dataset less so for it.
        try await write(plan, to: set, existing: .resume)
    }

    /// Changes a JSON file's text.
    private func forge(_ name: String, _ old: String, _ new: String) throws {
        let before = try text(folder(name))
        #expect(before.contains(old))
        try put(name, before.replacingOccurrences(of: old, with: new))
    }

    @Test(arguments: [
        ("\"train\" : 30", "\"train\" : 9223372036854775807", "a split of 9223372036854775807 samples"),
        ("\"train\" : 30", "\"train\" : -30", "a split of -30 samples"),
        ("\"of\" : 1", "\"of\" : 0", "shard 1 of 0"),
        ("\"number\" : 1", "\"number\" : 5", "shard 5 of 1"),
        ("\"format\" : \"simple\"", "\"format\" : \"icdar2015-detection\"", "a format that is listed twice"),
    ])
    func plansThatCannotBe(old: String, new: String, flaw: String) async throws {
        for (name, unfinished) in [("set/.platen/plan.json", true), ("set/platen.json", false)] {
            if unfinished { try await interrupt(plan, in: set, after: 7) } else { try await write(plan, to: set) }
            try forge(name, old, new)
            let before = try TemporaryFolder.tree(set)
            for existing in [ExistingFiles.resume, .overwrite] {
                let message = await failure(.damaged) { try await write(plan, to: set, existing: existing) }
                #expect(message.hasPrefix("\(folder(name)) is not what Platen wrote: it has \(flaw)"), "\(message)")
                #expect(try TemporaryFolder.tree(set) == before)
            }
            try FileManager.default.removeItem(atPath: set)
        }
    }

    @Test func aPlanOfAnotherShard() async throws {
        try await interrupt(plan, in: set, after: 7)
        try forge("set/.platen/plan.json", "\"number\" : 1", "\"number\" : 2")
        try forge("set/.platen/plan.json", "\"of\" : 1", "\"of\" : 3")
        try put("set/recipe.2-of-3.yml")
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.damaged) { try await write(plan, to: set, existing: .overwrite) }
        #expect(message.contains("speaks of shard 2 of 3"), "\(message)")
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func notesThatLeadElsewhere() async throws {
        try await interrupt(plan, in: set, after: 7)
        for name in ["outside.png", "set/keep/me.png", "set/photo.png"] { try put(name) }
        try put(
            "set/.platen/chunk-7-9",
            "../outside.png\n\(folder("outside.png"))\ntrain/../../outside.png\nkeep/me.png\nphoto.png\ntrain/\n\n")
        try await write(plan, to: set, existing: .overwrite)
        for name in ["outside.png", "set/keep/me.png", "set/photo.png"] { #expect(try text(folder(name)) == "mine") }
    }

    @Test(arguments: ["../outside.png", "train/../../outside.png", "val/000000.png", "/etc/hostname", "train"])
    func recordsThatLeadElsewhere(path: String) async throws {
        try put("outside.png")
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: set) }
        // The list and its hash are forged together.
        let list = "set/samples.1-of-2.jsonl"
        try forge(list, "\"path\":\"train/000000.png\"", "\"path\":\"\(path)\"")
        let manifest = "set/platen.1-of-2.json"
        let hash = try #require(try text(folder(manifest)).firstMatch(of: /"contentHash" : "([0-9a-f]+)"/)?.1)
        let forged = Digest(of: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder(list))))).hexadecimal
        try forge(manifest, String(hash), forged)
        let message = await failure(.damaged) { _ = try mergeShards(in: [set], into: folder("whole/set")) }
        #expect(
            message == "\(folder(list)) lists the path \"\(path)\": bring it back, or write the shard again")
        #expect(try text(folder("outside.png")) == "mine")
        #expect(!FileManager.default.fileExists(atPath: folder("whole/outside.png")))
    }
}
