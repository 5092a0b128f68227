import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// What a folder's labels are, is read from what lies beside its pictures, or the run stops.
@Suite struct StoredLabelTests {
    let folder: TemporaryFolder

    /// A folder with the pictures 1.png and 2.png.
    init() throws {
        folder = try TemporaryFolder()
        try folder.putImages("1.png", "2.png")
    }

    private func labels(_ format: DatasetFormat? = nil) throws -> [String] {
        try StoredDataset(folder.path, format: format).labels(of: .train)
    }

    /// Files as other programs write them, all of which say that 1.png is 711 and 2.png is "a, b".
    static let lists: [(name: String, text: String, format: DatasetFormat)] = [
        ("labels.csv", "filename,words\n1.png,711\n2.png,\"a, b\"\n", .csv),
        ("labels.csv", "1.png,711\r\n2.png,\"a, b\"\r\n", .csv),
        ("labels.csv", "\"1.png\",\"711\"\n\"2.png\",\"a, b\"", .csv),
        ("labels.csv", "id,Text , FILE ,score\n7,711,1.png,0.9\n8,\"a, b\",2.png,0.8\n", .csv),
        ("labels.csv", "\u{FEFF}image;label\n1.png;711\n2.png;a, b\n", .csv),
        ("labels.csv", "word_1.png, \"711\"\nword_2.png, \"a, b\"\n", .icdar2015),
        ("labels.tsv", "path\ttranscription\n1.png\t711\n2.png\ta, b\n", .csv),
        ("labels.txt", "filename,words\n1.png,711\n2.png,\"a, b\"\n", .csv),
        ("metadata.csv", "file_name,text\n1.png,711\n2.png,\"a, b\"\n", .csv),
        (
            "metadata.jsonl",
            "{\"file_name\": \"1.png\", \"text\": \"711\"}\n{ \"text\" : \"a, b\" , \"x\":[1, {\"y\": null}], \"file_name\":\"2.png\" }\n",
            .jsonLines
        ),
        ("labels.json", "{\"1.png\": \"711\", \"2.png\": \"a, b\"}", .docTR),
        ("labels.json", "{\n  \"1.png\" : \"711\",\n  \"2.png\" : \"\\u0061, b\"\n}\n", .docTR),
    ]

    @Test(arguments: lists) func listsAreRead(name: String, text: String, format: DatasetFormat) throws {
        try folder.put(name, text)
        for set in [try StoredDataset(folder.path), try StoredDataset(folder(name))] {
            #expect(set.format == format)
            #expect(try set.labels(of: .train) == ["711", "a, b"])
            #expect(set.notes == [])
            #expect(set.problems.count == 0)
            guard format != .icdar2015 else { continue }
            #expect(try set.imagePath(at: 1, in: .val) == folder("2.png"))
            #expect(try set.makeReader().sample(at: 1, in: .val).label == "a, b")
        }
        guard format != .icdar2015 else { return }
        // By split, and as the format's own name says.
        let part = name.replacingOccurrences(of: ".", with: "_train.")
        try FileManager.default.moveItem(atPath: folder(name), toPath: folder(part))
        #expect(try StoredDataset(folder.path, format: format).splits == [.train])
    }

    @Test func textsBesidePictures() throws {
        try folder.put("1.gt.txt", "\u{FEFF}711\r\n")
        try folder.put("2.gt.txt", "a b")
        #expect(try StoredDataset(folder.path).format == .textFiles)
        #expect(try labels() == ["711", "a b"])
        #expect(try labels(.fileName) == ["1", "2"])
        #expect(try StoredDataset(folder.path).place(at: 1, in: .train) == folder("2.png"))
        try folder.putImages("3.bin.png", "4.5.png")
        try folder.put("3.gt.txt", "three")
        try folder.put("4.gt.txt", "four")
        try folder.put("5.gt.txt", "five")
        let set = try StoredDataset(folder.path)
        #expect(try set.labels(of: .train) == ["711", "a b", "three", "four"])
        #expect(set.notes == ["\(folder.path)/5.gt.txt: 1 texts have no image beside them, this is the first"])
    }

    @Test func plainTextsBesidePictures() throws {
        try folder.put("1.txt", "711\n")
        try folder.put("2.txt", "a b\n")
        #expect(try labels() == ["711", "a b"])
    }

