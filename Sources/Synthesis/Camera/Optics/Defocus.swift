import Configs
import Imaging

/// Puts the picture out of a lens's focus.
struct Defocus: CameraStage {
    var radius = Quantity(0.5...1.6)

    init() {}

    static let name = "defocus"
    static let summary =
        "Puts the picture out of a lens's focus: each point becomes an even disc, with a harder edge than `blur` gives."
    static let shorthand: String? = "radius"
    static var fields: [Field<Defocus>] {
        [
            Field(
                "radius", \.radius, in: 0...16, unit: "px",
                "The disc's radius; up to 0.5 nothing happens. Up to a tenth of the letters' height is safe.")
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        picture.scatter(by: .disc(radius: chooser.number("radius", radius)))
    }
}
