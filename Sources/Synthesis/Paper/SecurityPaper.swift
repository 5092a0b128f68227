import Configs
import Imaging
import Samples

/// The fine coloured lines of cheques, identity cards and tickets.
struct SecurityPaper: Paper, Ground {
    var tone = Quantity(0.8...0.96)
    var pattern: Alternatives<Pattern> = Alternatives(Pattern.allCases)
    var pitch = Quantity(2.6...6)
    var fill = Quantity(0.25...0.5)
    var wave = Quantity(0.5...2.5)
    var strength = Quantity(0.12...0.4)
    var color: Alternatives<Color> = Alternatives([
        Color(red: 0.35, green: 0.5, blue: 0.7), Color(red: 0.3, green: 0.6, blue: 0.5),
        Color(red: 0.7, green: 0.45, blue: 0.5), Color(red: 0.6, green: 0.55, blue: 0.35),
        Color(red: 0.45, green: 0.42, blue: 0.62),
    ])
    var wash = Quantity(0...0.25)
    var grain = Quantity(0.005...0.03)

    /// How the lines run.
    enum Pattern: String, ConfigEnum {
        case waves, net, circles, screen
    }

    init() {}

    static let name = "security"
    static let summary =
        "The fine coloured lines of cheques, identity cards and tickets: waves, nets of waves, wavy circles or a screen "
        + "of crossing lines, in two colours."
    static var fields: [Field<SecurityPaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is below the lines."),
            Field("pattern", \.pattern, "`waves`, `net`, `circles` or `screen`."),
            Field("pitch", \.pitch, in: 1.5...64, unit: "px", "From one line to the next."),
            Field("fill", \.fill, in: 0.05...0.9, "How much of the pitch a line fills."),
            Field("wave", \.wave, in: 0...20, "How high the waves are, in pitches."),
            Field("strength", \.strength, in: 0...1, "How much of their colour the lines have."),
            Field("color", \.color, "The lines' colour; a net and a screen draw another for the second set of lines."),
            Field("wash", \.wash, in: 0...1, "How much of the colour lies evenly on the paper."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("clouds.pattern")
        relief.addNoise(cell: 37, height: 3, &generator)
        let values = paperValues(tone: chooser.number("tone", tone), color: nil, channels: sheet.channels, &chooser)
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        let pattern = chooser.pick("pattern", pattern)
        let (pitch, wave) = (chooser.number("pitch", pitch), chooser.number("wave", wave))
        let (fill, strength) = (chooser.number("fill", fill), chooser.number("strength", strength))
        let first = chooser.pick("color", color)
        let wash = chooser.number("wash", wash) * strength
        if wash > 0 {
            let washed = first.values(channels: sheet.channels).map { part in ToneCurve { $0 * (1 - wash * (1 - part)) }
            }
            page.apply(washed)
        }
        generator = chooser.generator("lines")
        let families = LineFamily.families(pattern, pitch: pitch, wave: wave, sheet, &generator)
        for (number, family) in families.enumerated() {
            let ink = number == 0 ? first : chooser.pick("color.second", color)
            page.printInk(
                family.mask(on: sheet, fill: fill),
                absorption: ink.values(channels: sheet.channels).map { (1 - $0) * strength })
        }
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}

/// Lines that never meet: straight ones or circles, bent by two waves.
private struct LineFamily {
    /// Px.
    let pitch: Float
    /// Which way straight lines are counted, of length 1; nil for circles.
    let across: SIMD2<Float>?
    /// The circles' middle.
    let center: SIMD2<Float>
    /// How much the circles are flattened.
    let aspect: Float
    /// The waves' heights, px.
    let heights: SIMD2<Float>
    /// How fast they go along x and y, turns a px.
    let paceX, paceY, phases: SIMD2<Float>

    static func families(
        _ pattern: SecurityPaper.Pattern, pitch: Double, wave: Double, _ sheet: Sheet,
        _ generator: inout KeyedGenerator
    ) -> [LineFamily] {
        let angle = pattern == .screen ? generator.share(20, 70) : generator.share(-25, 25)
        let center = sheet.text.extent.center
        let middle = Point(x: center.x * sheet.scale, y: center.y * sheet.scale)
        let family = LineFamily(
            pitch: pitch, angle: angle, wave: pattern == .screen ? 0 : wave * pitch, isRound: pattern == .circles,
            around: middle, &generator)
        switch pattern {
        case .waves, .circles: return [family]
        case .net:
            let other = LineFamily(
                pitch: pitch * generator.share(0.96, 1.08), angle: angle + generator.share(-4, 4), wave: wave * pitch,
                isRound: false, around: middle, &generator)
            return [family, other]
        case .screen:
            let other = LineFamily(
                pitch: pitch * generator.share(0.9, 1.2), angle: -angle, wave: 0, isRound: false, around: middle,
                &generator)
            return [family, other]
        }
    }

    private init(
        pitch: Double, angle: Double, wave: Double, isRound: Bool, around middle: Point,
        _ generator: inout KeyedGenerator
    ) {
        self.pitch = Float(pitch)
        // The turn through a projection: the vector that points down, turned.
        let down = Projection.rotation(degrees: angle)(Point(x: 0, y: 1))
        across = isRound ? nil : SIMD2(Float(down.x), Float(down.y))
        center = SIMD2(
            Float(middle.x + generator.share(-160, 160)), Float(middle.y + generator.share(-90, 90)))
        aspect = Float(generator.share(0.6, 1.7))
        heights = SIMD2(Float(wave * generator.share(0.6, 1)), Float(wave * generator.share(0.2, 0.6)))
        // Two waves of unlike lengths never fall into step; each goes mostly along the lines.
        let paces = [1 / generator.share(38, 90), 1 / generator.share(17, 40)]
        let along = Projection.rotation(degrees: angle)(Point(x: 1, y: 0))
        paceX = SIMD2(Float(paces[0] * along.x), Float(paces[1] * along.x))
        paceY = SIMD2(
            Float(paces[0] * along.y + generator.share(-0.004, 0.004)),
            Float(paces[1] * along.y + generator.share(-0.006, 0.006)))
        phases = SIMD2(Float(generator.share()), Float(generator.share()))
    }

    /// What the lines cover.
    func mask(on sheet: Sheet, fill: Double) -> Bitmap {
        let half = Float(fill) * pitch / 2
        let perPitch = 1 / pitch
        // A line thinner than a px covers no more of a px than its width.
        let most = SIMD8(repeating: min(1, 2 * half) * 255)
        return Bitmap(width: sheet.width, height: sheet.height) { pixels in
            SineTable.values.withUnsafeBufferPointer { sine in
                guard let mask = pixels.baseAddress, let sine = sine.baseAddress else { return }
                /// The cover where lines are counted by `way`.
                @inline(__always)
                func cover(_ way: SIMD8<Float>) -> SIMD8<Float> {
                    let lines = way * perPitch
                    let off = lines - SIMD8<Float>(whole(lines))
                    return lesser(most, (half + 0.5 - greater(off, -off) * pitch) * 255)
                }
                @inline(__always)
                func rise(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
                    heights.x * SineTable.sines(of: phases.x + paceX.x * x + paceY.x * y, sine)
                        + heights.y * SineTable.sines(of: phases.y + paceX.y * x + paceY.y * y, sine)
                }
                @inline(__always)
                func circles(_: Int, _: SIMD8<Int>, _ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
                    let (dx, dy) = (x - center.x, (y - center.y) * aspect)
                    return cover((dx * dx + dy * dy).squareRoot() + rise(x, y))
                }
                guard let across else { return sheet.fill(mask, with: circles) }
                @inline(__always)
                func lines(_: Int, _: SIMD8<Int>, _ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
                    cover(x * across.x + y * across.y)
                }
                @inline(__always)
                func waves(_: Int, _: SIMD8<Int>, _ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
                    cover(x * across.x + y * across.y + rise(x, y))
                }
                if heights == .zero { sheet.fill(mask, with: lines) } else { sheet.fill(mask, with: waves) }
            }
        }
    }
}
