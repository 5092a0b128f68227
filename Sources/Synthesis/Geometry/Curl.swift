import Configs
import Foundation
import Imaging

/// Curls one side of the sheet up.
struct Curl: BendingStage {
    var degrees = Quantity(-35...35)
    var view = Quantity(-25...25)
    var part = Quantity(0.4...1)

    init() {}

    static let name = "curl"
    static let summary =
        "Curls one side of the sheet up, as a page does towards the spine of a book: a cylinder, seen from above."
    static let shorthand: String? = "degrees"
    static var fields: [Field<Curl>] {
        [
            Field(
                "degrees", \.degrees, in: -60...60, unit: "degrees",
                "How steeply the sheet rises at the right edge of the text; below 0 at the left one. Up to 45 is safe."
            ),
            Field(
                "view", \.view, in: -60...60, unit: "degrees",
                "How far from upright it is looked at: above 0 what rises moves up in the picture, below 0 down. Up to "
                    + "30 is safe; on a low page lines that rise leave less room for the letters."),
            Field("part", \.part, in: 0.1...1, "How much of the text's width is curled, as a share; 24 px at least."),
        ]
    }

    func distortion(extent: Rect, _ chooser: inout Chooser) -> (any Distortion)? {
        let rise = chooser.number("degrees", degrees) * .pi / 180
        let view = chooser.number("view", view) * .pi / 180
        let length = max(24, chooser.number("part", part) * extent.width)
        guard abs(rise) > 1e-6 else { return nil }
        return CylinderDistortion(
            side: rise > 0 ? 1 : -1, start: (rise > 0 ? extent.right : -extent.left) - length, length: length,
            rise: abs(rise), lift: tan(view))
    }
}

/// A sheet that is flat, then rolls up a cylinder, then goes straight on.
private struct CylinderDistortion: Distortion {
    /// 1 where the right side rises, -1 where the left one does.
    private let side: Double
    /// Where the cylinder begins, px from the middle towards that side.
    private let start: Double
    /// How much of the sheet lies on the cylinder, px.
    private let length: Double
    /// How far up the picture a px of height moves things, px.
    private let lift: Double
    /// Of the cylinder, px.
    private let radius: Double
    /// The sine and the cosine of the rise.
    private let steepness, shortening: Double

    /// - Parameter rise: how steep the sheet is at the end, radians.
    init(side: Double, start: Double, length: Double, rise: Double, lift: Double) {
        (self.side, self.start, self.length, self.lift) = (side, start, length, lift)
        (radius, steepness, shortening) = (length / rise, sin(rise), cos(rise))
    }

    func target(of point: Point) -> Point {
        let along = side * point.x - start
        guard along > 0 else { return point }
        let place = at(along)
        return Point(x: side * (start + place.x), y: point.y - lift * place.height)
    }

    func source(of point: Point) -> Point {
        let seen = side * point.x - start
        guard seen > 0 else { return point }
        let end = radius * steepness
        let along = seen <= end ? radius * asin(min(1, seen / radius)) : length + (seen - end) / shortening
        return Point(x: side * (start + along), y: point.y + lift * at(along).height)
    }

    func sources(columns: [Double], rows: [Double]) -> [Point] {
        // What lies in a column comes from one, and is lifted by the same.
        let origins = columns.map { source(of: Point(x: $0, y: 0)) }
        return rows.flatMap { y in origins.map { Point(x: $0.x, y: y + $0.y) } }
    }

    /// How far from the cylinder's beginning a place is seen, and how high it lies.
    private func at(_ along: Double) -> (x: Double, height: Double) {
        let angle = min(along, length) / radius
        let rest = max(0, along - length)
        return (radius * sin(angle) + rest * shortening, radius * (1 - cos(angle)) + rest * steepness)
    }
}
