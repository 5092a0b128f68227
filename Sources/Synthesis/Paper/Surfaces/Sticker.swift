import Configs
import Imaging
import Samples

/// A label that sticks on something, with the text on it.
struct Sticker: Paper, Ground {
    var tone = Quantity(0.82...0.98)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(255, 255, 255), weight: 4), Weighted(Color(255, 236, 130), weight: 1),
        Weighted(Color(214, 218, 224), weight: 1), Weighted(Color(250, 190, 120), weight: 0.5),
        Weighted(Color(190, 230, 190), weight: 0.5),
    ])
    var gap = Quantity(0.15...0.5)
    var radius = Quantity(0...0.3)
    var border: Quantity = .choice([
        Weighted(.constant(0), weight: 2), Weighted(.uniform(0.02, 0.05), weight: 1),
    ])
    var borderColor: Alternatives<Color> = Alternatives([Color(24, 24, 26), Color(60, 60, 70)])
    var lift = Quantity(0.02...0.1)
    var shadow = Quantity(0.2...0.55)
    var sheen = Quantity(0...0.25)
    var peel = Quantity(0...0.012)
    var ground = Quantity(0.1...0.7)
    var groundColor: Alternatives<Color>? = Alternatives([
        Weighted(Color(240, 240, 240), weight: 4), Weighted(Color(200, 210, 230), weight: 1),
        Weighted(Color(230, 205, 170), weight: 1),
    ])
    var grain = Quantity(0.004...0.02)

    init() {}

    static let name = "sticker"
    static let summary =
        "A label of any colour with the text on it, its corners round or sharp, its edge a little off what it sticks on; "
        + "that is seen as far as `page.margin` leaves room."
    static var fields: [Field<Sticker>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the label is, but for its sheen."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("gap", \.gap, in: 0.02...20, unit: "em", "How far its edge lies from the ink; drawn for each side."),
            Field("radius", \.radius, in: 0...10, unit: "em", "How round its corners are."),
            Field(
                "border", \.border, in: 0...2, unit: "em",
                "How thick the line inside of its edge is, as far as there is room beside the text; 0 for none."),
            Field("border_color", \.borderColor, "The line's colour."),
            Field(
                "lift", \.lift, in: 0...2, unit: "em", "How far the label's edge stands off: how wide its shadow is."),
            Field("shadow", \.shadow, in: 0...1, "How dark its shadow is."),
            Field("sheen", \.sheen, in: 0...1, "How near the middle of the reflected light comes to white."),
            Field("peel", \.peel, in: 0...0.3, "How far the label's skin is uneven."),
            Field("ground", \.ground, in: 0...1, "How light what it sticks on is."),
            Field("ground_color", \.groundColor, "The colour of what it sticks on, at full light; white without it."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    /// What it lies on is seen beside it.
    var isEven: Bool { false }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let (channels, em, ink) = (sheet.channels, sheet.text.em, sheet.text.extent)
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: channels, &chooser)
        let under = paperValues(
            tone: chooser.number("ground", ground), color: groundColor, named: "ground_color", channels: channels,
            &chooser)
        let gaps = ["left", "right", "top", "bottom"].map { side in
            chooser.within("gap") { $0.number(side, gap) } * em
        }
        let box = Rect(
            left: ink.left - gaps[0], top: ink.top - gaps[2], right: ink.right + gaps[1], bottom: ink.bottom + gaps[3])
        let least = gaps.min() ?? 0
        let panel = Panel(box, radius: chooser.number("radius", radius) * em, on: sheet)

        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("light")
        relief.addSlope(x: generator.share(-20, 20), y: generator.share(-20, 20))
        relief.addPeel(scale: 1, height: 6, chooser.generator("ground.pattern"))
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: under)
        page.lay(
            panel.mask, values, lift: chooser.number("lift", lift) * em * sheet.scale,
            shadow: chooser.number("shadow", shadow))
        let thickness = min(chooser.number("border", border) * em, 0.45 * least)
        let line = chooser.pick("border_color", borderColor).levels(channels: channels)
        if thickness > 0 { page.lay(line, through: panel.line(inset: 0.3 * least, width: thickness)) }
        var skin = Relief(width: sheet.width, height: sheet.height)
        skin.addPeel(scale: 1.6, height: chooser.number("peel", peel) * 255, chooser.generator("peel.pattern"))
        page.shade(by: skin)
        page.addSheen(chooser.number("sheen", sheen), chooser.generator("sheen.place"))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}
