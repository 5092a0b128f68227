import Configs
import Imaging
import Samples

/// Draws the field of a form that the text is filled into.
struct FormField: SheetStage, Treatment {
    var gap = Quantity(0.05...0.3)
    var cells = Count(0...12)
    var comb = 0.4
    var thickness = Quantity(0.6...1.6)
    var strength = Quantity(0.3...0.8)
    var fill = Quantity(0...0.12)
    var color = Alternatives<Color>.rules

    init() {}

    static let name = "form"
    static let summary =
        "Draws the field of a form that the text is filled into: a box, plain or divided into cells that the text may "
        + "ignore, or a comb."
    static let shorthand: String? = "cells"
    static var fields: [Field<FormField>] {
        [
            Field("gap", \.gap, in: -1...10, unit: "em", "How far the box lies from the ink; drawn for each side."),
            Field("cells", \.cells, in: 0...64, "Into how many cells it is divided; below 2 for none."),
            Field(
                "comb", \.comb, in: 0...1, "The probability that short teeth divide it, and that it has no upper line."),
            Field("thickness", \.thickness, in: 0.2...32, unit: "px", "How thick lines are."),
            Field("strength", \.strength, in: 0...1, "How much of their colour they have."),
            Field("fill", \.fill, in: 0...1, "How much of the colour lies in the box."),
            Field("color", \.color, "The colour."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let (ink, em) = (sheet.text.extent, sheet.text.em)
        let gaps = ["left", "right", "top", "bottom"].map { side in
            chooser.within("gap") { $0.number(side, gap) } * em
        }
        let box = Rect(
            left: ink.left - gaps[0], top: ink.top - gaps[2], right: ink.right + gaps[1], bottom: ink.bottom + gaps[3])
        guard !box.isEmpty else { return }
        let thickness = chooser.number("thickness", thickness)
        let isComb = chooser.happens("comb", probability: comb)
        let color = chooser.pick("color", color)
        var pen = RulePen(on: sheet, chooser.generator("print"))
        let corners = Quad(box).corners
        // A comb begins at its left side and goes down and along, but has no upper line.
        for (a, b) in [(3, 0), (2, 3), (1, 2), (0, 1)].prefix(isComb ? 3 : 4) {
            pen.draw(from: corners[a], to: corners[b], width: thickness)
        }
        let cells = chooser.count("cells", cells)
        if cells > 1 {
            let tooth = isComb ? 0.35 : 1.0
            for number in 1..<cells {
                let x = box.left + box.width * Double(number) / Double(cells)
                pen.draw(
                    from: Point(x: x, y: box.bottom), to: Point(x: x, y: box.bottom - box.height * tooth),
                    width: thickness * 0.8)
            }
        }
        let fill = chooser.number("fill", fill)
        if fill > 0 {
            let (low, high) = (sheet.scale * box.left, sheet.scale * box.right)
            let (top, bottom) = (sheet.scale * box.top, sheet.scale * box.bottom)
            let inside = Bitmap(width: sheet.width, height: sheet.height) { pixels in
                guard let mask = pixels.baseAddress else { return }
                sheet.fill(mask) { _, _, x, y in
                    let depth = lesser(
                        lesser(x - Float(low), Float(high) - x), lesser(y - Float(top), Float(bottom) - y))
                    return (depth + 0.5) * 255
                }
            }
            page.printInk(inside, absorption: absorption(of: color, strength: fill, channels: sheet.channels))
        }
        pen.print(on: &page, color: color, strength: chooser.number("strength", strength))
    }
}
