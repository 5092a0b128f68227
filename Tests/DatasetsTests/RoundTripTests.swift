import Datasets
import Foundation
import Samples
import TestSupport
import Testing

/// Labels survive every annotation format that can hold them; the others refuse them.
@Suite struct RoundTripTests {
    static let labels = [
        "plain", "00123", "hello world", "p, q", "a\"b", "\"q\"", "\\", "\\\"", "1/2", "a_b", "###", "#", "a\tb", " a",
        "שלום", "مرحبا ١٢", "e\u{301}", "中文", "👩‍👩‍👧", "a\u{200E}b", "\u{200B}", " ", "\u{A0}", "",
    ]

    /// What each format refuses.
    static let refused: [DatasetFormat: Set<String>] = [
        .simple: ["", "a\tb", " a", " ", "\u{A0}"],
        .mjsynth: ["", "a\tb", " a", " ", "\u{A0}", "hello world", "p, q", "مرحبا ١٢", "1/2", "a_b"],
        .icdar2013: [
            "", "a\tb", "שלום", "مرحبا ١٢", "e\u{301}", "中文", "👩‍👩‍👧", "a\u{200E}b", "\u{200B}", "\u{A0}",
        ],
        .icdar2013Detection: [
            "", "a\tb", "שלום", "مرحبا ١٢", "e\u{301}", "中文", "👩‍👩‍👧", "a\u{200E}b", "\u{200B}", "\u{A0}", "###",
        ],
        .icdar2015: ["", "a\tb"],
        .icdar2015Detection: ["", "a\tb", " a", " ", "\u{A0}", "###", "\"q\""],
        .tabbed: ["", "a\tb", " a", " ", "\u{A0}"],
        .paddleDetection: ["", "###"],
        .trocr: ["", "a\tb"],
        .imageFolderCSV: ["", "a\tb", "00123"],
        .docTR: [""],
        .docTRDetection: [],
        .mmocrJSONLines: [""],
        .imageFolder: [""],
        .imageFolderParquet: [""],
        .mmocr: [""],
        .mmocrDetection: [""],
        .synthTIGER: ["", "a\tb", " a", " ", "\u{A0}"],
        .cocoText: [""],
        .fileName: Set(labels).subtracting(["plain", "00123", "שלום", "e\u{301}", "中文"]),
        .textFiles: ["", "a\tb", " a", " ", "\u{A0}"],
        .trdgBoxes: [],
        .trdgMasks: [],
        .tesseractBoxes: ["", "a\tb"],
        .webDataset: [""],
        .lmdb: [""],
        .parquet: [""],
    ]

    /// Formats of files that hold no label.
    static let labelless: Set<DatasetFormat> = [.docTRDetection, .trdgBoxes, .trdgMasks]

    /// The layout that a format is written in here.
    static func layout(_ kind: DatasetFormat) -> Layout {
        switch kind {
        case .mjsynth: .mjsynth
        case .fileName: .flatLabel
        default: .icdar
        }
    }

    private func plan(_ kind: DatasetFormat, _ count: Int) -> DatasetPlan {
        .small(
            train: count, val: 0, test: 0, annotations: [AnnotationFormat(kind)],
            layout: Self.layout(kind))
    }

    private func source(_ labels: [String]) -> FakeSource {
        var source = FakeSource()
        source.label = { _, index in labels[index] }
        return source
    }

