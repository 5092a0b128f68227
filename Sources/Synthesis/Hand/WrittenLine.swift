import Handwriting
import Imaging

/// A line that is drawn as a whole, such as a handwritten one, and again for each resolution it is needed in.
///
/// It belongs to one thread and one sample.
final class WrittenLine {
    /// How high a digit is in the line, px.
    let digitHeight: Double
    /// Writes the line with digits of about a height, px; the same strokes at every height.
    private let write: (Double) throws -> HandLine
    private var drawn: [(asked: Double, line: HandLine)] = []

    /// - Parameter write: writes the line with digits of a height, or of the one height that it has.
    init(digitHeight: Double, write: @escaping (Double) throws -> HandLine) {
        self.digitHeight = digitHeight
        self.write = write
    }

    /// The line for an enlargement.
    func line(enlargement: Double) throws -> HandLine {
        let asked = GlyphStamp.resolution(for: digitHeight * enlargement)
        if let known = drawn.first(where: { $0.asked == asked }) { return known.line }
        let line = try write(asked)
        drawn.append((asked, line))
        return line
    }

    /// The ink of a glyph, its origin at the start of the line.
    func stamp(_ number: Int, enlargement: Double) throws -> GlyphStamp {
        let line = try line(enlargement: enlargement)
        let glyph = line.glyphs[number]
        let scale = digitHeight / line.digitHeight
        let box = glyph.ink.inkBox
        return GlyphStamp(
            bitmap: glyph.ink.withBorder,
            place: Projection(scale, 0, (glyph.left - 1) * scale, 0, scale, (glyph.top - 1) * scale),
            box: box.isEmpty
                ? .empty
                : Rect(
                    left: (box.left + glyph.left) * scale, top: (box.top + glyph.top) * scale,
                    right: (box.right + glyph.left) * scale, bottom: (box.bottom + glyph.top) * scale),
            detail: scale, densest: glyph.kept.map { $0 < Legibility.leastRemains ? 0 : glyph.density })
    }
}