    @Test(arguments: [
        ("2.gt.txt", "a\nb\n", "2.gt.txt has more than one line"),
        ("2.gt.txt", "\n", "the label is empty"),
        ("1.gt.txt", "711", "there is no text beside it, such as 2.gt.txt: add it"),
        ("2.txt", "0 0.5 0.5 0.25 0.25\n", "has numbers as of a box"),
        ("2.txt", "377,117,463,117,465,130,378,130,Genaxis\n", "has numbers as of a box"),
        ("2.txt", "[{\"transcription\": \"711\"}]", "the label is JSON"),
    ])
    func brokenTextsAreNamedOrLeftOut(name: String, text: String, what: String) async throws {
        try folder.put("1.gt.txt", "711")
        try folder.put(name, text)
        let message = await failure(.damaged) { _ = try StoredDataset(folder.path) }
        #expect(message.hasPrefix(folder("2.png") + ": ") && message.contains(what), "\(message)")
        let set = try StoredDataset(folder.path, onProblem: .leaveOut)
        #expect(set.problems.count == 1)
        #expect(try set.labels(of: .train) == ["711"])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func textsInUTF16AreNamed(encoding: String.Encoding) async throws {
        try folder.put("2.gt.txt", "711\n")
        try #require("\u{FEFF}711\n".data(using: encoding)).write(to: URL(fileURLWithPath: folder("1.gt.txt")))
        let message = await failure(.damaged) { _ = try StoredDataset(folder.path) }
        #expect(message == "\(folder("1.png")): \(folder("1.gt.txt")) is UTF-16: save it as UTF-8")
    }

