import Configs
import Imaging
import Samples

/// Woven cloth.
struct Fabric: Paper, Ground {
    var tone = Quantity(0.65...0.92)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(250, 246, 236), weight: 3), Weighted(Color(232, 222, 200), weight: 2),
        Weighted(Color(206, 218, 236), weight: 1), Weighted(Color(238, 210, 206), weight: 1),
    ])
    var weave: Alternatives<Weave> = Alternatives(Weave.allCases)
    var pitch = Quantity(2.8...5)
    var depth = Quantity(0.08...0.22)
    var unevenness = Quantity(0.1...0.6)
    var clouds = Quantity(0.01...0.04)
    var grain = Quantity(0.006...0.025)

    /// How threads go over and under each other.
    enum Weave: String, ConfigEnum {
        case plain, twill
    }

    init() {}

    static let name = "fabric"
    static let summary =
        "Woven cloth, plain or twill: threads that go over and under each other, none quite like the next."
    static var fields: [Field<Fabric>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the cloth is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("weave", \.weave, "`plain`, over one and under one; `twill`, over two and under two, a slanted rib."),
            Field("pitch", \.pitch, in: 2...100, unit: "px", "From one thread to the next."),
            Field("depth", \.depth, in: 0...0.6, "How much darker it is between the threads than on them."),
            Field("unevenness", \.unevenness, in: 0...1, "How unlike threads are, and how far they leave their place."),
            Field("clouds", \.clouds, in: 0...0.3, "How far the tone wanders, in clouds of 6 to 45 px."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("clouds.pattern")
        relief.addClouds(cell: 45, height: chooser.number("clouds", clouds) * 255, &generator)
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        let cloth = Cloth(
            chooser.pick("weave", weave), pitch: chooser.number("pitch", pitch),
            unevenness: chooser.number("unevenness", unevenness), chooser.generator("threads"))
        let threads = cloth.picture(on: sheet)
        let mean = threads.channelMeans[0]
        if mean > 0 {
            page.shade(by: Relief(threads, around: mean, strength: chooser.number("depth", depth)))
        }
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}

/// Threads along x and y.
private struct Cloth {
    /// One over the distance from one thread to the next, px.
    private let perPitch: Float
    /// How many threads a thread passes on each side, as the bit of a crossing's number that changes with it.
    private let bit: Int32
    /// How much a thread sinks where it goes under.
    private let dive: Float
    /// How far threads leave their place, in pitches, and how fast, turns a px.
    private let sway, pace: Float
    private let phases: SIMD2<Float>
    /// How much lighter each of 256 threads is, grey levels: upright ones first, then level ones.
    private let tints: [Float]

    init(_ weave: Fabric.Weave, pitch: Double, unevenness: Double, _ generator: KeyedGenerator) {
        var generator = generator
        perPitch = Float(1 / pitch)
        (bit, dive) = weave == .plain ? (1, 34) : (2, 14)
        sway = Float(0.35 * unevenness)
        pace = Float(1 / (pitch * generator.share(9, 17)))
        phases = SIMD2(Float(generator.share()), Float(generator.share()))
        tints = (0..<512).map { _ in Float(60 * unevenness * generator.share(-1, 1)) }
    }

    /// The threads' light and shade, 0...255.
    func picture(on sheet: Sheet) -> Bitmap {
        Bitmap(width: sheet.width, height: sheet.height) { pixels in
            SineTable.values.withUnsafeBufferPointer { sine in
                tints.withUnsafeBufferPointer { tints in
                    guard let page = pixels.baseAddress, let sine = sine.baseAddress, let tint = tints.baseAddress
                    else { return }
                    sheet.fill(page) { _, _, x, y in
                        let u = x * perPitch + sway * SineTable.sines(of: y * pace + phases.x, sine)
                        let v = y * perPitch + sway * SineTable.sines(of: x * pace + phases.y, sine)
                        let (column, row) = (whole(u), whole(v))
                        let (offX, offY) = (u - SIMD8<Float>(column), v - SIMD8<Float>(row))
                        let (squareX, squareY) = (offX * offX * 4, offY * offY * 4)
                        // Each thread is round across, and sinks at both ends of what is seen of it.
                        var upright = 165 - 105 * squareX - dive * squareY
                        var level = 150 - 105 * squareY - dive * squareX
                        for lane in 0..<8 {
                            upright[lane] += tint[Int(column[lane] & 255)]
                            level[lane] += tint[256 + Int(row[lane] & 255)]
                        }
                        let isUpright = ((column &+ row) & bit) .== 0
                        return level.replacing(with: upright, where: isUpright)
                    }
                }
            }
        }
    }
}
