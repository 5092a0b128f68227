import Imaging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The edge of the ink that a pen leaves along a trace: a contour for each stroke.
///
/// A contour runs along one side of a stroke, round its end, back along the other side and round its start. Both sides
/// lie as far from the middle as the line is wide there. Where the way turns gently, both have one corner, on the line
/// that halves the angle. Where it turns sharply, or within less than the line's width, the outer side goes round by an
/// arc and the inner one by the middle: so each piece of the way lies whole inside the contour, which winds round all
/// of it the same way and leaves no hole.
struct InkOutline {
    /// How far an arc's pieces may lie from the arc, px.
    private static let tolerance = 0.15
    /// The tangent of half the sharpest turn that gets one corner a side.
    private static let gentle = 0.35

    private(set) var outline = Outline()
    /// The side on which the way back goes, in the order of the way there.
    private var back: [SIMD2<Double>] = []

    /// Puts a trace, px, in the place of what is there.
    mutating func draw(_ trace: Trace) {
        outline.removeAll()
        for stroke in trace.strokes { add(trace, stroke) }
    }

    private mutating func add(_ trace: Trace, _ stroke: Range<Int>) {
        guard var last = stroke.first else { return }
        back.removeAll(keepingCapacity: true)
        var into: (way: SIMD2<Double>, length: Double)?
        for next in stroke.dropFirst() {
            let step = trace.points[next] - trace.points[last]
            let size = length(step)
            // A piece of no length has no direction.
            guard size > 1e-3 else { continue }
            let out = (way: step / size, length: size)
            let (point, radius) = (trace.points[last], trace.radii[last])
            if let into {
                turn(at: point, radius, from: into.way, to: out.way, room: min(into.length, out.length) / 2)
            } else {
                // Half of the start's arc now, half at the end.
                let side = radius * normal(out.way)
                outline.points.append(point + side)
                back.append(point - side)
            }
            (into, last) = (out, next)
        }
        let (point, radius) = (trace.points[last], trace.radii[last])
        guard let into, let start = stroke.first else {
            arc(around: point, SIMD2(radius, 0), by: 2 * .pi, into: &outline.points)
            return outline.close()
        }
        let side = radius * normal(into.way)
        outline.points.append(point + side)
        arc(around: point, side, by: .pi, into: &outline.points)
        outline.points.append(point - side)
        outline.points += back.reversed()
        if let first = back.first {
            arc(around: trace.points[start], first - trace.points[start], by: .pi, into: &outline.points)
        }
        outline.close()
    }

    /// Both sides at a point where the way turns.
    private mutating func turn(
        at point: SIMD2<Double>, _ radius: Double, from into: SIMD2<Double>, to out: SIMD2<Double>, room: Double
    ) {
        let cross = into.x * out.y - into.y * out.x
        let dot = (into * out).sum()
        let (before, after) = (normal(into), normal(out))
        if dot > 0, abs(cross) <= Self.gentle * (1 + dot), radius * abs(cross) <= room * (1 + dot) {
            let side = radius / (1 + dot) * (before + after)
            outline.points.append(point + side)
            back.append(point - side)
        } else if cross > 0 {
            // Clockwise on a page whose y goes down: the way there is outside.
            outline.points.append(point + radius * before)
            arc(around: point, radius * before, by: atan2(cross, dot), into: &outline.points)
            outline.points.append(point + radius * after)
            back.append(point - radius * before)
            back.append(point)
            back.append(point - radius * after)
        } else {
            outline.points.append(point + radius * before)
            outline.points.append(point)
            outline.points.append(point + radius * after)
            back.append(point - radius * before)
            arc(around: point, -radius * before, by: atan2(cross, dot), into: &back)
            back.append(point - radius * after)
        }
    }

    /// The corners between the ends of an arc, which starts at an arm's end and turns by an angle.
    private func arc(
        around middle: SIMD2<Double>, _ arm: SIMD2<Double>, by angle: Double, into points: inout [SIMD2<Double>]
    ) {
        // A piece of angle a bulges by r (1 - cos a/2), about r a^2 / 8.
        let widest = min((8 * Self.tolerance / max(length(arm), 1e-3)).squareRoot(), .pi / 3)
        let pieces = Int((abs(angle) / widest).rounded(.up))
        guard pieces > 1 else { return }
        let (cosine, sine) = (cos(angle / Double(pieces)), sin(angle / Double(pieces)))
        var arm = arm
        for _ in 1..<pieces {
            arm = SIMD2(cosine * arm.x - sine * arm.y, sine * arm.x + cosine * arm.y)
            points.append(middle + arm)
        }
    }

    /// To the left of a way on a page whose y goes down.
    private func normal(_ way: SIMD2<Double>) -> SIMD2<Double> { SIMD2(way.y, -way.x) }
}
