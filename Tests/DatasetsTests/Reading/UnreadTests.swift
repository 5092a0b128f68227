import Arrays
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// What lies beside that which is read is told; nothing is left out in silence.
@Suite struct UnreadTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func notes() throws -> [String] { try StoredDataset(folder.path).notes }

    @Test(arguments: ["dev", "eval", "holdout", "train_b"]) func foldersOfUnknownNames(name: String) throws {
        try folder.putImages("train/abc.png", "\(name)/def.png")
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train])
        #expect(
            set.notes == [
                "\(folder(name)): a folder beside those of splits (train), whose name is none's or comes twice; it is not "
                    + "read: rename it (train, val, test), or give it alone"
            ])
    }

    /// Masks are no samples, nor is what holds no pictures.
    @Test func foldersThatHoldNoSamples() throws {
        try folder.putImages("train/abc.png", "masks/train/abc.png")
        try folder.put("docs/readme.md", "hello")
        #expect(try notes() == [])
    }

    @Test(arguments: [["Train", "val"], ["TRAIN", "Validation"], ["train", "VAL"]])
    func namesInAnyCase(names: [String]) throws {
        try folder.putImages("\(names[0])/abc.png", "\(names[1])/def.png")
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train, .val] && set.notes == [])
        #expect(try set.labels(of: .train) == ["abc"] && set.labels(of: .val) == ["def"])
    }

    @Test func listsInAnyCase() throws {
        try folder.put("labels_Train.txt", "1.png a\n")
        try folder.put("labels_TEST.txt", "2.png b\n")
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train, .test] && set.notes == [])
    }

    @Test func aSplitTwiceAndOneWithoutSamples() throws {
        try folder.putImages("val/abc.png", "valid/def.png", "train/a/b/c.png")
        let found = try notes()
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("\(folder("train")): there is no dataset in it"))
        #expect(found[1].hasPrefix("\(folder("valid")): a folder beside those of splits (val)"))
    }

    @Test func picturesBesideFolders() throws {
        try folder.putImages("train/abc.png", "root.png", "more.png")
        #expect(
            try notes() == [
                "\(folder("more.png")): 2 pictures beside the folders of splits, this is the first; they are not read"
            ])
    }

    @Test func listsOfUnknownNames() throws {
        for name in ["train", "dev", "test"] { try folder.put("labels_\(name).txt", "1.png a\n") }
        try folder.put("labels.txt", "1.png a\n")
        #expect(
            try notes() == [
                "\(folder("labels.txt")): it is not read, since labels_train.txt is of a split: give it alone to have its rows",
                "\(folder("labels_dev.txt")): 'dev' is no split's name (train, val, test), so it is not read: rename it, or "
                    + "give it alone",
            ])
    }

    @Test func anotherList() throws {
        try folder.put("labels.txt", "1.png a\n")
        try folder.put("more.txt", "2.png b\n")
        try folder.put("words.txt", "hello\nworld\n")
        #expect(
            try notes() == [
                "\(folder("more.txt")) looks like a list of pictures (simple), and labels.txt alone is read: give it alone, or "
                    + "join the two"
            ])
    }

    /// All that Platen writes at once is several formats of one dataset, and no cause for a note.
    @Test func listsOfSeveralFormats() async throws {
        let formats: [DatasetFormat] = [
            .simple, .tabbed, .trocr, .mmocr, .mmocrJSONLines, .mmocrDetection, .docTR, .icdar2015, .cocoText,
        ]
        try await write(
            .small(train: 3, val: 2, test: 2, annotations: formats.map { AnnotationFormat($0) }), to: folder("set"))
        for name in ["samples.jsonl", "platen.json"] {
            try FileManager.default.removeItem(atPath: folder("set/" + name))
        }
        #expect(try StoredDataset(folder("set")).notes == [])
    }

    // MARK: A column of splits

    private static let tables: [(String, String)] = [
        ("labels.csv", "filename,words,split\n1.png,a,train\n2.png,b,test\n3.png,c,Validation\n4.png,d,train\n"),
        (
            "metadata.jsonl",
            ["train", "test", "Validation", "train"].enumerated().map {
                #"{"file_name":"\#($0 + 1).png","split":"\#($1)","text":"\#(Array("abcd")[$0])"}"# + "\n"
            }.joined()
        ),
    ]

    @Test(arguments: tables) func aColumnTellsSplits(name: String, text: String) throws {
        try folder.put(name, text)
        try folder.putImages("1.png", "2.png", "3.png", "4.png")
        for path in [folder.path, folder(name)] {
            let set = try StoredDataset(path)
            #expect(set.splits == Split.allCases && set.notes == [])
            #expect(try set.labels(of: .train) == ["a", "d"])
            #expect(try set.labels(of: .val) == ["c"] && set.labels(of: .test) == ["b"])
            #expect(try set.place(at: 1, in: .train).hasPrefix(folder(name)))
            #expect(try set.makeReader().sample(at: 1, in: .train).image.width == 3)
            #expect(try set.checkingImages().joined().labels(of: .train) == ["a", "d", "c", "b"])
        }
    }

    @Test(arguments: tables) func aColumnThatNamesNoSplit(name: String, text: String) throws {
        try folder.put(name, text.replacingOccurrences(of: "Validation", with: "dev"))
        let set = try StoredDataset(folder.path)
        #expect(set.isWhole)
        #expect(try set.labels(of: .train) == ["a", "b", "c", "d"])
        #expect(set.notes.count == 1 && set.notes[0].contains("the column split has no split's name here"))
        #expect(set.notes[0].hasPrefix("\(folder(name)):"))
    }

    @Test(arguments: tables) func theNameOfAFileCountsMoreThanItsColumn(name: String, text: String) throws {
        try folder.put("train/" + name, text)
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train] && set.count(of: .train) == 4)
        #expect(set.notes.count == 1 && set.notes[0].contains("the column split says another split than train"))
        #expect(set.notes[0].contains("in 2 rows"))
    }

    private func parquet(_ rows: [(label: String, split: String)]) -> [UInt8] {
        var encoder = ParquetEncoder(
            columns: [
                .init("image", "bytes", isText: false), .init("text", isText: true), .init("split", isText: true),
            ],
            metadata: [], rowsInGroup: 3)
        var bytes = ParquetEncoder.begin
        for row in rows { bytes += encoder.add([[1, 2], Array(row.label.utf8), Array(row.split.utf8)]) }
        return bytes + encoder.end()
    }

    @Test func aColumnOfParquet() throws {
        let bytes = parquet([("a", "train"), ("b", "test"), ("c", "val"), ("d", "train")])
        try folder.put("one/words.parquet", bytes)
        for path in ["one", "one/words.parquet"] {
            let set = try StoredDataset(folder(path))
            #expect(set.splits == Split.allCases && set.notes == [])
            #expect(try set.labels(of: .train) == ["a", "d"] && set.labels(of: .test) == ["b"])
        }
        try folder.put("two/train-00000-of-00001.parquet", bytes)
        let named = try StoredDataset(folder("two"))
        #expect(named.splits == [.train] && named.count(of: .train) == 4)
        #expect(named.notes.count == 1 && named.notes[0].contains("the column split says another split than train"))
    }

    @Test func parquetWithoutRows() async throws {
        try folder.put("train-00000-of-00001.parquet", parquet([]))
        let message = await failure(.missing) { _ = try StoredDataset(folder.path) }
        #expect(message == "\(folder.path) has no samples")
    }

    /// The place of what can't be read is told once.
    @Test func placesAreToldOnce() async throws {
        try folder.put("words.parquet", parquet([("a", "train")]))
        let place = "\(folder("words.parquet")), row 0"
        let message = await failure(.sample) {
            _ = try StoredDataset(folder.path).makeReader().sample(at: 0, in: .train)
        }
        #expect(message.hasPrefix(place + ": ") && message.ranges(of: place).count == 1, "\(message)")
        let conversion = try DatasetConversion(
            DatasetConversion.Request(folder.path, to: [.simple]), program: ToolVersion(name: "platen", version: "1"))
        let written = await failure(.sample) {
            _ = try await DatasetWriter(
                plan: conversion.plan, directory: folder("out"), existing: .refuse, syncs: false
            ).write(from: conversion.source, jobs: 1) { _ in }
        }
        #expect(written.hasPrefix("sample train 0 (\(place)): "), "\(written)")
        #expect(written.ranges(of: place).count == 1, "\(written)")
    }

    // MARK: Files of a numbered set

    @Test func missingFilesOfASet() throws {
        try folder.put("train-00000-of-00003.parquet", parquet([("a", "train")]))
        try folder.put("train-00002-of-00003.parquet", parquet([("b", "train")]))
        let what =
            "2 of 3 files train-...-of-00003 are there: bring the others, or what is read is a part of the dataset"
        #expect(try notes() == ["\(folder.path): \(what)"])
        // Where what is wrong is listed, this is.
        let listed = try StoredDataset(folder.path, onProblem: .leaveOut)
        #expect(listed.problems.ofFiles.map(\.description) == ["\(folder.path): \(what)"])
        try folder.put("train-00001-of-00003.parquet", parquet([("c", "train")]))
        #expect(try notes() == [])
    }

    @Test func oneShardOfSeveral() async throws {
        try await write(DatasetPlan.small().shard(2, of: 3), to: folder("set"))
        let set = try StoredDataset(folder("set"))
        let count = Split.allCases.reduce(0) { $0 + (set.count(of: $1) ?? 0) }
        let what =
            "\(folder("set")): one shard of 3 alone, \(count) of 80 samples: join all of them by merge to have the whole "
            + "dataset"
        #expect(set.notes == [what])
        #expect(
            try StoredDataset(folder("set"), onProblem: .leaveOut).problems.ofFiles.map(\.description) == [what])
        for number in [1, 3] { try await write(DatasetPlan.small().shard(number, of: 3), to: folder("set")) }
        #expect(try StoredDataset(folder("set")).notes == [])
    }

    // MARK: Tar

    private func tar(_ files: [(name: String, text: String)]) -> [UInt8] {
        var writer = TarHeader.Writer()
        var bytes: [UInt8] = []
        for file in files {
            let content = Array(file.text.utf8)
            bytes += writer.block(name: Array(file.name.utf8), size: content.count) + content
            bytes += [UInt8](repeating: 0, count: TarHeader.padding(content.count))
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    private func labels(_ files: [(name: String, text: String)]) throws -> [String] {
        try folder.put("a.tar", tar(files))
        return try StoredDataset(folder("a.tar")).labels(of: .train)
    }

    @Test func aByteOrderMarkIsNoPartOfALabel() throws {
        #expect(try labels([("1.png", ""), ("1.txt", "\u{FEFF}hello\r\n")]) == ["hello"])
        #expect(try labels([("1.png", ""), ("1.json", "\u{FEFF}{\"text\": \"hello\"}")]) == ["hello"])
        let copied = try StoredDataset(
            folder("a.tar"), format: nil, images: nil, lexicon: nil, onProblem: .refuse, isForCopy: true)
        #expect(try copied.labels(of: .train) == ["hello"])
    }

    @Test func textsThatDisagree() async throws {
        let cases: [([(name: String, text: String)], String)] = [
            ([("1.png", ""), ("1.txt", "x"), ("1.gt.txt", "z")], "its texts .txt and .gt.txt are not the same"),
            (
                [("1.png", ""), ("1.json", #"{"label":"L","text":"T"}"#)],
                "its .json has two keys for one thing, label and text, which are not the same"
            ),
            ([("1.png", ""), ("1.jpg", ""), ("1.txt", "x")], "it has several pictures, .jpg, .png: leave one"),
            ([("1.png", ""), ("1.json", #"{"label":"L","#)], "its .json is no object of JSON, or is damaged"),
        ]
        for (files, what) in cases {
            let message = await failure(.damaged) { _ = try labels(files) }
            #expect(message.hasPrefix("\(folder("a.tar")), 1: \(what)"), "\(message)")
        }
        #expect(try labels([("1.png", ""), ("1.txt", "x\n"), ("1.text", "x")]) == ["x"])
        #expect(try labels([("1.png", ""), ("1.json", #"{"label":"L","text":"L","n":{"text":"M"}}"#)]) == ["L"])
        // What a name with two dots holds is no picture where another has one.
        #expect(try labels([("1.mask.png", ""), ("1.png", ""), ("1.txt", "x")]) == ["x"])
        #expect(try StoredDataset(folder("a.tar")).place(at: 0, in: .train) == "\(folder("a.tar")), 1.png")
    }

    @Test func archivesThatWereJoinedByCat() throws {
        let one = tar([("1.png", ""), ("1.txt", "a")])
        try folder.put("a.tar", one + one)
        let set = try StoredDataset(folder("a.tar"))
        #expect(try set.labels(of: .train) == ["a"])
        #expect(set.notes.count == 1)
        #expect(set.notes[0].hasPrefix("\(folder("a.tar")): there is another archive behind its end mark"))
        // Writers fill up with zeros, and what is no archive is none.
        try folder.put("a.tar", one + [UInt8](repeating: 0, count: 9216) + Array("the end".utf8))
        #expect(try StoredDataset(folder("a.tar")).notes == [])
    }

    // MARK: Composed and decomposed

    @Test func labelsThatNobodyCanTellApartAreOne() throws {
        let rows = (0..<40).map {
            #"{"file_name":"\#($0).png","text":"\#($0 % 2 == 0 ? "caf\u{E9}" : "cafe\u{301}")"}"#
        }
        try folder.put("metadata.jsonl", rows.joined(separator: "\n"))
        let set = try StoredDataset(folder.path)
        let parts = try set.divided(SplitFractions(train: 0.5, val: 0.5, test: 0), seed: 1, byLabel: true)
        #expect(parts.splits.count == 1)
        let statistics = try LabelStatistics(set)
        #expect(statistics.different == 1)
        #expect(statistics.mostRepeated.map(\.samples) == [40])
    }
}
