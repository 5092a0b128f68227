import Configs
import Testing

@Suite struct PrintingTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1 000"), (-1_234_567, "-1 234 567")])
    func thousandsAreGrouped(number: Int, text: String) { #expect(number.grouped == text) }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func whatIsPrintedReadsBack(_ seed: UInt64) throws {
        var generator = TestGenerator(seed: seed)
        let original = randomPlan(using: &generator)
        let text = yaml(of: original)
        #expect(try plan(text) == original, "\(text)")
        #expect(try yaml(of: plan(text)) == text)
    }

    @Test func everyKeyIsPrintedInOrder() {
        #expect(
            yaml(of: Plan()) == """
                name: untitled
                title: null
                seed: 1
                copies: 3
                share: 0.5
                ratio: null
                fast: false
                mode: plain
                modes: [plain]
                size: 32
                shift: null
                digits: 9
                weights: []
                prefix: ""
                range:
                  low: 0
                  high: 1
                file: null
                faces:
                  - family: Serif
                    weight: 1
                source:
                  words:
                    count: 1
                papers:
                  - plain:
                      tone: 1
                      weight: 1
                stages: []

                """)
    }

    @Test func distributionsArePrintedAsTheyAreWritten() throws {
        let plan = try plan(
            "size: [3, {value: 4..5, weight: 2}]\nshift: {normal: {mean: 0, deviation: 1}}\ndigits: 1..9\nstages: [invert]"
        )
        let text = yaml(of: plan)
        #expect(text.contains("\nsize:\n  - 3\n  - value: 4..5\n    weight: 2\nshift:\n  normal:\n    mean: 0\n"))
        #expect(text.contains("\ndigits: 1..9\n"))
        #expect(text.contains("\nstages:\n  - invert:\n      probability: 1\n"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("two words", "two words"), ("a/b-c.d", "a/b-c.d"), ("", "\"\""), ("yes", "\"yes\""),
        ("No", "\"No\""), ("y", "\"y\""), ("null", "\"null\""), ("~", "\"~\""), ("NaN", "\"NaN\""), ("007", "\"007\""),
        ("1e3", "\"1e3\""), ("12:30", "\"12:30\""), ("2024-01-01", "\"2024-01-01\""), ("a: b", "\"a: b\""),
        ("#fff", "\"#fff\""), (" x", "\" x\""), ("x ", "\"x \""), ("a\"b\\c", "\"a\\\"b\\\\c\""), ("a\nb", "\"a\\nb\""),
        ("\u{1}", "\"\\u0001\""), ("\u{2028}", "\"\\u2028\""), ("x\u{FEFF}", "\"x\\uFEFF\""), ("€5", "\"€5\""),
        ("=", "\"=\""),
        ("<<", "\"<<\""), (".5", "\".5\""), ("-", "\"-\""), ("\u{85}", "\"\\u0085\""), ("\u{1F600}", "\"\u{1F600}\""),
    ])
    func textsAreQuotedWhereTheyMustBe(_ text: String, _ printed: String) throws {
        var original = Plan()
        original.name = text
        #expect(yaml(of: original).hasPrefix("name: \(printed)\n"))
        #expect(try plan(yaml(of: original)).name.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func optionsThatAreChoicesArePrintedInPlace() {
        let inner = Quantity.choice([Weighted(1, weight: 1), Weighted(2, weight: 3)])
        #expect(
            Quantity.choice([Weighted(inner, weight: 2), Weighted(3)]).encoded
                == Quantity.choice([Weighted(1, weight: 0.5), Weighted(2, weight: 1.5), Weighted(3)]).encoded)
    }

    @Test func theReferenceExplainsEveryKey() {
        let text = reference(of: Plan.self)
        #expect(text.contains("| `size` | drawn number | px | `32` | 2..1024 | The size. |"))
        #expect(
            text.contains(
                "| `modes` | list of: word |  | `[plain]` | 0 to 2 items; `plain`, `fancy`, `x_height` | How else \\| it may be done. |"
            ))
        #expect(
            text.contains(
                "| `papers` | list of: one of [papers](#papers) |  | `[plain]` | 1 to 8 items | What it is written on. |"
            ))
        #expect(text.contains("## stages.blur\n\nBlurs.\n\nA value alone is its `sigma`.\n"))
        #expect(text.contains("| `probability` | number |  | `1` | 0..1 | How likely it is applied at all. |"))
        #expect(text.contains("| `text` | text |  | required |  | The text. |"))
        // Each section once, though `Sources` holds itself.
        let titles = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(titles.count == Set(titles).count)
        #expect(titles.count == 13)
    }
}

