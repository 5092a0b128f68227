import Foundation

/// How the cells of one display look.
///
/// Lengths are heights of a cell; y runs down, and a cell stands with its bottom left corner at the origin.
struct DisplayForm {
    /// The outline of each part of a cell.
    let parts: [Contour]
    /// How wide a cell is.
    let width: Double
    /// How wide the gap between two cells is.
    let space: Double
    /// Across a point beside the cells.
    let point: Double
    /// Whether points are round.
    let hasRoundPoints: Bool

    /// The corners of a part.
    typealias Contour = [SIMD2<Double>]

    /// A full stop about the middle of a gap.
    var stop: [Contour] { [mark(at: SIMD2(0, -point / 2))] }

    /// A comma about the middle of a gap.
    var comma: [Contour] {
        let half = point / 2
        let tail: Contour = [
            SIMD2(half, 0), SIMD2(half * 0.2, half * 2.2), SIMD2(-half * 0.8, half * 2.2), SIMD2(-half * 0.3, 0),
        ]
        return [Self.block(width: point, height: point, middle: SIMD2(0, -half)), tail]
    }

    /// A colon about its own middle.
    var colon: [Contour] { [mark(at: SIMD2(0, -0.7)), mark(at: SIMD2(0, -0.3))] }

    private func mark(at middle: SIMD2<Double>) -> Contour {
        hasRoundPoints
            ? Self.disc(width: point, middle: middle) : Self.block(width: point, height: point, middle: middle)
    }

    /// Dots in five columns and seven rows.
    /// - Parameter pitch: from dot to dot, dots.
    static func dots(shape: DotShape, pitch: Double) -> DisplayForm {
        let step = 1 / (6 + 1 / pitch)
        let size = step / pitch
        let parts = (0..<35).map { number in
            let middle = SIMD2(
                size / 2 + Double(number % 5) * step, size / 2 - 1 + Double(number / 5) * step)
            return shape == .round
                ? disc(width: size, middle: middle) : block(width: size, height: size, middle: middle)
        }
        // A column stays free between two characters.
        return DisplayForm(
            parts: parts, width: 4 * step + size, space: 2 * step - size, point: size, hasRoundPoints: shape == .round)
    }

    /// A circle with so many corners that they can't be told at any size.
    private static func disc(width: Double, middle: SIMD2<Double>) -> Contour {
        (0..<24).map { number in
            let angle = Double(number) / 24 * 2 * .pi
            return middle + width / 2 * SIMD2(cos(angle), sin(angle))
        }
    }

    private static func block(width: Double, height: Double, middle: SIMD2<Double>) -> Contour {
        let (x, y) = (width / 2, height / 2)
        return [SIMD2(-x, -y), SIMD2(x, -y), SIMD2(x, y), SIMD2(-x, y)].map { middle + $0 }
    }
}
