import Configs
import Imaging

/// Puts the picture out of focus.
struct Blur: CameraStage {
    var sigma = Quantity(0...1)

    init() {}

    static let name = "blur"
    static let summary = "Puts the picture out of focus, by a Gaussian."
    static let shorthand: String? = "sigma"
    static var fields: [Field<Blur>] {
        [Field("sigma", \.sigma, in: 0...32, unit: "px", "The Gaussian's deviation; below about 0.3 nothing happens.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.blur(deviation: chooser.number("sigma", sigma))
    }
}
