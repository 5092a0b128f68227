import Configs
import Imaging

/// Stretches the text.
struct Scale: GeometryStage {
    var x = Quantity(0.9...1.1)
    var y: Quantity = 1

    init() {}

    static let name = "scale"
    static let summary = "Stretches the text along and across the line; `page.scale` enlarges both alike."
    static let shorthand: String? = "x"
    static var fields: [Field<Scale>] {
        [
            Field("x", \.x, in: 0.1...10, "The factor along the line."),
            Field("y", \.y, in: 0.1...10, "The factor across the line."),
        ]
    }

    func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        .scale(x: chooser.number("x", x), y: chooser.number("y", y))
    }
}
