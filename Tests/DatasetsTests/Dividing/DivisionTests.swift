import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Datasets that are shared out among splits, into lists or as copies.
@Suite struct DivisionTests {
    private static let fractions = SplitFractions(train: 0.8, val: 0.1, test: 0.1)

    /// A list of so many pictures, each of which lies there.
    private func list(_ folder: TemporaryFolder, _ labels: [String]) throws {
        for number in labels.indices { try folder.putImages("pictures/\(number).png") }
        try folder.put("pictures/labels.txt", labels.enumerated().map { "\($0).png \($1)\n" }.joined())
    }

    private func divide(
        _ folder: TemporaryFolder, _ rule: DivisionRule = DivisionRule(fractions), to name: String = "parts",
        _ adjust: (inout DatasetDivision.Request) -> Void = { _ in }
    ) throws -> DivisionSummary {
        var request = DatasetDivision.Request(folder("pictures"), by: rule)
        adjust(&request)
        return try DatasetDivision(request).write(to: folder(name), syncs: false)
    }

    @Test(arguments: DatasetDivision.formats)
    func listsHaveTheSamplesOfATrainingThatDivides(format: DatasetFormat) throws {
        let folder = try TemporaryFolder()
        try list(folder, (0..<60).map { "text\($0)" })
        let summary = try divide(folder, DivisionRule(Self.fractions, seed: 5)) { $0.format = format }
        let divided = try StoredDataset(folder("pictures")).divided(Self.fractions, seed: 5)
        let written = try StoredDataset(folder("parts"))
        for split in Split.allCases {
            #expect(try written.labels(of: split) == divided.labels(of: split))
            #expect(summary.splits[split.rawValue]?.samples == divided.count(of: split))
        }
        let reader = try written.makeReader()
        #expect(try reader.sample(at: 3, in: .val).image.width == 3)
        #expect(try written.imagePath(at: 0, in: .train).hasPrefix("/"))
        #expect(try names(folder("parts")).count == 4 && names(folder("parts")).contains("split.json"))
    }

