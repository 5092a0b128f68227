import Configuration
import Imaging

/// Paper as a scanner sees it: tinted, unevenly lit, cloudy, grainy.
struct FibrePaper: Paper, Ground {
    var tone = Quantity(0.82...0.98)
    var color: Configuration.Choice<Color>?
    var light = Quantity(0...0.08)
    var clouds = Quantity(0.005...0.03)
    var fibres = Quantity(0.005...0.025)
    var grain = Quantity(0.005...0.025)

    init() {}

    static let name = "fibre"
    static let summary = "Paper as a scanner sees it: tinted, unevenly lit, with clouds, fibres and grain."
    static var fields: [Field<FibrePaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("light", \.light, in: 0...0.5, "How much the light falls off from one side to the other."),
            Field("clouds", \.clouds, in: 0...0.3, "How far the tone wanders over some 40 px."),
            Field("fibres", \.fibres, in: 0...0.3, "How far it wanders over some 6 px along the grain."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let tone = chooser.number("tone", tone)
        let values = paperValues(tone: tone, color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let reach = chooser.number("light", light) * 255
        var direction = chooser.generator("light.direction")
        relief.addSlope(
            x: reach * (2 * unit(&direction) - 1), y: reach * (2 * unit(&direction) - 1))
        var generator = chooser.generator("clouds.pattern")
        relief.addClouds(cellWidth: 40, cellHeight: 40, height: chooser.number("clouds", clouds) * 255, &generator)
        generator = chooser.generator("fibres.pattern")
        let along = unit(&generator) < 0.5
        relief.addClouds(
            cellWidth: along ? 12 : 3, cellHeight: along ? 3 : 12,
            height: chooser.number("fibres", fibres) * 255, &generator)
        var page = Bitmap(
            width: sheet.width, height: sheet.height, channels: sheet.channels, relief: relief, around: values)
        let table = NoiseKind.gaussian.table(amount: chooser.number("grain", grain), offset: 0)
        page.addNoise(table, colored: false, from: chooser.generator("grain.pattern"))
        return page
    }

    private func unit(_ generator: inout some RandomNumberGenerator) -> Double {
        Double(generator.next() >> 11) * 0x1p-53
    }
}
