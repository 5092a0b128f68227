import Foundation
import Imaging
import Typography

/// Figures on the rim of a wheel, as far as the window before it shows them.
///
/// Lengths are px of the line, y down; the origin is where the pen starts for the wheel's own figure, on the baseline.
struct RolledInk {
    let face: Face
    /// The font size.
    let em: Double
    /// The wheel's radius.
    let radius: Double
    /// Where the axis lies.
    let axis: Double
    /// How far the window reaches above and below the axis; less than the radius.
    let reach: Double
    let figures: [Figure]

    /// A figure on the rim.
    struct Figure {
        let glyph: UInt32
        /// Where the pen starts.
        let x: Double
        /// How far along the rim it has come from the middle of the window, downwards.
        let roll: Double
    }

    /// The ink, for a line that will appear enlarged.
    /// - Parameter enlargement: px of the page in one px of the line.
    func stamp(enlargement: Double, _ typesetter: Typesetter) throws -> GlyphStamp {
        let size = GlyphStamp.resolution(for: em * enlargement)
        let scale = em / size
        let masks = try figures.map { figure in
            (figure: figure, mask: try typesetter.mask(figure.glyph, of: face, sizePixels: size))
        }.filter { !$0.mask.ink.isEmpty }
        let starts = masks.map { Int(($0.figure.x / scale).rounded()) + $0.mask.left }
        let ends = zip(starts, masks).map { $0 + $1.mask.bitmap.width }
        let (top, bottom) = (((axis - reach) / scale).rounded(.down), ((axis + reach) / scale).rounded(.up))
        guard let left = starts.min(), let right = ends.max() else {
            return GlyphStamp(bitmap: Bitmap(width: 2, height: 2), place: .identity, box: .empty, detail: scale)
        }
        var ink = Bitmap(width: right - left, height: Int(bottom - top))
        for y in 0..<ink.height {
            let row = top + Double(y)
            // The share of the row that the window shows.
            let seen = min(row + 1, (axis + reach) / scale) - max(row, (axis - reach) / scale)
            let height = min(1, max(-1, ((row + 0.5) * scale - axis) / radius))
            let rim = asin(height) * radius
            for (start, (figure, mask)) in zip(starts, masks) {
                let place = (axis + rim - figure.roll) / scale - Double(mask.top) - 0.5
                ink.add(mask.bitmap, row: place, to: y, from: start - left, share: max(0, min(1, seen)))
            }
        }
        let box = ink.inkBox
        return GlyphStamp(
            bitmap: ink.withBorder,
            place: Projection(scale, 0, Double(left - 1) * scale, 0, scale, (top - 1) * scale),
            box: box.isEmpty
                ? .empty
                : Rect(
                    left: (box.left + Double(left)) * scale, top: (box.top + top) * scale,
                    right: (box.right + Double(left)) * scale, bottom: (box.bottom + top) * scale),
            detail: scale)
    }
}

extension Bitmap {
    /// Adds what lies at a height of another mask, between two of its rows, to a row of this one.
    /// - Parameters:
    ///   - place: how far below the middle of the other's first row it lies, px.
    ///   - share: how much of it is added, 0...1.
    fileprivate mutating func add(_ other: Bitmap, row place: Double, to y: Int, from left: Int, share: Double) {
        let first = place.rounded(.down)
        guard share > 0, first >= -1, first < Double(other.height) else { return }
        let (upper, part) = (Int(first), place - first)
        let width = self.width
        withMutablePixels { target in
            other.withPixels { source in
                func value(_ x: Int, _ row: Int) -> Double {
                    row >= 0 && row < other.height ? Double(source[row * other.width + x]) : 0
                }
                for x in 0..<min(other.width, width - left) {
                    let level = share * (value(x, upper) * (1 - part) + value(x, upper + 1) * part)
                    let i = y * width + left + x
                    target[i] = max(target[i], UInt8(level.rounded()))
                }
            }
        }
    }
}
