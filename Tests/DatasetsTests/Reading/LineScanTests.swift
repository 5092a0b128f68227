import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Files of millions of lines are looked at in stretches, side by side, and by their bytes alone where these tell enough.
@Suite struct LineScanTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a scan finds.
    private struct Outcome: Equatable {
        var rows: Int
        var problems: [String]
        var problemCount: Int
        var notes: [String]
    }

    private static let broken = [
        "\u{FEFF}./1/1/1_one_1.jpg 1\r\n", "1_two_2.png 2\n", "no name\n", "\n", "\r\n", "3_drei_3.png\n",
        "4_\u{E9}t\u{E9}_4.png 4\n", "5_a_5.png 6\n", "5_a_b_5.png   5 \n", "6__6.png 6\n", "\n", "7_x_7.png 7",
    ].joined()

    private func scan(
        _ text: String, _ format: any LineFormat, stretch: Int, threads: Int
    ) throws -> Outcome {
        try folder.put("list.txt", text)
        let file = try Descriptor.reading(folder("list.txt"))
        var findings = Findings(policy: .leaveOut, lexicon: nil)
        var scan = LineScan(
            file, size: try file.size(), rule: RowRule(parser: format, example: format.example, lexicon: nil),
            stretch: stretch, threads: threads)
        try scan.run(&findings) { _, _ throws(RowProblem) in }
        return Outcome(
            rows: scan.rows, problems: findings.problems.first.map(\.description),
            problemCount: findings.problems.count, notes: findings.notes)
    }

    @Test(arguments: [broken, broken + "\n", broken + "\n\n\n", "\n\n", "1_a_1.png", ""])
    func stretchesAddUpToTheWhole(text: String) throws {
        let wanted = try scan(text, MJSynthFormat(), stretch: 1 << 20, threads: 1)
        for stretch in [1, 2, 3, 7, 16, 64, 200] {
            for threads in [1, 3] {
                #expect(
                    try scan(text, MJSynthFormat(), stretch: stretch, threads: threads) == wanted,
                    "\(stretch) bytes, \(threads) threads")
            }
        }
        guard text.hasPrefix(Self.broken) else { return }
        #expect(wanted.rows == 6)
        #expect(
            wanted.problems.map { String($0.prefix { $0 != " " }) }
                == [3, 4, 5, 8, 10, 11].map { folder("list.txt") + ":\($0):" })
    }

    @Test func labelsThatAreTrimmedAreCountedInAnyStretches() throws {
        let text = (1...40).map { $0.isMultiple(of: 3) ? "\($0).png\t \($0)\n" : "\($0).png\t\($0)\n" }.joined()
        let wanted = try scan(text, TabbedFormat(), stretch: 1 << 20, threads: 1)
        #expect(wanted.notes.count == 1)
        #expect(wanted.notes[0].hasPrefix(folder("list.txt") + ":3: 13 labels have blanks at an end"))
        for stretch in [1, 10, 50] { #expect(try scan(text, TabbedFormat(), stretch: stretch, threads: 2) == wanted) }
    }

    /// The first broken line in the file's order ends the reading, whoever meets which first.
    @Test(arguments: [1, 5, 100, 1 << 20]) func theFirstBrokenLineIsTheError(stretch: Int) throws {
        try folder.put("list.txt", String(repeating: "1_a_1.png 1\n", count: 99) + "b\n1_a_1.png 1\nc\n")
        let file = try Descriptor.reading(folder("list.txt"))
        var findings = Findings(policy: .refuse, lexicon: nil)
        var scan = LineScan(
            file, size: try file.size(),
            rule: RowRule(parser: MJSynthFormat(), example: MJSynthFormat().example, lexicon: nil), stretch: stretch,
            threads: 3)
        let error = #expect(throws: DatasetError.self) { try scan.run(&findings) { _, _ throws(RowProblem) in } }
        #expect(error?.message.hasPrefix(folder("list.txt") + ":100: ") ?? false)
    }

    /// A line that is longer than what is read at a time.
    @Test func linesMayBeLong() throws {
        let label = String(repeating: "x", count: 100_000)
        let text = "1.png\ta\n2.png\t\(label)\n3.png\tb\n"
        for stretch in [4, 1000, 1 << 20] {
            let outcome = try scan(text, TabbedFormat(), stretch: stretch, threads: 2)
            #expect(outcome.rows == 3 && outcome.problemCount == 0)
        }
        #expect(try StoredDataset(folder("list.txt")).labels(of: .train) == ["a", label, "b"])
    }

    // MARK: Glances

    private struct Glanced: Sendable, CustomStringConvertible {
        let name: String
        let parser: any LineParser
        /// Lines that a look at the bytes is enough for.
        let plain: [String]
        /// What lines are put together from.
        let pieces: [String]

        var description: String { name }
    }

    private static let common = [
        " ", "\t", ",", "\"", "\\", "a", "7", ".", "1.png", "\u{E9}", "\u{A0}", "\u{3000}", "\u{2028}", "\u{301}",
        "{\"", "[",
        "\u{85}", "\u{0}", "\r", "字", ";", "]}",
    ]
    private static let kinds = [
        Glanced(
            name: "mjsynth", parser: MJSynthFormat(),
            plain: ["./1/1/1_a_2.jpg 2", "1_a_b_2.png", "x/1_été_07.png 07", "1_字_2.png 2"],
            pieces: common + ["1_a_2.png", "_", "_2.png 2", "/", "99999999999999999999"]),
        Glanced(
            name: "simple", parser: SimpleFormat(), plain: ["1.png a", "a/1.png  a b ", "1.png été"], pieces: common),
        Glanced(name: "tabbed", parser: TabbedFormat(), plain: ["1.png\ta", "a b.png\ta b"], pieces: common),
        Glanced(
            name: "icdar", parser: ICDARFormat(year: 2015), plain: ["1.png, \"a\"", "1.png,\" \"", "1.png, \"a\"b\""],
            pieces: common + [", \"", "1.png, \""]),
        Glanced(
            name: "csv", parser: CSVFormat.Columns(delimiter: .comma, path: 1, text: 0, count: 3),
            plain: ["a b,1.png,", "7,1.png,x"], pieces: common + [",1.png,"]),
    ]

    /// What a glance says of a line is what comes of parsing it.
    @Test(arguments: kinds) private func aGlanceNeverErrs(kind: Glanced) throws {
        for line in kind.plain {
            #expect(Array(line.utf8).withUnsafeBytes { kind.parser.glance(at: $0, number: 2) } != .unclear, "\(line)")
        }
        let rule = RowRule(parser: kind.parser, example: "", lexicon: nil)
        var generator = Numbers(state: 7)
        var glanced = 0
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...7, using: &generator) {
                bytes += kind.pieces.randomElement(using: &generator).map { Array($0.utf8) } ?? []
            }
            // Now and then something that is no text.
            if Int.random(in: 0..<20, using: &generator) == 0 { bytes.append(0xFF) }
            let (line, seen) = (bytes, bytes.withUnsafeBytes { kind.parser.glance(at: $0, number: 2) })
            guard seen != .unclear else { continue }
            glanced += 1
            let row = try line.withUnsafeBytes { bytes throws in
                do throws(RowProblem) { return try rule.row(of: bytes, number: 2) } catch {
                    throw DatasetError(.damaged, error.what)
                }
            }
            let text = String(decoding: line, as: UTF8.self)
            #expect(row != nil && row?.isTrimmed == false && row?.label.isEmpty == false, "\(text.debugDescription)")
            if case .word(let number) = seen { #expect(row?.lexiconLine.flatMap { Int($0) } == number) }
        }
        #expect(glanced > 20)
    }

    @Test(arguments: [
        ("plain text", true), ("été 字", true), ("tab\there", false), ("no\u{A0}break", false), ("wide\u{3000}", false),
        ("\u{2028}", false), ("nul\u{0}", false), ("1234567\u{1F}", false), ("12345678\u{1F}", false), ("", true),
    ])
    func plainText(text: String, isPlain: Bool) {
        #expect(Array(text.utf8).withUnsafeBytes { $0.isPlainText } == isPlain)
        // Cut within a character it is no text.
        #expect([UInt8]("字".utf8.dropLast()).withUnsafeBytes { $0.isPlainText } == false)
    }

    /// Numbers that look random.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    // MARK: Lexicons

    @Test func wordsOfALexiconAreLookedUp() throws {
        try folder.put("list.txt", "./1_ONE_0.jpg 0\n./2_Two_2.jpg 2\n./3_x_1.jpg 1\n./4_y_9.jpg 9\n")
        try folder.put("lexicon.txt", "one\n\ntwo\n")
        let set = try StoredDataset(folder("list.txt"), lexicon: folder("lexicon.txt"), onProblem: .leaveOut)
        #expect(try set.labels(of: .train) == ["one", "two"])
        #expect(set.problems.first.map(\.place) == [folder("list.txt") + ":3", folder("list.txt") + ":4"])
        #expect(try set.label(at: 1, in: .train) == "two")
    }
}
