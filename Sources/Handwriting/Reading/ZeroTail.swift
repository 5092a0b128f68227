/// How far the stroke of a 0 sticks out above its loop: with a stem above it, a 0 is a 6.
///
/// A rule, since the digit's reader has learnt such zeros as zeros, too.
struct ZeroTail {
    /// The height of what sticks out, in heights of the loop.
    let height: Double

    /// By how much the 0 looks more like itself than like a 6, in the unit of `DigitReader.margin`.
    ///
    /// A tail of a fifth of the loop leaves the two equally likely; a tenth is nobody's 6.
    var margin: Double { 40 * (0.2 - height) }

    /// Measures the first stroke of a 0.
    init(_ trace: Trace) {
        let points = trace.points[(trace.strokes.first ?? 0..<0)]
        // Where the stroke comes nearest to itself, near its two ends, the loop is closed.
        let part = points.count * 2 / 5
        var (start, end, nearest) = (points.startIndex, points.endIndex, Double.infinity)
        for i in points.prefix(part).indices {
            for j in points.suffix(part).indices {
                let way = points[i] - points[j]
                let distance = (way * way).sum()
                if distance < nearest { (start, end, nearest) = (i, j + 1, distance) }
            }
        }
        let loop = points[start..<end].map(\.y)
        guard let top = loop.min(), let bottom = loop.max(), bottom > top, let highest = points.map(\.y).min() else {
            height = 0
            return
        }
        height = (top - highest) / (bottom - top)
    }
}
