import Configs
import Imaging

/// Writes with a ball pen.
struct BallPen: InkStage {
    var edge = Quantity(0.1...0.35)
    var grain = Quantity(0.1...0.4)
    var skips = Quantity(0...0.03)

    init() {}

    static let name = "ball_pen"
    static let summary =
        "Writes with a ball pen: strokes are darker along their edges, the paper's grain shows in them, and now and "
        + "then the ball skips."
    static var fields: [Field<BallPen>] {
        [
            Field("edge", \.edge, in: 0...0.8, "How much paler a stroke's middle is than its edges."),
            Field("grain", \.grain, in: 0...0.8, "How far the paper's grain shows; not below `ink.contrast`."),
            Field("skips", \.skips, in: 0...0.5, "The share of the ink that is missing. Up to 0.15 is safe."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let edge = chooser.number("edge", edge)
        let grain = chooser.number("grain", grain)
        let skips = chooser.number("skips", skips)
        var generator = chooser.generator("grain.pattern")
        let faintest = ink.faintest
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: 1.3, height: 1.3, part: 0.75, &generator)
        texture.add(width: 9, height: 2, part: 0.5, &generator)
        texture.add(width: 40, height: 40, part: 0.4, &generator)
        var shares = texture.shares { 1 - grain * max(0, 0.4 + 0.8 * $0) }
        shares.multiply(by: ink.text.mask.paleMiddles(by: edge, rim: 1))
        shares.keep(atLeast: faintest)
        ink.fade(by: shares)
        guard skips > 0 else { return }
        generator = chooser.generator("skips.pattern")
        var gaps = InkTexture(over: ink.text.mask)
        gaps.add(width: 3.5, height: 2.5, part: 0.8, &generator)
        gaps.add(width: 20, height: 20, part: 0.6, &generator)
        ink.fade(by: gaps.gaps(skips, softness: 0.8))
    }
}

extension Bitmap {
    /// Shares of ink that leave the rim of strokes as dark as it is and make their middle paler.
    /// - Parameters:
    ///   - part: how much, 0...1.
    ///   - width: about how wide the rim is, px.
    func paleMiddles(by part: Double, rim width: Double) -> Bitmap {
        var inside = self
        inside.blur(deviation: width)
        inside.apply(
            ToneCurve {
                let deep = max(0, min(1, ($0 - 0.5) / 0.4))
                return 1 - part * deep * deep * (3 - 2 * deep)
            })
        return inside
    }
}
