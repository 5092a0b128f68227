import Configs
import Imaging

/// Changes the contrast about the picture's mean.
struct Contrast: CameraStage {
    var factor = Quantity(0.7...1.1)

    init() {}

    static let name = "contrast"
    static let summary = "Changes the contrast about the mean of each channel."
    static let shorthand: String? = "factor"
    static var fields: [Field<Contrast>] {
        [Field("factor", \.factor, in: 0.02...10, "What distances from the mean are multiplied by.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let factor = chooser.number("factor", factor)
        picture.apply(picture.channelMeans.map { ToneCurve.contrast(factor, around: $0) })
    }
}

/// Makes the picture lighter or darker.
struct Brightness: CameraStage {
    var shift = Quantity(-0.1...0.1)

    init() {}

    static let name = "brightness"
    static let summary = "Makes the picture lighter or darker."
    static let shorthand: String? = "shift"
    static var fields: [Field<Brightness>] {
        [Field("shift", \.shift, in: -1...1, "What is added to every value.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.apply(.contrast(1, around: 0, shift: chooser.number("shift", shift)))
    }
}

/// Changes the mid-tones.
struct Gamma: CameraStage {
    var exponent = Quantity(0.8...1.25)

    init() {}

    static let name = "gamma"
    static let summary = "Changes the mid-tones: every value, in 0...1, is raised to a power."
    static let shorthand: String? = "exponent"
    static var fields: [Field<Gamma>] {
        [Field("exponent", \.exponent, in: 0.1...10, "The power; above 1 darkens.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.apply(.gamma(chooser.number("exponent", exponent)))
    }
}

/// Turns dark into light.
struct Invert: CameraStage {
    var ground = Part.invert

    init() {}

    /// What becomes of all that is not the text.
    enum Part: String, ConfigEnum {
        case invert, keep
    }

    static let name = "invert"
    static let summary = "Turns dark into light and light into dark."
    static let shorthand: String? = "ground"
    static var fields: [Field<Invert>] {
        [
            Field(
                "ground", \.ground,
                "`invert` turns the whole picture, colours too; `keep` turns the text alone and leaves the ground as it is."
            )
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        switch ground {
        case .invert: picture.invert()
        case .keep: if let ink = darkroom.ink { picture.invert(where: ink) }
        }
    }
}
