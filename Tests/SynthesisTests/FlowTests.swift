import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Text that stands upright, runs round, or fills its page in part.
@Suite struct FlowTests {
    @Test func uprightCharactersStandBelowEachOther() throws {
        let sample = try Fixture.sample(
            "{text: {number: {value: 1834, digits: 4}}, fonts: {size: 40}, type: {flow: upright, leading: 1.1}}")
        let boxes = sample.characters.map(\.quad.bounds)
        #expect(sample.characters.map(\.text) == ["1", "8", "3", "4"])
        for (upper, lower) in zip(boxes, boxes.dropFirst()) {
            #expect(lower.top > upper.bottom)
            #expect(abs(lower.center.x - upper.center.x) < 4)
        }
        #expect(sample.image.height > 3 * sample.image.width)
        #expect(abs(boxes[2].bottom - boxes[1].bottom - 44) < 2)
    }

    @Test func uprightLinesStandBesideEachOther() throws {
        let sample = try Fixture.sample(
            """
            {text: {template: {form: "ab cd"}}, fonts: {size: 40}, type: {flow: upright, lines: 2}}
            """)
        let boxes = sample.characters.filter { $0.text != " " }.map(\.quad.bounds)
        #expect(boxes.count == 4)
        #expect(boxes[2].left > boxes[0].right && boxes[3].left > boxes[1].right)
        #expect(boxes[1].top > boxes[0].center.y && boxes[3].top > boxes[2].center.y)
    }

    /// Nearly a circle: no characters overlap, and the middle of the page is empty.
    @Test func textMayRunRoundACircle() throws {
        let sample = try Fixture.sample(
            "{text: {number: {digits: 16}}, fonts: {size: 30}, type: {arc: 330, tracking: 0.2}}")
        let centers = sample.characters.map(\.quad.bounds.center)
        let middle = Point(
            x: centers.reduce(0) { $0 + $1.x } / Double(centers.count),
            y: centers.reduce(0) { $0 + $1.y } / Double(centers.count))
        let radii = centers.map { (pow($0.x - middle.x, 2) + pow($0.y - middle.y, 2)).squareRoot() }
        #expect((radii.max() ?? 0) / (radii.min() ?? 1) < 1.35)
        #expect((radii.min() ?? 0) > 40)
    }

    @Test(arguments: [0.2, 0.5, 1])
    func textFillsAsMuchOfThePageAsAsked(fill: Double) throws {
        for sample in try Fixture.samples(
            """
            {page: {width: 200, height: 60, margin: 5, fill: \(fill)}, text: {number: {digits: 2..9}}, fonts: {size: 8..90}}
            """, 20)
        {
            let box = sample.textQuad.bounds
            let share = max(box.width / 190, box.height / 50)
            #expect(abs(share - fill) < 0.04, "\(sample.label): \(share)")
        }
    }

    /// Letters that join are no letters one below the other; those of the same text that do not join are.
    @Test func lettersThatJoinDoNotStandUpright() throws {
        let words = "text: {word: {words: [سلام]}}, fonts: {faces: [DejaVu Sans]}"
        let message = Fixture.message { _ = try Fixture.source("{\(words), type: {flow: [along, upright]}}") }
        #expect(message.hasPrefix("text.word: has letters that join those beside them ('"), "\(message)")
        #expect(throws: Never.self) { _ = try Fixture.source("{\(words)}") }
        for word in ["שלום", "١٢٣", "नमस्ते"] {
            #expect(throws: Never.self) {
                _ = try Fixture.source(
                    "{text: {word: {words: [\(word)]}}, fonts: {faces: [DejaVu Sans, Lohit Devanagari]}, type: {flow: upright}}"
                )
            }
        }
    }

    /// From the top the text is read as its label is, whichever way its script runs.
    @Test(arguments: ["שלום", "12 שלום", "abc"]) func uprightTextIsReadFromTheTop(word: String) throws {
        let sample = try Fixture.sample(
            "{text: {word: {words: ['\(word)']}}, fonts: {faces: [DejaVu Sans], size: 40}, type: {flow: upright}}")
        #expect(sample.characters.map(\.text).joined() == word)
        let middles = sample.characters.map(\.quad.bounds.center.y)
        #expect(middles == middles.sorted())
    }

    @Test func fillNeedsAPage() {
        #expect(
            Fixture.message { _ = try Fixture.recipe("page: {fill: 0.5}") }
                == "recipe.yml:1:14: page.fill: needs a page of a given size: give 'width', 'height' or both")
    }
}
