import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Boxes, outlines and masks that lie beside labels come back with them.
@Suite struct PlaceReadingTests {
    let folder: TemporaryFolder
    private static let counts = SplitCounts(train: 5, val: 2, test: 1)

    init() throws { folder = try TemporaryFolder() }

    /// Writes a dataset of which nothing but its formats' files is left.
    private func put(_ formats: [DatasetFormat], masks: Bool = false, label: String? = nil) async throws {
        var source = FakeSource()
        if let label { source.label = { _, _ in label } }
        try await write(
            .small(train: 5, val: 2, test: 1, annotations: formats.map { AnnotationFormat($0) }, masks: masks),
            to: folder("set"), from: source)
        for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: folder("set/" + name))
        }
    }

    private func copy(
        _ name: String = "set", _ format: DatasetFormat? = nil, onProblem: ProblemPolicy = .refuse
    ) throws -> StoredDataset {
        try StoredDataset(
            folder(name), format: format, images: nil, lexicon: nil, onProblem: onProblem, isForCopy: true)
    }

    /// Compares each sample with the one that was written.
    private func compare(_ set: StoredDataset, _ body: (_ read: Sample, _ written: Sample) throws -> Void) throws {
        let (fakes, reader) = (try FakeSource().makeReader(), try set.makeReader())
        for split in Split.allCases {
            #expect(set.count(of: split) == Self.counts[split])
            for index in 0..<Self.counts[split] {
                let (read, written) = (try reader.sample(at: index, in: split), try fakes.sample(at: index, in: split))
                #expect(read.label == written.label && read.image == written.image)
                try body(read, written)
            }
        }
    }

    @Test func boxesOfTRDG() async throws {
        try await put([.simple, .trdgBoxes])
        for format in [nil, DatasetFormat.trdgBoxes] {
            let set = try copy("set", format)
            #expect(set.format == format ?? .simple)
            #expect(set.notes.count == 1)
            try compare(set) { read, written in
                #expect(read.characters.map(\.text) == written.characters.map(\.text))
                #expect(read.characters[1].quad.bounds == Rect(left: 6, top: 1, right: 11, bottom: 11))
                #expect(read.textQuad.bounds.left == 0 && read.textQuad.bounds.bottom == 11)
            }
        }
        // Who names the labels' format gets the labels alone.
        try compare(copy("set", .simple)) { read, _ in #expect(read.characters.isEmpty) }
    }

    @Test func masksOfTRDG() async throws {
        var source = FakeSource()
        source.adjust = { sample in
            sample.mask = Bitmap(width: sample.image.width, height: sample.image.height, filledWith: 200)
        }
        try await write(
            .small(train: 5, val: 2, test: 1, annotations: [.simple, AnnotationFormat(.trdgMasks)]), to: folder("set"),
            from: source)
        for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: folder("set/" + name))
        }
        try compare(copy("set", .trdgMasks)) { read, written in
            #expect(read.characters.map(\.text) == written.characters.map(\.text))
            #expect(read.characters[1].quad.bounds == Rect(left: 6, top: 1, right: 11, bottom: 11))
            #expect(read.mask.pixels[read.image.width * 5 + 7] == 255 && read.mask.pixels[0] == 0)
        }
        // What is converted has the same masks.
        let conversion = try DatasetConversion(
            DatasetConversion.Request(folder("set"), to: [.simple, .trdgMasks]),
            program: ToolVersion(name: "platen", version: "1"))
        _ = try await DatasetWriter(plan: conversion.plan, directory: folder("other"), existing: .refuse, syncs: false)
            .write(from: conversion.source, jobs: 1) { _ in }
        let (one, other) = (try TemporaryFolder.tree(folder("set")), try TemporaryFolder.tree(folder("other")))
        for (name, bytes) in one where name.hasPrefix("trdg_masks/") { #expect(other[name] == bytes, "\(name)") }
    }

    @Test func whatTRDGItselfWrites() throws {
        try folder.putImages("set/ab_0.jpg", "set/c_1.jpg", "set/ab_0_mask.png")
        try folder.put("set/ab_0_boxes.txt", "0 0 1 2\n1 0 3 2\n")
        try folder.put("set/c_1_boxes.txt", "0 0 2 2\n")
        let set = try StoredDataset(folder("set"))
        #expect(set.format == .trdg)
        #expect(try set.labels(of: .train) == ["ab", "c"])
        #expect(set.notes.contains { $0.contains("1 files are masks of the pictures beside them and no samples") })
        #expect(throws: DatasetError.self) { try copy() }
        try FileManager.default.removeItem(atPath: folder("set/ab_0_mask.png"))
        let sample = try copy().makeReader().sample(at: 0, in: .train)
        #expect(sample.characters.map(\.text) == ["a", "b"])
        #expect(sample.characters[1].quad.bounds == Rect(left: 1, top: 0, right: 3, bottom: 2))
    }

    @Test(
        arguments: [
            ("0 0 1 2\n", " has 1 boxes, and the label \"ab\" 2 characters"),
            ("0 0 1 2\n0 0 1\n", ":2: no box: \"0 0 1\"; each line is like 6 9 17 31"),
            ("0 0 1 2\n5 0 1 2\n", ":2: no box: "),
            (nil, nil),
        ] as [(String?, String?)])
    func damagedBoxes(text: String?, what: String?) async throws {
        try folder.putImages("set/1.png", "set/2.png")
        try folder.put("set/labels.txt", "1.png ab\n2.png c\n")
        try folder.put("set/2_boxes.txt", "0 0 1 2\n")
        if let text { try folder.put("set/1_boxes.txt", text) }
        let list = folder("set/labels.txt")
        let wanted =
            what.map { folder("set/1_boxes.txt") + $0 } ?? "there is no file of boxes, such as 1_boxes.txt: add it"
        let message = await failure(.damaged) { _ = try copy("set", .trdgBoxes) }
        #expect(message.hasPrefix("\(list):1: \(wanted)"), "\(message)")
        let set = try copy("set", .trdgBoxes, onProblem: .leaveOut)
        #expect(set.problems.count == 1)
        #expect(try set.labels(of: .train) == ["c"])
        #expect(try set.makeReader().sample(at: 0, in: .train).characters.map(\.text) == ["c"])
    }

    @Test func outlinesOfDocTR() async throws {
        try await put([.simple, .docTRDetection])
        for format in [nil, DatasetFormat.docTRDetection] {
            try compare(copy("set", format)) { read, written in
                let (found, wanted) = (read.textQuad.bounds, written.textQuad.bounds)
                #expect(abs(found.left - wanted.left) < 0.01 && abs(found.right - wanted.right) < 0.01)
                #expect(read.characters.isEmpty)
            }
        }
        // Without labels there is nothing to read, and this is said.
        for name in ["labels_train.txt", "labels_val.txt", "labels_test.txt"] {
            try FileManager.default.removeItem(atPath: folder("set/" + name))
        }
        #expect(await failure(.missing) { _ = try copy() }.contains("detection.json"))
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("set/train/detection.json")) }
                .contains("has an object and no text"))
        try folder.putImages("two/1.png")
        try folder.put("two/labels.txt", "1.png ab\n")
        try folder.put("two/detection.json", #"{"1.png": {"polygons": [[0, 0, 1, 1], [1, 1, 2, 2]]}}"#)
        #expect(
            await failure(.damaged) { _ = try copy("two", .docTRDetection) }
                .contains("1.png has 2 outlines in \(folder("two/detection.json")), and one label"))
        try folder.put("two/detection.json", #"{"1.png": {"polygons": [[0, 0, 1, 1"#)
        #expect(
            await failure(.damaged) { _ = try copy("two", .docTRDetection) }
                .hasPrefix(folder("two/detection.json") + ": the JSON is damaged or cut short"))
    }

    @Test(arguments: [true, false]) func boxesAndMasksOfSynthTIGER(masks: Bool) async throws {
        try await put([.synthTIGER], masks: masks)
        for format in [nil, DatasetFormat.synthTIGER] {
            let set = try copy("set", format)
            #expect(set.format == .synthTIGER)
            try compare(set) { read, written in
                #expect(read.characters.map(\.text) == written.characters.map(\.text))
                #expect(read.characters[1].quad.bounds == Rect(left: 6, top: 1, right: 11, bottom: 11))
                #expect(read.mask == (masks ? written.mask : Bitmap(width: 0, height: 0)))
            }
        }
    }

    @Test func boxesInTheOrderOfALineThatRunsToTheLeft() async throws {
        var source = FakeSource()
        source.label = { _, _ in "שלום 12" }
        source.adjust = { sample in
            // Seen from the left: 1, 2, a space, and the letters from the last to the first.
            for (place, seen) in [6, 5, 4, 3, 2, 0, 1].enumerated() {
                sample.characters[place].quad = Quad(
                    Rect(left: Double(6 * seen), top: 1, right: Double(6 * seen + 5), bottom: 11))
            }
        }
        try await write(
            .small(train: 1, val: 0, test: 0, annotations: [AnnotationFormat(.synthTIGER)]), to: folder("set"),
            from: source)
        let written = try source.makeReader().sample(at: 0, in: .train)
        let read = try copy("set", .synthTIGER).makeReader().sample(at: 0, in: .train)
        #expect(read.label == "שלום 12")
        #expect(read.characters == written.characters)
    }

    @Test(arguments: [
        ("1.png\t0,0,1,2\n2.png\t0,0,1,2\n", ":1 has 1 boxes, and the label \"ab\" 2 characters"),
        ("2.png\t0,0,1,2\n1.png\t0,0,1,2\n", ":1 is of \"2.png\", and not of this picture"),
        ("1.png\t0,0,1,2\t0,x,1,2\n2.png\t0,0,1,2\n", ":1: no box: \"0,x,1,2\"; each is like 6,9,17,31"),
    ])
    func damagedBoxesOfSynthTIGER(text: String, what: String) async throws {
        try folder.putImages("set/1.png", "set/2.png")
        try folder.put("set/gt.txt", "1.png\tab\n2.png\tc\n")
        try folder.put("set/coords.txt", text)
        let message = await failure(.damaged) { _ = try copy("set", .synthTIGER) }
        #expect(message.hasPrefix("\(folder("set/gt.txt")):1: \(folder("set/coords.txt"))\(what)"), "\(message)")
        // Who learns needs the labels alone.
        #expect(try StoredDataset(folder("set"), format: .synthTIGER).labels(of: .train) == ["ab", "c"])
    }

    @Test func boxesOfTarSamples() async throws {
        for masks in [false, true] {
            try await write(
                .small(train: 5, val: 2, test: 1, annotations: [AnnotationFormat(.webDataset)], masks: masks),
                to: folder("tar"), existing: .overwrite)
            try compare(copy("tar")) { read, written in
                #expect(read.characters.map(\.text) == written.characters.map(\.text))
                #expect(abs(read.characters[1].quad.bounds.left - written.characters[1].quad.bounds.left) < 0.01)
                #expect(abs(read.textQuad.bounds.right - written.textQuad.bounds.right) < 0.01)
                #expect(read.mask == (masks ? written.mask : Bitmap(width: 0, height: 0)))
            }
            // Labels alone are read where nothing is copied.
            let sample = try StoredDataset(folder("tar")).makeReader().sample(at: 0, in: .train)
            #expect(sample.characters.isEmpty && sample.mask.width == 0)
        }
        let conversion = try DatasetConversion(
            DatasetConversion.Request(folder("tar"), to: [.trdgBoxes, .synthTIGER]),
            program: ToolVersion(name: "platen", version: "1"))
        _ = try await DatasetWriter(plan: conversion.plan, directory: folder("boxes"), existing: .refuse, syncs: false)
            .write(from: conversion.source, jobs: 1) { _ in }
        #expect(try lines(folder("boxes/trdg_boxes/train/000000_boxes.txt"))[1] == "6 1 11 11")
    }
}
