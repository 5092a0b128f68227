import Datasets
import Foundation
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
    ]

    private func plan(_ kind: DatasetFormat, _ count: Int) -> DatasetPlan {
        .small(
            train: count, val: 0, test: 0, annotations: [AnnotationFormat(kind)],
            layout: kind == .mjsynth ? .mjsynth : .icdar)
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
        default: throw FakeSource.Failure("no reader of \(kind)")
        }
    }

    @Test(arguments: DatasetFormat.written)
    func whatIsHeldComesBack(kind: DatasetFormat) async throws {
        let folder = try TemporaryFolder()
        let refused = try #require(Self.refused[kind])
        let held = Self.labels.filter { !refused.contains($0) }
        try await write(plan(kind, held.count), to: folder("set"), from: source(held))
        let found = try read(kind, folder("set"), held.count)
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