    @Test func equalLabelsStayTogether() throws {
        let folder = try TemporaryFolder()
        // 100 labels, of which some are frequent.
        let labels = (0..<400).map { "\($0 * $0 % 101)" }
        try list(folder, labels)
        let summary = try divide(folder, DivisionRule(Self.fractions, byLabel: true))
        #expect(summary.labelsInSeveralSplits == 0)
        let written = try StoredDataset(folder("parts"))
        let parts = try Split.allCases.map { try written.labels(of: $0) }
        #expect(parts.joined().sorted() == labels.sorted())
        #expect(Set(parts[0]).isDisjoint(with: parts[1]) && Set(parts[0]).isDisjoint(with: parts[2]))
        #expect(Set(parts[1]).isDisjoint(with: parts[2]))
        for (part, wanted) in zip(parts, [320, 40, 40]) { #expect(abs(part.count - wanted) <= 8) }
        // The order of the rows says nothing, and another seed something else.
        try list(folder, labels.reversed())
        let again = try StoredDataset(folder("pictures")).divided(Self.fractions, seed: 1, byLabel: true)
        #expect(try Set(again.labels(of: .test)) == Set(parts[2]))
        let other = try StoredDataset(folder("pictures")).divided(Self.fractions, seed: 2, byLabel: true)
        #expect(try Set(other.labels(of: .test)) != Set(parts[2]))
    }

    @Test func withoutByLabelItIsToldWhatOverlaps() throws {
        let folder = try TemporaryFolder()
        try list(folder, [String](repeating: "same", count: 20))
        let summary = try divide(folder)
        #expect(summary.labelsInSeveralSplits == 1)
        #expect(summary.splits["val"]?.labelsInTrain == 2 && summary.splits["train"]?.labelsInTrain == 0)
        #expect(summary.splits["train"]?.labels == 1)
        // With equal labels together, there is one split.
        let together = try divide(folder, DivisionRule(Self.fractions, byLabel: true), to: "together")
        #expect(together.splits.mapValues(\.samples) == ["train": 20, "val": 0, "test": 0])
        #expect(together.files == ["train": "labels_train.jsonl"])
    }

    @Test func nothingIsOverwritten() async throws {
        let folder = try TemporaryFolder()
        try list(folder, (0..<10).map { "\($0)" })
        try folder.put("parts/notes.txt", "mine")
        let message = await failure(.exists) { _ = try divide(folder) }
        #expect(message == "\(folder("parts")) is there already and nothing is overwritten: choose another folder")
        #expect(try names(folder("parts")) == ["notes.txt"])
        try FileManager.default.removeItem(atPath: folder("parts/notes.txt"))
        // An empty folder will do.
        _ = try divide(folder)
        #expect(try names(folder("parts")).contains("labels_train.jsonl"))
        #expect(await failure(.exists) { _ = try divide(folder) } == message)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.sorted() == ["parts", "pictures"])
    }

    @Test func whatCannotBeDone() async throws {
        let folder = try TemporaryFolder()
        try list(folder, (0..<10).map { "\($0)" })
        func message(
            _ code: DatasetError.Code, _ rule: DivisionRule, _ format: DatasetFormat = .jsonLines
        ) async -> String {
            await failure(code) { _ = try divide(folder, rule) { $0.format = format } }
        }
        #expect(
            await message(.plan, DivisionRule(SplitFractions(train: 0.8, val: 0.1)))
                == "the fractions 0.8, 0.1 and 0.0 must be 1 together")
        #expect(await message(.plan, DivisionRule(Self.fractions), .lmdb).hasPrefix("lists are not written as lmdb"))
        #expect(await message(.plan, DivisionRule(Self.fractions, part: .one(.val))).contains("has no splits"))
        try FileManager.default.removeItem(atPath: folder("pictures/4.png"))
        let missing = await message(.sample, DivisionRule(Self.fractions))
        #expect(missing == "\(folder("pictures/labels.txt")):5: there is no file \(folder("pictures/4.png"))")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pictures"])
        let left = try divide(folder) { $0.onProblem = .leaveOut }
        #expect(left.leftOut == 1 && left.splits.values.reduce(0) { $0 + $1.samples } == 9)
        // What is divided already is divided again only where that is said.
        let again = DivisionRule(Self.fractions)
        let refused = await failure(.plan) { _ = try DatasetDivision(.init(folder("parts"), by: again)) }
        #expect(refused.contains("is divided into splits already (train, val, test)"))
        let all = try DatasetDivision(.init(folder("parts"), by: DivisionRule(Self.fractions, part: .joined)))
        #expect(Split.allCases.reduce(0) { $0 + (all.dataset.count(of: $1) ?? 0) } == 9)
        let train = try DatasetDivision(
            .init(folder("parts"), by: DivisionRule(SplitFractions(train: 0.5, val: 0.5), part: .one(.train))))
        #expect(train.dataset.count(of: .train) == 4 && train.dataset.count(of: .val) == 3)
    }

    @Test func pathsThatAListCannotHold() async throws {
        let folder = try TemporaryFolder()
        try folder.putImages("pictures/a b.png", "pictures/c.png")
        try folder.put("pictures/labels.tsv", "a b.png\tone\nc.png\ttwo\n")
        let message = await failure(.sample) { _ = try divide(folder) { $0.format = .simple } }
        #expect(message.contains("the format simple cannot hold the path"), "\(message)")
        _ = try divide(folder, DivisionRule(SplitFractions(train: 1)))
        #expect(try StoredDataset(folder("parts")).labels(of: .train).sorted() == ["one", "two"])
    }

    @Test func picturesAreCopiedWhereAsked() async throws {
        let folder = try TemporaryFolder()
        try await write(
            .small(train: 30, val: 0, test: 0, annotations: [AnnotationFormat(.lmdb)]), to: folder("source"))
        for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: folder("source/" + name))
        }
        let source = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder("source")).first { !$0.hasPrefix(".") })
        let path = folder("source/" + source)
        let rule = DivisionRule(Self.fractions, part: .joined, seed: 3)
        let message = await failure(.plan) { _ = try DatasetDivision(.init(path, by: rule)) }
        #expect(message.contains("lie inside of its files (lmdb)"), "\(message)")
        var request = DatasetConversion.Request(path, to: [.tabbed])
        request.division = rule
        let conversion = try DatasetConversion(request, program: ToolVersion(name: "platen", version: "1"))
        #expect(conversion.division?.splits.mapValues(\.samples) == ["train": 24, "val": 3, "test": 3])
        _ = try await DatasetWriter(plan: conversion.plan, directory: folder("copy"), existing: .refuse, syncs: false)
            .write(from: conversion.source, jobs: 2) { _ in }
        let divided = try StoredDataset(path).joined().divided(Self.fractions, seed: 3)
        #expect(try StoredDataset(folder("copy")).labels(of: .test) == divided.labels(of: .test))
    }
}
