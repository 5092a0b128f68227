import Imaging
import Typography

/// Where the ink of a glyph comes from.
enum GlyphInk {
    /// An outline of a face, which can be filled at any size; the em in px of the line.
    case outline(Face, glyph: UInt32, em: Double)
    /// A glyph of a line that is drawn as a whole, such as a handwritten one.
    case written(WrittenLine, glyph: Int)
    /// Figures on a wheel, as far as its window shows them.
    case rolled(RolledInk)

    /// The ink, for a line that will appear enlarged.
    /// - Parameter enlargement: px of the page in one px of the line.
    func stamp(enlargement: Double, _ typesetter: Typesetter) throws -> GlyphStamp {
        switch self {
        case .outline(let face, let glyph, let em):
            let size = GlyphStamp.resolution(for: em * enlargement)
            let mask = try typesetter.mask(glyph, of: face, sizePixels: size)
            let scale = em / size
            return GlyphStamp(
                bitmap: mask.bitmap,
                place: Projection(scale, 0, Double(mask.left) * scale, 0, scale, Double(mask.top) * scale),
                box: mask.ink.scaled(by: scale), detail: scale)
        case .written(let line, let glyph):
            return try line.stamp(glyph, enlargement: enlargement)
        case .rolled(let wheel):
            return try wheel.stamp(enlargement: enlargement, typesetter)
        }
    }
}

/// The ink of a glyph, rasterised.
struct GlyphStamp {
    /// Coverage, with a border of one empty px all round.
    let bitmap: Bitmap
    /// From the bitmap's px to the line's, the glyph's own origin being 0.
    let place: Projection
    /// The box of the ink, px of the line; empty for a glyph that leaves none.
    let box: Rect
    /// Px of the line in one px of the bitmap.
    let detail: Double
    /// Of a stitched picture the densest ink, 0...255, and 0 where it has lost its ink; nil for all other ink.
    var densest: Double?

    /// How many px of a glyph's mask go into one px of the page, at most: less detail would look soft, more
    /// would alias, since the warp reads two px in each direction.
    private static let finestDetail = 2.0

    /// The size at which ink is rasterised that will appear at `size` px: the least of a row of sizes, each the root
    /// of 2 times the one before, with at least 1.4 and at most 2 px of the mask to the px of the page.
    ///
    /// The row's sizes are moved by a hair, since 16, 32 and 64 px would stand on the edge between two of them: there
    /// the last bit of a sine would decide.
    static func resolution(for size: Double) -> Double {
        var step = 4.0
        while step * 2.0.squareRoot() <= size * finestDetail * 1.001, step < 2048 { step *= 2.0.squareRoot() }
        return step
    }
}

extension Rect {
    /// The box with all lengths multiplied.
    func scaled(by factor: Double) -> Rect {
        Rect(left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor)
    }
}
