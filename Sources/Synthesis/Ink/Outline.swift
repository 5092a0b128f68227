import Configs
import Imaging

/// Draws a line around the strokes, or along their edges inside.
struct Outline: InkStage {
    var width = Quantity(1...2)
    var distance: Quantity = 0
    var tone: Quantity = 0
    var color: Alternatives<Color>?

    init() {}

    static let name = "outline"
    static let summary =
        "Draws a line around the strokes: a border that hugs them, stands off, or lies inside. With light ink the "
        + "letters are hollow."
    static let shorthand: String? = "width"
    static var fields: [Field<Outline>] {
        [
            Field("width", \.width, in: 0...16, unit: "px", "How wide the line is."),
            Field(
                "distance", \.distance, in: -16...16, unit: "px",
                "How far outside of the letters' edge it begins: 0 hugs them, more leaves a gap; below 0 it begins "
                    + "inside and covers their ink: with `-width` it is an inset border."),
            Field("tone", \.tone, in: 0...1, "How light it is."),
            Field("color", \.color, "Its colour; takes the place of `tone`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let mask = ink.text.mask
        let width = chooser.number("width", width)
        let inner = chooser.number("distance", distance)
        let core = mask.spread(by: inner)
        let ring = mask.spread(by: inner + width).subtracting(core)
        let absorption = absorption(tone: tone, color: color, channels: ink.channels, &chooser)
        if inner >= 0 {
            ink.others.append(InkLayers.Layer(mask: ring, absorption: absorption))
        } else if inner + width < 0 {
            ink.over.append(InkLayers.Cover(mask: ring, absorption: absorption, hides: ring))
        } else {
            // The letters end where the line begins: their edge, which the line covers in part, goes too.
            let hidden = Bitmap(
                width: mask.width, height: mask.height,
                pixels: mask.pixels.indices.map { i in
                    mask.pixels[i] > 0 || ring.pixels[i] > 0 ? 255 - core.pixels[i] : 0
                })
            ink.over.append(InkLayers.Cover(mask: ring, absorption: absorption, hides: hidden))
        }
    }
}

extension Bitmap {
    /// The ink grown on all sides, px; shrunk by a negative radius.
    func spread(by radius: Double) -> Bitmap { radius < 0 ? eroded(by: -radius) : dilated(by: radius) }
}
