import Imaging
import Samples
import Testing

@testable import Synthesis

/// Marks that belong to a part of a text.
@Suite struct PartMarkTests {
    /// The box around dark pixels that are no ink of the text.
    private func marked(_ sample: Sample) -> Rect {
        var box = Rect.empty
        for y in 0..<sample.image.height {
            for x in 0..<sample.image.width {
                let place = y * sample.image.width + x
                guard sample.image.pixels[place] < 80, sample.mask.pixels[place] < 16 else { continue }
                box = box.union(
                    Rect(left: Double(x), top: Double(y), right: Double(x) + 1, bottom: Double(y) + 1))
            }
        }
        return box
    }

    private func sample(_ marks: String, _ more: String = "") throws -> Sample {
        try Fixture.sample(
            """
            {text: {number: {digits: 3, decimals: 2}}, fonts: {faces: [Liberation Mono], size: 60}, page: {margin: 20},
             ink: {tone: 0}, style: {decimals: {marks: [\(marks)]}}\(more)}
            """)
    }

    @Test func oneBoxGoesAroundTheDecimals() throws {
        let sample = try sample("{boxes: {around: all, pitch: 0, above: 0.9, below: 0.2, thickness: 0.04, tone: 0}}")
        let box = marked(sample)
        let boxes = sample.characters.map(\.quad.bounds)
        #expect(box.left > boxes[2].right && box.left < boxes[4].left)
        #expect(box.right > boxes[5].right && box.right < boxes[5].right + 0.2 * 60)
        #expect(box.top < boxes[4].top && box.bottom > boxes[4].bottom)
        // Nothing stands between the two digits.
        let (x, y) = (Int((boxes[4].right + boxes[5].left) / 2), Int(boxes[4].center.y))
        #expect(sample.image.pixels[y * sample.image.width + x] > 200)
    }

    @Test(arguments: [
        "{underline: {offset: 0.15, thickness: 0.05, tone: 0}}",
        "{strike: {height: 0.3, thickness: 0.06, tilt: 0, tone: 0}}",
        "{boxes: {pitch: 0, above: 0.9, below: 0.2, thickness: 0.04, tone: 0}}",
    ])
    func otherMarksAreAsWideAsThePart(mark: String) throws {
        let sample = try sample(mark)
        let (box, boxes) = (marked(sample), sample.characters.map(\.quad.bounds))
        // From the pen of the first to the pen behind the last: Liberation Mono is 0.6 em wide.
        #expect(abs(box.width - 2 * 0.6 * 60) < 4, "\(box)")
        let middle = boxes[4].union(boxes[5]).center.x
        #expect(abs(box.center.x - middle) < 4, "\(box)")
    }

    /// A part that is left out of labels may be marked, and marks of the whole text go on over it.
    @Test func marksAreNoInkOfTheText() throws {
        let plain = try sample("{underline: {tone: 0, probability: 0}}")
        let marked = try sample("{underline: {tone: 0, offset: 0.3}}")
        #expect(marked.characters.map(\.text) == plain.characters.map(\.text))
        // The mark moves the text by a part of a px.
        let (own, other) = (marked.mask.inkSum, plain.mask.inkSum)
        #expect(abs(Double(own) / Double(other) - 1) < 0.01)
        #expect(marked.image != plain.image)
    }

    /// A part that is named twice is marked twice, by the same choices.
    @Test func eachPlaceHasItsMark() throws {
        let sample = try Fixture.sample(
            """
            {text: {template: {form: '{a} to {a}', parts: {a: {pattern: '88'}}}}, page: {margin: 20},
             fonts: {faces: [Liberation Mono], size: 60}, ink: {tone: 0},
             style: {a: {marks: [{underline: {offset: 0.15..0.3, thickness: 0.05, tone: 0}}]}}}
            """)
        let box = marked(sample)
        let row = Int(box.center.y)
        let boxes = sample.characters.map(\.quad.bounds)
        func isDark(_ x: Double) -> Bool { sample.image.pixels[row * sample.image.width + Int(x)] < 80 }
        #expect(isDark(boxes[0].center.x) && isDark(boxes[1].center.x) && isDark(boxes[6].center.x))
        #expect(!isDark(boxes[3].center.x) && !isDark(boxes[4].center.x))
        #expect(sample.choices.count { $0.name == "style.a.marks.underline.offset" } == 1)
    }

    @Test func marksOfTheWholeTextDoNotBelongToAPart() {
        let message = Fixture.message { _ = try Fixture.recipe("{style: {integer: {type: {marks: [underline]}}}}") }
        #expect(message.contains("a part's own marks as its 'marks'"))
    }
}
