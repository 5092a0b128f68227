import Configs
import Imaging

/// Sharpens edges too much.
struct Sharpen: CameraStage {
    var amount = Quantity(0.3...1.2)
    var radius = Quantity(0.6...1.6)

    init() {}

    static let name = "sharpen"
    static let summary =
        "Sharpens as cameras and scanners do, by an unsharp mask: edges get steeper and light halos."
    static let shorthand: String? = "amount"
    static var fields: [Field<Sharpen>] {
        [
            Field(
                "amount", \.amount, in: 0...8,
                "What the difference from the blurred picture is multiplied by before it is added. Up to 2 is safe."),
            Field("radius", \.radius, in: 0.3...16, unit: "px", "How wide halos are: the blur's deviation."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let part = Int32((chooser.number("amount", amount) * 256).rounded())
        let radius = chooser.number("radius", radius)
        guard part > 0 else { return }
        var soft = picture
        soft.blur(deviation: radius)
        soft.withPixels { soft in
            picture.withMutablePixels { pixels in
                for i in 0..<pixels.count {
                    let value = Int32(pixels[i])
                    pixels[i] = level(value + ((value - Int32(soft[i])) * part + 128) >> 8)
                }
            }
        }
    }
}
