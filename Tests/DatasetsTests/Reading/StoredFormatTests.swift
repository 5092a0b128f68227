import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// What is read from lines as other projects publish them.
@Suite struct StoredFormatTests {
    /// A file's format and its first row.
    struct Case: Sendable, CustomStringConvertible {
        let line: String
        let format: DatasetFormat
        let path: String
        let label: String

        init(_ line: String, _ format: DatasetFormat, _ path: String, _ label: String) {
            (self.line, self.format, self.path, self.label) = (line, format, path, label)
        }

        var description: String { line }
    }

    static let cases = [
        Case("./2425/1/115_Lube_45484.jpg 45484", .mjsynth, "2425/1/115_Lube_45484.jpg", "Lube"),
        Case("./2425/1/115_Lube_45484.jpg", .mjsynth, "2425/1/115_Lube_45484.jpg", "Lube"),
        Case("my_set/1/115_it's_1.jpg 1", .mjsynth, "my_set/1/115_it's_1.jpg", "it's"),
        Case("1_a_b_2.png 2", .mjsynth, "1_a_b_2.png", "a_b"),
        // As the readers do that tell formats apart by the first line.
        Case("1_000_0.png 0", .mjsynth, "1_000_0.png", "000"),
        Case("1_000_0.png 000", .simple, "1_000_0.png", "000"),
        Case("1_000_5.png 7", .simple, "1_000_5.png", "7"),
        Case("word_1.png, \"Tiredness\"", .icdar2015, "word_1.png", "Tiredness"),
        Case("word_10.png, \"a.b c\"", .icdar2015, "word_10.png", "a.b c"),
        Case("train/000.png, \"p, q\"", .icdar2015, "train/000.png", "p, q"),
        Case("word_1.png, \"a\\\"b\\\\\"", .icdar2015, "word_1.png", "a\"b\\"),
        Case("word_1.png, \"a\"b\"", .icdar2015, "word_1.png", "a\"b"),
        Case("word_1.png, \"\\n\"", .icdar2015, "word_1.png", "\\n"),
        Case("word_1.png, \" a \"  ", .icdar2015, "word_1.png", " a "),
        Case("word_1.png, Tiredness", .icdar2015, "word_1.png", "Tiredness"),
        Case("word_1.png, \"#\"", .icdar2015, "word_1.png", "#"),
        Case("1.png 00123", .simple, "1.png", "00123"),
        Case("1.png NA", .simple, "1.png", "NA"),
        Case("a/b.c/1.jpeg   hello, world  ", .simple, "a/b.c/1.jpeg", "hello, world"),
        Case("1.png \"quoted\"", .simple, "1.png", "\"quoted\""),
        Case("1.png ١٢/٠٣", .simple, "1.png", "١٢/٠٣"),
        Case("images/a b.jpg\tRM 33.90", .tabbed, "images/a b.jpg", "RM 33.90"),
        Case("1.png\t 7 ", .tabbed, "1.png", "7"),
        Case("1_000_0.png\t5", .tabbed, "1_000_0.png", "5"),
    ]

    @Test(arguments: cases, ["\n", "\r\n", ""])
    func theFirstLineTellsTheFormat(row: Case, lineEnd: String) throws {
        let folder = try TemporaryFolder()
        for (name, mark) in [("list", ""), ("marked", "\u{FEFF}")] {
            try folder.put(name, mark + row.line + lineEnd)
            let set = try StoredDataset(folder(name))
            #expect(set.format == row.format)
            #expect(set.count(of: .val) == 1)
            #expect(try set.labels(of: .train).map { Array($0.utf8) } == [Array(row.label.utf8)])
            #expect(try set.imagePath(at: 0, in: .train) == folder(row.path))
            #expect(try set.place(at: 0, in: .train) == folder(name) + ":1")
        }
    }

    @Test func theReferenceReadersAgree() throws {
        let folder = try TemporaryFolder()
        for row in Self.cases where !row.line.contains("\t") && !row.label.contains(where: "_ ,\"\\".contains) {
            guard row.line.contains(" ") && !row.path.contains("_set") && row.label != "Tiredness" else { continue }
            try folder.put("list", row.line + "\n")
            let entries = try ReferenceReaders.numberExtraction(row.line)
            #expect(entries.map(\.label) == (try StoredDataset(folder("list")).labels(of: .train)), "\(row)")
        }
    }

    @Test(arguments: [
        ("1_000_0.png 5", DatasetFormat.simple, "5"), ("1_a_0.png 0", .simple, "0"), ("1.png\tb c", .simple, "b c"),
        ("a,b.png 5", .simple, "5"), ("word_1.png,x", .icdar2015, "x"),
    ])
    func aFormatCanBeForced(line: String, format: DatasetFormat, label: String) throws {
        let folder = try TemporaryFolder()
        try folder.put("list", line)
        #expect(try StoredDataset(folder("list"), format: format).labels(of: .train) == [label])
    }

