import Configs
import Imaging

/// Makes strokes thicker or thinner.
struct Thickness: InkStage {
    var radius = Quantity(-0.3...0.6)

    init() {}

    static let name = "thickness"
    static let summary = "Makes strokes thicker, as ink that spreads, or thinner, as a worn ribbon."
    static let shorthand: String? = "radius"
    static var fields: [Field<Thickness>] {
        [
            Field(
                "radius", \.radius, in: -8...8, unit: "px",
                "How far ink grows on each side; below 0 it shrinks. From -0.4 to 1 is safe for text 30 px high.")
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let radius = chooser.number("radius", radius)
        ink.text.mask = ink.text.mask.spread(by: radius)
    }
}
