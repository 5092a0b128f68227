import Configs
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// A text in several lines.
@Suite struct SeveralLinesTests {
    @Test(
        arguments: [
            ("one two three", 1, ["one two three|"]),
            ("one two three", 2, ["one two| ", "three|"]),
            ("one two three", 3, ["one| ", "two| ", "three|"]),
            ("one two three", 9, ["one| ", "two| ", "three|"]),
            ("word", 3, ["word|"]),
            ("", 2, ["|"]),
            (" a ", 2, [" a |"]),
            ("a\nb c", 1, ["a| ", "b c|"]),
            ("a\r\nb", 3, ["a| ", "b|"]),
            ("a\n\nb", 1, ["a| ", "| ", "b|"]),
            ("aaaa bb cc dddd", 2, ["aaaa bb| ", "cc dddd|"]),
        ] as [(String, Int, [String])])
    func aTextIsBrokenIntoEqualParts(text: String, count: Int, lines: [String]) {
        let broken = LineBreaks.lines(of: text, count: count)
        #expect(broken.map { $0.text + "|" + $0.space } == lines)
        #expect(broken.map { $0.text + $0.space }.joined() == text.onOneLine)
    }

    private static let text = "text: {template: {form: 'Paid on the third of May'}}\n"

    private func sample(_ rest: String, text: String = SeveralLinesTests.text) throws -> Sample {
        try Fixture.sample(text + "page: {margin: 3}\nfonts: {faces: [Liberation Sans], size: 20}\n" + rest)
    }

    /// The characters' boxes, line by line, the spaces at breaks left out.
    private func lines(_ sample: Sample, _ texts: [String]) throws -> [[Rect]] {
        var rest = sample.characters[...]
        return try texts.map { text in
            let line = rest.prefix(text.count)
            #expect(line.map(\.text).joined() == text)
            rest = rest.dropFirst(text.count)
            if let space = rest.first {
                #expect(space.text == " ")
                rest = rest.dropFirst()
            }
            return try #require(line.isEmpty ? nil : line.map(\.quad.bounds))
        }
    }

    @Test func labelsAndBoxesHoldASpaceAtEachBreak() throws {
        let sample = try sample("type: {lines: 3}")
        #expect(sample.label == "Paid on the third of May")
        #expect(sample.characters.map(\.text).joined() == sample.label)
        let rows = try lines(sample, ["Paid on", "the third", "of May"])
        // Line below line, none through another.
        for (one, next) in zip(rows, rows.dropFirst()) {
            let bottom = try #require(one.map(\.bottom).max())
            let top = try #require(next.map(\.top).min())
            #expect(bottom < top + 2)
        }
        for character in sample.characters {
            #expect(sample.textQuad.bounds.grown(by: 0.5).contains(character.quad.bounds))
        }
        #expect(sample.image.height > 3 * 14 && sample.image.width < 110)
    }

    @Test(arguments: [0.8, 1.2, 2]) func leadingIsTheDistanceOfBaselines(leading: Double) throws {
        let text = "text: {template: {form: 'HH HH HH'}}\n"
        let sample = try sample("type: {lines: 3, leading: \(leading)}", text: text)
        let feet = try lines(sample, ["HH", "HH", "HH"]).map { $0[0].bottom }
        #expect(abs(feet[1] - feet[0] - leading * 20) < 0.01)
        #expect(abs(feet[2] - feet[1] - leading * 20) < 0.01)
    }

    @Test func shorterLinesStandWhereTheyAreAligned() throws {
        let text = "text: {template: {form: 'HHHHHH HH'}}\n"
        func rows(_ align: String) throws -> [[Rect]] {
            try lines(sample("type: {lines: 2, align: \(align)}", text: text), ["HHHHHH", "HH"])
        }
        let (left, center, right) = (try rows("left"), try rows("center"), try rows("right"))
        #expect(abs(left[0][0].left - left[1][0].left) < 0.01)
        #expect(abs(right[0][5].right - right[1][1].right) < 0.01)
        let middles = center.map { ($0.first?.left ?? 0) + ($0.last?.right ?? 0) }
        #expect(abs(middles[0] - middles[1]) < 0.02)
        let drawn = try Fixture.samples(
            text + "fonts: {faces: [Liberation Sans]}\ntype: {lines: 2, align: [left, right]}", 20)
        #expect(Set(drawn.map { $0.characters[7].quad.bounds.left > $0.characters[2].quad.bounds.left }).count == 2)
    }

    @Test func linesOfItsOwnAreKept() throws {
        let text = "text: {template: {form: \"{a}\\n{b}\", parts: {a: {pattern: 'AB'}, b: {pattern: 'C D'}}}}\n"
        let refused = Fixture.message { _ = try Fixture.author(text) }
        // A template is a line; a prefix may hold a break.
        #expect(refused.contains("can't stand in a line of text"))
        let number = "text: {number: {value: 7, prefix: \"No.\\n\"}}\n"
        let sample = try sample("type: {lines: 1..4}", text: number)
        #expect(sample.label == "No. 7")
        #expect(sample.characters.map(\.text).joined() == "No. 7")
        #expect(sample.characters[4].quad.bounds.top > sample.characters[0].quad.bounds.bottom)
    }

    @Test(arguments: ["type", "procedural", "mnist"]) func everyHandWritesSeveralLines(hand: String) throws {
        let text = "text: {number: {value: 12345678, prefix: \"99\\n\\n\", thousands: ' '}}\n"
        let mnist = try SmallMNIST()
        let chosen = hand == "mnist" ? "{mnist: {folder: \(mnist.path)}}" : hand
        for lines in 1...2 {
            let sample = try Fixture.sample(text + "hand: \(chosen)\ntype: {lines: \(lines)}\n")
            #expect(sample.label == "99  12 345 678")
            #expect(sample.characters.map(\.text).joined() == sample.label)
            let (first, last) = (sample.characters[0].quad.bounds, sample.characters[13].quad.bounds)
            #expect(last.top > first.bottom)
            #expect(sample.textQuad.bounds.grown(by: 1).contains(last))
        }
        let three = try Fixture.sample(
            "text: {number: {value: 12345678, thousands: ' '}}\nhand: \(chosen)\ntype: {lines: 3, leading: 1.6}")
        let tops = [0, 3, 7].map { three.characters[$0].quad.bounds.center.y }
        #expect(tops[1] > tops[0] + 10 && tops[2] > tops[1] + 10)
    }

    @Test func marksAreDrawnToEachLine() throws {
        let plain = try sample("type: {lines: 3}\nink: {tone: 0}")
        let marked = try sample("type: {lines: 3, marks: [{underline: {tone: 0}}]}\nink: {tone: 0}")
        #expect(abs(marked.mask.inkSum / plain.mask.inkSum - 1) < 0.01)
        #expect(marked.image.mean < plain.image.mean)
    }

    @Test(arguments: ["arc: 40", "slant: 12", "wave: 0.1"]) func linesBendTogether(bend: String) throws {
        let sample = try sample("type: {lines: 2, \(bend)}")
        #expect(sample.characters.map(\.text).joined() == sample.label)
        for y in 0..<sample.mask.height {
            for x in 0..<sample.mask.width where sample.mask[x, y] > 128 {
                let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                #expect(sample.characters.contains { $0.quad.distance(to: point) < 1.2 })
            }
        }
    }
}
