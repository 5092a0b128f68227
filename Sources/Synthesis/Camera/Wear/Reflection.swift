import Configs
import Imaging
import Samples

/// Reflects a room in glass before the page.
struct Reflection: CameraStage {
    var kind: Alternatives<Kind> = Alternatives(Kind.allCases)
    var strength = Quantity(0.2...0.5)
    var size = Quantity(0.6...1.8)
    var x = Quantity(0...1)
    var y = Quantity(0...1)
    var degrees = Quantity(-25...25)
    var softness = Quantity(0.8...5)
    var loss = 0.35

    /// What is reflected.
    enum Kind: String, ConfigEnum {
        case window, bands
    }

    init() {}

    static let name = "reflection"
    static let summary =
        "Reflects a room in glass before the page or in a shiny surface: a window with its bars, or soft bands of light. "
        + "It is made fainter where it would take too much of the text."
    static let shorthand: String? = "strength"
    static var fields: [Field<Reflection>] {
        [
            Field("kind", \.kind, "`window` or `bands`."),
            Field("strength", \.strength, in: 0...1, "How near the brightest part comes to white."),
            Field(
                "size", \.size, in: 0.05...20,
                "How high a window is, and how far bands lie apart, in heights of the page; on upright pages in widths."
            ),
            Field("x", \.x, in: -0.5...1.5, "Where its middle lies, 0 at the left edge and 1 at the right."),
            Field("y", \.y, in: -0.5...1.5, "Where its middle lies, 0 at the top and 1 at the bottom."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far it is turned."),
            Field("softness", \.softness, in: 0...64, unit: "px", "The deviation of its blur."),
            Field(
                "loss", \.loss, in: 0...1,
                "The greatest share of the text's contrast that it may take, in the mean of all ink."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let (width, height) = (picture.width, picture.height)
        let kind = chooser.pick("kind", kind)
        var strength = chooser.number("strength", strength)
        let size = max(1, chooser.number("size", size) * Double(min(width, height)))
        let frame = TurnedFrame(
            center: Point(x: chooser.number("x", x) * Double(width), y: chooser.number("y", y) * Double(height)),
            degrees: chooser.number("degrees", degrees))
        let softness = chooser.number("softness", softness)
        guard strength > 0 else { return }
        var generator = chooser.generator("shape")
        var light =
            switch kind {
            case .window: window(frame, size: size, width: width, height: height, &generator)
            case .bands: bands(frame, size: size, width: width, height: height, &generator)
            }
        light.blur(deviation: softness)
        let lost = darkroom.shareOfInk(under: light) * strength
        if lost > loss { strength *= loss / lost }
        let color = picture.channels == 1 ? [255] : [246, 251, 255] as [UInt8]
        picture.lay(color, through: light, strength: strength)
    }

    /// Panes between bars, seen aslant; the sky in them is brighter above.
    private func window(
        _ frame: TurnedFrame, size: Double, width: Int, height: Int, _ generator: inout KeyedGenerator
    ) -> Bitmap {
        let half = (u: Float(size * generator.share(0.3, 0.6)), v: Float(size / 2))
        let (columns, rows) = (Float(1 + Int(generator.share(0, 2.99))), Float(1 + Int(generator.share(0, 2.99))))
        let bar = Float(max(0.6, size * generator.share(0.02, 0.045)))
        let (lean, taper) = (Float(generator.share(-0.3, 0.3)), Float(generator.share(-0.25, 0.25)))
        let fall = Float(generator.share(0.2, 0.6))
        return frame.mask(width: width, height: height) { u, v in
            let down = v / half.v
            guard abs(down) < 1.2 else { return 0 }
            // Its sides lean, and lie closer together at one end.
            let across = (u - lean * v) / (1 + taper * down)
            let inside = min(half.u - abs(across), half.v - abs(v))
            guard inside > -1 else { return 0 }
            let paneU = (across / half.u + 1) / 2 * columns
            let paneV = (down + 1) / 2 * rows
            let toBar = min(
                abs(paneU - paneU.rounded()) * 2 * half.u / columns, abs(paneV - paneV.rounded()) * 2 * half.v / rows)
            let cover = max(0, min(1, min(inside, toBar - bar) + 0.5))
            return 255 * cover * (1 - fall * (down + 1) / 2)
        }
    }

    /// Stripes of unlike widths, each fading to one side, dimmer towards both ends.
    private func bands(
        _ frame: TurnedFrame, size: Double, width: Int, height: Int, _ generator: inout KeyedGenerator
    ) -> Bitmap {
        let stripes = (0..<5).map { number -> (middle: Float, half: Float, bright: Float) in
            (
                Float(size * (Double(number - 2) + generator.share(-0.35, 0.35))),
                Float(size * generator.share(0.1, 0.4)), Float(generator.share(0.35, 1))
            )
        }
        let (lean, reach) = (Float(generator.share(-0.9, 0.9)), Float(size * generator.share(1.5, 4)))
        return stripes.withUnsafeBufferPointer { stripes in
            frame.mask(width: width, height: height) { u, v in
                let across = u - lean * v
                var light: Float = 0
                for stripe in stripes {
                    let off = (across - stripe.middle) / stripe.half
                    // One edge is hard, the other soft.
                    guard off > -1, off < 1 else { continue }
                    light = max(light, stripe.bright * min(1, (1 - off) * 0.6) * min(1, (off + 1) * stripe.half * 0.5))
                }
                let end = v / reach
                return 255 * light * max(0.25, 1 - end * end)
            }
        }
    }
}
