import Configs
import Imaging

/// Writes with a felt pen.
struct FeltPen: InkStage {
    var edge = Quantity(0.15...0.45)
    var streaks = Quantity(0.05...0.25)
    var spread = Quantity(0...0.6)

    init() {}

    static let name = "felt_pen"
    static let summary =
        "Writes with a felt pen: ink gathers along the edges of strokes, their middle is streaked, and they spread."
    static var fields: [Field<FeltPen>] {
        [
            Field("edge", \.edge, in: 0...0.8, "How much paler a stroke's middle is than its edges."),
            Field(
                "streaks", \.streaks, in: 0...0.8, "How far bristles and slow places show; not below `ink.contrast`."),
            Field("spread", \.spread, in: 0...8, unit: "px", "How far strokes grow on each side. Up to 0.8 is safe."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let edge = chooser.number("edge", edge)
        let streaks = chooser.number("streaks", streaks)
        let spread = chooser.number("spread", spread)
        var generator = chooser.generator("streaks.pattern")
        let faintest = ink.faintest
        if spread > 0 { ink.change { $0 = $0.dilated(by: spread) } }
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: 14, height: 1.6, part: 0.55, &generator)
        texture.add(width: 1.6, height: 14, part: 0.55, &generator)
        texture.add(width: 22, height: 22, part: 0.63, &generator)
        var shares = texture.shares { 1 - streaks * max(0, 0.5 + 0.6 * $0) }
        shares.multiply(by: ink.text.mask.paleMiddles(by: edge, rim: 1.5))
        shares.keep(atLeast: faintest)
        ink.fade(by: shares)
    }
}
