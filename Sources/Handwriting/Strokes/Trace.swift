/// The way of a pen over the paper: a polyline for each stroke.
struct Trace: Sendable {
    /// The middle of the line, stroke after stroke.
    var points: [SIMD2<Double>] = []
    /// Half the line's width at each point.
    var radii: [Double] = []
    /// Where in `points` each stroke ends.
    var ends: [Int] = []
    /// The point to which a pen may go on from the character before.
    var entrance = 0
    /// The stroke from whose end it may go on to the next; nil where it is lifted.
    var exit: Int?

    /// The strokes, as ranges of `points`.
    var strokes: [Range<Int>] { ends.indices.map { ($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0] } }

    /// The corners of the box around the middle of the line; nil for an empty trace.
    var box: (low: SIMD2<Double>, high: SIMD2<Double>)? {
        guard let first = points.first else { return nil }
        return points.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    }

    /// Adds a smooth curve through nodes, a point at least every `step`.
    mutating func add(_ nodes: [Node], step: Double, roundness: Double) {
        let begin = points.count
        Curve(nodes).walk(step: step) { points.append($0) }
        smooth(begin..<points.count, deviation: roundness, step: step)
        ends.append(points.count)
    }

    /// Rounds a stroke: its ends stay, what lies between is blurred along the path.
    private mutating func smooth(_ range: Range<Int>, deviation: Double, step: Double) {
        guard range.count > 2 else { return }
        // A pass of weights (w, 1 - 2w, w) blurs by a variance of 2w steps squared; w is at most a quarter.
        let variance = deviation * deviation / (step * step)
        let passes = min(max(1, Int((variance * 2).rounded(.up))), 40)
        let weight = min(0.25, variance / (2 * Double(passes)))
        guard weight > 0.01 else { return }
        points.withUnsafeMutableBufferPointer { points in
            for _ in 0..<passes {
                var before = points[range.lowerBound]
                for i in range.lowerBound + 1..<range.upperBound - 1 {
                    let here = points[i]
                    points[i] = here + weight * (before + points[i + 1] - 2 * here)
                    before = here
                }
            }
        }
    }
}

/// A smooth curve through nodes: cubic pieces whose directions fit where they meet, but for corners.
///
/// Catmull-Rom with centripetal parameters, which makes no loops of its own where nodes lie close together.
private struct Curve {
    let nodes: [Node]

    init(_ nodes: [Node]) {
        self.nodes = nodes
    }

    /// Visits points along the curve: every node, and others at most about `step` apart.
    func walk(step: Double, _ visit: (SIMD2<Double>) -> Void) {
        guard let first = nodes.first else { return }
        visit(first.point)
        for i in 0..<nodes.count - 1 {
            let (from, to) = (nodes[i].point, nodes[i + 1].point)
            let width = span(i)
            let pieces = max(1, Int((width * width / step).rounded(.up)))
            let (out, into) = (direction(leaving: i) * width, direction(reaching: i + 1) * width)
            for piece in 1...pieces {
                let t = Double(piece) / Double(pieces)
                let (t2, t3) = (t * t, t * t * t)
                let a = (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * out
                visit(a + (3 * t2 - 2 * t3) * to + (t3 - t2) * into)
            }
        }
    }

    /// How far the parameter goes from a node to the next: the root of the distance.
    private func span(_ i: Int) -> Double { max(length(nodes[i + 1].point - nodes[i].point), 1e-6).squareRoot() }

    private func slope(_ i: Int) -> SIMD2<Double> { (nodes[i + 1].point - nodes[i].point) / span(i) }

    /// The derivative inside: of the parabola through a node and its neighbours.
    private func direction(_ i: Int) -> SIMD2<Double> {
        let (before, after) = (span(i - 1), span(i))
        return (slope(i - 1) * after + slope(i) * before) / (before + after)
    }

    private func direction(leaving i: Int) -> SIMD2<Double> {
        if i > 0, !nodes[i].isCorner { return direction(i) }
        guard i + 2 < nodes.count, !nodes[i + 1].isCorner else { return slope(i) }
        return 2 * slope(i) - direction(i + 1)
    }

    private func direction(reaching i: Int) -> SIMD2<Double> {
        if i + 1 < nodes.count, !nodes[i].isCorner { return direction(i) }
        guard i > 1, !nodes[i - 1].isCorner else { return slope(i - 1) }
        return 2 * slope(i - 1) - direction(i - 1)
    }
}

/// A vector's length.
func length(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum().squareRoot() }
