import Configs
import Imaging

/// Looks at the text from the side.
struct Perspective: GeometryStage {
    var x = Quantity(-0.1...0.1)
    var y = Quantity(-0.1...0.1)

    init() {}

    static let name = "perspective"
    static let summary = "Looks at the text from the side: one edge comes nearer."
    static var fields: [Field<Perspective>] {
        [
            Field(
                "x", \.x, in: -0.8...0.8,
                "How much larger the right edge is seen than the left, as a share of the middle's size."),
            Field(
                "y", \.y, in: -0.8...0.8,
                "How much larger the lower edge is seen than the upper; counted for a text as wide as it is high."),
        ]
    }

    func map(extent: Rect, _ chooser: inout Chooser) -> Projection {
        // At the right edge, x = width / 2, w falls to 1 - x / 2, so things there are larger by about x / 2.
        let across = chooser.number("x", x) / max(1, extent.width)
        let down = chooser.number("y", y) / max(1, extent.width, extent.height)
        return Projection(1, 0, 0, 0, 1, 0, -across, -down, 1)
    }
}
