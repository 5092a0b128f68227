import Configs
import Foundation
import Imaging

/// Takes the picture with too little light.
struct LowLight: CameraStage {
    var light = Quantity(0.1...0.5)
    var lift = Quantity(0.4...0.9)
    var noise = Quantity(0.01...0.03)
    var smoothing = Quantity(0...0.7)

    init() {}

    static let name = "low_light"
    static let summary =
        "Takes the picture with too little light: it is dark, noisy where the camera makes up for that, and smeared "
        + "where it fights the noise."
    static let shorthand: String? = "light"
    static var fields: [Field<LowLight>] {
        [
            Field(
                "light", \.light, in: 0.01...1,
                "How much of the light there is; noise grows with the root of what is missing. From 0.1 on is safe."),
            Field(
                "lift", \.lift, in: 0...1,
                "How much of the missing brightness the camera makes up for: 0 leaves it dark, 1 makes it as light as "
                    + "before."),
            Field("noise", \.noise, in: 0...0.5, "The noise's deviation at white in full light."),
            Field("smoothing", \.smoothing, in: 0...4, unit: "px", "How far the camera smears the noise."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let light = chooser.number("light", light)
        let lift = chooser.number("lift", lift)
        let factor = pow(light, (1 - lift) / displayGamma)
        picture.apply(ToneCurve { $0 * factor })
        // Few photons, then amplified: the darker the scene, the coarser each step.
        let shot = chooser.number("noise", noise) / light.squareRoot()
        SensorNoise(shot: shot, read: 0.4 * shot * factor)
            .add(to: &picture, colored: true, from: chooser.generator("pattern"))
        picture.blur(deviation: chooser.number("smoothing", smoothing))
    }
}
