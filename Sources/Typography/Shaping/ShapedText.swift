package import Imaging

/// One glyph of a shaped text.
///
/// Lengths in em: 1 is the font size.
package struct ShapedGlyph: Sendable, Hashable {
    /// The glyph's number in its face.
    package var id: UInt32
    /// The grapheme clusters of the text that it writes: one as a rule, several for a ligature.
    package var clusters: Range<Int>
    /// Where its own origin lies, from the text's start on the baseline; y down.
    package var origin: Point
    /// How far it moves the pen.
    package var advance: Double
    /// Whether its clusters follow each other from right to left.
    package var isRightToLeft: Bool
    /// Which piece of the text it belongs to: 0 where all of it is set in one face.
    package var piece = 0

    /// The first grapheme cluster that it writes.
    package var cluster: Int { clusters.lowerBound }
}

/// A part of a text that is set in one face.
package struct TypePiece {
    /// Its bytes in the text's UTF-8.
    package var bytes: Range<Int>
    /// Its face.
    package var face: Face
    /// Its size against the text's: two faces look alike in size where their small letters are of one height.
    package var scale: Double

    /// A piece from its parts.
    package init(bytes: Range<Int>, face: Face, scale: Double = 1) {
        self.bytes = bytes
        self.face = face
        self.scale = scale
    }
}

/// A text turned into glyphs, at any size.
///
/// Lengths in em, y down, origin at the pen's start on the baseline.
package struct ShapedText: Sendable, Hashable {
    /// The glyphs in visual order, from left to right.
    package var glyphs: [ShapedGlyph]
    /// The sum of the advances.
    package var width: Double
    /// The grapheme clusters of the text, in logical order.
    package var clusters: [String]
    /// The clusters that the face cannot write: a glyph is missing, or nothing at all would be inked.
    package var missing: [String]

    /// Moves what stands before and behind a space apart.
    /// - Parameter gap: how much wider each space of the text gets, em; negative for less.
    package mutating func widenSpaces(by gap: Double) {
        guard gap != 0 else { return }
        var shift = 0.0
        for number in glyphs.indices {
            glyphs[number].origin.x += shift
            guard clusters[glyphs[number].cluster] == " " else { continue }
            // A space never gets so narrow that words run into each other.
            let wider = max(gap, -glyphs[number].advance / 2)
            glyphs[number].advance += wider
            shift += wider
        }
        width += shift
    }
}
