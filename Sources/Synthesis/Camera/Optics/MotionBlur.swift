import Configs
import Imaging

/// Moves the camera while it looks.
struct MotionBlur: CameraStage {
    var length = Quantity(1...4)
    var degrees = Quantity(-90...90)

    init() {}

    static let name = "motion_blur"
    static let summary = "Moves the camera while it looks: each point becomes a line."
    static let shorthand: String? = "length"
    static var fields: [Field<MotionBlur>] {
        [
            Field(
                "length", \.length, in: 0...64, unit: "px",
                "How far it moves. Up to twice a stroke's width is safe."),
            Field(
                "degrees", \.degrees, in: -180...180, unit: "degrees",
                "Which way: 0 along the rows, 90 along the columns; above 0 down to the right."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let length = chooser.number("length", length)
        picture.scatter(by: .line(length: length, degrees: chooser.number("degrees", degrees)))
    }
}