    /// Names of files that may hold labels, and are of no name or form that is known.
    @Test(arguments: [
        "gt.csv", "labels.xml", "notes.json", "rec_gt_list.txt", "words.txt", "data.jsonl", "words", "1.xml",
        "gt_1.txt",
        "1.box", "x.parquet", "notes.txt",
    ])
    func whatMayBeLabelsStops(name: String) async throws {
        try folder.put(name, name.hasSuffix(".csv") || name == "words" ? "1.png,711\n" : "<a>hello</a>\n")
        let message = await failure(.missing) { _ = try StoredDataset(folder.path) }
        #expect(message.hasPrefix(folder(name) + " "))
        #expect(message.contains("give that file") && message.contains("file_name"))
        if name.hasSuffix(".csv") { #expect(message.contains("looks like annotations (csv)")) }
        #expect(try labels(.fileName) == ["1", "2"])
        // Beside folders of pictures as well.
        let other = try TemporaryFolder()
        try other.putImages("train/a.png", "val/b.png")
        #expect(try StoredDataset(other.path).labels(of: .val) == ["b"])
        try other.put(name, "1.png,711\n")
        #expect(await failure(.missing) { _ = try StoredDataset(other.path) }.hasPrefix(other(name) + " "))
    }

    @Test(arguments: ["README.txt", "LICENSE", "readme.md", "lexicon.txt", "Thumbs.db"])
    func whatIsNoListIsNoted(name: String) throws {
        try folder.put(name, "1.png 711\n")
        let set = try StoredDataset(folder.path)
        #expect(try set.labels(of: .train) == ["1", "2"])
        #expect(set.notes == ["\(folder(name)): no image, and not read"])
    }

    @Test(arguments: [
        ("labels.txt", "1.png\t711\t0.98\n2.png\t712\t0.97\n", ":1: there is more than one tab: "),
        ("labels.txt", "1.png 711\n2.png 711\t0.98\n", ":2: there is more than one tab: "),
        (
            "labels.txt", "1.png\t[{\"transcription\": \"711\"}]\n",
            ":1: the label is JSON, as PPOCRLabel writes of whole pages: "
        ),
        (
            "labels.txt", "1.png\t[{\"transcription\": \"711\", \"points\": [[1, 2]]}]\n",
            ":1: the text's points are no outline"
        ),
        (
            "Label.txt",
            "1.png\t[{\"transcription\": \"7\", \"points\": [[1, 2]]}, {\"transcription\": \"8\", \"points\": []}]\n",
            ":1, text 1: the text's points are no outline"
        ),
        (
            "mmocr.json", "{\"metainfo\": {}, \"data_list\": [{\"img_path\": \"1.png\"",
            ": the JSON is damaged or cut short"
        ),
        (
            "mmocr.json", "{\"metainfo\": {}, \"data_list\": [{\"img_path\": \"1.png\", \"instances\": [{}]}]}",
            ", picture 1: 1.png has a text, and nothing says what it is"
        ),
        (
            "mmocr.json",
            "{\"metainfo\": {}, \"data_list\": [{\"img_path\": \"1.png\", \"instances\": [{\"text\": \"a\"}, {\"text\": \"b\"}]}]}",
            ", picture 1, text 1: 1.png has several texts, and this one has no outline to cut it out by"
        ),
        ("labels.csv", "1.png,711,0.98\n", ":1: there are 3 fields and not 2: \"1.png,711,0.98\"; put a label in "),
        ("labels.csv", "filename,words\n1.png,a,b\n", ":2: there are 3 fields and not 2: "),
        ("labels.csv", "filename,words\n1.png,\"a\nb\"\n", ":2: a field's quotation marks are not closed in its line"),
        ("labels.csv", "filename,words\n1.png,\"a\"b\n", ":2: something stands behind a field's quotation marks: "),
        ("labels.csv", "filename,words\n1.png,\n", ":2: the label is empty: "),
        ("labels.csv", "filename,words\n1.png,\"[{\"\"transcription\"\": \"\"a\"\"}]\"\n", ":2: the label is JSON"),
        ("labels.csv", "filename,text,label\n1.png,a,b\n", ":1: the first line is of no format that is known"),
        (
            "metadata.jsonl", "{\"file_name\": \"1.png\", \"text\": 711}\n",
            ":1: the picture and the text are to be strings"
        ),
        ("metadata.jsonl", "{\"file_name\": \"1.png\"}\n", ":1: the object lacks a name such as file_name"),
        ("metadata.jsonl", "{\"file_name\": \"1.png\", \"text\": \"a\"} x\n", ":1: the line is no JSON object"),
        (
            "metadata.jsonl", "{\"file_name\": \"1.png\", \"text\": \"a\", \"label\": \"b\"}\n",
            ":1: the object has two keys for one thing, text and label"
        ),
        ("metadata.jsonl", "{\"file_name\": \"1.png\", \"text\": \"a\\tb\"}\n", ":1: the label has a tab in it"),
        (
            "labels.json", "{\"1.png\": {\"img_dimensions\": [1, 2]}}",
            ": \"1.png\" has an object and no text, as docTR's"
        ),
        ("labels.json", "{\"1.png\": \"a\", \"2.png\": 3}", ", \"2.png\": the text is to be a string"),
        ("labels.json", "{\"1.png\": \"a\",}", ": byte 13: the JSON is damaged there"),
        ("labels.json", "{\"1.png\": \"a\", \"2.png\"", ": byte 13: the JSON is damaged there"),
        ("labels.json", "{\"1.png\": \"a\", \"2.png\": \"\"}", ", \"2.png\": the label is empty"),
        ("labels.json", "[{\"file\": \"1.png\", \"text\": \"a\"}]", ":1: the first line is of no format that is known"),
    ])
    func whatIsNoLabelStaysOutOfLabels(name: String, text: String, what: String) async throws {
        try folder.put(name, text)
        let message = await failure(.damaged) { _ = try StoredDataset(folder.path) }
        #expect(message.hasPrefix(folder(name) + what), "\(message)")
    }

    @Test(arguments: [
        ("labels.txt", "1.png\t711 \n2.png\tb\n1.png\t\u{A0}7\n", "labels.txt:1"),
        ("labels.csv", "file,text\n1.png,711 \n2.png,b\n1.png, 7\n", "labels.csv:2"),
        (
            "metadata.jsonl",
            "{\"file\":\"1.png\",\"text\":\"711 \"}\n{\"file\":\"2.png\",\"text\":\"b\"}\n{\"file\":\"1.png\",\"text\":\" 7\"}\n",
            "metadata.jsonl:1"
        ),
        ("labels.json", "{\"1.png\":\"711 \",\"2.png\":\"b\",\"3.png\":\" 7\"}", "labels.json, \"1.png\""),
    ])
    func blanksAtEndsAreLeftOutAndNoted(name: String, text: String, place: String) throws {
        try folder.put(name, text)
        let set = try StoredDataset(folder.path)
        #expect(try set.labels(of: .train) == ["711", "b", "7"])
        #expect(
            set.notes == [
                "\(folder.path)/\(place): 2 labels have blanks at an end, the first here; they are left out of the labels, "
                    + "since no picture shows them: remove them from the file to be rid of this note"
            ])
    }

