import Configs
import Imaging

/// A stage that bends the sheet: straight lines do not stay straight.
///
/// A new stage is one file and one line in `GeometryStages`. Bending comes after all stages that keep lines straight. A
/// glyph's mask is still read once only, through the map and the distortions together.
protocol BendingStage: ConfigMember {
    /// Draws the stage's parameters.
    /// - Parameters:
    ///   - extent: the box around the text's ink before this stage, px; its centre is (0, 0).
    /// - Returns: a distortion about (0, 0); nil where it moves nothing.
    func distortion(extent: Rect, _ chooser: inout Chooser) -> (any Distortion)?
}

/// A smooth one-to-one map of the plane.
///
/// Lengths are px.
protocol Distortion: Sendable {
    /// The farthest that any place moves along x or y, px; infinite where there is no such bound.
    var reach: Double { get }
    /// Where a point goes.
    func target(of point: Point) -> Point
    /// Where a point comes from: undoes `target`.
    func source(of point: Point) -> Point
    /// Moves many points to where they go.
    func findTargets(of points: inout [Point])
    /// Moves many points to where they come from.
    func findSources(of points: inout [Point])
    /// Where the points of a grid come from, row by row: in each of `rows` one for each of `columns`, px.
    func sources(columns: [Double], rows: [Double]) -> [Point]
}

extension Distortion {
    var reach: Double { .infinity }

    func findTargets(of points: inout [Point]) {
        for number in points.indices { points[number] = target(of: points[number]) }
    }

    func findSources(of points: inout [Point]) {
        for number in points.indices { points[number] = source(of: points[number]) }
    }

    func sources(columns: [Double], rows: [Double]) -> [Point] {
        var points: [Point] = []
        points.reserveCapacity(columns.count * rows.count)
        for y in rows {
            for x in columns { points.append(source(of: Point(x: x, y: y))) }
        }
        return points
    }
}
