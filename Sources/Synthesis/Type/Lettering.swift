import Imaging
import Typography

/// A line of text as ink along a straight baseline, before anything bends it.
///
/// Lengths are px, y down, the origin at the line's start on the baseline.
struct Lettering {
    /// The grapheme clusters, in logical order.
    var clusters: [String]
    /// The glyphs in visual order, from left to right.
    var glyphs: [Glyph]
    /// From pen to pen, ascent to descent, for each cluster.
    var cells: [Rect]
    /// From the first pen to the last.
    var width: Double
    /// What lengths given in em are measured by.
    var em: Double
    /// How high capitals and digits are.
    var capHeight: Double
    /// How the ink of glyphs that meet joins.
    var joining = InkJoining.layers
    /// What the text is placed by on the page; nil for its ink's own box.
    var frame: Rect?

    /// A glyph and its place on the line.
    struct Glyph {
        let ink: GlyphInk
        let clusters: Range<Int>
        let origin: Point
        let advance: Double
        /// How much wider it is drawn than it is designed.
        var stretch = 1.0
        /// How much larger it is drawn than its ink says.
        var enlargement = 1.0
        /// The row of joined letters that it belongs to, from 0; nil for what stands by itself.
        var row: Int?
    }
}
