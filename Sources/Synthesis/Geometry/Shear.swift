import Configs
import Foundation
import Imaging

/// Slants the text.
struct Shear: GeometryStage {
    var horizontal = Quantity(-10...10)
    var vertical: Quantity = 0

    init() {}

    static let name = "shear"
    static let summary = "Slants the text: upright strokes, level lines, or both."
    static let shorthand: String? = "horizontal"
    static var fields: [Field<Shear>] {
        [
            Field(
                "horizontal", \.horizontal, in: -60...60, unit: "degrees", "How far upright strokes lean to the right."),
            Field("vertical", \.vertical, in: -60...60, unit: "degrees", "How far level lines fall to the right."),
        ]
    }

    func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        let lean = tan(chooser.number("horizontal", horizontal) * .pi / 180)
        let fall = tan(chooser.number("vertical", vertical) * .pi / 180)
        return Projection(1, -lean, 0, 0, 1, 0).then(Projection(1, 0, 0, fall, 1, 0))
    }
}