    @Test(
        arguments: [
            (
                "hello",
                "the first line is of no format that is known: \"hello\"; known are simple (images/1.png label), mjsynth "
                    + "(./2425/1/115_Lube_45484.jpg 45484), tabbed (images/1.png<TAB>label), paddleocr_detection (images/1.png<TAB>[{\"transcription\": \"hello\", "
                    + "\"points\": [[6, 9], [139, 9], [139, 31], [6, 31]]}]), csv (1.png,hello), icdar2013 "
                    + "(word_1.png, \"Tiredness\"), icdar2015 (word_1.png, \"Tiredness\"), doctr ({\"img_1.png\": "
                    + "\"hello\", ...}), jsonl ({\"file_name\": \"1.png\", \"text\": \"hello\"}), "
                    + "mmocr ({\"metainfo\": {...}, \"data_list\": [{\"img_path\": \"1.png\", \"instances\": [{\"text\": "
                    + "\"hello\"}]}]}), mmocr_detection ({\"metainfo\": {...}, \"data_list\": [{\"img_path\": "
                    + "\"1.png\", \"instances\": [{\"text\": \"hello\"}]}]})"
            ),
            ("\nimages/1.png 5", "the first line is of no format that is known: \"\""),
            ("1.png a\tb\tc\u{0}", nil),
            ("image label", "the first line is of no format that is known: \"image label\""),
            ("images/1.png", "the first line is of no format that is known: \"images/1.png\""),
            (".png x", "the first line is of no format that is known: \".png x\""),
        ] as [(String, String?)])
    func anUnknownFirstLineIsRefused(text: String, message: String?) async throws {
        guard let message else { return }
        let folder = try TemporaryFolder()
        try folder.put("list", text)
        let found = await failure(.damaged) { _ = try StoredDataset(folder("list")) }
        #expect(found.hasPrefix(folder("list") + ":1: " + message), "\(found)")
    }

