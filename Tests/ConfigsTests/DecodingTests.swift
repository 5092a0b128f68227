import Configs
import Foundation
import Testing

@Suite struct DecodingTests {
    @Test(arguments: ["", "{}", "# only a comment\n", "---\n", "null\n", "\u{FEFF}{}", "stages: []", "seed: 1"])
    func nothingGivenMeansDefaults(_ yaml: String) throws {
        #expect(try plan(yaml) == Plan())
    }

    @Test(arguments: [
        ("007", "007"), ("NA", "NA"), ("yes", "yes"), ("'null'", "null"), ("\"a\\nb\"", "a\nb"), ("1_000", "1_000"),
        ("true", "true"), ("0..1", "0..1"), ("''", ""), ("'#fff'", "#fff"), ("!!str 5", "5"),
        ("2024-01-01", "2024-01-01"),
        ("|\n  two\n  lines\n", "two\nlines\n"), (">\n  two\n  lines\n", "two lines\n"), ("é €", "é €"),
    ])
    func textsAreVerbatim(_ written: String, _ text: String) throws {
        let plan = try plan("name: \(written)\ntitle: \(written)\nprefix: \(written)")
        #expect(plan.name == text)
        #expect(plan.title == text)
        #expect(plan.prefix == Alternatives(text))
    }

    @Test(arguments: [("5", 5), ("+5", 5), ("5.0", 5), ("1e3", 1000), ("0", 0), ("-0", 0), ("0.5e1", 5)])
    func wholeNumbers(_ written: String, _ value: Int) throws {
        #expect(try plan("copies: \(written)").copies == value)
    }

    @Test func theLargestSeed() throws {
        #expect(try plan("seed: 18446744073709551615").seed == .max)
    }

    @Test(arguments: [("1", 1.0), ("0.25", 0.25), (".5", 0.5), ("1.", 1), ("1e-3", 0.001), ("+0.5", 0.5), ("-0.0", 0)])
    func numbers(_ written: String, _ value: Double) throws {
        #expect(try plan("share: \(written)").share == value)
    }

    @Test func wordsAndFlags() throws {
        let plan = try plan("fast: true\nmode: x_height\nmodes: [fancy, 'plain']")
        #expect(plan.isFast)
        #expect(plan.mode == .xHeight)
        #expect(plan.modes == [.fancy, .plain])
    }

    @Test(arguments: ["null", "~", ""])
    func optionalsMayBeNothing(_ written: String) throws {
        let plan = try plan("title: \(written)\nratio: \(written)\nshift: \(written)\nfile: \(written)")
        #expect(plan.title == nil)
        #expect(plan.ratio == nil)
        #expect(plan.shift == nil)
        #expect(plan.file == nil)
    }

    @Test(
        arguments: [
            ("3", .constant(3)), ("2.5", .constant(2.5)), ("0..1", Quantity(0...1)), ("-3..3", Quantity(-3...3)),
            ("1e-3..2.5", Quantity(0.001...2.5)), ("'0..1'", Quantity(0...1)), ("4..4", .uniform(4, 4)),
            ("[1, 2]", .choice([Weighted(1), Weighted(2)])),
            ("[1, {value: 0..1, weight: 3}]", .choice([Weighted(1), Weighted(Quantity(0...1), weight: 3)])),
            ("{normal: {mean: 0, deviation: 1, min: -3, max: 3}}", .normal(mean: 0, deviation: 1, min: -3, max: 3)),
            ("{normal: {mean: 10, deviation: 2}}", .normal(mean: 10, deviation: 2, min: 2, max: 18)),
            ("{normal: {mean: 10, deviation: 2, max: 12}}", .normal(mean: 10, deviation: 2, min: 2, max: 12)),
            ("{normal: {mean: 10, deviation: 0}}", .normal(mean: 10, deviation: 0, min: 10, max: 10)),
        ] as [(String, Quantity)])
    func quantities(_ written: String, _ value: Quantity) throws {
        #expect(try plan("shift: \(written)").shift == value)
    }

    @Test(
        arguments: [
            ("3", 3), ("1..9", Count(1...9)), ("[1, 2]", Count([Weighted(1...1), Weighted(2...2)])),
            ("[{value: 4..6, weight: 3}, 1]", Count([Weighted(4...6, weight: 3), Weighted(1...1)])), ("3.0", 3),
        ] as [(String, Count)])
    func counts(_ written: String, _ value: Count) throws {
        let digits = try plan("digits: \(written)").digits
        #expect(digits == value)
        #expect(digits.hasWeights == written.hasPrefix("["))
    }

    @Test func choices() throws {
        #expect(
            try plan("prefix: [a, '', {value: 7, weight: 2}]").prefix.options
                == [Weighted("a"), Weighted(""), Weighted("7", weight: 2)])
    }

    @Test func boundsSpanAllOptions() {
        #expect(Quantity.choice([Weighted(Quantity(0...1)), Weighted(5), Weighted(-2)]).bounds == -2...5)
        #expect(Quantity.normal(mean: 0, deviation: 1, min: -3, max: 2).bounds == -3...2)
        #expect(Count([Weighted(4...6), Weighted(1...1)]).bounds == 1...6)
    }

    @Test(arguments: ["faces: Arial", "faces: {family: Arial}", "faces: [Arial]", "faces:\n  - family: Arial\n"])
    func aRecordHasShortForms(_ yaml: String) throws {
        #expect(try plan(yaml).faces == [Face(family: "Arial")])
    }

    @Test(arguments: [
        "stages: [blur: 0..2]", "stages: {blur: 0..2}", "stages:\n  - blur:\n      sigma: 0..2\n",
        "stages: {blur: {sigma: 0..2, probability: 1}}",
    ])
    func aMemberHasShortForms(_ yaml: String) throws {
        let stages = try plan(yaml).stages
        #expect(stages.count == 1)
        #expect((stages.first?.value as? Blur)?.sigma == Quantity(0...2))
        #expect(stages.first?.probability == 1)
    }

    @Test func aBareWordIsAMemberWithItsDefaults() throws {
        let stages = try plan("stages: [invert, noise, {blur: [0, 1]}]").stages
        #expect(stages.map { type(of: $0.value).name } == ["invert", "noise", "blur"])
        #expect((stages.last?.value as? Blur)?.sigma == .choice([Weighted(0), Weighted(1)]))
        #expect(try plan("stages: invert").stages.count == 1)
    }

    @Test func modifiersBelongToTheFamily() throws {
        #expect(try plan("stages: [noise: {probability: 0.25}]").stages[0].probability == 0.25)
        #expect(try plan("papers: [plain: {weight: 3}, plain]").papers.map(\.weight) == [3, 1])
    }

    @Test func membersNest() throws {
        let source = try plan("source: {mixture: {parts: [words, {lines: abc}]}}").source
        let parts = try #require(source.value as? Mixture).parts
        #expect(parts.map { type(of: $0.value).name } == ["words", "lines"])
    }

    @Test func aliasesRepeatAValue() throws {
        let plan = try plan("size: &s 3..4\nshift: *s\nfaces: [&f {family: A}, *f]")
        #expect(plan.shift == Quantity(3...4))
        #expect(plan.faces == [Face(family: "A"), Face(family: "A")])
    }

    @Test func windowsLineEnds() throws {
        #expect(try plan("copies: 4\r\nname: x\r\n").name == "x")
        #expect(message("copies: 4\r\nnmae: x\r\n")?.hasPrefix("plan.yml:2:1: nmae: ") == true)
    }
}