    @Test func numbersBehindNamesAreNoted() throws {
        let other = try TemporaryFolder()
        try other.putImages("hello_0.jpg", "a_b_1.jpg", "2_2.jpg")
        let set = try StoredDataset(other.path)
        #expect(try set.labels(of: .train) == ["2_2", "a_b_1", "hello_0"])
        #expect(
            set.notes == [
                "\(other.path): the names of all images end in a number, _0 to _2, and the labels with them: give the "
                    + "format trdg if the label stands before it, as TextRecognitionDataGenerator has it"
            ])
        #expect(try StoredDataset(other.path, format: .trdg).labels(of: .train) == ["2", "a_b", "hello"])
        #expect(try StoredDataset(other.path, format: .trdg).notes == [])
        try other.putImages("word_7.jpg")
        #expect(try StoredDataset(other.path).notes == [])

        let lines = try TemporaryFolder()
        try lines.putImages("line_001.png", "line_002.png")
        #expect(
            try StoredDataset(lines.path).notes.first?.contains("is there a file that tells what is written?") == true)
    }

    @Test func picturesOfDocTRMayLieInAFolderOfTheirOwn() throws {
        let other = try TemporaryFolder()
        try other.putImages("train/images/1.png", "val/images/2.png")
        try other.put("train/labels.json", "{\"1.png\": \"one \\ud83d\\ude00\"}")
        try other.put("val/labels.json", "{\"2.png\": \"two\"}")
        let set = try StoredDataset(other.path)
        #expect(set.splits == [.train, .val])
        #expect(try set.labels(of: .train) == ["one 😀"])
        #expect(try set.makeReader().sample(at: 0, in: .val).label == "two")
    }

    @Test func aLargeObjectIsReadByParts() throws {
        let count = 5000
        let entries = (0..<count).map { "\"\($0).png\": \"\(String(repeating: "x", count: $0 % 97))\($0)\"" }
        try folder.put("labels.json", "{" + entries.joined(separator: ",\n ") + "}")
        let set = try StoredDataset(folder.path)
        #expect(set.count(of: .train) == count)
        for index in [0, 1, 777, 4999] {
            #expect(
                try set.label(at: index, in: .train) == String(repeating: "x", count: index % 97) + "\(index)")
        }
        #expect(try set.labels(of: .train).last == String(repeating: "x", count: 4999 % 97) + "4999")
    }

    @Test func everyFormatHasANameOfItsOwn() throws {
        var names: [String] = []
        for format in DatasetFormat.all {
            #expect(DatasetFormat(format.name) == format)
            names.append(format.name)
        }
        #expect(Set(names).count == names.count)
        #expect(DatasetFormat("icdar2015-detection") == .icdar2015Detection)
        #expect(DatasetFormat("icdar2013-detection")?.name == "icdar2013_detection")
        #expect(DatasetFormat("icdar") == .icdar2015)
        #expect(DatasetFormat("none") == nil)
        #expect(
            DatasetFormat.written.map(\.name)
                == [
                    "simple", "mjsynth", "tabbed", "paddleocr_detection", "trocr", "imagefolder_csv", "icdar2013",
                    "icdar2015",
                    "icdar2013_detection", "icdar2015_detection", "doctr", "doctr_detection", "mmocr_jsonl",
                    "imagefolder", "imagefolder_parquet",
                    "mmocr", "mmocr_detection", "synthtiger", "coco_text", "file_name", "text_files", "trdg_boxes",
                    "trdg_masks", "tesseract_boxes", "webdataset", "lmdb", "parquet",
                ])
        // As manifests of earlier versions have it.
        let stored = try JSONDecoder().decode([DatasetFormat].self, from: Data("[\"icdar2015-detection\"]".utf8))
        #expect(String(decoding: try JSONEncoder().encode(stored), as: UTF8.self) == "[\"icdar2015_detection\"]")
    }

    @Test func aFormatIsReadOrWrittenOrBoth() async throws {
        // Whatever this program writes, it reads.
        let read = DatasetFormat.read
        #expect(DatasetFormat.written.filter { !read.contains($0) }.isEmpty)
        #expect(
            await failure(.plan) { try DatasetPlan.small(annotations: [AnnotationFormat(.csv)]).validate() }
                == "the annotation format csv is read and not written: choose among "
                + DatasetFormat.written.map(\.name).joined(separator: ", "))
    }
}
