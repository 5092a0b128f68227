import Configs
import Foundation
import Imaging

/// Turns the text.
struct Rotation: GeometryStage {
    var degrees = Quantity(-3...3)

    init() {}

    static let name = "rotation"
    static let summary = "Turns the text about its centre."
    static let shorthand: String? = "degrees"
    static var fields: [Field<Rotation>] {
        [Field("degrees", \.degrees, in: -180...180, unit: "degrees", "The angle; positive turns clockwise.")]
    }

    func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        .rotation(degrees: chooser.number("degrees", degrees))
    }
}

extension Projection {
    /// A turn about the origin, clockwise.
    static func rotation(degrees: Double) -> Projection {
        let angle = degrees * .pi / 180
        return Projection(cos(angle), -sin(angle), 0, sin(angle), cos(angle), 0)
    }
}
