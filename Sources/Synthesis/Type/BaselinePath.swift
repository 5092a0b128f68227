import Foundation
import Imaging

/// A line that runs as its points do, measured along itself.
///
/// Px of the run, y down. Beyond its ends it goes straight on.
struct BaselinePath {
    /// Points of the line, `step` apart along it.
    private let points: [Point]
    /// Where the line goes at each of them, radians; neighbours differ by less than half a turn.
    private let headings: [Double]
    private let step: Double
    /// Where along it the text begins.
    private let start: Double

    /// How many points there are in one em.
    private static let pointsInEm = 32.0

    /// A line by where it goes.
    /// - Parameters:
    ///   - width: how long it is.
    ///   - heading: where it goes at a place, radians, clockwise from the right.
    init(width: Double, em: Double, heading: (Double) -> Double) {
        step = em / Self.pointsInEm
        var points = [Point(x: 0, y: 0)]
        var headings = [heading(0)]
        for number in 0..<max(1, Int((width / step).rounded(.up))) {
            let (middle, last) = (heading((Double(number) + 0.5) * step), points[points.count - 1])
            points.append(Point(x: last.x + step * cos(middle), y: last.y + step * sin(middle)))
            headings.append(heading(Double(number + 1) * step))
        }
        (self.points, self.headings, start) = (points, headings, 0)
    }

    /// A smooth line through points, with a text in its middle.
    /// - Parameters:
    ///   - knots: two at least, of which no two that follow each other are the same.
    ///   - width: how long the text is.
    init(through knots: [Point], width: Double, em: Double) {
        step = em / Self.pointsInEm
        let curve = Self.spline(through: knots)
        var points = [curve[0]]
        var headings: [Double] = []
        // How far it is to the next point.
        var rest = step
        for (from, to) in zip(curve, curve.dropFirst()) {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let length = (dx * dx + dy * dy).squareRoot()
            guard length > 0 else { continue }
            if headings.isEmpty { headings.append(atan2(dy, dx)) }
            var place = rest
            while place <= length {
                points.append(Point(x: from.x + dx * place / length, y: from.y + dy * place / length))
                headings.append(Self.unwound(atan2(dy, dx), after: headings[headings.count - 1]))
                place += step
            }
            rest = place - length
        }
        if headings.isEmpty { headings = [0] }
        (self.points, self.headings) = (points, headings)
        start = (Double(points.count - 1) * step - width) / 2
    }

    /// The point at a place of the text, and where the line goes there, radians.
    func place(at x: Double) -> (point: Point, heading: Double) {
        let place = (start + x) / step
        let number = max(0, min(points.count - 2, Int(max(0, min(1e9, place)))))
        guard points.count > 1, place >= 0, place <= Double(points.count - 1) else {
            let end = place < 0 ? 0 : points.count - 1
            let (beyond, heading) = ((place - Double(end)) * step, headings[end])
            return (
                Point(x: points[end].x + beyond * cos(heading), y: points[end].y + beyond * sin(heading)), heading
            )
        }
        let part = place - Double(number)
        let (a, b) = (points[number], points[number + 1])
        return (
            Point(x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part),
            headings[number] + (headings[number + 1] - headings[number]) * part
        )
    }

    /// The same direction, by whole turns, less than half a turn from another.
    private static func unwound(_ heading: Double, after last: Double) -> Double {
        heading + ((last - heading) / (2 * .pi)).rounded() * 2 * .pi
    }

    /// Points of a smooth line through others, close to each other (Catmull-Rom).
    private static func spline(through knots: [Point]) -> [Point] {
        let pieces = 64
        var curve = [knots[0]]
        for number in 0..<knots.count - 1 {
            let (b, c) = (knots[number], knots[number + 1])
            // At its ends it goes on as it came.
            let a = number > 0 ? knots[number - 1] : Point(x: 2 * b.x - c.x, y: 2 * b.y - c.y)
            let d = number + 2 < knots.count ? knots[number + 2] : Point(x: 2 * c.x - b.x, y: 2 * c.y - b.y)
            for piece in 1...pieces {
                let t = Double(piece) / Double(pieces)
                func between(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
                    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
                }
                curve.append(Point(x: between(a.x, b.x, c.x, d.x), y: between(a.y, b.y, c.y, d.y)))
            }
        }
        return curve
    }
}
