import Configs
import Imaging
import Samples

/// Paper as a scanner sees it: tinted, unevenly lit, cloudy, fibrous, grainy.
struct FibrePaper: Paper, Ground {
    var tone = Quantity(0.82...0.98)
    var color: Alternatives<Color>?
    var light = Quantity(0...0.08)
    var clouds = Quantity(0.005...0.03)
    var fibres = Quantity(0.005...0.025)
    var grain = Quantity(0.005...0.025)
    var scale: Quantity = 1

    init() {}

    static let name = "fibre"
    static let summary = "Paper as a scanner sees it: tinted, unevenly lit, with clouds, fibres and grain."
    static var fields: [Field<FibrePaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("light", \.light, in: 0...0.5, "How much of the light falls off from one side to the other."),
            Field("clouds", \.clouds, in: 0...0.3, "How far the tone wanders, in clouds of 6 to 45 px."),
            Field(
                "fibres", \.fibres, in: 0...0.3,
                "How far fibres stand out, light and dark ones: bent, 9 to 36 px long, in all directions."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
            Field("scale", \.scale, in: 0.25...8, "How much larger clouds and fibres are drawn."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let tone = chooser.number("tone", tone)
        let values = paperValues(tone: tone, color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let reach = chooser.number("light", light) * 255
        var direction = chooser.generator("light.direction")
        relief.addSlope(x: reach * direction.share(-1, 1), y: reach * direction.share(-1, 1))
        let scale = chooser.number("scale", scale)
        var generator = chooser.generator("clouds.pattern")
        relief.addClouds(cell: 45 * scale, height: chooser.number("clouds", clouds) * 255, &generator)
        generator = chooser.generator("fibres.pattern")
        relief.addFibres(scale: scale, height: chooser.number("fibres", fibres) * 255, &generator)
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}

extension Bitmap {
    /// Adds grey noise of a deviation (0...1) to every pixel.
    mutating func addGrain(_ deviation: Double, from generator: @autoclosure () -> KeyedGenerator) {
        guard deviation > 0 else { return }
        addNoise(NoiseKind.gaussian.table(amount: deviation, offset: 0), colored: false, from: generator())
    }
}
