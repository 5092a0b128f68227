package import Configuration
package import Imaging

/// Puts the picture out of focus.
package struct Blur: CameraStage {
    package var sigma = Quantity(0...1)

    package init() {}

    package static let name = "blur"
    package static let summary = "Puts the picture out of focus, by a Gaussian."
    package static let shorthand: String? = "sigma"
    package static var fields: [Field<Blur>] {
        [Field("sigma", \.sigma, in: 0...32, unit: "px", "The Gaussian's deviation; below about 0.3 nothing happens.")]
    }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.blur(deviation: chooser.number("sigma", sigma))
    }
}
