import Foundation

/// Draws the segments of a cell that is one high and stands with its bottom left corner at the origin.
struct SegmentBars {
    /// How wide the cell is.
    let width: Double
    /// How thick segments are.
    let thickness: Double
    /// How far neighbours stand apart.
    let gap: Double
    let ends: SegmentEnds

    /// The middle lines of the outer segments, and the middle of the cell.
    private var left: Double { thickness / 2 }
    private var right: Double { width - thickness / 2 }
    private var center: Double { width / 2 }
    private var top: Double { thickness / 2 - 1 }
    private var middle: Double { -0.5 }
    private var bottom: Double { -thickness / 2 }

    /// The segments of a kind of display, in the order of its alphabet.
    func contours(of kind: DisplayKind) -> [DisplayForm.Contour] {
        let sides = [
            bar(from: (right, top), to: (right, middle), corners: (1, 0)),
            bar(from: (right, middle), to: (right, bottom), corners: (0, 1)),
        ]
        let back = [
            bar(from: (left, middle), to: (left, bottom), corners: (0, -1)),
            bar(from: (left, top), to: (left, middle), corners: (-1, 0)),
        ]
        switch kind {
        case .seven, .dots:
            return [level(top, left, right)] + sides + [level(bottom, left, right)] + back
                + [bar(from: (left, middle), to: (right, middle))]
        case .fourteen:
            // Where the outer segment is whole, those from the middle end at its edge.
            return [level(top, left, right)] + sides + [level(bottom, left, right)] + back
                + inner(top: top + thickness / 2, bottom: bottom - thickness / 2)
        case .sixteen:
            return [level(top, left, center)] + sides + [level(bottom, left, center)] + back
                + inner(top: top, bottom: bottom)
                + [level(top, center, right), level(bottom, center, right)]
        }
    }

    /// A part of the upper or the lower edge.
    private func level(_ y: Double, _ from: Double, _ to: Double) -> DisplayForm.Contour {
        // The outside lies above the upper one and below the lower one.
        let side = y < middle ? 1.0 : -1.0
        return bar(from: (from, y), to: (to, y), corners: (from == left ? side : 0, to == right ? side : 0))
    }

    /// The segments that meet in the middle.
    private func inner(top upper: Double, bottom lower: Double) -> [DisplayForm.Contour] {
        let half = thickness / 2 + gap
        let (columns, rows) = (
            [(left + half, center - half), (center + half, right - half)],
            [(top + half, middle - half), (middle + half, bottom - half)]
        )
        return [
            bar(from: (left, middle), to: (center, middle)), bar(from: (center, middle), to: (right, middle)),
            diagonal(columns[0], rows[0], isFalling: true),
            bar(from: (center, upper), to: (center, middle)),
            diagonal(columns[1], rows[0], isFalling: false),
            diagonal(columns[0], rows[1], isFalling: false),
            bar(from: (center, middle), to: (center, lower)),
            diagonal(columns[1], rows[1], isFalling: true),
        ]
    }

    /// A level or an upright segment between two points that it shares with its neighbours.
    /// - Parameter corners: for each end on which side of the way the outside lies: 1 to its left, -1 to its right, 0 for an
    ///   end that is no corner of the cell.
    private func bar(
        from start: (Double, Double), to end: (Double, Double), corners: (Double, Double) = (0, 0)
    ) -> DisplayForm.Contour {
        let (start, end) = (SIMD2(start.0, start.1), SIMD2(end.0, end.1))
        let way = end - start
        let along = way / (way * way).sum().squareRoot()
        // Seen from the other end, left is right.
        return tip(at: start, along, outside: corners.0) + tip(at: end, -along, outside: -corners.1)
    }

    /// The corners of one end, from its right side to its left, seen along the way into the segment.
    private func tip(at point: SIMD2<Double>, _ along: SIMD2<Double>, outside: Double) -> DisplayForm.Contour {
        let half = thickness / 2
        let across = half * SIMD2(-along.y, along.x)
        let ahead = half * along
        switch ends {
        case .rounded:
            // Two that meet at a right angle stand the gap apart.
            let middle = point + (thickness + gap) / 2.0.squareRoot() * along
            return (0...8).map { number in
                let angle = Double(number) / 8 * .pi
                return middle + cos(angle) * across - sin(angle) * ahead
            }
        case .mitred where outside != 0:
            let edge = point + gap / 2.0.squareRoot() * along
            let out = outside > 0 ? ahead : -ahead
            return [edge + across + out, edge - across - out]
        case .bevelled, .mitred:
            let edge = point + gap / 2.0.squareRoot() * along
            return [edge + ahead + across, edge, edge + ahead - across]
        }
    }

    /// A slanting segment from corner to corner of a field between the others.
    private func diagonal(
        _ columns: (from: Double, to: Double), _ rows: (from: Double, to: Double), isFalling: Bool
    ) -> DisplayForm.Contour {
        let (width, height) = (max(0, columns.to - columns.from), max(0, rows.to - rows.from))
        let x = min(0.6 * thickness, 0.5 * width)
        let y = width > 0 ? min(x * height / width, 0.5 * height) : 0
        let contour: DisplayForm.Contour = [
            SIMD2(0, 0), SIMD2(x, 0), SIMD2(width, height - y), SIMD2(width, height), SIMD2(width - x, height),
            SIMD2(0, y),
        ]
        return contour.map { point in
            SIMD2(columns.from + (isFalling ? point.x : width - point.x), rows.from + point.y)
        }
    }
}
