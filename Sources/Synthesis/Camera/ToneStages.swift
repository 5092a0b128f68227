package import Configuration
package import Imaging

/// Changes the contrast about the picture's mean.
package struct Contrast: CameraStage {
    package var factor = Quantity(0.7...1.1)

    package init() {}

    package static let name = "contrast"
    package static let summary = "Changes the contrast about the mean of each channel."
    package static let shorthand: String? = "factor"
    package static var fields: [Field<Contrast>] {
        [Field("factor", \.factor, in: 0.02...10, "What distances from the mean are multiplied by.")]
    }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let factor = chooser.number("factor", factor)
        picture.apply(picture.channelMeans.map { ToneCurve.contrast(factor, around: $0) })
    }
}

/// Makes the picture lighter or darker.
package struct Brightness: CameraStage {
    package var shift = Quantity(-0.1...0.1)

    package init() {}

    package static let name = "brightness"
    package static let summary = "Makes the picture lighter or darker."
    package static let shorthand: String? = "shift"
    package static var fields: [Field<Brightness>] {
        [Field("shift", \.shift, in: -1...1, "What is added to every value.")]
    }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.apply(.contrast(1, around: 0, shift: chooser.number("shift", shift)))
    }
}

/// Changes the mid-tones.
package struct Gamma: CameraStage {
    package var exponent = Quantity(0.8...1.25)

    package init() {}

    package static let name = "gamma"
    package static let summary = "Changes the mid-tones: every value, in 0...1, is raised to a power."
    package static let shorthand: String? = "exponent"
    package static var fields: [Field<Gamma>] {
        [Field("exponent", \.exponent, in: 0.1...10, "The power; above 1 darkens.")]
    }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.apply(.gamma(chooser.number("exponent", exponent)))
    }
}

/// Turns dark into light.
package struct Invert: CameraStage {
    package init() {}

    package static let name = "invert"
    package static let summary = "Turns dark into light and light into dark."
    package static var fields: [Field<Invert>] { [] }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.invert()
    }
}
