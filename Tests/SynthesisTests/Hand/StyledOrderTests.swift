import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Parts that are set apart stand where all of the line's order has them, whatever runs to the left.
@Suite struct StyledOrderTests {
    /// The characters from left to right, by their boxes.
    private func seen(_ sample: Sample) -> String {
        sample.characters.sorted { $0.quad.bounds.center.x < $1.quad.bounds.center.x }.map(\.text).joined()
    }

    @Test(arguments: [
        ("number: {digits: 4, decimals: 2, suffix: ' ر.س'}", "decimals: {size: 0.6}"),
        ("number: {digits: 4, decimals: 2, suffix: ' ر.س'}", "decimals: {type: {slant: 10}}"),
        ("number: {digits: 4, decimals: 2, suffix: ' ر.س'}", "decimals: {hand: {display: seven}}"),
        (
            "number: {digits: 4, decimals: 2, negative: 0.5, thousands: ',', prefix: ['₪ ', 'שח '], suffix: ['%', ' ₪']}",
            "decimals: {size: 0.6}"
        ),
        ("date: {patterns: [dd-MM-yyyy, dd/MM/yyyy, dd.MM.yyyy], numbering: arab}", "year: {size: 0.6}"),
        ("date: {patterns: [dd.MM.yyyy], numbering: arab, label: western}", "day: {size: 0.6}"),
        ("date: {patterns: [d MMMM yyyy], locales: ar, numbering: latn, time: 'HH:mm'}", "minute: {size: 0.6}"),
        (
            "template: {form: '{x} {a} {b}', parts: {x: {word: {words: [abc]}}, a: {word: {words: [שלום]}}, b: {word: {words: [עולם]}}}}",
            "b: {size: 0.7}"
        ),
        (
            "template: {form: '({a}) {b}', parts: {a: {word: {words: [שלום]}}, b: {number: {digits: 2, suffix: '%', negative: 1}}}}",
            "a: {fonts: {faces: [FreeSans], size: 30}}"
        ),
        (
            "template: {form: '{a} - {b}', parts: {a: {word: {words: [abc]}}, b: {number: {digits: 3}}}}",
            "b: {size: 0.7}"
        ),
    ])
    func partsStandWhereTheLineHasThem(text: String, style: String) throws {
        let recipe = "text: {\(text)}, fonts: {faces: [DejaVu Sans], size: 26}"
        let plain = try Fixture.samples("{\(recipe)}", 8)
        let styled = try Fixture.samples("{\(recipe), style: {\(style)}}", 8)
        for (one, other) in zip(plain, styled) {
            #expect(one.label == other.label)
            #expect(other.characters.map(\.text) == one.characters.map(\.text))
            #expect(seen(other) == seen(one), "\(one.label)")
        }
    }

    /// In a line to the left a bracket is seen as its mirror image, and labelled as it was written.
    @Test func bracketsAreMirrored() throws {
        func runs(_ text: String) throws -> [PartRun] {
            let map = PartMap([TextPart(name: "a", range: 1..<3)], length: text.unicodeScalars.count) { _ in 0 }
            return PartRun.runs(of: LineBreaks.lines(of: text, count: 1), by: map)
        }
        #expect(try runs("(אב)").map(\.shown) == [")", "אב", "("])
        #expect(try runs("(אב)").map(\.text) == ["(", "אב", ")"])
        #expect(try runs("(אב)").map(\.place) == [3, 2, 0])
        #expect(try runs("(ab)").map(\.shown) == ["(", "ab", ")"])
        #expect(try runs("(ab)").map(\.place) == [0, 1, 3])
    }
}
