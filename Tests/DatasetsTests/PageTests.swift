import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Pages of several texts in files.
@Suite struct PageTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    /// Pages of 100 x 40 px with the two texts `ab` and a number.
    private static var pages: FakeSource {
        var source = FakeSource(hasUniqueLabels: false)
        source.adjust = { sample in
            func text(_ label: String, left: Double, top: Double) -> Sample.Text {
                func box(_ left: Double, _ width: Double) -> Quad {
                    Quad(Rect(left: left, top: top, right: left + width, bottom: top + 10))
                }
                let characters = label.enumerated().map {
                    Sample.CharacterBox(text: String($1), quad: box(left + 6 * Double($0), 5))
                }
                return Sample.Text(label: label, quad: box(left, 6 * Double(label.count)), characters: characters)
            }
            sample = Sample(
                key: sample.key, image: Bitmap(width: 100, height: 40, filledWith: 200),
                mask: Bitmap(width: 100, height: 40, filledWith: 255),
                texts: [text("ab", left: 4, top: 3), text("\(sample.key.index)7", left: 50, top: 22)],
                choices: [Sample.Choice("texts.0.font", "A"), Sample.Choice("texts.1.font", "B")],
                rejections: [Sample.Rejection(.noRoom, font: "A")])
        }
        return source
    }

    private static let formats: [DatasetFormat] = [
        .icdar2013Detection, .icdar2015Detection, .paddleDetection, .docTRDetection, .mmocrDetection, .cocoText,
        .synthTIGER, .trdgBoxes, .trdgMasks, .tesseractBoxes,
    ]

    private func write(
        _ formats: [DatasetFormat] = formats, to folder: String? = nil, shard: Shard = Shard()
    ) async throws -> DatasetSummary {
        var plan = DatasetPlan.small(train: 3, val: 0, test: 0, annotations: formats.map { AnnotationFormat($0) })
        plan.shard = shard
        return try await DatasetsTests.write(plan, to: folder ?? set, from: Self.pages)
    }

    /// A page is read back as its texts with a space between each and the next, in whatever direction they run.
    @Test(arguments: [["abc", "de"], ["שלום", "ab", "12"], ["a b", "c"]])
    func synthTIGERIsReadBack(texts: [String]) async throws {
        let written = texts.enumerated().map { line, label in
            let characters = label.enumerated().map { place, character in
                let (left, top) = (4 + 6 * Double(place), 3 + 12 * Double(line))
                return Sample.CharacterBox(
                    text: String(character), quad: Quad(Rect(left: left, top: top, right: left + 5, bottom: top + 9)))
            }
            return Sample.Text(
                label: label, quad: Quad(aroundAll: characters.map(\.quad)) ?? characters[0].quad,
                characters: characters)
        }
        var source = FakeSource(hasUniqueLabels: false)
        source.adjust = { sample in
            sample = Sample(
                key: sample.key, image: Bitmap(width: 100, height: 40, filledWith: 200),
                mask: Bitmap(width: 100, height: 40, filledWith: 255), texts: written, choices: [], rejections: [])
        }
        try await DatasetsTests.write(
            .small(train: 2, val: 0, test: 0, annotations: [AnnotationFormat(.synthTIGER)]), to: set, from: source)
        for name in ["samples.jsonl", "platen.json"] {
            try FileManager.default.removeItem(atPath: set + "/" + name)
        }
        let stored = try StoredDataset(
            set, format: .synthTIGER, images: nil, lexicon: nil, onProblem: .refuse, isForCopy: true)
        let sample = try stored.makeReader().sample(at: 1, in: .train)
        #expect(sample.label == texts.joined(separator: " "))
        #expect(sample.characters.map(\.text).joined() == sample.label)
        let seen = sample.characters.map(\.quad.bounds).filter { !$0.isEmpty }
        #expect(seen == written.flatMap { $0.characters.map(\.quad.bounds) })
    }

    @Test func eachFormatListsAllTexts() async throws {
        let summary = try await write()
        #expect(
            try text(set + "/icdar2015_detection/train/gt_000001.txt")
                == "4,3,16,3,16,13,4,13,ab\n50,22,62,22,62,32,50,32,17\n")
        #expect(
            try text(set + "/icdar2013_detection/train/gt_000001.txt")
                == "4, 3, 16, 13, \"ab\"\n50, 22, 62, 32, \"17\"\n")
        #expect(
            try lines(set + "/det_gt_train.txt")[1] == "train/000001.png\t"
                + #"[{"transcription": "ab", "points": [[4, 3], [16, 3], [16, 13], [4, 13]]}, "#
                + #"{"transcription": "17", "points": [[50, 22], [62, 22], [62, 32], [50, 32]]}]"#)
        #expect(try lines(set + "/train/gt.txt")[1] == "000001.png\tab 17")
        #expect(
            try lines(set + "/train/coords.txt")[1]
                == "000001.png\t4,3,9,13\t10,3,15,13\t15,3,15,13\t50,22,55,32\t56,22,61,32")
        #expect(try lines(set + "/trdg_boxes/train/000001_boxes.txt").count == 4)
        #expect(
            try text(set + "/train/000001.box")
                == "a 4 27 9 37 0\nb 10 27 15 37 0\n\t 16 27 17 37 0\n1 50 8 55 18 0\n7 56 8 61 18 0\n\t 62 8 63 18 0\n"
        )
        struct Picture: Decodable { let polygons: [[[Double]]] }
        let docTR = try object([String: Picture].self, set + "/train/detection.json")
        #expect(
            docTR["000001.png"]?.polygons == [
                [[4, 3], [16, 3], [16, 13], [4, 13]], [[50, 22], [62, 22], [62, 32], [50, 32]],
            ])
        struct Document: Decodable {
            struct Page: Decodable { let instances: [Instance] }
            struct Instance: Decodable, Equatable { let text: String, bbox: [Double] }
            let data_list: [Page]
        }
        let mmocr = try object(Document.self, set + "/mmocr_detection_train.json")
        #expect(mmocr.data_list[1].instances.map(\.text) == ["ab", "17"])
        #expect(mmocr.data_list[1].instances.map(\.bbox) == [[4, 3, 16, 13], [50, 22, 62, 32]])

        #expect(summary.redraws(.noRoom) == 3)
        #expect(summary.fonts == ["A": 3, "B": 3])
        #expect(summary.labelLengths == [2: 6])
        #expect(summary.characters["a"] == 3 && summary.characters["\n"] == nil)
    }

    @Test func cocoTextNumbersAllTexts() async throws {
        _ = try await write([.cocoText])
        struct Document: Decodable {
            struct Text: Decodable { let id: Int, image_id: Int, utf8_string: String, bbox: [Double] }
            let anns: [String: Text], imgToAnns: [String: [Int]]
        }
        let coco = try object(Document.self, set + "/cocotext.json")
        #expect(coco.imgToAnns == ["1": [1, 2], "2": [3, 4], "3": [5, 6]])
        #expect(coco.anns.count == 6)
        let text = try #require(coco.anns["4"])
        #expect(text.utf8_string == "17" && text.image_id == 2 && text.id == 4)
        #expect(text.bbox == [50, 22, 12, 10])
    }

    /// What a record tells of the texts goes along into other formats.
    @Test func pagesAreConvertedWithTheirTexts() async throws {
        _ = try await write()
        var request = DatasetConversion.Request(set, to: [.icdar2015Detection, .tesseractBoxes])
        let conversion = try DatasetConversion(request, program: ToolVersion(name: "platen", version: "1"))
        _ = try await DatasetWriter(plan: conversion.plan, directory: folder("other"), existing: .refuse)
            .write(from: conversion.source, jobs: 1, progress: { _ in })
        for file in ["icdar2015_detection/train/gt_000002.txt", "train/000002.box"] {
            #expect(try text(folder("other") + "/" + file) == text(set + "/" + file))
        }
        request.formats = [.simple]
        let message = await failure(.sample) {
            _ = try DatasetConversion(request, program: ToolVersion(name: "platen", version: "1"))
        }
        #expect(message.contains("page of several texts") && message.contains("simple"), "\(message)")
    }

    @Test func mergedShardsAreTheWhole() async throws {
        _ = try await write()
        let parts = (1...2).map { folder("part\($0)") }
        for (number, part) in parts.enumerated() {
            _ = try await write(to: part, shard: Shard(number: number + 1, of: 2))
        }
        #expect(try text(set + "/samples.jsonl") == parts.map { try partRecords($0) }.joined())
    }

    private func partRecords(_ part: String) throws -> String {
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: part).first { $0.hasPrefix("samples.") })
        return try text(part + "/" + name)
    }

    @Test(arguments: [DatasetFormat.simple, .tabbed, .parquet, .mmocr]) func formatsOfOneLabelRefusePages(
        format: DatasetFormat
    ) async throws {
        let message = await failure(.plan) { _ = try await write([.icdar2015Detection, format]) }
        #expect(message.contains(format.name) && message.contains("output.annotations"), "\(message)")
        #expect(message.contains("icdar2015_detection") && message.contains("page.texts"), "\(message)")
    }

    private func object<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
