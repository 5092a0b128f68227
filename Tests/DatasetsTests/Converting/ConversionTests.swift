import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

private let program = ToolVersion(name: "platen", version: "1")

/// Formats that can be written and read back, without boxes of characters and without another format's labels.
let both =
    DatasetFormat.written.filter {
        DatasetFormat.read.contains($0) && !$0.holdsPlacesOnly && $0 != .synthTIGER && $0 != .tesseractBoxes
    } + [.platen]

/// Brings a dataset into other formats.
@discardableResult
func convert(
    _ source: String, to formats: [DatasetFormat], in target: String, from: DatasetFormat? = nil,
    _ adjust: (inout DatasetConversion.Request) -> Void = { _ in }
) async throws -> (summary: DatasetSummary, conversion: DatasetConversion) {
    var request = DatasetConversion.Request(source, to: formats)
    request.sourceFormat = from
    adjust(&request)
    let conversion = try DatasetConversion(request, program: program)
    let summary = try await DatasetWriter(
        plan: conversion.plan, directory: target, existing: .refuse, syncs: false
    ).write(from: conversion.source, jobs: 2) { _ in }
    return (summary, conversion)
}

/// Leaves of a dataset what its format has, so that it is read as one of another program.
func strip(_ set: String) throws {
    for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
        try FileManager.default.removeItem(atPath: set + "/" + name)
    }
}

/// What is in a dataset: for each split its labels with their pictures' bytes, in any order.
func contents(_ set: String, _ format: DatasetFormat?) throws -> [Split: [String]] {
    let dataset = try StoredDataset(
        set, format: format, images: nil, lexicon: nil, onProblem: .refuse, isForCopy: true)
    let reader = try #require(try dataset.makeReader() as? any StoredPictureReader)
    var found: [Split: [String]] = [:]
    for split in dataset.splits {
        found[split] = try (0..<(dataset.count(of: split) ?? 0)).map { index in
            let picture = try reader.picture(at: index, in: split)
            return picture.sample.label + "|" + Digest(of: picture.bytes).hexadecimal
        }.sorted()
    }
    return found
}

