import Configuration
import Foundation
import Imaging
import Samples

/// Frays the strokes.
struct Roughen: InkStage {
    var radius = Quantity(0.5...1.5)
    var middle = Quantity(0...1)
    var reach: Quantity = 0.5

    init() {}

    static let name = "roughen"
    static let summary = "Frays the strokes: each px of ink is taken from a little way off, most around one place."
    static let shorthand: String? = "radius"
    static var fields: [Field<Roughen>] {
        [
            Field("radius", \.radius, in: 0...8, unit: "px", "How far off at most."),
            Field("middle", \.middle, in: 0...1, "Where it is worst: 0 at the page's left edge, 1 at its right."),
            Field(
                "reach", \.reach, in: 0.02...10,
                "How far it reaches to both sides, in widths of the page; 10 frays all strokes alike."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let source = ink.text.mask
        let (width, height) = (source.width, source.height)
        let radius = chooser.number("radius", radius)
        let middle = chooser.number("middle", middle) * Double(width)
        let reach = max(1, chooser.number("reach", reach) * Double(width))
        let offsets = (0..<width).map { x in
            let far = (Double(x) + 0.5 - middle) / reach
            return radius * exp(-2 * far * far)
        }
        var generator = chooser.generator("offset")
        ink.text.mask = Bitmap(width: width, height: height) { target in
            source.withPixels { source in
                for y in 0..<height {
                    for x in 0..<width {
                        let bits = generator.next()
                        let across = Double(bits >> 40) * 0x1p-23 - 1
                        let down = Double(bits & 0xFF_FFFF) * 0x1p-23 - 1
                        let column = x + Int((across * offsets[x]).rounded())
                        let row = y + Int((down * offsets[x]).rounded())
                        let isInside = column >= 0 && column < width && row >= 0 && row < height
                        target[y * width + x] = isInside ? source[row * width + column] : 0
                    }
                }
            }
        }
    }
}
