import Configs
import Imaging
import Samples

/// Sticks adhesive tape over the page.
struct Tape: CameraStage {
    var width = Quantity(0.4...1)
    var place = Quantity(0.2...0.8)
    var degrees = Quantity(-10...10)
    var ends = 0.5
    var yellow = Quantity(0.05...0.35)
    var haze = Quantity(0.04...0.16)
    var shine = Quantity(0.1...0.4)
    var wrinkles = Count(0...4)
    var edges = Quantity(0.15...0.4)

    init() {}

    static let name = "tape"
    static let summary =
        "Sticks a strip of clear adhesive tape over the page: a little yellow, milky and shiny, with edges, wrinkles and a "
        + "toothed end. The text below it can be read."
    static var fields: [Field<Tape>] {
        [
            Field("width", \.width, in: 0.02...4, "How wide the strip is, as a share of the page's shorter side."),
            Field("place", \.place, in: 0...1, "Where its middle line crosses the page's middle: 0 top, 1 bottom."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far it is turned from the page's width."),
            Field("ends", \.ends, in: 0...1, "The probability that its end lies on the page."),
            Field("yellow", \.yellow, in: 0...1, "How much of its colour it has; on grey pages it is a little darker."),
            Field("haze", \.haze, in: 0...0.8, "How milky it is. Up to 0.3 is safe."),
            Field("shine", \.shine, in: 0...1, "How near the light along it comes to white. Up to 0.5 is safe."),
            Field("wrinkles", \.wrinkles, in: 0...64, "How many wrinkles and bubbles it has."),
            Field("edges", \.edges, in: 0...1, "How dark its edges are, where dirt sticks."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let (width, height, channels) = (Double(picture.width), Double(picture.height), picture.channels)
        let half = chooser.number("width", self.width) * min(width, height) / 2
        let frame = TurnedFrame(
            center: Point(x: width / 2, y: chooser.number("place", place) * height),
            degrees: chooser.number("degrees", degrees))
        var generator = chooser.generator("shape")
        let strip = TapeStrip(
            frame: frame, half: half,
            end: chooser.happens("ends", probability: ends) ? generator.share(-0.35, 0.35) * width : nil,
            isTurned: generator.share() < 0.5, width: picture.width, height: picture.height)
        let cover = strip.mask()
        let yellow = chooser.number("yellow", yellow)
        picture.printInk(cover, absorption: absorption(of: Color(214, 178, 84), strength: yellow, channels: channels))
        let white = [UInt8](repeating: 255, count: channels)
        let milk = Color(240, 234, 214).levels(channels: channels)
        picture.lay(milk, through: cover, strength: chooser.number("haze", haze))

        // A lamp is a soft stripe along it, brighter here and there.
        let (line, breadth) = (
            Float(half * generator.share(-0.7, 0.7)), Float(max(1, half * generator.share(0.2, 0.5)))
        )
        var light = frame.mask(width: picture.width, height: picture.height) { _, v in
            let away = (v - line) / breadth
            return 255 * max(0, 1 - away * away)
        }
        var uneven = Relief(width: picture.width, height: picture.height)
        uneven.addNoise(cellWidth: max(12, half * 1.8), cellHeight: max(4, half * 0.4), height: 110, &generator)
        uneven.add(110)
        light.multiply(by: uneven.mask)
        light.multiply(by: cover)
        picture.lay(white, through: light, strength: chooser.number("shine", shine))

        var folds = strip.wrinkles(chooser.count("wrinkles", wrinkles), &generator)
        var shades = folds.shifted(x: 1, y: 1)
        folds.multiply(by: cover)
        shades.multiply(by: cover)
        picture.printInk(shades, absorption: [Double](repeating: 0.25, count: channels))
        picture.lay(white, through: folds, strength: 0.4)

        let edges = chooser.number("edges", edges)
        picture.lay(white, through: strip.mask(rim: 1.4, inset: 1), strength: edges * 0.7)
        picture.printInk(strip.mask(rim: 1, inset: 0), absorption: [Double](repeating: edges, count: channels))
    }
}

/// A strip that runs over all of the picture, or ends in it.
private struct TapeStrip {
    let frame: TurnedFrame
    /// Half of its width, px.
    let half: Double
    /// Where along the frame it ends, px; nil where it does not.
    let end: Double?
    /// Whether it comes from the right.
    let isTurned: Bool
    /// The picture's, px.
    let width, height: Int

    /// How far each px lies within its edges, px.
    @inline(__always)
    private func mask(_ level: (Float) -> Float) -> Bitmap {
        let half = Float(half)
        let (end, sign): (Float, Float) = (Float(end ?? 1e6), isTurned && end != nil ? -1 : 1)
        // The blade that cut it has teeth.
        let tooth = max(1, min(3, half * 0.12))
        return frame.mask(width: width, height: height) { u, v in
            let teeth = v / (2 * tooth)
            let jag = abs(teeth - teeth.rounded(.down) - 0.5) * 2 * tooth
            return level(min(half - abs(v), end - jag - sign * u))
        }
    }

    /// What it covers.
    func mask() -> Bitmap { mask { inside in (inside + 0.5) * 255 } }

    /// A line along its edges.
    /// - Parameters:
    ///   - rim: how wide it is, px.
    ///   - inset: how far within the edge it begins, px.
    func mask(rim: Double, inset: Double) -> Bitmap {
        let (rim, inset) = (Float(rim), Float(inset))
        return mask { inside in min(inside - inset + 0.5, inset + rim - inside + 0.5) * 255 }
    }

    /// Thin lines across the strip, mostly aslant, and bubbles.
    func wrinkles(_ count: Int, _ generator: inout KeyedGenerator) -> Bitmap {
        var mask = Bitmap(width: width, height: height)
        for _ in 0..<count {
            let u = Double(width) * generator.share(-0.5, 0.5)
            if generator.share() < 0.3 {
                let size = max(1.5, half * generator.share(0.06, 0.2))
                let middle = (u: u, v: half * generator.share(-0.8, 0.8))
                mask.draw(
                    line: (0...12).map { step in
                        let way = Projection.rotation(degrees: Double(step) * 30)(Point(x: size, y: 0))
                        return (at: frame.place(u: middle.u + way.x * 1.3, v: middle.v + way.y), width: 0.7)
                    })
            } else {
                let (lean, sag) = (half * generator.share(-1, 1), half * generator.share(-0.2, 0.2))
                let (from, to) = (generator.share(-1.1, 0), generator.share(0, 1.1))
                mask.draw(
                    line: (0...6).map { step in
                        let t = Double(step) / 6
                        let v = half * (from + (to - from) * t)
                        return (
                            at: frame.place(u: u + lean * t + sag * 4 * t * (1 - t), v: v),
                            width: 0.5 + 1.2 * t * (1 - t)
                        )
                    })
            }
        }
        return mask
    }
}
