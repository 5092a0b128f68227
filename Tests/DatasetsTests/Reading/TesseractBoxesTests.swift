import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Tesseract's box files are read back: the labels, and where each character stands.
@Suite struct TesseractBoxesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func strip(_ set: String) throws {
        for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: set + "/" + name)
        }
    }

    private func convert(_ source: String, to formats: [DatasetFormat], in target: String) async throws {
        let conversion = try DatasetConversion(
            DatasetConversion.Request(source, to: formats), program: ToolVersion(name: "platen", version: "1"))
        _ = try await DatasetWriter(plan: conversion.plan, directory: target, existing: .refuse, syncs: false)
            .write(from: conversion.source, jobs: 2) { _ in }
    }

    /// A dataset with its boxes and pictures, as it is copied.
    private func copy(_ set: String, onProblem: ProblemPolicy = .refuse) throws -> StoredDataset {
        try StoredDataset(set, format: nil, images: nil, lexicon: nil, onProblem: onProblem, isForCopy: true)
    }

    @Test func whatIsWrittenComesBack() async throws {
        let formats: [DatasetFormat] = [.tesseractBoxes, .trdgBoxes]
        let plan = DatasetPlan.small(train: 5, val: 3, test: 2, annotations: formats.map { AnnotationFormat($0) })
        try await write(plan, to: folder("first"))
        try await write(
            .small(train: 5, val: 3, test: 2, annotations: [AnnotationFormat(.tesseractBoxes)]), to: folder("set"))
        try strip(folder("set"))
        let set = try StoredDataset(folder("set"))
        #expect(set.format == .tesseractBoxes && set.splits == Split.allCases && set.notes.isEmpty)
        for split in Split.allCases {
            #expect(try set.labels(of: split) == StoredDataset(folder("first")).labels(of: split))
        }
        #expect(try set.makeReader().sample(at: 0, in: .train).characters.isEmpty)
        // The boxes as well, to the pixel: other formats get the same ones as at first.
        try await convert(folder("set"), to: formats, in: folder("second"))
        let (first, second) = (try TemporaryFolder.tree(folder("first")), try TemporaryFolder.tree(folder("second")))
        for (name, bytes) in first where !["samples.jsonl", "platen.json", "recipe.yml"].contains(name) {
            #expect(second[name] == bytes, "\(name)")
        }
        #expect(first.keys.sorted() == second.keys.sorted())
    }

    @Test func labelsStayAsTheyAre() async throws {
        let refused = try #require(RoundTripTests.refused[.tesseractBoxes])
        let held = RoundTripTests.labels.filter { !refused.contains($0) }
        var source = FakeSource()
        source.label = { _, index in held[index] }
        let plan = DatasetPlan.small(
            train: held.count, val: 0, test: 0, annotations: [AnnotationFormat(.tesseractBoxes)])
        try await write(plan, to: folder("set"), from: source)
        try strip(folder("set"))
        let found = try copy(folder("set")).labels(of: .train)
        #expect(found.map { Array($0.utf8) } == held.map { Array($0.utf8) })
        let sample = try copy(folder("set")).makeReader().sample(at: 2, in: .train)
        #expect(sample.characters.map(\.text).joined() == held[2])
        #expect(sample.characters.first?.quad == Quad(Rect(left: 0, top: 1, right: 5, bottom: 11)))
    }

    /// Rows of pixels that are as light as their number.
    private func putPage(_ name: String) throws {
        let page = Bitmap(width: 100, height: 40) { pixels in
            for place in pixels.indices { pixels[place] = UInt8(place / 100) }
        }
        var bytes: [UInt8] = []
        try PNGEncoder().encode(page, into: &bytes)
        try folder.put(name, bytes)
    }

    @Test func severalTextsAreCutOut() async throws {
        try putPage("set/1.png")
        try putPage("set/2.png")
        try folder.put(
            "set/1.box",
            "a 4 27 9 37 0\nb 10 27 15 37 0\n\t 16 27 17 37 0\n1 50 8 55 18 0\n  55 8 56 18 0\n7 56 8 61 18 0\n")
        try folder.put("set/2.box", "WordStr 10 0 20 40 0 #one line\r\n\t 20 0 21 40 0\r\n")
        let set = try StoredDataset(folder("set"))
        #expect(try set.labels(of: .train) == ["ab", "1 7", "one line"])
        #expect(set.cutsPictures && set.format == .tesseractBoxes)
        #expect(try set.place(at: 1, in: .train) == folder("set/1.box") + ":4")
        let reader = try set.makeReader()
        let images = try (0..<3).map { try reader.sample(at: $0, in: .train).image }
        #expect(images.map(\.width) == [11, 11, 10] && images.map(\.height) == [10, 10, 40])
        #expect(images.map { $0.pixels[0] } == [3, 22, 0])
        #expect(try set.checkingImages().problems.count == 0)
    }

    /// tesstrain writes the line's box for each character.
    @Test func boxesThatAreAllAlikeAreOfTheLine() async throws {
        try putPage("set/1.png")
        try folder.put("set/1.box", "\u{FEFF}a 0 10 100 40 0\nb 0 10 100 40 0\n\t 0 10 100 40 0\n")
        let sample = try copy(folder("set")).makeReader().sample(at: 0, in: .train)
        #expect(sample.label == "ab" && sample.characters.isEmpty)
        #expect(sample.textQuad == Quad(Rect(left: 0, top: 0, right: 100, bottom: 30)))
    }

    @Test(arguments: [
        ("a 1 2 3 0\n", ":1: no box: \"a 1 2 3 0\"; each line is like 0 5 9 15 21 0"),
        ("a 1 2 3 4 0\nb 5 2 4 4 0\n", ":2: no box: "), ("a 1 2 3 4 0\n 1 2 3 4 0\n", ":2: no box: "),
        ("a 1 2 3 4 0\nb 1 2 3 4 1\n", ":2: the box is of page 1, "),
        ("a 1 2 3 4 0\nb 1 2 3 99999999999 0\n", ":2: no box: "), ("WordStr 1 2 3 4 0\n", ":1: no box: "),
    ])
    func damagedBoxes(text: String, what: String) async throws {
        try folder.putImages("set/1.png", "set/2.png")
        try folder.put("set/1.box", "x 0 0 1 2 0\n")
        try folder.put("set/2.box", text)
        let message = await failure(.damaged) { _ = try StoredDataset(folder("set")) }
        #expect(message.hasPrefix(folder("set/2.png") + ": " + folder("set/2.box") + what), "\(message)")
        let set = try StoredDataset(folder("set"), onProblem: .leaveOut)
        #expect(try set.labels(of: .train) == ["x"] && set.problems.count == 1)
    }

    @Test func picturesWithoutBoxesAndBoxesWithoutPictures() async throws {
        try folder.putImages("set/1.png", "set/2.png")
        try folder.put("set/1.box", "x 0 0 1 2 0\n")
        try folder.put("set/3.box", "y 0 0 1 2 0\n")
        let message = await failure(.damaged) { _ = try StoredDataset(folder("set")) }
        #expect(message == folder("set/2.png") + ": there is no box file beside it, such as 2.box: add it")
        let set = try StoredDataset(folder("set"), onProblem: .leaveOut)
        #expect(set.notes == ["\(folder("set/3.box")): 1 box files have no image beside them, this is the first"])
    }

    /// Texts beside the pictures say more surely what is written.
    @Test func textsComeFirst() throws {
        try folder.putImages("set/1.png")
        try folder.put("set/1.box", "x 0 0 1 2 0\n")
        try folder.put("set/1.gt.txt", "y\n")
        #expect(try StoredDataset(folder("set")).labels(of: .train) == ["y"])
        #expect(try StoredDataset(folder("set"), format: .tesseractBoxes).labels(of: .train) == ["x"])
    }
}
