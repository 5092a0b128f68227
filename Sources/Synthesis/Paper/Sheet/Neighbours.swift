import Configs
import Imaging
import Samples

/// Writes other texts around the text, which the page's edges cut off.
struct Neighbours: SheetStage, Treatment {
    var above = 0.7
    var below = 0.7
    var before = 0.0
    var after = 0.0
    var gap = Quantity(0.1...0.4)
    var space = Quantity(0.35...1)
    var shift = Quantity(-0.5...0.5)
    var strength = Quantity(0.7...1)

    init() {}

    static let name = "neighbours"
    static let summary =
        "Writes other texts of the recipe around the text, as far as the page's margins show them: the lines above and "
        + "below, the words before and after. They are part of no mask, no box and no label."
    static var fields: [Field<Neighbours>] {
        [
            Field("above", \.above, in: 0...1, "The probability of a line above."),
            Field("below", \.below, in: 0...1, "The probability of a line below."),
            Field("before", \.before, in: 0...1, "The probability of a word to the left."),
            Field("after", \.after, in: 0...1, "The probability of a word to the right."),
            Field(
                "gap", \.gap, in: 0.02...10, unit: "em",
                "How far the ink of the lines above and below lies from the text's."),
            Field(
                "space", \.space, in: 0.2...20, unit: "em",
                "How far the ink of the words before and after lies from it."),
            Field(
                "shift", \.shift, in: -4...4, "How far lines above and below are moved along, in widths of the text."),
            Field("strength", \.strength, in: 0...1, "How dark they are, as a share of the text's ink."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) throws {
        let (box, em) = (sheet.text.extent, sheet.text.em)
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        func write(_ number: Int, _ place: (Rect) -> Point) throws {
            guard let text = try copyist.text(number) else { return }
            let to = place(text.extent)
            text.stamp(&mask, .translation(x: to.x, y: to.y))
        }
        if chooser.happens("above", probability: above) {
            let gap = chooser.number("gap.above", gap) * em
            let x = chooser.number("shift.above", shift) * box.width
            try write(1) { Point(x: box.left - $0.left + x, y: box.top - gap - $0.bottom) }
        }
        if chooser.happens("below", probability: below) {
            let gap = chooser.number("gap.below", gap) * em
            let x = chooser.number("shift.below", shift) * box.width
            try write(2) { Point(x: box.left - $0.left + x, y: box.bottom + gap - $0.top) }
        }
        let baseline = sheet.text.baselines.first ?? 0
        if chooser.happens("before", probability: before) {
            let space = chooser.number("space.before", space) * em
            try write(3) { Point(x: box.left - space - $0.right, y: baseline) }
        }
        if chooser.happens("after", probability: after) {
            let space = chooser.number("space.after", space) * em
            try write(4) { Point(x: box.right + space - $0.left, y: baseline) }
        }
        let strength = chooser.number("strength", strength)
        let pigment = copyist.ink.pigment(on: DrawnInk.Surface(page, within: []))
        page.lay(mask, pigment.faded(to: strength))
    }
}
