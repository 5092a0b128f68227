import Configs
import Imaging

/// Gives the letters depth.
struct Extrusion: InkStage {
    var x = Quantity(-4...4)
    var y = Quantity(1...4)
    var tone = Quantity(0.3...0.7)
    var color: Alternatives<Color>?

    init() {}

    static let name = "extrusion"
    static let summary = "Gives the letters depth: copies of them, one px after the other, in a tone of their own."
    static var fields: [Field<Extrusion>] {
        [
            Field("x", \.x, in: -64...64, unit: "px", "How far to the right the depth reaches; whole px."),
            Field("y", \.y, in: -64...64, unit: "px", "How far down it reaches; whole px."),
            Field("tone", \.tone, in: 0...1, "How light it is."),
            Field("color", \.color, "Its colour; takes the place of `tone`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let x = Int(chooser.number("x", x).rounded())
        let y = Int(chooser.number("y", y).rounded())
        let steps = max(abs(x), abs(y))
        let absorption = absorption(tone: tone, color: color, channels: ink.channels, &chooser)
        guard steps > 0 else { return }
        var depth = Bitmap(width: ink.text.mask.width, height: ink.text.mask.height)
        for step in 1...steps { depth.formUnion(ink.text.mask.shifted(x: x * step / steps, y: y * step / steps)) }
        ink.others.append(InkLayers.Layer(mask: depth.subtracting(ink.text.mask), absorption: absorption))
    }
}
