import Configs
import Foundation
import Imaging

/// The power that turns a picture's values into light, near enough to sRGB's curve.
let displayGamma = 2.2

/// Exposes the picture for too long or too short.
struct Exposure: CameraStage {
    var stops = Quantity(-1...0.7)

    init() {}

    static let name = "exposure"
    static let summary =
        "Exposes the picture for too long or too short: light is multiplied, so that black stays black and what gets "
        + "too light is cut off at white."
    static let shorthand: String? = "stops"
    static var fields: [Field<Exposure>] {
        [
            Field(
                "stops", \.stops, in: -6...6, unit: "stops",
                "How often the light is doubled; below 0 halved. -2 to 1 is safe on white paper.")
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let factor = pow(2, chooser.number("stops", stops) / displayGamma)
        picture.apply(ToneCurve { $0 * factor })
    }
}
