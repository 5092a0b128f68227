import Configs
import Imaging
import Samples

/// Paper with a tone printed on it in dots.
struct HalftonePaper: Paper, Ground {
    var tone = Quantity(0.85...1)
    var coverage = Quantity(0.05...0.3)
    var variation = Quantity(0...0.2)
    var pitch = Quantity(2.5...6)
    var angle: Quantity = .choice([15, 45, 75, 0].map { Weighted(.constant($0)) })
    var strength = Quantity(0.3...0.75)
    var color: Alternatives<Color> = Alternatives([
        Color(red: 0, green: 0, blue: 0), Color(red: 0.1, green: 0.2, blue: 0.4),
        Color(red: 0.45, green: 0.2, blue: 0.2),
    ])
    var grain = Quantity(0.005...0.025)

    init() {}

    static let name = "halftone"
    static let summary = "Paper with a light tone printed on it in a screen of dots, as magazines and forms have it."
    static var fields: [Field<HalftonePaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is below the dots."),
            Field("coverage", \.coverage, in: 0...0.9, "How much of the paper the dots cover in the mean."),
            Field("variation", \.variation, in: 0...0.5, "How far that wanders over the sheet, up and down."),
            Field("pitch", \.pitch, in: 1.5...64, unit: "px", "From one dot to the next."),
            Field("angle", \.angle, in: -90...90, unit: "degrees", "How far the screen is turned."),
            Field("strength", \.strength, in: 0...1, "How much of their colour the dots have."),
            Field("color", \.color, "The dots' colour."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: nil, channels: sheet.channels, &chooser)
        var page = Bitmap(width: sheet.width, height: sheet.height, filledWith: values)
        var generator = chooser.generator("tone.pattern")
        var tones = Relief(width: sheet.width, height: sheet.height)
        let reach = chooser.number("variation", variation) * 255
        tones.addSlope(x: reach * generator.share(-1, 1), y: reach * generator.share(-1, 1))
        tones.addNoise(cell: 47, height: reach, &generator)
        tones.add(chooser.number("coverage", coverage) * 255)
        let strength = chooser.number("strength", strength)
        let ink = chooser.pick("color", color).values(channels: sheet.channels)
        page.printInk(
            dots(
                tones.mask, pitch: chooser.number("pitch", pitch), angle: chooser.number("angle", angle), sheet,
                &generator),
            absorption: ink.map { (1 - $0) * strength })
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }

    /// The dots: a hilly screen, cut off at the height that leaves as much of it as the cover asks for.
    private func dots(
        _ asked: Bitmap, pitch: Double, angle: Double, _ sheet: Sheet, _ generator: inout KeyedGenerator
    ) -> Bitmap {
        let across = Projection.rotation(degrees: angle)(Point(x: 1 / pitch, y: 0))
        let (ax, ay) = (Float(across.x), Float(across.y))
        let (startX, startY) = (Float(generator.share()), Float(generator.share()))
        // How fast the screen rises: edges are some two px wide, as ink spreads.
        let edge = Float(max(0.7, pitch / 5)) * 255
        return Bitmap(width: sheet.width, height: sheet.height) { pixels in
            asked.withPixels { shares in
                SineTable.values.withUnsafeBufferPointer { sine in
                    guard let mask = pixels.baseAddress, let shares = shares.baseAddress, let sine = sine.baseAddress
                    else { return }
                    @inline(__always)
                    func level(
                        _ column: Int, _ rows: SIMD8<Int>, _ x: SIMD8<Float>, _ y: SIMD8<Float>
                    ) -> SIMD8<Float> {
                        let (u, v) = (ax * x + ay * y + startX, ax * y - ay * x + startY)
                        let hill = SineTable.sines(of: u, sine) + SineTable.sines(of: v, sine)
                        var share = SIMD8<Float>()
                        for lane in 0..<8 { share[lane] = Float(shares[rows[lane] &+ column]) }
                        // Half of the screen lies above 0, nothing above 2.
                        let height = 2 - share * (4 / 255)
                        return (hill - height) * edge * 0.5 + lesser(SIMD8(repeating: 127), share * 8)
                    }
                    sheet.fill(mask, with: level)
                }
            }
        }
    }
}
