import Configuration
import Imaging

/// Draws a line around the strokes.
struct Outline: InkStage {
    var width = Quantity(1...2)
    var tone: Quantity = 0
    var color: Configuration.Choice<Color>?

    init() {}

    static let name = "outline"
    static let summary = "Draws a line around the strokes. With light ink the letters are hollow."
    static let shorthand: String? = "width"
    static var fields: [Field<Outline>] {
        [
            Field("width", \.width, in: 0...16, unit: "px", "How wide the line is."),
            Field("tone", \.tone, in: 0...1, "How light it is."),
            Field("color", \.color, "Its colour; takes the place of `tone`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let ring = ink.text.mask.dilated(by: chooser.number("width", width)).subtracting(ink.text.mask)
        let absorption = absorption(tone: tone, color: color, channels: ink.text.absorption.count, &chooser)
        ink.below.append(InkLayers.Layer(mask: ring, absorption: absorption))
    }
}
