import Configs
import Imaging
import Samples

/// A chalkboard that was wiped.
struct Chalkboard: Paper, Ground {
    var tone = Quantity(0.28...0.38)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(192, 252, 216), weight: 3), Weighted(Color(244, 248, 246), weight: 2),
        Weighted(Color(220, 242, 255), weight: 1),
    ])
    var dust = Quantity(0.03...0.14)
    var wipes = Count(2...5)
    var strength = Quantity(0.05...0.16)
    var width = Quantity(0.8...2.2)
    var rough = Quantity(0.02...0.07)
    var grain = Quantity(0.004...0.016)

    init() {}

    static let name = "chalkboard"
    static let summary =
        "A dark board, green, black or blue, that was wiped: clouds of chalk and the strokes of the sponge. Text in chalk "
        + "is a light `ink.color`, or any with `ink.polarity: auto`."
    static var fields: [Field<Chalkboard>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the board is without chalk."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("dust", \.dust, in: 0...0.6, "How much chalk lies where its clouds are thickest."),
            Field("wipes", \.wipes, in: 0...32, "How many strokes it was wiped with."),
            Field("strength", \.strength, in: 0...0.6, "How much chalk a stroke left where it left the most."),
            Field("width", \.width, in: 0.1...10, unit: "em", "How wide a stroke is."),
            Field("rough", \.rough, in: 0...0.3, "How far the board's roughness stands out."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let rough = chooser.number("rough", rough) * 255
        var generator = chooser.generator("rough.pattern")
        relief.addNoise(cell: 27, height: rough, &generator)
        relief.addNoise(cell: 1.6, height: rough * 1.2, &generator)
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        let chalk = Color(236, 238, 232).levels(channels: sheet.channels)

        generator = chooser.generator("dust.pattern")
        let em = Wiping.em(of: sheet)
        var clouds = Relief(width: sheet.width, height: sheet.height)
        clouds.addNoise(cellWidth: 4.1 * em, cellHeight: 1.7 * em, height: 110, &generator)
        clouds.addNoise(cellWidth: 1.3 * em, cellHeight: 0.6 * em, height: 60, &generator)
        clouds.addNoise(cell: 2.3, height: 26, &generator)
        clouds.add(90)
        page.lay(chalk, through: clouds.mask, strength: chooser.number("dust", dust))

        var wiping = Wiping(of: sheet, chooser.generator("wipes.place"))
        let strokes = wiping.mask(
            strokes: chooser.count("wipes", wipes), width: chooser.number("width", width) * em)
        page.lay(chalk, through: strokes, strength: chooser.number("strength", strength))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}
