import Imaging
import Samples
import Testing

@testable import Handwriting

/// Writers whose digits are not to look like others.
@Suite struct AmbiguityTests {
    private func key(_ index: Int) -> SampleKey { SampleKey(seed: 23, split: .train, index: index) }

    private func writer(_ index: Int, ambiguity: Double) -> Writer {
        Writer(key(index)).writing(looseness: 0.9).writing(ambiguity: ambiguity)
    }

    private func line(_ text: String, by writer: Writer, height: Double = 40, _ index: Int = 0) throws -> HandLine {
        try #require(try writer.line(text, digitHeight: height, key(index).generator("line")))
    }

    /// The margin of each digit's form: what is drawn differs in the pressure of the pen and a little in size.
    private func margins(_ index: Int, ambiguity: Double) -> [Double] {
        let style = writer(index, ambiguity: ambiguity).style
        var (choice, dice) = (FormChoice(style: style), Dice(key(index).generator("line")))
        return (0..<10).map { digit in
            let form = choice.form(at: digit, &dice)
            return DigitReader.shared.margin(of: digit, in: DigitPicture(form, style: style))
        }
    }

    @Test(arguments: [0, 0.5]) func marginsAreKept(ambiguity: Double) {
        let all = (0..<500).flatMap { margins($0, ambiguity: ambiguity) }
        let least = 4 * (1 - ambiguity)
        let short = all.count { $0 < least }
        // A very thick pen fills what little there is to tell a few digits by.
        #expect(Double(short) / Double(all.count) <= 0.002, "\(short) of \(all.count) are below \(least)")
        #expect(all.allSatisfy { $0 > 0 }, "\(all.min() ?? 0)")
    }

    /// What is drawn, not only what was meant, is read as what it is.
    @Test func whatIsDrawnIsPlain() throws {
        var (wrong, careless) = (0, 0)
        for index in 0..<300 {
            for digit in 0..<10 {
                for (ambiguity, isCareless) in [(0.5, false), (1, true)] {
                    let line = try line("\(digit)", by: writer(index, ambiguity: ambiguity), index)
                    let read = DigitReader.shared.read(DigitPicture(try #require(line.glyphs.first).ink))
                    if read != digit { if isCareless { careless += 1 } else { wrong += 1 } }
                }
            }
        }
        // One in two hundred is what may be taken for another.
        #expect(wrong <= 15 && careless > 10 * max(wrong, 1), "\(wrong) with care, \(careless) without, of 3000")
    }

    /// A stem above a 0 makes it a 6; the careless write such.
    @Test func zerosHaveNoStem() {
        func tail(_ nodes: (Double, Double)...) -> ZeroTail {
            var trace = Trace()
            trace.add(nodes.map { Node.at($0.0, $0.1) }, step: 0.06, roundness: 0)
            return ZeroTail(trace)
        }
        let closed = tail((34, 1), (12, 16), (2, 52), (12, 86), (33, 99), (56, 82), (63, 48), (52, 13), (33, 2))
        #expect(closed.height < 0.02 && closed.margin > 4)
        let curled = tail(
            (30, 2), (8, 24), (3, 62), (20, 97), (48, 90), (64, 54), (56, 14), (38, 2), (26, 10), (30, 24))
        #expect(curled.margin > 4)
        let six = tail((24, -8), (10, 20), (3, 58), (12, 90), (34, 99), (56, 80), (58, 44), (42, 16), (14, 18))
        #expect(six.height > 0.25 && six.margin < 0)
        #expect(ZeroTail(Trace()).height == 0)

        func tails(_ ambiguity: Double) -> [Double] {
            (0..<400).map { index in
                let style = writer(index, ambiguity: ambiguity).style
                var (choice, dice) = (FormChoice(style: style), Dice(key(index).generator("line")))
                return ZeroTail(choice.form(at: 0, &dice).trace(step: 0.06, roundness: style.roundness)).height
            }
        }
        #expect(tails(0).count { $0 > 0.1 } <= 2 && tails(0.5).allSatisfy { $0 < 0.2 })
        #expect(tails(1).count { $0 > 0.2 } > 8)
    }

    /// A writer who is not asked writes as if there were no asking.
    @Test func withoutAnAskingNothingChanges() throws {
        for index in 0..<40 {
            let loose = Writer(key(index)).writing(looseness: 0.9)
            let plain = try line("4097-1.50", by: loose, index)
            let same = try line("4097-1.50", by: loose.writing(ambiguity: 1), index)
            #expect(same.glyphs.map(\.ink) == plain.glyphs.map(\.ink) && same.width == plain.width)
        }
    }

    /// Most digits are plain at once, and stay as they are.
    @Test func plainDigitsStayAsTheyAre() throws {
        let same = try (0..<200).count { index in
            let texts = try [0.9, 1].map { try line("3", by: writer(index, ambiguity: $0), index) }
            return texts[0].glyphs.map(\.ink) == texts[1].glyphs.map(\.ink)
        }
        #expect(same > 180 && same < 200, "\(same) of 200")
    }

    /// The same strokes at every height, whatever was written again and wherever the pen was lifted.
    @Test func everyHeightShowsTheSameForms() throws {
        for index in 0..<60 {
            var writer = writer(index, ambiguity: 0)
            writer.style.joining = 0.8
            let (small, large) = (
                try line("4917", by: writer, height: 30, index), try line("4917", by: writer, height: 60, index)
            )
            for (a, b) in zip(small.glyphs, large.glyphs) {
                #expect(abs(Double(a.ink.width) - Double(b.ink.width) / 2) < 4, "\(a.character) of writer \(index)")
                #expect(abs(Double(a.ink.height) - Double(b.ink.height) / 2) < 4, "\(a.character) of writer \(index)")
            }
        }
    }

    /// A link never makes another digit of those that it joins.
    @Test func linksMislead() {
        var (kept, lifted) = (0, 0)
        for index in 0..<200 {
            var writer = writer(index, ambiguity: 0.2)
            writer.style.joining = 1
            var dice = Dice(key(index).generator("line"))
            var line = LineInProgress(style: writer.style, digitHeight: 40, dice: &dice)
            let misleading = line.misleadingLinks(of: "7016", dice)
            let traces = line.layOut("7016", &dice)
            let links = line.links(between: traces, line.oddsOfLinks(in: "7016"), &dice)
            #expect(misleading.allSatisfy { links[$0] != nil })
            lifted += misleading.count
            kept += links.count { $0 != nil } - misleading.count
        }
        #expect(kept > 5 && lifted > 50, "\(kept) links stay, \(lifted) are left out")
    }
}
