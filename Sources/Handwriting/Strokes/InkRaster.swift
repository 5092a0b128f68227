import Imaging

/// Draws traces: the coverage of a line whose width changes from point to point.
///
/// Each piece of a trace is a capsule, whose radius changes evenly from one end to the other. A pixel's coverage
/// follows from its distance to the piece's middle line; where pieces meet, the larger one counts.
struct InkRaster {
    /// Over how many px an edge fades out.
    var softness: Double

    /// The ink, and the place of its bitmap's top left corner; an empty trace gives an empty bitmap.
    func draw(_ trace: Trace) -> (ink: Bitmap, left: Int, top: Int) {
        guard let first = trace.points.first else { return (Bitmap(width: 0, height: 0), 0, 0) }
        var (low, high) = (first, first)
        for (point, radius) in zip(trace.points, trace.radii) {
            let reach = SIMD2(repeating: radius + softness / 2)
            low = pointwiseMin(low, point - reach)
            high = pointwiseMax(high, point + reach)
        }
        let (left, top) = (Int(low.x.rounded(.down)), Int(low.y.rounded(.down)))
        let (width, height) = (Int(high.x.rounded(.up)) - left, Int(high.y.rounded(.up)) - top)
        let ink = Bitmap(width: width, height: height) { pixels in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width * height) { coverage in
                coverage.initialize(repeating: 0)
                let field = Field(
                    coverage: coverage, width: width, height: height, soft: Float(softness / 2),
                    origin: SIMD2(Double(left), Double(top)))
                for stroke in trace.strokes {
                    if stroke.count == 1 {
                        field.draw(trace, from: stroke.lowerBound, to: stroke.lowerBound)
                    }
                    for i in stroke.dropFirst() { field.draw(trace, from: i - 1, to: i) }
                }
                for i in 0..<width * height { pixels[i] = UInt8(coverage[i] * 255 + 0.5) }
            }
        }
        return (ink, left, top)
    }
}

/// Coverage under construction.
private struct Field {
    let coverage: UnsafeMutableBufferPointer<Float>
    let width: Int
    let height: Int
    /// Half of the width of an edge, px.
    let soft: Float
    let origin: SIMD2<Double>

    /// Lays a capsule over what is there.
    func draw(_ trace: Trace, from: Int, to: Int) {
        let a = SIMD2<Float>(trace.points[from] - origin)
        let b = SIMD2<Float>(trace.points[to] - origin)
        let (ra, rb) = (Float(trace.radii[from]), Float(trace.radii[to]))
        let reach = max(ra, rb) + soft
        let (x0, x1) = columns(min(a.x, b.x) - reach, max(a.x, b.x) + reach, width)
        let (y0, y1) = columns(min(a.y, b.y) - reach, max(a.y, b.y) + reach, height)
        guard x0 < x1, y0 < y1, let base = coverage.baseAddress else { return }
        let way = b - a
        let square = (way * way).sum()
        let inverse = square > 0 ? 1 / square : 0
        let (edge, scale) = (soft, 1 / (2 * soft))
        for y in y0..<y1 {
            let dy = Float(y) + 0.5 - a.y
            let row = base + y * width
            for x in x0..<x1 {
                let dx = Float(x) + 0.5 - a.x
                var t = (dx * way.x + dy * way.y) * inverse
                t = t < 0 ? 0 : t
                t = t > 1 ? 1 : t
                let (ex, ey) = (dx - t * way.x, dy - t * way.y)
                let distance = (ex * ex + ey * ey).squareRoot()
                let radius = ra + t * (rb - ra)
                // The part of a window of two edges' width, across the line, that lies on it.
                let (far, near) = (distance + edge, distance - edge)
                var cover = ((far < radius ? far : radius) - (near > -radius ? near : -radius)) * scale
                cover = cover > row[x] ? cover : row[x]
                row[x] = cover
            }
        }
    }

    /// The pixels from one place to another, of those that there are.
    private func columns(_ from: Float, _ to: Float, _ count: Int) -> (Int, Int) {
        (max(0, Int(from.rounded(.down))), min(count, Int(to.rounded(.up))))
    }
}
