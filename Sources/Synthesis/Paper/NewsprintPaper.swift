import Configs
import Imaging
import Samples

/// The grey, coarse paper of newspapers.
struct NewsprintPaper: Paper, Ground {
    var tone = Quantity(0.68...0.84)
    var color: Alternatives<Color>? = Alternatives([
        Color(red: 1, green: 0.97, blue: 0.9), Color(red: 1, green: 0.94, blue: 0.82),
    ])
    var clouds = Quantity(0.01...0.03)
    var fibres = Quantity(0.025...0.06)
    var specks = Quantity(0.5...4)
    var grain = Quantity(0.01...0.03)
    var scale = Quantity(0.7...1.2)

    init() {}

    static let name = "newsprint"
    static let summary = "The grey, coarse paper of newspapers: short fibres, some of them dark, and specks of old ink."
    static var fields: [Field<NewsprintPaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("color", \.color, "Its colour at full light."),
            Field("clouds", \.clouds, in: 0...0.3, "How far the tone wanders, in clouds of 4 to 28 px."),
            Field("fibres", \.fibres, in: 0...0.3, "How far fibres stand out."),
            Field("specks", \.specks, in: 0...50, unit: "per 1000 px²", "How many dark specks and slivers there are."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
            Field("scale", \.scale, in: 0.25...8, "How much larger clouds and fibres are drawn."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let scale = chooser.number("scale", scale)
        var generator = chooser.generator("clouds.pattern")
        relief.addClouds(cell: 28 * scale, height: chooser.number("clouds", clouds) * 255, &generator)
        generator = chooser.generator("fibres.pattern")
        relief.addFibres(
            scale: 0.6 * scale, height: chooser.number("fibres", fibres) * 255, density: 5, &generator)
        generator = chooser.generator("specks.pattern")
        let area = Double(sheet.width * sheet.height) / 1000
        for _ in 0..<Int(chooser.number("specks", specks) * area + generator.share()) {
            let depth = generator.share()
            relief.add(
                ReliefStroke(
                    start: Point(
                        x: generator.share() * Double(sheet.width), y: generator.share() * Double(sheet.height)),
                    heading: generator.share(), bend: generator.share(-0.03, 0.03),
                    length: 1 + Int(generator.share(0, 2.4) * generator.share(0, 2.4)),
                    height: -12 - 60 * depth * depth))
        }
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}
