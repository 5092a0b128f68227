import Configs
import Imaging
import Samples

/// Corrugated board.
struct Cardboard: Paper, Ground {
    var tone = Quantity(0.65...0.9)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(222, 184, 138), weight: 3), Weighted(Color(206, 166, 122), weight: 2),
        Weighted(Color(232, 202, 162), weight: 1),
    ])
    var flutes = Quantity(0.01...0.06)
    var pitch = Quantity(7...16)
    var degrees: Quantity = .choice([Weighted(.constant(0), weight: 1), Weighted(.constant(90), weight: 2)])
    var clouds = Quantity(0.01...0.04)
    var fibres = Quantity(0.02...0.06)
    var flecks = Quantity(1...6)
    var grain = Quantity(0.008...0.025)
    var scale = Quantity(0.7...1.3)

    init() {}

    static let name = "cardboard"
    static let summary =
        "Brown corrugated board: the flutes show through as soft bands, and what was recycled as fibres and flecks."
    static var fields: [Field<Cardboard>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the board is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("flutes", \.flutes, in: 0...0.3, "How much lighter and darker the flutes are than the board."),
            Field("pitch", \.pitch, in: 2...200, unit: "px", "From one flute to the next."),
            Field(
                "degrees", \.degrees, in: -180...180, unit: "degrees",
                "Where the flutes run: 0 along the lines of the text, 90 across them."),
            Field("clouds", \.clouds, in: 0...0.3, "How far the tone wanders, in clouds of 5 to 36 px."),
            Field("fibres", \.fibres, in: 0...0.3, "How far fibres stand out."),
            Field("flecks", \.flecks, in: 0...50, unit: "per 1000 px²", "How many flecks there are, light and dark."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
            Field("scale", \.scale, in: 0.25...8, "How much larger clouds, fibres and flecks are drawn."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let scale = chooser.number("scale", scale)
        var generator = chooser.generator("clouds.pattern")
        relief.addClouds(cell: 36 * scale, height: chooser.number("clouds", clouds) * 255, &generator)
        generator = chooser.generator("fibres.pattern")
        relief.addFibres(
            scale: 0.8 * scale, height: chooser.number("fibres", fibres) * 255, density: 5, &generator)
        generator = chooser.generator("flecks.pattern")
        let area = Double(sheet.width * sheet.height) / 1000
        for _ in 0..<Int(min(1e5, chooser.number("flecks", flecks) * area / (scale * scale) + generator.share())) {
            let strength = generator.share()
            relief.add(
                ReliefStroke(
                    start: Point(
                        x: generator.share() * Double(sheet.width), y: generator.share() * Double(sheet.height)),
                    heading: generator.share(), bend: generator.share(-0.03, 0.03),
                    length: 1 + Int(scale * generator.share(0, 2.6) * generator.share(0, 2.6)),
                    height: (generator.share() < 0.65 ? -1 : 0.6) * (14 + 60 * strength * strength)))
        }
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        let waves = self.waves(
            pitch: chooser.number("pitch", pitch), degrees: chooser.number("degrees", degrees), sheet,
            chooser.generator("flutes.place"))
        page.shade(by: Relief(waves, around: 0.5, strength: chooser.number("flutes", flutes)))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }

    /// The flutes' light and shade: 0...255 around 127.5.
    private func waves(pitch: Double, degrees: Double, _ sheet: Sheet, _ generator: KeyedGenerator) -> Bitmap {
        var generator = generator
        let across = Projection.rotation(degrees: degrees)(Point(x: 0, y: 1 / pitch))
        let (ax, ay, start) = (Float(across.x), Float(across.y), Float(generator.share()))
        // No flute runs quite straight.
        let sway = Float(generator.share(0.05, 0.2))
        let pace = Float(1 / (pitch * generator.share(9, 20)))
        return Bitmap(width: sheet.width, height: sheet.height) { pixels in
            SineTable.values.withUnsafeBufferPointer { sine in
                guard let page = pixels.baseAddress, let sine = sine.baseAddress else { return }
                sheet.fill(page) { _, _, x, y in
                    let along = (ay * x - ax * y) * (pace * Float(pitch))
                    let turns = ax * x + ay * y + start + sway * SineTable.sines(of: along, sine)
                    return 127.5 + 127 * SineTable.sines(of: turns, sine)
                }
            }
        }
    }
}