/// A plan with random values in all its keys.
private func randomPlan(using generator: inout TestGenerator) -> Plan {
    func number(_ range: ClosedRange<Double>) -> Double {
        let value = Quantity(range).draw(using: &generator)
        return Count(0...1).draw(using: &generator) == 0 ? value : value.rounded().clamped(to: range)
    }
    func integer(_ range: ClosedRange<Int>) -> Int { Count(range).draw(using: &generator) }
    func flag() -> Bool { integer(0...1) == 1 }
    func text() -> String {
        let samples = [
            "", "abc", "yes", "007", "0..1", "a: b", "- x", "€", "\u{1F600}e\u{301}", "x\ny", " ", "\"'", "\\", "#",
            "\t", "null", "a,b",
        ]
        return (0..<integer(0...2)).map { _ in samples[integer(0...samples.count - 1)] }.joined(
            separator: flag() ? " " : "")
    }
    func quantity(_ range: ClosedRange<Double>, nested: Bool = true) -> Quantity {
        let ends = [number(range), number(range)].sorted()
        switch integer(0...(nested ? 3 : 2)) {
        case 0: return .constant(ends[0])
        case 1: return .uniform(ends[0], ends[1])
        case 2: return .normal(mean: number(range), deviation: number(0...9), min: ends[0], max: ends[1])
        default:
            return .choice(
                [Weighted(quantity(range, nested: false))]
                    + (0..<integer(0...2)).map { _ in Weighted(quantity(range, nested: false), weight: number(0...3)) })
        }
    }
    func count(_ range: ClosedRange<Int>) -> Count {
        let ends = [integer(range), integer(range)].sorted()
        switch integer(0...2) {
        case 0: return Count(ends[0])
        case 1: return Count(ends[0]...ends[1])
        default: return Count([Weighted(ends[0]...ends[1]), Weighted(ends[0]...ends[0], weight: number(0...3))])
        }
    }
    func source(depth: Int) -> OneOf<Sources> {
        switch integer(0...(depth > 0 ? 2 : 1)) {
        case 0: return OneOf(Words(count: count(1...99)))
        case 1: return OneOf(Lines(text: text()))
        default: return OneOf(Mixture(parts: (0..<integer(0...3)).map { _ in source(depth: depth - 1) }))
        }
    }
    func stage() -> OneOf<Stages> {
        let stages: [any ConfigMember] = [
            Blur(sigma: quantity(0...50)), Invert(), Noise(amount: quantity(0...9), colored: flag()),
        ]
        return OneOf(stages[integer(0...2)], probability: number(0...1))
    }

    var plan = Plan()
    plan.name = text()
    plan.title = flag() ? text() : nil
    plan.seed = flag() ? generator.next() : UInt64(integer(0...9))
    plan.copies = integer(0...1_000_000_000_000)
    plan.share = number(0...1)
    plan.ratio = flag() ? number(0.5...1e300) : nil
    plan.isFast = flag()
    plan.mode = Plan.Mode.allCases[integer(0...2)]
    plan.modes = (0..<integer(0...2)).map { _ in Plan.Mode.allCases[integer(0...2)] }
    plan.size = quantity(2...1024)
    plan.shift = flag() ? quantity(-1e-5...1e-5) : nil
    plan.digits = count(1...64)
    plan.weights = (0..<integer(0...4)).map { _ in number(0...1e20) }
    plan.prefix = Alternatives((0...integer(0...2)).map { Weighted(text(), weight: $0 == 0 ? 1 : number(0...5)) })
    plan.range = Span(low: number(-9...0), high: number(0...9))
    plan.file = flag() ? ConfigPath(path: "/") : nil
    plan.faces = (0..<integer(1...3)).map { _ in
        var face = Face(family: text())
        face.weight = number(0...9)
        return face
    }
    plan.source = source(depth: 3)
    plan.papers = (0..<integer(1...3)).map { _ in OneOf(Plain(tone: quantity(0...1)), weight: number(0...9)) }
    plan.stages = (0..<integer(0...4)).map { _ in stage() }
    return plan
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
