package import Configuration
import Foundation
package import Imaging

/// Slants the text.
package struct Shear: GeometryStage {
    package var horizontal = Quantity(-10...10)
    package var vertical: Quantity = 0

    package init() {}

    package static let name = "shear"
    package static let summary = "Slants the text: upright strokes, level lines, or both."
    package static let shorthand: String? = "horizontal"
    package static var fields: [Field<Shear>] {
        [
            Field("horizontal", \.horizontal, in: -60...60, unit: "degrees", "How far upright strokes lean to the right."),
            Field("vertical", \.vertical, in: -60...60, unit: "degrees", "How far level lines fall to the right."),
        ]
    }

    package func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        let lean = tan(chooser.number("horizontal", horizontal) * .pi / 180)
        let fall = tan(chooser.number("vertical", vertical) * .pi / 180)
        return Projection(1, -lean, 0, 0, 1, 0).then(Projection(1, 0, 0, fall, 1, 0))
    }
}
