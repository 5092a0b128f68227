import Configs
import Imaging
import Samples

/// Draws the rules of the table that the text stands in.
struct TableRules: SheetStage, Treatment {
    var above = Quantity(0.05...0.4)
    var below = Quantity(0.05...0.4)
    var beside = Quantity(0.1...0.8)
    var sides: Alternatives<Sides> = Alternatives(Sides.allCases)
    var through = 0.15
    var thickness = Quantity(0.8...2.2)
    var strength = Quantity(0.4...0.95)
    var color: Alternatives<Color> = Alternatives([
        Weighted(Color(30, 30, 32), weight: 4), Weighted(Color(90, 110, 150), weight: 1),
    ])

    /// Where a table has rules.
    enum Sides: String, ConfigEnum {
        case all, level, below, above
    }

    init() {}

    static let name = "table"
    static let summary =
        "Draws the rules of the table that the text stands in: above, below and beside it, now and then through it."
    static var fields: [Field<TableRules>] {
        [
            Field("above", \.above, in: -2...10, unit: "em", "How far above the ink the upper rule lies."),
            Field("below", \.below, in: -2...10, unit: "em", "How far below the ink the lower rule lies."),
            Field(
                "beside", \.beside, in: -2...20, unit: "em", "How far beside the ink upright rules lie; drawn for both."
            ),
            Field(
                "sides", \.sides,
                "Which rules there are: `all`, `level` (above and below), `below` or `above`."),
            Field(
                "through", \.through, in: 0...1, "The probability that one of them has slipped and crosses the text."),
            Field("thickness", \.thickness, in: 0.2...32, unit: "px", "How thick they are."),
            Field("strength", \.strength, in: 0...1, "How much of their colour they have."),
            Field("color", \.color, "Their colour."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let (box, em) = (sheet.text.extent, sheet.text.em)
        var pen = RulePen(on: sheet, chooser.generator("print"))
        let sides = chooser.pick("sides", sides)
        let thickness = chooser.number("thickness", thickness)
        var top = box.top - chooser.number("above", above) * em
        var bottom = box.bottom + chooser.number("below", below) * em
        var generator = chooser.generator("slip")
        if chooser.happens("through", probability: through) {
            // Through the upper or the lower part of the text; a line through its middle would strike it out.
            let share = generator.share(0, 0.3)
            if sides == .above || sides != .below && generator.share() < 0.5 {
                top = box.top + share * box.height
            } else {
                bottom = box.bottom - share * box.height
            }
        }
        if sides != .below { pen.draw(y: top, width: thickness) }
        if sides != .above { pen.draw(y: bottom, width: thickness) }
        if sides == .all {
            let gaps = [chooser.number("beside", beside), chooser.number("beside.right", beside)].map { $0 * em }
            pen.draw(x: box.left - gaps[0], width: thickness)
            pen.draw(x: box.right + gaps[1], width: thickness)
        }
        pen.print(on: &page, color: chooser.pick("color", color), strength: chooser.number("strength", strength))
    }
}
