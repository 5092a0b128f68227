/// Closed contours that are filled together.
///
/// A point lies inside where the contours wind round it, whichever way: contours that run the same way add up, so that
/// strokes that cross leave no hole.
package struct Outline: Sendable {
    /// The corners, px, y down: contour after contour.
    package var points: [SIMD2<Double>] = []
    /// Where in `points` each contour ends.
    package var ends: [Int] = []

    /// An outline around nothing.
    package init() {}

    /// Ends a contour behind the last point.
    package mutating func close() {
        if points.count > ends.last ?? 0 { ends.append(points.count) }
    }

    /// Takes all contours away and keeps the memory.
    package mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// The smallest box of whole pixels around all contours; empty where there are none.
    package var bounds: Rect {
        guard var low = points.first else { return .empty }
        var high = low
        for point in points {
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
        }
        return Rect(
            left: low.x.rounded(.down), top: low.y.rounded(.down),
            right: high.x.rounded(.up), bottom: high.y.rounded(.up))
    }
}