    @Test func filesThatAreNoTextAreRefused() async throws {
        let folder = try TemporaryFolder()
        try folder.put("empty", "")
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("empty")) }
                == folder("empty") + " is empty: it should list images and labels")
        try folder.put("wide", [0xFF, 0xFE, 0x31, 0])
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("wide")) }
                == folder("wide") + ":1: the file is UTF-16: save it as UTF-8")
        try folder.put("latin", Array("1.png caf".utf8) + [0xE9, 0x0A])
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("latin")) }
                == folder("latin") + ":1: the first line is no UTF-8 text of a moderate length: \"1.png caf\u{FFFD}\"")
        try folder.put("endless", [UInt8](repeating: 0x41, count: 100_000))
        let message = await failure(.damaged) { _ = try StoredDataset(folder("endless")) }
        #expect(
            message.hasPrefix(folder("endless") + ":1: the first line is no UTF-8 text of a moderate length: \"AAA"))
    }

    /// A broken second line, and what is said of it.
    @Test(arguments: [
        ("1.png a", "2.png", "there is a path and no label: \"2.png\"; each line is like images/1.png label"),
        ("1.png a", "2.png ", "the label is empty: \"2.png \"; each line is like images/1.png label"),
        ("1.png a", " b", "there is no path: \" b\"; each line is like images/1.png label"),
        ("1.png a", "", "the line is empty: remove it"),
        ("1.png a", "2\u{0}.png b", "the path has a NUL in it: \"2\\0.png b\"; each line is like images/1.png label"),
        (
            "1.png\ta", "2.png b",
            "there is no tab between path and label: \"2.png b\"; each line is like images/1.png<TAB>label"
        ),
        (
            "1.png\ta", "2.png\tb\tc",
            "there is more than one tab: \"2.png\\tb\\tc\"; each line is like images/1.png<TAB>label"
        ),
        ("1.png\ta", "2.png\t", "the label is empty: \"2.png\\t\"; each line is like images/1.png<TAB>label"),
        (
            "word_1.png, \"a\"", "word_2.png b",
            "there is no comma between path and label: \"word_2.png b\"; each line is like word_1.png, \"Tiredness\""
        ),
        (
            "word_1.png, \"a\"", "word_2.png, \"b",
            "the label's quotation marks are not closed: \"word_2.png, \\\"b\"; each line is like word_1.png, "
                + "\"Tiredness\""
        ),
        (
            "word_1.png, \"a\"", "word_2.png, \"b\\\"",
            "the label's quotation marks are not closed: \"word_2.png, \\\"b\\\\\\\"\"; each line is like word_1.png, "
                + "\"Tiredness\""
        ),
        (
            "word_1.png, \"a\"", "word_2.png, \"\"",
            "the label is empty: \"word_2.png, \\\"\\\"\"; each line is like word_1.png, \"Tiredness\""
        ),
        (
            "1_a_0.png 0", "2_b.png 1",
            "the file's name has not the form NUMBER_WORD_LINE.jpg: \"2_b.png 1\"; each line is like "
                + "./2425/1/115_Lube_45484.jpg 45484"
        ),
        (
            "1_a_0.png 0", "2_b_1.png 2",
            "the name speaks of line 1 of the lexicon and the number behind it is 2: \"2_b_1.png 2\""
        ),
        (
            "{\"split\":\"train\",\"path\":\"1.png\",\"label\":\"a\"}", "{\"split\":1}",
            "the line is no record with split, path and label: \"{\\\"split\\\":1}\"; each line is like "
                + "{\"split\":\"train\",\"index\":0,\"path\":\"train/000000.png\",\"label\":\"12\",...}"
        ),
    ])
    func aBrokenLineIsNamedOrLeftOut(first: String, second: String, what: String) async throws {
        let folder = try TemporaryFolder()
        try folder.put("list", "\(first)\n\(second)\n\(first)\n\n\n")
        let message = await failure(.damaged) { _ = try StoredDataset(folder("list")) }
        #expect(message == "\(folder("list")):2: \(what)")

        let set = try StoredDataset(folder("list"), onProblem: .leaveOut)
        #expect(set.problems.count == 1)
        #expect(set.problems.first.map(\.description) == [message])
        #expect(set.count(of: .train) == 2)
        #expect(try set.labels(of: .train) == ["a", "a"])
        #expect(try set.place(at: 1, in: .train) == "\(folder("list")):3")
    }

    @Test(arguments: [ProblemPolicy.refuse, .leaveOut]) func recordsKeepTheirOrder(policy: ProblemPolicy) async throws {
        let folder = try TemporaryFolder()
        func record(_ split: String) -> String { "{\"split\":\"\(split)\",\"path\":\"1.png\",\"label\":\"a\"}\n" }
        try folder.put("list", record("val") + record("train"))
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("list"), onProblem: policy) } == folder("list")
                + ":2: a train sample stands behind one of val: the lines were put in another order")
    }

    @Test func aLineThatIsNotUTF8IsNamed() async throws {
        let folder = try TemporaryFolder()
        try folder.put("list", Array("1.png a\n2.png caf".utf8) + [0xE9, 0x0A])
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("list")) }
                == folder("list") + ":2: the line is not UTF-8: \"caf\u{FFFD}\"; save the file as UTF-8")
    }

    @Test func manyProblemsAreCountedAndTheFirstListed() throws {
        let folder = try TemporaryFolder()
        try folder.put("list", "1.png a\n" + String(repeating: "nothing\n", count: 250))
        let set = try StoredDataset(folder("list"), onProblem: .leaveOut)
        #expect((set.problems.count, set.problems.first.count) == (250, 100))
        #expect(set.problems.first.last?.place == folder("list") + ":101")
    }

    @Test func nothingButBrokenLinesIsNoDataset() async throws {
        let folder = try TemporaryFolder()
        try folder.put("list", "a\nb\n")
        let message = await failure(.missing) {
            _ = try StoredDataset(folder("list"), format: .simple, onProblem: .leaveOut)
        }
        #expect(
            message == folder("list")
                + " has no samples: all 2 lines are broken, the first \(folder("list")):1: there is "
                + "a path and no label: \"a\"; each line is like images/1.png label")
    }

    @Test func labelsMayBeTheWordsOfTheLexicon() async throws {
        let folder = try TemporaryFolder()
        try folder.put("lexicon.txt", "slinking\r\nlube\n\n")
        try folder.put(
            "annotation.txt", "./1/1_LUBE_1.png 1\n./1/2_Slinking_0.png 0\n./1/3_x_2.png 2\n./1/4_y_3.png 3\n")
        try folder.putImages("1/1_LUBE_1.png", "1/2_Slinking_0.png")
        #expect(try StoredDataset(folder.path).labels(of: .train) == ["LUBE", "Slinking", "x", "y"])
        #expect(try StoredDataset(folder.path).lexicon == nil)
        let lexicon = folder("lexicon.txt")
        let set = try StoredDataset(folder.path, lexicon: lexicon, onProblem: .leaveOut)
        #expect(try set.labels(of: .train) == ["lube", "slinking"])
        #expect(try set.makeReader().sample(at: 0, in: .train).lexiconLine == 1)
        #expect(set.lexicon?.count == 3)
        #expect(
            set.problems.first.map(\.what) == [
                "the name speaks of line 2 of the lexicon, counted from 0, which is empty",
                "the name speaks of line 3 of the lexicon, which has 3, counted from 0",
            ])
        try folder.put("simple.txt", "1.png a\n")
        #expect(
            await failure(.plan) { _ = try StoredDataset(folder("simple.txt"), lexicon: lexicon) }
                == folder("simple.txt")
                + " is of the format simple, and only mjsynth has a lexicon: leave it out, or name "
                + "the format")
        #expect(
            await failure(.missing) { _ = try StoredDataset(folder.path, lexicon: folder("none")) }
                == "there is no lexicon \(folder("none")): give a file with one word a line")
        try folder.put("latin", [0xE9, 0x0A])
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder.path, lexicon: folder("latin")) }
                == folder("latin") + ":1: the word is not UTF-8: save the file as UTF-8")
    }
}
