import Datasets
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

private let words = ["Lube", "x.y", "A1", "é中", "007"]

private func labelled(_ labels: [String]) -> FakeSource {
    var source = FakeSource()
    source.label = { split, index in labels[(index + Int(split.number)) % labels.count] }
    return source
}

@Suite struct AnnotationTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    @Test func simple() async throws {
        try await write(.small(train: 2, val: 1, test: 0), to: set, from: labelled(words))
        #expect(try text(set + "/labels_train.txt") == "train/000000.png Lube\ntrain/000001.png x.y\n")
        #expect(try text(set + "/labels_val.txt") == "val/000000.png x.y\n")
        #expect(!FileManager.default.fileExists(atPath: set + "/labels_test.txt"))
        let read = try ReferenceReaders.numberExtraction(try text(set + "/labels_train.txt"))
        #expect(
            read == [.init(path: "train/000000.png", label: "Lube"), .init(path: "train/000001.png", label: "x.y")])
    }

    @Test func simpleWithSpacesIsCountedAsReadDifferently() async throws {
        let summary = try await write(
            .small(train: 3, val: 0, test: 0), to: set, from: labelled(["hello world", "one"]))
        #expect(
            summary.warnings == [
                "simple: labels with spaces, of which readers that split at white space see the first word only": 2
            ])
        let list = try text(set + "/labels_train.txt")
        #expect(try ReferenceReaders.restOfLine(list).map(\.label) == ["hello world", "one", "hello world"])
        #expect(try ReferenceReaders.numberExtraction(list).map(\.label) == ["hello", "one", "hello"])
    }

    @Test func mjsynth() async throws {
        let plan = DatasetPlan.small(
            train: 3, val: 2, test: 1, annotations: [.mjsynth], layout: .mjsynth, image: .jpeg(quality: 90...90))
        try await write(plan, to: set, from: labelled(words))
        let train = try text(set + "/annotation_train.txt")
        #expect(
            train == """
                ./train/1/1/1_Lube_0.jpg 0
                ./train/1/1/2_x.y_1.jpg 1
                ./train/1/1/3_A1_2.jpg 2

                """)
        #expect(
            try text(set + "/annotation_val.txt") == "./val/1/1/1_x.y_3.jpg 3\n./val/1/1/2_A1_4.jpg 4\n")
        let parts = try Split.allCases.map { try text(set + "/annotation_\($0).txt") }
        #expect(try text(set + "/annotation.txt") == parts.joined())
        #expect(try lines(set + "/lexicon.txt") == ["Lube", "x.y", "A1", "x.y", "A1", "A1"])
        #expect(try text(set + "/imlist.txt").hasPrefix("./train/1/1/1_Lube_0.jpg\n./train/1/1/2_x.y_1.jpg\n"))

        #expect(train.firstMatch(of: ReferenceReaders.mjsynthFirstLine) != nil)
        #expect(try ReferenceReaders.numberExtraction(train).map(\.label) == ["Lube", "x.y", "A1"])
        #expect(try ReferenceReaders.mltu(train).map(\.label) == ["Lube", "x.y", "A1"])
        for entry in try ReferenceReaders.docTR(try text(set + "/imlist.txt")) {
            #expect(FileManager.default.fileExists(atPath: set + "/" + entry.path))
            #expect(words.contains(entry.label))
        }
        // The number at the end of a name is the label's line in the lexicon.
        let lexicon = try lines(set + "/lexicon.txt")
        for line in try lines(set + "/annotation.txt") {
            let entry = try ReferenceReaders.numberExtraction(line)[0]
            let number = try #require(line.split(separator: " ").last.flatMap { Int($0) })
            #expect(lexicon[number] == entry.label)
        }
    }

    @Test func mjsynthNeedsItsLayout() async throws {
        let message = await failure(.plan) { try await write(.small(annotations: [.mjsynth]), to: set) }
        #expect(
            message
                == "mjsynth annotations need the layout `mjsynth`, as they keep the label in the file name, "
                + "but the layout is `flat`")
        #expect(!FileManager.default.fileExists(atPath: set))
    }

    @Test func icdarWords() async throws {
        let plan = DatasetPlan.small(train: 12, val: 0, test: 0, annotations: [.icdar2013, .icdar2015], layout: .icdar)
        let labels = ["Tiredness", "a\"b", "c\\d", "\\\"", "p, q"]
        let summary = try await write(plan, to: set, from: labelled(labels))
        let list = try text(set + "/icdar2013_train.txt")
        #expect(
            list.hasPrefix(
                """
                train/word_1.png, "Tiredness"
                train/word_2.png, "a\\"b"
                train/word_3.png, "c\\\\d"
                train/word_4.png, "\\\\\\""
                train/word_5.png, "p, q"
                train/word_6.png, "Tiredness"

                """))
        #expect(try text(set + "/icdar2015_train.txt") == list)
        #expect(list.firstMatch(of: ReferenceReaders.icdarFirstLine) != nil)
        for (index, line) in list.split(separator: "\n").enumerated() {
            let transcription = line[(try #require(line.firstIndex(of: ","))...)].dropFirst(2)
            #expect(ReferenceReaders.officialTranscription(String(transcription)) == labels[index % labels.count])
        }
        let entries = try ReferenceReaders.numberExtraction(list)
        #expect(entries[0] == .init(path: "train/word_1.png", label: "Tiredness"))
        #expect(entries[4].label == "p")
        #expect(try ReferenceReaders.mmocrWords(list)[4].label == "p, q")
        #expect(summary.warnings.count == 2)
        #expect(summary.warnings.values.allSatisfy { $0 == 9 })
    }

    @Test func icdarAsPublished() async throws {
        let plan = DatasetPlan.small(
            train: 2, val: 1, test: 0, annotations: [.icdar2013.asPublished, .icdar2015.asPublished], layout: .icdar)
        try await write(plan, to: set, from: labelled(words))
        #expect(
            try text(set + "/icdar2013_train.txt") == "train/word_1.png, \"Lube\"\r\ntrain/word_2.png, \"x.y\"\r\n")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: set + "/icdar2015_train.txt"))
                == Data([0xEF, 0xBB, 0xBF] + Array("train/word_1.png, \"Lube\"\r\ntrain/word_2.png, \"x.y\"\r\n".utf8)))
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: set + "/icdar2015_val.txt"))
                == Data([0xEF, 0xBB, 0xBF] + Array("val/word_1.png, \"x.y\"\r\n".utf8)))
    }

    @Test func detection() async throws {
        let plan = DatasetPlan.small(
            train: 2, val: 1, test: 0,
            annotations: [.icdar2013Detection, .icdar2015Detection.asPublished], layout: .icdar)
        var source = labelled(["Genaxis, \"Theatre\"", "plain"])
        source.adjust = { sample in
            sample.textQuad.topLeft.x = -3.7
            sample.textQuad.bottomRight.y = 400
        }
        try await write(plan, to: set, from: source)
        let box = try text(set + "/icdar2013_detection/train/gt_word_1.txt")
        #expect(box == "0, 2, 107, 11, \"Genaxis, \\\"Theatre\\\"\"\n")
        #expect(try ReferenceReaders.officialBox(box).label == "Genaxis, \"Theatre\"")
        let quad = try text(set + "/icdar2015_detection/train/gt_word_1.txt")
        #expect(quad == "\u{FEFF}0,2,107,2,107,11,0,11,Genaxis, \"Theatre\"\r\n")
        #expect(try ReferenceReaders.officialQuad(quad).label == "Genaxis, \"Theatre\"")
        #expect(
            try text(set + "/icdar2015_detection/val/gt_word_1.txt") == "\u{FEFF}0,2,29,2,29,11,0,11,plain\r\n")
    }

    @Test func simplePathsAreFoundFromTheFileItself() async throws {
        for layout in Layout.allCases {
            let target = folder(layout.rawValue)
            try await write(.small(train: 3, val: 0, test: 0, layout: layout), to: target)
            for entry in try ReferenceReaders.numberExtraction(try text(target + "/labels_train.txt")) {
                #expect(FileManager.default.fileExists(atPath: target + "/" + entry.path), "\(entry)")
            }
        }
    }
}

