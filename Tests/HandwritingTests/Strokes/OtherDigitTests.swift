import Imaging
import Samples
import Testing

@testable import Handwriting

/// Arabic-Indic and Persian digits.
@Suite struct OtherDigitTests {
    private static let arabic = "٠١٢٣٤٥٦٧٨٩"
    private static let persian = "۰۱۲۳۴۵۶۷۸۹"

    private func key(_ index: Int) -> SampleKey { SampleKey(seed: 5, split: .train, index: index) }

    private func line(_ text: String, by writer: Writer, _ index: Int = 0) throws -> HandLine {
        try #require(try writer.line(text, digitHeight: 40, key(index).generator("line")))
    }

    @Test func theyCanBeWritten() throws {
        #expect(Writer.canWrite(Self.arabic + " " + Self.persian))
        for index in 0..<40 {
            for text in [Self.arabic, Self.persian] {
                let glyphs = try line(text, by: Writer(key(index)), index).glyphs
                #expect(String(glyphs.map(\.character)) == text)
                #expect(glyphs.allSatisfy { $0.ink.width > 0 })
            }
        }
    }

    /// ٠ is a dot, ٥ a ring, all others are about as high as Western digits.
    @Test func theirHeights() throws {
        for (text, heights) in [("٠", 0.1...0.6), ("٥", 0.5...1.2), ("١", 0.9...1.4), ("٨", 0.8...1.4)] {
            let all = try (0..<100).map { index in
                let glyph = try #require(try line(text, by: Writer(key(index)), index).glyphs.first)
                return Double(glyph.ink.height) / 40
            }
            let mean = all.reduce(0, +) / 100
            #expect(heights.contains(mean), "\(text) is \(mean) digits high")
        }
    }

    /// What knows Western digits never gets to see others, whose values are the same.
    @Test func theReaderIsAskedAboutWesternDigitsAlone() throws {
        for character in Self.arabic + Self.persian {
            #expect(try #require(Skeleton.entry(character)).digit == nil && character.wholeNumberValue != nil)
        }
        #expect("0123456789".map { Skeleton.entry($0)?.digit } == Array(0...9))
        for index in 0..<30 {
            let loose = Writer(key(index)).writing(looseness: 1.2)
            let plain = try line(Self.arabic, by: loose.writing(ambiguity: 1), index)
            let asked = try line(Self.arabic, by: loose.writing(ambiguity: 0), index)
            #expect(asked.glyphs.map(\.ink) == plain.glyphs.map(\.ink))
        }
    }

    @Test func theyAreRarelyJoined() {
        var style = Writer(key(0)).style
        style.joining = 0.8
        let line = LineInProgress(style: style, digitHeight: 40, climb: 0)
        #expect(line.oddsOfLinks(in: "12") == [0.8])
        #expect(line.oddsOfLinks(in: "٤٥").allSatisfy { $0 > 0 && $0 < 0.1 })
        #expect(line.oddsOfLinks(in: "1٥ ٥-٥") == [0, 0, 0, 0, 0])
    }
}
