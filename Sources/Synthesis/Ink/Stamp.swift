import Configs
import Foundation
import Imaging
import Samples

/// Stamps something over the text that is not to be read.
struct Stamp: InkStage {
    var shape: Alternatives<Shape> = Alternatives([.ring, .frame, .oval])
    var size = Quantity(0.7...1.7)
    var x = Quantity(0...1)
    var y = Quantity(0.1...0.9)
    var rotation = Quantity(-30...30)
    var width = Quantity(1...2.2)
    var lines = Count(0...2)
    var missing = Quantity(0.1...0.4)
    var opacity = Quantity(0.4...0.75)
    var color: Alternatives<Color> = Alternatives([
        Color(red: 0.16, green: 0.24, blue: 0.6), Color(red: 0.35, green: 0.17, blue: 0.5),
        Color(red: 0.7, green: 0.15, blue: 0.2), Color(red: 0.12, green: 0.38, blue: 0.3),
        Color(red: 0.15, green: 0.15, blue: 0.17),
    ])

    init() {}

    /// What the stamp's edge looks like.
    enum Shape: String, ConfigEnum {
        case ring, frame, oval
    }

    static let name = "stamp"
    static let summary =
        "Stamps a ring or a frame over the text, with letters in it or none, in a colour of its own and partly inked. "
        + "It is part of no mask and no box."
    static let shorthand: String? = "shape"
    static var fields: [Field<Stamp>] {
        [
            Field("shape", \.shape, "`ring`, `frame` or `oval`."),
            Field("size", \.size, in: 0.1...10, "How high it is, in heights of the page."),
            Field("x", \.x, in: -0.5...1.5, "Where its middle lies: 0 at the page's left edge, 1 at its right."),
            Field("y", \.y, in: -0.5...1.5, "Where its middle lies: 0 at the page's upper edge, 1 at its lower."),
            Field("rotation", \.rotation, in: -180...180, unit: "degrees", "How far it is turned clockwise."),
            Field("width", \.width, in: 0.25...32, unit: "px", "How wide its lines are."),
            Field(
                "lines", \.lines, in: 0...8, "How many lines of letters there are within; rings have one more around."),
            Field("missing", \.missing, in: 0...0.95, "The share of it that got no ink."),
            Field(
                "opacity", \.opacity, in: 0...1,
                "How much of the paper it hides. It leaves the text `ink.contrast` against what is stamped."),
            Field("color", \.color, "Its colour; on grey pages its luminance."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let (columns, rows) = (Double(ink.text.mask.width), Double(ink.text.mask.height))
        let half = chooser.number("size", size) * rows / 2
        let middle = Point(x: chooser.number("x", x) * columns, y: chooser.number("y", y) * rows)
        let place = Projection.rotation(degrees: chooser.number("rotation", rotation))
            .then(.translation(x: middle.x, y: middle.y))
        let width = chooser.number("width", width)
        let figure = StampFigure(
            shape: chooser.pick("shape", shape), half: half, lines: chooser.count("lines", lines),
            width: width, letters: chooser.generator("letters"), place: place)
        var mask = Bitmap(width: ink.text.mask.width, height: ink.text.mask.height)
        for stroke in figure.strokes { mask.draw(line: stroke) }
        var generator = chooser.generator("missing.pattern")
        var texture = InkTexture(over: mask)
        texture.add(width: max(8, half * 0.6), height: max(8, half * 0.6), part: 0.75, &generator)
        texture.add(width: 1.6, height: 1.6, part: 0.66, &generator)
        mask.multiply(by: texture.gaps(chooser.number("missing", missing), softness: 0.9))

        let color = chooser.pick("color", color)
        let strongest = (1 - ink.faintest) / max(0.01, 1 - color.luminance)
        let opacity = min(chooser.number("opacity", opacity), strongest)
        let absorption = color.values(channels: ink.channels).map { opacity * (1 - $0) }
        ink.others.append(InkLayers.Layer(mask: mask, absorption: absorption))
    }
}