/// MJSynth's files where the source has a list of words.
@Suite struct LexiconTests {
    let folder: TemporaryFolder
    let words = ["ant", "Lube", "zoo", "unused"]
    let plan = DatasetPlan.small(
        train: 30, val: 6, test: 5, annotations: [.mjsynth], layout: .mjsynth, image: .jpeg(quality: 90...90))

    init() throws { folder = try TemporaryFolder() }

    private func source() -> FakeSource {
        var source = FakeSource()
        let words = words
        source.words = words
        source.label = { _, index in index % 2 == 0 ? words[index % 3] : words[index % 3].uppercased() }
        source.adjust = { $0.lexiconLine = $0.key.index % 3 }
        return source
    }

    @Test func theFileIsTheListAndNumbersAreItsLines() async throws {
        try await write(plan, to: folder("set"), from: source())
        #expect(try text(folder("set/lexicon.txt")) == "ant\nLube\nzoo\nunused\n")
        let train = try lines(folder("set/annotation_train.txt"))
        #expect(train[0] == "./train/1/1/1_ant_0.jpg 0")
        #expect(train[1] == "./train/1/1/2_LUBE_1.jpg 1")
        #expect(train[4] == "./train/1/1/5_Lube_1.jpg 1")
        for line in try lines(folder("set/annotation.txt")) {
            let entry = try ReferenceReaders.numberExtraction(line)[0]
            let number = try #require(line.split(separator: " ").last.flatMap { Int($0) })
            #expect(words[number].lowercased() == entry.label.lowercased())
            #expect(line.contains("_\(number).jpg"))
        }
    }

    @Test func shardsAndResumedRunsGiveTheSameFiles() async throws {
        let source = source()
        try await write(plan, to: folder("whole"), from: source)
        let whole = try TemporaryFolder.tree(folder("whole"))
        for number in [3, 1, 2] { try await write(plan.shard(number, of: 3), to: folder("parts"), from: source) }
        _ = try mergeShards(in: [folder("parts")], into: folder("parts"))
        #expect(try TemporaryFolder.tree(folder("parts")) == whole)

        for stop in [0, 1, 20] {
            var failing = source
            failing.before = { split, index in
                if split == .train, index == stop { throw FakeSource.Failure("stopped") }
            }
            let target = folder("resumed \(stop)")
            _ = await failure(.sample) { try await write(plan, to: target, from: failing, chunkSize: 4) }
            try await write(plan, to: target, from: source, existing: .resume, chunkSize: 5)
            #expect(try TemporaryFolder.tree(target) == whole)
        }
    }

    @Test(arguments: [nil, 4, -1]) func aLineThatIsNoneIsAnError(line: Int?) async throws {
        var source = source()
        source.adjust = { $0.lexiconLine = line }
        let message = await failure(.sample) { try await write(plan, to: folder("set"), from: source) }
        #expect(
            message
                == "sample train 0: the source has a lexicon of 4 words, but does not tell which of them \"ant\" is")
    }
}