@Suite struct ConversionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// From a format to each other one and back to records: the same labels, the same pictures.
    @Test(arguments: both) func everyPairIsWithoutLoss(source: DatasetFormat) async throws {
        var samples = FakeSource()
        samples.label = { "w" + FakeSource().label($0, $1) }
        try await write(.small(train: 5, val: 3, test: 2), to: folder("first"), from: samples)
        let wanted = try contents(folder("first"), nil)
        try await convert(folder("first"), to: [source], in: folder("source"))
        if source != .platen { try strip(folder("source")) }
        // What it is, is found out from what is in it.
        #expect(try contents(folder("source"), nil) == wanted)
        for target in both {
            let set = folder("target \(target)")
            try await convert(folder("source"), to: [target], in: set, from: source)
            if target != .platen { try strip(set) }
            #expect(try contents(set, target) == wanted, "\(source) to \(target)")
        }
    }

    /// Labels that are hard to write survive each format that takes them.
    @Test(arguments: both.filter { $0 != .platen }) func labelsStayAsTheyAre(format: DatasetFormat) async throws {
        let refused = try #require(RoundTripTests.refused[format])
        let held = RoundTripTests.labels.filter { !refused.contains($0) }
        var source = FakeSource()
        source.label = { _, index in held[index] }
        try await write(.small(train: held.count, val: 0, test: 0, annotations: []), to: folder("first"), from: source)
        try await convert(folder("first"), to: [format], in: folder("second"))
        try strip(folder("second"))
        try await convert(folder("second"), to: [.platen], in: folder("third"), from: format)
        func labels(_ set: String) throws -> Set<[UInt8]> {
            Set(try StoredDataset(set).labels(of: .train).map { Array($0.utf8) })
        }
        #expect(try labels(folder("third")) == labels(folder("first")))
        #expect(try StoredDataset(folder("third")).count(of: .train) == held.count)
    }

    @Test func picturesOfAnyKindAreCopied() async throws {
        let picture = FakeSource.sample(SampleKey(seed: 1, split: .train, index: 0), label: "abc").image
        try FileManager.default.createDirectory(atPath: folder("raw"), withIntermediateDirectories: true)
        var png: [UInt8] = []
        var jpeg: [UInt8] = []
        try PNGEncoder().encode(picture, into: &png)
        try JPEGEncoder().encode(picture, quality: 90, into: &jpeg)
        // A JPEG with a PNG's name, a PNG with something behind its end, and a BMP of one black pixel.
        let bmp: [UInt8] =
            Array("BM".utf8) + [58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0]
            + [UInt8](repeating: 0, count: 28)
        let files: [(String, [UInt8])] = [("a.png", jpeg), ("b.png", png + [1, 2, 3]), ("c.bmp", bmp)]
        for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder("raw/" + name))) }
        try "a.png 1\nb.png 2\nc.bmp 3\n".write(toFile: folder("raw/labels.txt"), atomically: true, encoding: .utf8)
        try await convert(folder("raw"), to: [.tabbed], in: folder("set"))
        #expect(
            try text(folder("set/rec_gt_train.txt"))
                == "train/000000.jpg\t1\ntrain/000001.png\t2\ntrain/000002.bmp\t3\n")
        for (place, file) in files.enumerated() {
            let ending = ["jpg", "png", "bmp"][place]
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: folder("set/train/00000\(place).\(ending)"))) == Data(file.1))
        }
        try checkDataset(in: folder("set"), byHash: false)
        // Stored anew, all are PNG files with the same pixels.
        try await convert(folder("set"), to: [.simple], in: folder("anew")) { $0.encoding = .png }
        let (one, other) = (try StoredDataset(folder("set")), try StoredDataset(folder("anew")))
        for index in 0..<3 {
            #expect(
                try one.makeReader().sample(at: index, in: .train).image
                    == other.makeReader().sample(at: index, in: .train).image)
            #expect(try other.imagePath(at: index, in: .train).hasSuffix(".png"))
        }
    }

    @Test func whatIsBrokenStopsOrIsLeftOut() async throws {
        try await write(.small(train: 5, val: 0, test: 0), to: folder("first"))
        try strip(folder("first"))
        let list = folder("first/labels_train.txt")
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: folder("first/train/000001.png")))
        try FileManager.default.removeItem(atPath: folder("first/train/000003.png"))
        let message = await failure(.sample) { try await convert(folder("first"), to: [.tabbed], in: folder("second")) }
        #expect(message.hasPrefix("sample train 1 (\(list):2): \(folder("first/train/000001.png")): not a "))
        let (summary, conversion) = try await convert(folder("first"), to: [.tabbed], in: folder("third")) {
            $0.onProblem = .leaveOut
        }
        #expect(summary.counts.train == 3)
        #expect(conversion.problems.count == 2)
        #expect(conversion.problems.first.map(\.place) == ["\(list):2", "\(list):4"])
    }

    @Test func aLabelThatDoesNotFitIsNamedWithItsPlace() async throws {
        var source = FakeSource()
        source.label = { _, index in ["plain", "a_b", "plain"][index] }
        try await write(.small(train: 3, val: 0, test: 0), to: folder("first"), from: source)
        let list = folder("first/samples.jsonl")
        #expect(
            await failure(.sample) { try await convert(folder("first"), to: [.mjsynth], in: folder("second")) }
                == "\(list):2: the format mjsynth cannot hold the label \"a_b\": '_' separates the parts of the file name there"
        )
        #expect(
            await failure(.sample) { try await convert(folder("first"), to: [.fileName], in: folder("second")) }
                .contains("cannot hold the label"))
        #expect(!FileManager.default.fileExists(atPath: folder("second")))
        let (summary, conversion) = try await convert(folder("first"), to: [.fileName], in: folder("third")) {
            $0.onProblem = .leaveOut
        }
        #expect(summary.counts.train == 1)
        #expect(conversion.problems.first.last?.what.hasPrefix("the label \"plain\" is there twice") == true)
    }

    @Test func boxesAndMasksGoAlong() async throws {
        let formats: [DatasetFormat] = [.trdgBoxes, .trdgMasks, .synthTIGER, .icdar2015Detection]
        try await write(
            .small(train: 3, val: 1, test: 0, annotations: formats.map { AnnotationFormat($0) }, masks: true),
            to: folder("first"))
        try await convert(folder("first"), to: formats, in: folder("second"))
        let (first, second) = (try TemporaryFolder.tree(folder("first")), try TemporaryFolder.tree(folder("second")))
        for (name, bytes) in first where !["samples.jsonl", "platen.json", "recipe.yml"].contains(name) {
            #expect(second[name] == bytes, "\(name)")
        }
        #expect(first.keys.sorted() == second.keys.sorted())
        // A list of labels knows nothing of boxes.
        try strip(folder("second"))
        let message = await failure(.plan) {
            try await convert(folder("second"), to: [.trdgBoxes], in: folder("third"), from: .synthTIGER.readable)
        }
        #expect(
            message.contains("the format trdg_boxes needs the boxes of the characters, which are not known"),
            "\(message)")
    }

    @Test func aConversionGoesOnWhereItStopped() async throws {
        try await write(.small(train: 40, val: 0, test: 0), to: folder("first"))
        try await convert(folder("first"), to: [.docTR, .mmocr], in: folder("whole"))
        let conversion = try DatasetConversion(
            DatasetConversion.Request(folder("first"), to: [.docTR, .mmocr]), program: program)
        let writer = DatasetWriter(
            plan: conversion.plan, directory: folder("parts"), existing: .resume, chunkSize: 4, syncs: false)
        let task = Task { [source = conversion.source] in
            try await writer.write(from: source, jobs: 1) { if $0.done >= 8 { withUnsafeCurrentTask { $0?.cancel() } } }
        }
        _ = try? await task.value
        _ = try await writer.write(from: conversion.source, jobs: 2) { _ in }
        #expect(try TemporaryFolder.tree(folder("parts")) == TemporaryFolder.tree(folder("whole")))
    }
}

extension DatasetFormat {
    /// The format that reads what this one writes.
    fileprivate var readable: DatasetFormat { self == .synthTIGER ? .tabbed : self }
}
