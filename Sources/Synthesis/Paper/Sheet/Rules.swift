import Configs
import Imaging
import Samples

/// Rules the sheet, as writing paper is.
struct Rules: SheetStage, Treatment {
    var pitch = Quantity(1.1...1.8)
    var offset: Quantity = .normal(mean: 0.12, deviation: 0.12, min: -0.15, max: 0.5)
    var thickness = Quantity(0.6...1.6)
    var strength = Quantity(0.25...0.7)
    var color = Alternatives<Color>.rules
    var margin = 0.1

    init() {}

    static let name = "rules"
    static let summary =
        "Rules the sheet, as writing paper is: one line lies near the text's baseline, the others follow it."
    static let shorthand: String? = "offset"
    static var fields: [Field<Rules>] {
        [
            Field("pitch", \.pitch, in: 0.3...20, unit: "em", "From one line to the next."),
            Field(
                "offset", \.offset, in: -5...5, unit: "em",
                "How far below the baseline of the text its line lies; negative through the text."),
            Field("thickness", \.thickness, in: 0.2...32, unit: "px", "How thick lines are."),
            Field("strength", \.strength, in: 0...1, "How much of their colour they have."),
            Field("color", \.color, "Their colour."),
            Field("margin", \.margin, in: 0...1, "The probability of an upright line near the text's start."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let (text, reach) = (sheet.text, sheet.reach)
        var pen = RulePen(on: sheet, chooser.generator("print"))
        let first = (text.baselines.first ?? 0) + chooser.number("offset", offset) * text.em
        let thickness = chooser.number("thickness", thickness)
        // Lines of the text that are set closely decide; else the recipe.
        let pitch =
            text.baselines.count > 1
            ? max(0.3 * text.em, text.baselines[1] - text.baselines[0]) : chooser.number("pitch", pitch) * text.em
        let (from, to) = ((reach.top - first) / pitch, (reach.bottom - first) / pitch)
        for number in Int(from.rounded(.up))...max(Int(from.rounded(.up)), min(Int(to), Int(from) + 400)) {
            pen.draw(y: first + Double(number) * pitch, width: thickness)
        }
        if chooser.happens("margin", probability: margin) {
            var generator = chooser.generator("margin.place")
            pen.draw(x: text.extent.left - text.em * generator.share(0.1, 0.8), width: thickness)
        }
        pen.print(on: &page, color: chooser.pick("color", color), strength: chooser.number("strength", strength))
    }
}
