import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// `--overwrite` never removes what the new dataset is made from.
@Suite struct OwnSourceTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    private func overwrite(
        _ source: String, in target: String, from: DatasetFormat? = nil, existing: ExistingFiles = .overwrite
    ) async throws {
        var request = DatasetConversion.Request(source, to: [.simple])
        request.sourceFormat = from
        let conversion = try DatasetConversion(request, program: ToolVersion(name: "platen", version: "1"))
        try await write(conversion.plan, to: target, fromAny: conversion.source, existing: existing)
    }

    private func write(
        _ plan: DatasetPlan, to target: String, fromAny source: any SampleSource, existing: ExistingFiles
    ) async throws {
        _ = try await DatasetWriter(plan: plan, directory: target, existing: existing, syncs: false)
            .write(from: source, jobs: 2) { _ in }
    }

    /// Expects a refusal that leaves everything as it was.
    private func refuse(_ source: String, in target: String, from: DatasetFormat? = nil, _ needed: String) async throws
    {
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.exists) { try await overwrite(source, in: target, from: from) }
        #expect(
            message
                == "\(needed) is needed for the new dataset and would be removed with the old one in \(target): nothing "
                + "was removed; choose another folder for the new dataset, or move what it needs")
        #expect(try TemporaryFolder.tree(set) == before)
    }

    private func link(_ target: String, as name: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder(name), withDestinationPath: target)
    }

    @Test func theFolderItself() async throws {
        try await DatasetsTests.write(.small(), to: set)
        try link(set, as: "al")
        try await refuse(set, in: set, set)
        try await refuse(folder("al"), in: set, folder("al"))
        try await refuse(set, in: folder("al"), set)
        try await refuse(set, in: folder("other/../set"), set)
        // The dataset is still there to be read.
        try await overwrite(set, in: folder("other"))
        try await overwrite(set, in: folder("other"))
        #expect(try StoredDataset(folder("other")).count(of: .train) == 60)
    }

    @Test(arguments: ["labels_train.txt", "samples.jsonl"]) func aFileInIt(name: String) async throws {
        try await DatasetsTests.write(.small(), to: set)
        try await refuse(set + "/" + name, in: set, set + "/" + name)
    }

    @Test func anArchiveInIt() async throws {
        try await DatasetsTests.write(.small(annotations: [AnnotationFormat(.webDataset)]), to: set)
        try await refuse(set + "/train-000000.tar", in: set, set + "/train-000000.tar")
    }

    @Test func aFolderInIt() async throws {
        try await DatasetsTests.write(.small(annotations: [AnnotationFormat(.docTR)]), to: set)
        try await refuse(set + "/train", in: set, set + "/train")
    }

    @Test func aListElsewhereThatNamesItsPictures() async throws {
        try await DatasetsTests.write(.small(), to: set)
        let picture = set + "/train/000000.png"
        try "\(picture) abc\n".write(toFile: folder("list.txt"), atomically: true, encoding: .utf8)
        try await refuse(folder("list.txt"), in: set, picture)
        // A picture elsewhere that is a link to one of them, and one of them that is a link to elsewhere.
        try link(picture, as: "p.png")
        try "p.png abc\n".write(toFile: folder("links.txt"), atomically: true, encoding: .utf8)
        try await refuse(folder("links.txt"), in: set, folder("p.png"))
    }

    @Test func anIngredientOfTheRecipe() async throws {
        try await DatasetsTests.write(.small(), to: set)
        let texture = set + "/train/000001.png"
        var plan = DatasetPlan.small()
        plan.ingredients.append(Ingredient(kind: "background", name: "paper", path: texture, sha256: "00"))
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.exists) {
            try await DatasetsTests.write(plan, to: set, existing: .overwrite)
        }
        #expect(message.hasPrefix("\(texture) is needed for the new dataset and would be removed"))
        #expect(try TemporaryFolder.tree(set) == before)
    }

    /// What lies in the folder and is none of the dataset's stays, so it may be read.
    @Test func strangersInTheFolderMayBeRead() async throws {
        try await DatasetsTests.write(.small(), to: folder("first"))
        try await DatasetsTests.write(.small(train: 3, val: 0, test: 0), to: set)
        try strip(folder("first"))
        try FileManager.default.moveItem(atPath: folder("first"), toPath: set + "/raw")
        try await overwrite(set + "/raw", in: set)
        #expect(try StoredDataset(set).count(of: .train) == 60)
    }
}
