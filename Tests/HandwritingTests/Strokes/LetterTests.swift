import Imaging
import Samples
import Testing

@testable import Handwriting

/// Letters written by strokes.
@Suite struct LetterTests {
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let small = "abcdefghijklmnopqrstuvwxyz"

    private func key(_ index: Int) -> SampleKey { SampleKey(seed: 31, split: .train, index: index) }

    private func line(_ text: String, by writer: Writer, _ index: Int = 0) throws -> HandLine {
        try #require(try writer.line(text, digitHeight: 40, key(index).generator("line")))
    }

    /// Where the ink of characters begins above the baseline and ends below it, in digit heights: the mean of many
    /// writers.
    private func reach(_ characters: String) throws -> (above: Double, below: Double) {
        var (above, below, count) = (0.0, 0.0, 0.0)
        for index in 0..<60 {
            for character in characters {
                let glyph = try #require(try line(String(character), by: Writer(key(index)), index).glyphs.first)
                above -= glyph.top / 40
                below += (glyph.top + Double(glyph.ink.height)) / 40
                count += 1
            }
        }
        return (above / count, below / count)
    }

    @Test func lettersCanBeWritten() throws {
        #expect(Writer.canWrite(Self.capitals + Self.small + "()'\"&#@!?=;"))
        for index in 0..<20 {
            let glyphs = try line("Quick \"brown\" (fox) & 2 @ #3!", by: Writer(key(index)), index).glyphs
            #expect(glyphs.allSatisfy { $0.ink.width > 0 || $0.character == " " })
        }
    }

    @Test func bodiesAscendersAndDescenders() throws {
        let (digits, capitals) = (try reach("0123456789"), try reach(Self.capitals))
        #expect(abs(capitals.above - digits.above) < 0.08, "capitals \(capitals.above), digits \(digits.above)")
        let (bodies, ascenders, descenders) = (try reach("acemnorsuvwxz"), try reach("bdfhkl"), try reach("gpqy"))
        #expect((0.55...0.75).contains(bodies.above), "\(bodies.above)")
        #expect((0.95...1.25).contains(ascenders.above), "\(ascenders.above)")
        #expect((0.55...0.75).contains(descenders.above), "\(descenders.above)")
        #expect(abs(bodies.below) < 0.15 && abs(capitals.below) < 0.15)
        #expect((0.25...0.55).contains(descenders.below), "\(descenders.below)")
    }

    /// Whoever joins letters joins some of them, and never by way of a dot or a bar that was put there afterwards.
    @Test func lettersAreJoined() throws {
        for index in 0..<60 {
            var style = Writer(key(index)).style
            style.letterJoining = 1
            var dice = Dice(key(index).generator("line"))
            var line = LineInProgress(style: style, digitHeight: 40, dice: &dice)
            let text = "hummelitin"
            let traces = line.layOut(text, &dice)
            let links = line.links(between: traces, line.oddsOfLinks(in: text), &dice)
            for (trace, link) in zip(traces, links) {
                guard let link else { continue }
                let exit = try #require(trace.exit)
                let joined = trace.joined(before: link)
                #expect(joined.strokes.count == trace.strokes.count)
                for number in trace.strokes.indices {
                    let (before, after) = (trace.points[trace.strokes[number]], joined.points[joined.strokes[number]])
                    #expect(Array(after) == Array(before) + (number == exit ? link : []))
                }
            }
            #expect(line.oddsOfLinks(in: "aB1.a a") == [0, 0, 0, 0, 0, 0])
        }
        let counts = (0..<200).map { index in
            var style = Writer(key(index)).style
            style.letterJoining = 1
            var dice = Dice(key(index).generator("line"))
            var line = LineInProgress(style: style, digitHeight: 40, dice: &dice)
            let traces = line.layOut("minimum", &dice)
            return line.links(between: traces, line.oddsOfLinks(in: "minimum"), &dice).count { $0 != nil }
        }
        #expect(counts.reduce(0, +) > 200, "\(counts.reduce(0, +)) links in 200 words of seven letters")
    }

    @Test func someWritersJoinLetters() {
        let joining = (0..<400).count { Writer(key($0)).style.letterJoining > 0 }
        #expect((120...240).contains(joining), "\(joining) of 400")
    }

    /// The stroke by which a letter is left ends at its right.
    @Test func exitsAreOnTheRight() throws {
        for entry in Skeleton.alphabet where entry.kind == .small {
            #expect(entry.skeletons.count >= 2, "\(entry.character)")
            for skeleton in entry.skeletons {
                guard let exit = skeleton.exit else { continue }
                try #require(skeleton.strokes.indices.contains(exit), "\(entry.character), \(skeleton.name)")
                let end = try #require(skeleton.strokes[exit].nodes.last).point
                let right = skeleton.strokes.flatMap(\.nodes).map(\.point.x).max() ?? 0
                #expect(end.x > 0.8 * right, "\(entry.character), \(skeleton.name)")
            }
        }
    }

    /// Every way to write a character has a name of its own and a weight.
    @Test func waysHaveNames() {
        for entry in Skeleton.alphabet {
            #expect(Set(entry.skeletons.map(\.name)).count == entry.skeletons.count, "\(entry.character)")
            #expect(entry.skeletons.allSatisfy { $0.weight > 0 && !$0.strokes.isEmpty })
        }
        #expect(Set(Skeleton.alphabet.map(\.character)).count == Skeleton.alphabet.count)
    }
}
