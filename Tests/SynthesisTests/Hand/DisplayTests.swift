import Imaging
import Samples
import Testing

@testable import Synthesis

/// `hand.display`.
@Suite struct DisplayTests {
    private func recipe(_ text: String, _ keys: String, page: String = "{margin: 6}", more: String = "") -> String {
        """
        {text: {template: {form: '\(text)'}}, hand: {display: {\(keys)}}, page: \(page), paper: [{plain: 1}],
         ink: {tone: 0}\(more)}
        """
    }

    private static let steady = "height: 40, width: 0.55, spacing: 0.25, thickness: 0.12, gap: 0.02, slant: 0"

    @Test(arguments: DisplayKind.allCases, ["0", "12"])
    func boxesEncloseTheInk(kind: DisplayKind, slant: String) throws {
        let text = kind == .dots ? "Ab: 8.50" : "12:8.50-"
        let samples = try Fixture.samples(
            recipe(
                text, "kind: \(kind.rawValue), slant: \(slant), dead: 0.1, ghost: 0.2",
                more: ", geometry: [{rotation: -8..8}]"), 8)
        for sample in samples {
            #expect(sample.characters.map(\.text).joined() == text)
            for y in 0..<sample.mask.height {
                for x in 0..<sample.mask.width where sample.mask[x, y] > 128 {
                    let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    #expect(sample.characters.contains { $0.quad.distance(to: point) < 1 })
                }
            }
        }
    }

    /// Two cells of one character that stand apart by the gap and no more.
    @Test(arguments: ["seven", "fourteen", "sixteen"]) func aPointHasNoCell(kind: String) throws {
        func width(_ text: String) throws -> Double {
            let sample = try Fixture.sample(recipe(text, "kind: \(kind), ends: bevelled, \(Self.steady)"))
            return sample.mask.inkBounds(above: 64).width
        }
        #expect(abs(try width("888") - width("8.8,8")) <= 1)
        #expect(try width("8:8") > width("88") + 8)
        // The second of two points has an empty cell before it.
        #expect(abs(try width("8..8") - width("8 8")) <= 1)
    }

    @Test func marksStandWhereTheyShould() throws {
        let sample = try Fixture.sample(recipe("8.8,8:8", "kind: seven, \(Self.steady)"))
        let boxes = sample.characters.map(\.quad.bounds)
        for number in [1, 3, 5] {
            #expect(boxes[number].left > boxes[number - 1].right && boxes[number].right < boxes[number + 1].left)
        }
        // A point stands on the line, a comma hangs below it, and a colon is in the middle.
        #expect(abs(boxes[1].bottom - boxes[0].bottom) < 1.5)
        #expect(boxes[3].bottom > boxes[0].bottom + 2)
        #expect(abs(boxes[5].center.y - boxes[0].center.y) < 1.5)
    }

    /// What is not lit is seen, and is in no mask and no box.
    @Test(arguments: DisplayKind.allCases) func ghostsAreNoText(kind: DisplayKind) throws {
        let keys = "kind: \(kind.rawValue), \(Self.steady), pitch: 1.2"
        let page = "{width: 240, height: 60}"
        let (plain, ghost) = (
            try Fixture.sample(recipe("1-7", keys, page: page)),
            try Fixture.sample(recipe("1-7", keys + ", ghost: 0.25", page: page))
        )
        // The text stands a part of a px elsewhere, which its straight edges show.
        #expect(abs(ghost.mask.inkSum / plain.mask.inkSum - 1) < 0.03)
        #expect(zip(ghost.characters, plain.characters).allSatisfy { abs($0.quad.area / $1.quad.area - 1) < 0.1 })
        func unlit(_ sample: Sample) -> [UInt8] {
            zip(sample.image.pixels, sample.mask.pixels).filter { $0 < 250 && $1 == 0 }.map(\.0)
        }
        #expect(unlit(plain).isEmpty && unlit(ghost).count > 200)
        // As strong as they were asked to be.
        #expect(unlit(ghost).allSatisfy { $0 >= 188 })
    }

    @Test func ghostsLieOnThePage() throws {
        // The whole of a cell beside a 1 has room on the page.
        let sample = try Fixture.sample(recipe("1", "kind: seven, ghost: 0.5, \(Self.steady)", page: "{margin: 4}"))
        #expect(sample.image.width >= 22 + 8)
        let edge = (0..<sample.image.height).flatMap {
            [sample.image[0, $0], sample.image[sample.image.width - 1, $0]]
        }
        #expect(edge.allSatisfy { $0 == 255 })
    }

    @Test func deadSegmentsLeaveTheLabel() throws {
        let keys = "kind: seven, \(Self.steady)"
        let whole = try Fixture.sample(recipe("08254", keys))
        let worn = try Fixture.samples(recipe("08254", keys + ", dead: 0.4"), 20)
        #expect(worn.allSatisfy { $0.label == "08254" })
        #expect(worn.contains { $0.mask.inkSum < 0.95 * whole.mask.inkSum })
    }

    @Test func samplesArePure() throws {
        let yaml = recipe("12:30", "kind: [seven, dots, sixteen], dead: 0..0.3, ghost: 0..0.3")
        let (one, other) = (try Fixture.source(yaml).makeReader(), try Fixture.source(yaml).makeReader())
        let last = try other.sample(at: 9, in: .train)
        for index in 0..<10 {
            let content = Content(try one.sample(at: index, in: .train))
            if index == 9 { #expect(content == Content(last)) }
        }
        #expect(last.choice["hand"] == .text("hand.display") && last.choice["hand.display.kind"] != nil)
    }

    @Test func whatAKindLacksIsNamed() {
        let message = Fixture.message {
            _ = try Fixture.source("{text: {pattern: 'K[0-9]'}, hand: {display: seven}}")
        }
        #expect(
            message
                == "hand.display: can't show 'K'; 'seven' shows 0123456789-AbCdEFHLnoPrtU.,: and spaces. Change the text, "
                + "or use 'kind: dots' or 'hand: type'")
    }

    /// Where one of several kinds lacks a character, another shows it.
    @Test func anotherKindTakesOver() throws {
        let samples = try Fixture.samples("{text: {pattern: 'K[0-9]'}, hand: {display: {kind: [seven, dots]}}}", 12)
        #expect(samples.allSatisfy { $0.choice["hand.display.kind"] == .text("dots") })
        #expect(samples.contains { $0.rejections.contains(.init(.missingGlyph, font: "display")) })
    }
}
