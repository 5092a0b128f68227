package import Configuration
package import Imaging

/// Stretches the text.
package struct Scale: GeometryStage {
    package var x = Quantity(0.9...1.1)
    package var y: Quantity = 1

    package init() {}

    package static let name = "scale"
    package static let summary = "Stretches the text along and across the line. (`page.scale` enlarges both alike.)"
    package static let shorthand: String? = "x"
    package static var fields: [Field<Scale>] {
        [
            Field("x", \.x, in: 0.1...10, "The factor along the line."),
            Field("y", \.y, in: 0.1...10, "The factor across the line."),
        ]
    }

    package func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        .scale(x: chooser.number("x", x), y: chooser.number("y", y))
    }
}
