import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Formats of detectors: pictures with one text are read whole, and of pages each text is cut out.
@Suite struct PageReadingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A picture of 40x30 px whose pixels say where they are.
    private static let page = Bitmap(width: 40, height: 30) { pixels in
        for place in pixels.indices { pixels[place] = UInt8(place % 40 * 6 + place / 40 / 6) }
    }

    private func putPage(_ name: String) throws {
        var bytes: [UInt8] = []
        try PNGEncoder().encode(Self.page, into: &bytes)
        try folder.put(name, bytes)
    }

    private func copy(_ path: String, _ format: DatasetFormat? = nil) throws -> StoredDataset {
        try StoredDataset(path, format: format, images: nil, lexicon: nil, onProblem: .refuse, isForCopy: true)
    }

    // MARK: One text

    static let formats: [DatasetFormat] = [
        .paddleDetection, .mmocrDetection, .icdar2013Detection, .icdar2015Detection, .cocoText,
    ]

    /// Labels, outlines and splits come back, as they were or in whole pixels, whether the format is named or not.
    @Test(arguments: formats) func whatIsWrittenComesBack(format: DatasetFormat) async throws {
        let plan = DatasetPlan.small(train: 7, val: 3, test: 2, annotations: [AnnotationFormat(format)])
        try await write(plan, to: folder("set"))
        for name in ["samples.jsonl", "platen.json", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: folder("set/" + name))
        }
        let fakes = try FakeSource().makeReader()
        for forced in [nil, format] {
            let set = try copy(folder("set"), forced)
            #expect(set.format == format && !set.cutsPictures && set.notes == [])
            let reader = try set.makeReader()
            for split in Split.allCases {
                #expect(set.count(of: split) == plan.counts[split])
                for index in 0..<plan.counts[split] {
                    let fake = try fakes.sample(at: index, in: split)
                    let sample = try reader.sample(at: index, in: split)
                    #expect(sample.label == fake.label)
                    #expect(sample.image == fake.image)
                    let (found, wanted) = (sample.textQuad.bounds, fake.textQuad.bounds)
                    #expect(abs(found.left - wanted.left) <= 1 && abs(found.bottom - wanted.bottom) <= 1)
                    #expect(abs(found.right - wanted.right) <= 1 && abs(found.top - wanted.top) <= 1)
                    #expect(sample.textQuad != Quad(Rect(left: 0, top: 0, right: 30, bottom: 12)))
                }
            }
        }
    }

    // MARK: Several texts

    /// The same page in each format: "ab" at 4, 5 to 14, 11; "c d" at 20, 15 to 36, 27; and one that is not to be read.
    private func putPages(_ format: DatasetFormat) throws -> String {
        try putPage("set/p/1.png")
        try putPage("set/p/2.png")
        switch format {
        case .paddleDetection:
            try folder.put(
                "set/Label.txt",
                ####"p/1.png\####t[{"transcription": "ab", "points": [[4,5],[14,5],[14,11],[4,11]]}, {"transcription": "###", "points": [[1,1],[2,1],[2,2],[1,2]]}, {"transcription": "c d", "points": [[20,15],[36,15],[36,27],[20,27]]}]"####
                    + "\n" + #"p/2.png\#t[]"# + "\n")
            return folder("set/Label.txt")
        case .mmocrDetection:
            try folder.put(
                "set/mmocr_detection.json",
                #"""
                {"metainfo": {"dataset_type": "TextDetDataset"}, "data_list": [
                {"img_path": "p/1.png", "instances": [
                {"text": "ab", "polygon": [4, 5, 14, 5, 14, 11, 4, 11], "ignore": false},
                {"text": "x", "bbox": [1, 1, 2, 2], "ignore": true}, {"text": "c d", "bbox": [20, 15, 36, 27]}]},
                {"img_path": "p/2.png", "instances": []}]}
                """#)
            return folder("set/mmocr_detection.json")
        case .cocoText:
            try folder.put(
                "set/cocotext.json",
                #"""
                {"cats": {}, "anns": {"7": {"id": 7, "image_id": 5, "bbox": [4, 5, 10, 6], "utf8_string": "ab",
                "legibility": "legible", "polygon": [4, 5, 14, 5, 14, 11, 4, 11]},
                "8": {"id": 8, "image_id": 5, "bbox": [1, 1, 1, 1], "legibility": "illegible"},
                "9": {"id": 9, "image_id": 5, "bbox": [20, 15, 16, 12], "utf8_string": "c d", "legibility": "legible",
                "mask": [20, 15, 36, 15, 36, 27, 30, 27, 20, 27]}},
                "imgs": {"5": {"id": 5, "file_name": "p/1.png", "set": "val"}, "6": {"file_name": "p/2.png", "set": "val"}},
                "imgToAnns": {"5": [7, 8, 9], "6": []}, "info": {}}
                """#)
            return folder("set/cocotext.json")
        case .icdar2013Detection:
            try folder.put("set/gt/gt_1.txt", "4 5 14 11 \"ab\"\r\n1 1 2 2 \"###\"\r\n20 15 36 27 \"c d\"\r\n")
            try folder.put("set/gt/gt_2.txt", "")
            return folder("set")
        default:
            try folder.put(
                "set/gt/gt_1.txt",
                "\u{FEFF}4,5,14,5,14,11,4,11,ab\r\n1,1,2,1,2,2,1,2,###\r\n20,15,36,15,36,27,20,27,c d\r\n")
            try folder.put("set/gt/gt_2.txt", "\u{FEFF}")
            return folder("set")
        }
    }

    @Test(arguments: formats) func eachTextOfAPageIsCutOut(format: DatasetFormat) throws {
        let path = try putPages(format)
        for set in [try StoredDataset(path), try StoredDataset(path, format: format), try StoredDataset(folder("set"))]
        {
            let split: Split = format == .cocoText ? .val : .train
            #expect(set.format == format && set.cutsPictures)
            #expect(try set.labels(of: split) == ["ab", "c d"])
            #expect(set.notes.count == 3)
            #expect(set.notes[0].contains("1 of 2 pictures have several texts, so each text is a sample of its own"))
            #expect(set.notes[1].contains("1 text is marked as not to be read and is left out"))
            #expect(set.notes[2].contains("1 picture has no text and is left out"))
            let sample = try set.makeReader().sample(at: 1, in: split)
            #expect((sample.image.width, sample.image.height) == (16, 12))
            #expect(sample.image.pixels[0] == Self.page.pixels[15 * 40 + 20])
            #expect(sample.image.pixels.last == Self.page.pixels[26 * 40 + 35])
            let first = try set.makeReader().sample(at: 0, in: split).image
            #expect((first.width, first.height) == (10, 6) && first.pixels[9] == Self.page.pixels[5 * 40 + 13])
        }
    }

    @Test func whatIsCutOutIsConverted() async throws {
        let path = try putPages(.icdar2015Detection)
        let conversion = try DatasetConversion(
            DatasetConversion.Request(path, to: [.simple]), program: ToolVersion(name: "platen", version: "1"))
        _ = try await DatasetWriter(
            plan: conversion.plan, directory: folder("words"), existing: .refuse, syncs: false
        ).write(from: conversion.source, jobs: 2) { _ in }
        #expect(try lines(folder("words/labels_train.txt")) == ["train/000000.png ab", "train/000001.png c d"])
        let image = try ImageFile.read(path: folder("words/train/000001.png"))
        #expect((image.width, image.height) == (16, 12))
    }

    @Test func aTurnedTextIsLaidUpright() throws {
        // A quarter turn to the right: its upper edge is the box's right one.
        let quad = Quad(
            topLeft: Point(x: 30, y: 5), topRight: Point(x: 30, y: 25), bottomRight: Point(x: 20, y: 25),
            bottomLeft: Point(x: 20, y: 5))
        let part = try #require(Self.page.cut(quad, limits: ImageLimits()))
        #expect((part.width, part.height) == (20, 10))
        #expect(abs(Int(part.pixels[0]) - Int(Self.page.pixels[5 * 40 + 29])) <= 2)
        #expect(abs(Int(part.pixels[9 * 20 + 19]) - Int(Self.page.pixels[24 * 40 + 20])) <= 2)
        // A text that leads out of the picture has no part of its own.
        #expect(Self.page.cut(Quad(Rect(left: 30, top: 5, right: 60, bottom: 15)), limits: ImageLimits()) == nil)
        #expect(Self.page.cut(Quad(Rect(left: -1, top: 5, right: 10, bottom: 15)), limits: ImageLimits())?.width == 10)
    }

    // MARK: Folders as they are published

    @Test func foldersOfTheChallenge() throws {
        for (name, part) in [("training", "train"), ("test", "test")] {
            try putPage("set/ch4_\(name)_images/img_1.jpg")
            try folder.put("set/ch4_\(name)_localization_gt/gt_img_1.txt", "4,5,14,5,14,11,4,11,\(part), x\r\n")
        }
        let set = try StoredDataset(folder("set"))
        #expect(set.format == .icdar2015Detection && set.splits == [.train, .test])
        #expect(try set.labels(of: .test) == ["test, x"])
        #expect(try set.imagePath(at: 0, in: .train) == folder("set/ch4_training_images/img_1.jpg"))
        #expect(
            try set.place(at: 0, in: .train) == folder("set/ch4_training_localization_gt/gt_img_1.txt") + ":1")
        // Texts beside their pictures.
        try putPage("one/img_1.png")
        try folder.put("one/img_1.txt", "4,5,14,5,14,11,4,11,\"a \\\"b\"\n")
        #expect(try StoredDataset(folder("one")).labels(of: .train) == ["a \"b"])
        #expect(try StoredDataset(folder("one")).format == .icdar2015Detection)
    }

    // MARK: Damage

    @Test(arguments: [
        (
            "4,5,14,5,14,11,4,ab",
            ":2: the line is no outline and its text: \"4,5,14,5,14,11,4,ab\"; each line is like 377"
        ),
        ("4,5,14,5,14,11,4,11", ":2: there is no text behind the numbers: "),
        ("4,5,14,5,14,11,4,11,", ":2: the label is empty: "),
        ("4,5,4,11,14,11,14,5,ab", ":2: the corners of the text don't run clockwise from its top left"),
        ("4,5,14,5,14,5,4,5,ab", ":2: the text's outline holds nothing"),
    ])
    func aBrokenTextIsNamedOrLeftOut(line: String, what: String) async throws {
        try putPage("set/i/1.png")
        try folder.put("set/gt/gt_1.txt", "4,5,14,5,14,11,4,11,first\n\(line)\n20,15,36,15,36,27,20,27,last\n")
        let message = await failure(.damaged) { _ = try StoredDataset(folder("set")) }
        #expect(message.hasPrefix(folder("set/gt/gt_1.txt") + what), "\(message)")
        let set = try StoredDataset(folder("set"), onProblem: .leaveOut)
        #expect(try set.labels(of: .train) == ["first", "last"])
        #expect(set.problems.count == 1)
    }

    @Test func whatHasNoOther() async throws {
        try putPage("set/i/1.png")
        try putPage("set/i/2.png")
        try folder.put("set/gt/gt_1.txt", "4,5,14,5,14,11,4,11,a\n")
        try folder.put("set/gt/gt_3.txt", "4,5,14,5,14,11,4,11,b\n")
        let set = try StoredDataset(folder("set"), onProblem: .leaveOut)
        #expect(try set.labels(of: .train) == ["a"])
        #expect(
            set.problems.first.map(\.description) == [
                "\(folder("set/i/2.png")): there is no gt_2.txt with its texts in \(folder("set/gt")): add it",
                "\(folder("set/gt/gt_3.txt")): there is no picture that these texts are of",
            ])
        _ = await failure(.damaged) { _ = try StoredDataset(folder("set")) }
    }

    @Test(arguments: [
        (
            #"{"imgs": {"1": {"file_name": "1.png"}}, "anns": {"1": {"image_id": 2}}}"#,
            ": the text \"1\" is of no picture in imgs"
        ),
        (#"{"imgs": {"1": {"file_name": "1.png"}}, "anns": {"1""#, ": the JSON is damaged or cut short"),
        (#"{"imgs": {"a": {"file_name": "1.png"}}, "anns": {}}"#, ": the picture \"a\" is no number, or comes twice"),
        (#"{"imgs": {"1": {"width": 3}}, "anns": {}}"#, ", picture 1: it has no file_name, or a set that is none of"),
        (
            #"{"imgs": {"1": {"file_name": "1.png"}}, "anns": {"1": {"image_id": 1, "utf8_string": "a", "polygon": [1, 2]}}}"#,
            ", picture 1: the text's points are no outline"
        ),
        (
            #"{"imgs": {"1": {"file_name": "1.png"}}, "anns": {"1": {"image_id": 1, "legibility": "legible"}}}"#,
            ", picture 1: 1.png has a text, and nothing says what it is"
        ),
    ])
    func damagedDocumentsOfCOCOText(text: String, what: String) async throws {
        try folder.put("cocotext.json", text)
        let message = await failure(.damaged) { _ = try StoredDataset(folder("cocotext.json")) }
        #expect(message.hasPrefix(folder("cocotext.json") + what), "\(message)")
    }
}