    /// The labels as a reader of the format finds them.
    private func read(_ kind: DatasetFormat, _ set: String, _ count: Int) throws -> [String] {
        func file(_ name: String) throws -> String {
            try String(contentsOfFile: set + "/" + name, encoding: .utf8)
        }
        switch kind {
        case .simple: return try ReferenceReaders.restOfLine(try file("labels_train.txt")).map(\.label)
        case .mjsynth: return try ReferenceReaders.mltu(try file("annotation_train.txt")).map(\.label)
        case .icdar2013, .icdar2015:
            return try file("\(kind.name)_train.txt").split(separator: "\n").map { line in
                ReferenceReaders.officialTranscription(
                    String(line[(line.firstIndex(of: ",") ?? line.startIndex)...].dropFirst(2)))
            }
        case .icdar2013Detection:
            return try (1...count).map {
                try ReferenceReaders.officialBox(file("icdar2013_detection/train/gt_word_\($0).txt")).label
            }
        case .icdar2015Detection:
            return try (1...count).map {
                try ReferenceReaders.officialQuad(file("icdar2015_detection/train/gt_word_\($0).txt")).label
            }
        case .tabbed, .synthTIGER:
            return try file(kind == .tabbed ? "rec_gt_train.txt" : "train/gt.txt").split(separator: "\n").map { line in
                String(line[line.index(after: try #require(line.firstIndex(of: "\t")))...])
            }
        case .paddleDetection:
            return try file("det_gt_train.txt").split(separator: "\n").map { line in
                let list = line[line.index(after: try #require(line.firstIndex(of: "\t")))...]
                let texts = try #require(try json(String(list)) as? [[String: Any]])
                return try #require(texts[0]["transcription"] as? String)
            }
        case .mmocrJSONLines, .imageFolder:
            return try file(kind == .imageFolder ? "train/metadata.jsonl" : "mmocr_train.jsonl").split(separator: "\n")
                .map { try #require((try json(String($0)) as? [String: String])?["text"]) }
        case .docTR:
            let labels = try #require(try json(file("train/labels.json")) as? [String: String])
            return try (1...count).map { try #require(labels["word_\($0).png"]) }
        case .mmocr, .mmocrDetection:
            let document = try #require(try json(file("\(kind)_train.json")) as? [String: Any])
            return try #require(document["data_list"] as? [[String: Any]]).map { picture in
                try #require((picture["instances"] as? [[String: Any]])?.first?["text"] as? String)
            }
        case .cocoText:
            let document = try #require(try json(file("cocotext.json")) as? [String: Any])
            let texts = try #require(document["anns"] as? [String: [String: Any]])
            return try (1...count).map { try #require(texts["\($0)"]?["utf8_string"] as? String) }
        case .textFiles:
            return try (1...count).map { String(try file("train/word_\($0).gt.txt").dropLast()) }
        case .tesseractBoxes:
            return try (1...count).map { number in
                try file("train/word_\(number).box").split(separator: "\n").dropLast().map { line in
                    line.split(separator: " ", omittingEmptySubsequences: false).dropLast(5).joined(separator: " ")
                }.joined()
            }
        case .fileName:
            return try FileManager.default.contentsOfDirectory(atPath: set + "/train").map { String($0.dropLast(4)) }
        // Tables and containers are read by other programs in another test.
        case .trocr, .imageFolderCSV, .imageFolderParquet, .webDataset, .lmdb, .parquet:
            return try StoredDataset(set, format: kind).labels(of: .train)
        default: throw FakeSource.Failure("no reader of \(kind)")
        }
    }

    private func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }

    @Test(arguments: DatasetFormat.written)
    func whatIsHeldComesBack(kind: DatasetFormat) async throws {
        let folder = try TemporaryFolder()
        let refused = try #require(Self.refused[kind])
        var held = Self.labels.filter { !refused.contains($0) }
        // Our own readers leave blanks out, unless a dataset is copied.
        if [.trocr, .imageFolderCSV, .imageFolderParquet].contains(kind) || kind.holdsPictures {
            held.removeAll { [" a", " ", "\u{A0}", "a\tb"].contains($0) }
        }
        try await write(plan(kind, held.count), to: folder("set"), from: source(held))
        if Self.labelless.contains(kind) { return }
        var found = try read(kind, folder("set"), held.count)
        if kind == .fileName { (found, held) = (found.sorted(), held.sorted()) }
        // Byte by byte: equal strings may be written in two ways.
        #expect(found.map { Array($0.utf8) } == held.map { Array($0.utf8) }, "\(found)")
    }

    @Test(arguments: DatasetFormat.written)
    func whatIsNotHeldIsRefused(kind: DatasetFormat) async throws {
        let folder = try TemporaryFolder()
        for (number, label) in try #require(Self.refused[kind]).sorted().enumerated() {
            let reason = try #require(AnnotationFormat(kind).reasonItCannotHold(label), "\(kind) \(label)")
            let message = await failure(.label) {
                try await write(plan(kind, 1), to: folder("\(number)"), from: source([label]))
            }
            #expect(message.hasPrefix("sample train 0: the format \(kind.name) cannot hold the label \""))
            #expect(message.hasSuffix("\": " + reason))
        }
    }
}
