import Datasets
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

/// What a folder holds is found out, or said to be missing.
@Suite struct StoredFolderTests {
    @Test(arguments: [
        "labels_train.txt", "annotation_train.txt", "icdar2013_train.txt", "icdar2015_train.txt", "labels_train.tsv",
        "gt_train.txt",
    ])
    func filesBySplitServeTheirSplits(name: String) throws {
        let folder = try TemporaryFolder()
        let lines =
            name.hasPrefix("icdar")
            ? ["1.png, \"a\"", "2.png, \"b\""]
            : name.hasSuffix("tsv")
                ? ["1.png\ta", "2.png\tb"] : ["1.png a", "2.png b"]
        try folder.put(name, lines[0] + "\n")
        try folder.put(name.replacingOccurrences(of: "train", with: "validation"), lines[1] + "\n" + lines[0])
        let set = try StoredDataset(folder.path + "//")
        #expect(set.splits == [.train, .val])
        #expect(!set.isWhole)
        #expect(Split.allCases.map { set.count(of: $0) } == [1, 2, 0])
        #expect(try set.labels(of: .val) == ["b", "a"])
        #expect(try set.labels(of: .test) == [])
        #expect(
            try set.place(at: 1, in: .val) == folder(name.replacingOccurrences(of: "train", with: "validation")) + ":2")
        let alone = set.only(.val)
        #expect(alone.isWhole)
        #expect(try alone.labels(of: .test) == ["b", "a"])
    }

    @Test(arguments: ["labels.tsv", "labels.txt", "gt.txt", "annotation.txt"])
    func oneFileServesEverySplit(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.put(name, "i/1.png a\ni/2.png b\n")
        let set = try StoredDataset(folder.path)
        #expect(set.isWhole)
        #expect(set.splits == [])
        #expect(set.files == [folder(name)])
        for split in Split.allCases { #expect(try set.labels(of: split) == ["a", "b"]) }
    }

    @Test func aFormatChoosesAmongLists() throws {
        let folder = try TemporaryFolder()
        try folder.put("labels_train.txt", "1.png simple\n")
        try folder.put("annotation.txt", "1_mjsynth_0.png 0\n")
        try folder.put("icdar2015_test.txt", "\u{FEFF}word_1.png, \"icdar\"\r\n")
        try folder.putImages("name.png")
        func first(_ format: DatasetFormat?) throws -> String? {
            let set = try StoredDataset(folder.path, format: format)
            return try set.labels(of: set.splits.first ?? .train).first
        }
        #expect(try first(nil) == "simple")
        #expect(try first(.simple) == "simple")
        #expect(try first(.mjsynth) == "mjsynth")
        #expect(try first(.icdar2015) == "icdar")
        #expect(try first(.fileName) == "name")
    }

    @Test func namesOfImagesAreLabels() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("2b827.png", "a.b.JPG", "00123.jpeg", "ה.png")
        try folder.put("SOURCE.txt", "Taken from somewhere.\n")
        try folder.put("notes", "")
        let set = try StoredDataset(folder.path)
        #expect(set.format == .fileName)
        #expect(try set.labels(of: .train) == ["00123", "2b827", "a.b", "ה"])
        #expect(set.ignoredFiles == [folder("SOURCE.txt"), folder("notes")])
        #expect(try set.place(at: 1, in: .train) == folder("2b827.png"))
        #expect(try set.makeReader().sample(at: 1, in: .train).image.width == 3)
    }

    @Test func foldersBySplit() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("train/a.png", "train/b.png", "valid/c.png")
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train, .val])
        #expect(try set.labels(of: .val) == ["c"])
        try folder.put("train/gt.txt", "b.png, \"word\"\n")
        #expect(try StoredDataset(folder.path).labels(of: .train) == ["word"])
        #expect(try StoredDataset(folder.path, format: .fileName).labels(of: .train) == ["a", "b"])
    }

    @Test func imagesMayLieElsewhere() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("pictures/1.png")
        try folder.put("lists/labels.txt", "./1.png a\n\(folder("pictures/1.png")) b\n")
        let set = try StoredDataset(folder("lists/labels.txt"), images: folder("pictures") + "/")
        let reader = try set.makeReader()
        for index in 0..<2 {
            #expect(try set.imagePath(at: index, in: .test) == folder("pictures/1.png"))
            #expect(try reader.sample(at: index, in: .test).image.height == 2)
        }
    }

    @Test func whatIsMissingIsNamed() async throws {
        let folder = try TemporaryFolder()
        func message(
            _ path: String, _ format: DatasetFormat? = nil, _ code: DatasetError.Code = .missing
        ) async -> String {
            await failure(code) { _ = try StoredDataset(path, format: format) }
        }
        #expect(
            await message(folder("none"))
                == "there is no \(folder("none")): give a dataset's folder or its annotation file")
        let names =
            "annotations (labels.txt, annotation.txt, annotations.txt, gt.txt, imlist.txt, rec_gt.txt, det_gt.txt, Label.txt, "
            + "metadata.csv, trocr.csv, icdar2013.txt, icdar2015.txt, mmocr.jsonl, mmocr_detection.json, "
            + "cocotext.json, cocotext.v2.json, COCO_Text.json, or by split, as labels_train.txt)"
        #expect(
            await message(folder.path)
                == "\(folder.path) holds neither a finished dataset nor \(names) nor images; it has nothing: "
                + "give a dataset's folder or its annotation file")
        #expect(
            await message(folder.path, .platen)
                == "\(folder.path) holds no platen.json and samples.jsonl; it has nothing: "
                + "give a dataset's folder or its annotation file")
        #expect(
            await message(folder.path, .fileName)
                == "\(folder.path) holds no images (PNG, JPEG, WebP, TIFF, BMP or GIF); it has nothing: "
                + "give a dataset's folder or its annotation file")
        try folder.put("list.txt", "1.png a\n")
        try folder.putImages("1.png")
        #expect(
            await message(folder.path)
                == "\(folder("list.txt")) looks like annotations (simple) but has no name that is "
                + "known: give that file, or the format file_name if the images are named after their labels")
        #expect(try StoredDataset(folder.path, format: .fileName).labels(of: .train) == ["1"])
        #expect(
            await message(folder("list.txt"), .fileName, .plan)
                == "\(folder("list.txt")) is a file: the format file_name takes a folder of images")
        try folder.put(".platen/journal", "")
        #expect(
            await message(folder.path)
                == "the dataset in \(folder.path) is not finished (it has .platen): resume it first, "
                + "or name a format")
        #expect(await message("/dev/null") == "/dev/null is neither a file nor a folder: give one of them")
    }

    @Test func hiddenFilesAreNoSamples() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("711.png", "712.JPG", ".png", ".ipynb_checkpoints/711-checkpoint.png", ".hidden.png")
        try folder.put("._711.png", "no picture")
        try folder.put(".DS_Store", "")
        try folder.put("Thumbs.db", "")
        let set = try StoredDataset(folder.path)
        #expect(try set.labels(of: .train) == ["711", "712"])
        #expect(set.ignoredFiles == [folder("Thumbs.db")])
    }

    /// Pictures of all kinds that are read are samples; those of other kinds are told.
    @Test func picturesOfOtherKinds() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("711.png")
        // A GIF of one white pixel.
        let gif: [UInt8] = [
            0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0,
            1, 0,
            0, 2, 2, 0x4C, 1, 0, 0x3B,
        ]
        try Data(gif).write(to: URL(fileURLWithPath: folder("713.gif")))
        try folder.put("712.heic", "none")
        let set = try StoredDataset(folder.path)
        #expect(try set.labels(of: .train) == ["711", "713"])
        #expect(try set.makeReader().sample(at: 1, in: .train).image == Bitmap(width: 1, height: 1, filledWith: 255))
        #expect(
            set.notes.contains(
                "1 picture is of a kind that is not read and is passed over: 1 HEIF (\(folder("712.heic")))"),
            "\(set.notes)")
    }

    @Test func linkedFoldersAreFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.putImages("elsewhere/a.png", "elsewhere/b.png")
        try FileManager.default.createDirectory(atPath: folder("set"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder("set/train"), withDestinationPath: "../elsewhere")
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "set")
        let set = try StoredDataset(folder("link"))
        #expect(try set.labels(of: .train) == ["a", "b"])
        #expect(try set.makeReader().sample(at: 1, in: .train).image.width == 3)
    }

    @Test func badNamesOfImages() async throws {
        let folder = try TemporaryFolder()
        try folder.putImages("a.png")
        let name = Array((folder.path + "/b").utf8) + [0xFF] + Array(".png".utf8)
        #expect(rename(folder("a.png"), name.map { CChar(bitPattern: $0) } + [0]) == 0)
        let set = await failure(.missing) { _ = try StoredDataset(folder.path, onProblem: .leaveOut) }
        #expect(set.hasPrefix("\(folder.path) has no samples: all 1 lines are broken, the first \(folder.path)/b"))
        try folder.putImages("c.png")
        let rest = try StoredDataset(folder.path, onProblem: .leaveOut)
        #expect(rest.problems.first.last?.what == "the file's name is not UTF-8: rename it")
        #expect(try rest.labels(of: .train) == ["c"])
    }

    @Test func imagesThatCannotBeReadAreNamedOrLeftOut() async throws {
        let folder = try TemporaryFolder()
        try folder.putImages("1.png", "5.png")
        try folder.put("2.png", "no picture")
        try folder.put("3.png", "")
        try folder.put("labels.txt", "1.png a\n2.png b\n3.png c\n4.png d\n5.png e\n")
        let set = try StoredDataset(folder.path)
        let reader = try set.makeReader()
        let expected = [
            "\(folder("labels.txt")):2: \(folder("2.png")): not a PNG, JPEG, WebP, TIFF, BMP or GIF file: it begins with \"no pictu\"",
            "\(folder("labels.txt")):3: \(folder("3.png")): the file is empty",
            "\(folder("labels.txt")):4: cannot read \(folder("4.png")): no such file or directory",
        ]
        for (index, message) in expected.enumerated() {
            #expect(await failure(.sample) { _ = try reader.sample(at: index + 1, in: .train) } == message)
        }
        #expect(await failure(.sample) { _ = try set.checkingImages() } == expected[0])

        let rest = try StoredDataset(folder.path, onProblem: .leaveOut).checkingImages()
        #expect(rest.problems.first.map(\.description) == expected)
        #expect(try rest.labels(of: .train) == ["a", "e"])
        #expect(try rest.makeReader().sample(at: 1, in: .train).label == "e")
        #expect(try rest.place(at: 1, in: .train) == "\(folder("labels.txt")):5")

        let looked = try StoredDataset(folder.path, onProblem: .leaveOut).checkingImages(decoding: false)
        #expect(
            looked.problems.first.map(\.description)
                == ["\(folder("labels.txt")):4: there is no file \(folder("4.png"))"])
        #expect(try looked.checkingImages().labels(of: .train) == ["a", "e"])
        #expect(
            await failure(.plan) { _ = try reader.sample(at: 5, in: .val) }
                == "there is no val sample 5 in \(folder.path): the split has 5, counted from 0")
    }

    @Test func aFileThatChangesIsNotReadWrong() async throws {
        let folder = try TemporaryFolder()
        try folder.put("labels.txt", "1.png a\n2.png b\n")
        let set = try StoredDataset(folder.path)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("labels.txt")))
        try file.truncate(atOffset: 8)
        #expect(
            await failure(.damaged) { _ = try set.label(at: 1, in: .train) }
                == "\(folder("labels.txt")) has changed since it was opened: start again")
    }
}
