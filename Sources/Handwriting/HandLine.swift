package import Imaging

/// A line of handwriting: one glyph for each character, in the order of the text, at one resolution.
///
/// Coordinates are px of the line, y down; the origin is the start of the baseline.
package struct HandLine: Sendable {
    /// The glyphs.
    package var glyphs: [HandGlyph]
    /// From the start to the end of the line, with the sides' own space, px.
    package var width: Double
    /// How high a digit is written, px: what `size` in a recipe is measured against.
    package var digitHeight: Double

    /// A line of glyphs.
    package init(glyphs: [HandGlyph], width: Double, digitHeight: Double) {
        self.glyphs = glyphs
        self.width = width
        self.digitHeight = digitHeight
    }
}

/// A character written by hand: ink and its place in a line.
package struct HandGlyph: Sendable {
    /// What it says.
    package var character: Character
    /// Coverage, one channel, 0...255; empty for a space.
    package var ink: Bitmap
    /// The left edge of the ink's bitmap, px of the line.
    package var left: Double
    /// The top edge of the ink's bitmap, px of the line; above the baseline it is negative.
    package var top: Double
    /// Which picture of a collection it was taken from; nil where it was written by strokes.
    package var source: Int?
    /// Of a picture the share of its ink that is there, 0...1 and a little more; nil for what was written by strokes, and spaces.
    package var kept: Double?
    /// Of a picture how dense its ink is where it is densest, 0...255, however small it is drawn.
    package var density = 0.0

    /// A glyph at a place.
    package init(character: Character, ink: Bitmap, left: Double, top: Double, source: Int? = nil) {
        self.character = character
        self.ink = ink
        self.left = left
        self.top = top
        self.source = source
    }
}
