import Configuration
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
    /// Where a point goes.
    func target(of point: Point) -> Point
    /// Where a point comes from: undoes `target`.
    func source(of point: Point) -> Point
}
