import Samples
import Testing

@testable import Handwriting

/// Ways to write digits that are rare among MNIST's writers.
@Suite struct VarietyTests {
    private func writer(_ index: Int, variety: Double, ambiguity: Double = 0.5) -> Writer {
        Writer(SampleKey(seed: 7, split: .train, index: index), ranges: StyleRanges())
            .writing(ambiguity: ambiguity).writing(variety: variety)
    }

    /// The forms of a digit of several writers.
    private func forms(of digit: Character, variety: Double, writers: Int = 200) throws -> [Form] {
        let place = try #require(Skeleton.places[digit])
        return (0..<writers).map { index in
            let writer = writer(index, variety: variety)
            var (choice, dice) = (FormChoice(style: writer.style), Dice(KeyedGenerator(index, digit)))
            return choice.form(at: place, &dice)
        }
    }

    @Test func nobodyTakesRarerWaysUnasked() throws {
        for digit in "0123456789" {
            let forms = try forms(of: digit, variety: Writer(KeyedGenerator(1, digit)).style.variety)
            #expect(forms.allSatisfy { $0.asTaught == nil }, "\(digit)")
        }
    }

    /// The more variety, the more writers take them.
    @Test(arguments: Array("123457890")) func varietyIsHowOftenTheyAreTaken(_ digit: Character) throws {
        let counts = try [0.2, 1].map { try forms(of: digit, variety: $0).count { $0.asTaught != nil } }
        #expect(counts[0] > 0 && counts[1] > counts[0] && counts[1] < 150, "\(counts) of 200")
    }

    /// A form of theirs is nearly as plain as the copybook's, and the common ways are as plain as ever.
    @Test func theyAreWrittenPlainly() throws {
        var (doubtful, all) = (0, 0)
        for digit in "0123456789" {
            for (index, form) in try forms(of: digit, variety: 1, writers: 100).enumerated() {
                let style = writer(index, variety: 1).style
                func margin(_ form: Form) -> Double {
                    DigitReader.shared.margin(of: digit.wholeNumberValue ?? 0, in: DigitPicture(form, style: style))
                }
                let least = form.asTaught.map { min(2, margin($0) - FormChoice.tolerance) } ?? 2
                if margin(form) < least - 1e-9 { doubtful += 1 }
                all += 1
            }
        }
        #expect(doubtful * 100 < all, "\(doubtful) of \(all)")
    }

    @Test func waysHaveNamesOfTheirOwn() {
        for entry in Skeleton.alphabet {
            let ways = entry.skeletons + entry.rarer
            #expect(Set(ways.map(\.name)).count == ways.count, "\(entry.character)")
            #expect(entry.rarer.allSatisfy { $0.weight > 0 && !$0.strokes.isEmpty })
            if entry.kind == .digit { #expect(!entry.rarer.isEmpty, "\(entry.character)") }
        }
    }

    /// Below 0 digits overlap; the wider, the longer the line.
    @Test func spacingIsWhatLiesBetween() throws {
        let widths = try [-0.15, 0, 0.3].map { spacing in
            try (0..<40).reduce(0.0) { sum, index in
                let writer = writer(index, variety: 0, ambiguity: 1).writing(spacing: spacing)
                let line = try writer.line("30000", digitHeight: 30, KeyedGenerator(index, "3"))
                return sum + (try #require(line)).width
            }
        }
        #expect(widths[0] < widths[1] - 40 * 4 * 2 && widths[1] < widths[2] - 40 * 4 * 6, "\(widths)")
    }

    /// Who joins all digits lifts the pen less often than who joins none.
    @Test func joiningIsHowOftenThePenStaysDown() {
        func links(_ joining: Double) -> Int {
            (0..<100).reduce(0) { sum, index in
                let style = writer(index, variety: 0, ambiguity: 1).writing(joining: joining).style
                var dice = Dice(KeyedGenerator(index, "0"))
                var line = LineInProgress(style: style, digitHeight: 30, dice: &dice)
                let traces = line.layOut("30000", &dice)
                return sum + line.links(between: traces, line.oddsOfLinks(in: "30000"), &dice).count { $0 != nil }
            }
        }
        #expect(links(0) == 0)
        #expect(links(0.9) > links(0.3) && links(0.3) > 0)
    }
}

extension KeyedGenerator {
    fileprivate init(_ index: Int, _ digit: Character) {
        self = SampleKey(seed: 11, split: .train, index: index).generator(ChoiceName("\(digit)"))
    }
}
