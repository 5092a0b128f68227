import Configs
import Imaging

/// Loses resolution.
struct Resample: CameraStage {
    var factor = Quantity(0.5...1)

    init() {}

    static let name = "resample"
    static let summary = "Loses resolution: the picture is made smaller and brought back to its size."
    static let shorthand: String? = "factor"
    static var fields: [Field<Resample>] {
        [Field("factor", \.factor, in: 0.05...1, "The share of the resolution that is kept.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let factor = chooser.number("factor", factor)
        darkroom.resolution = min(darkroom.resolution, factor)
        let (width, height) = (picture.width, picture.height)
        let small = picture.resized(
            width: max(1, Int((Double(width) * factor).rounded())),
            height: max(1, Int((Double(height) * factor).rounded())))
        picture = small.resized(width: width, height: height)
    }
}
