package import Imaging

/// The ink of one glyph at one size: 0 none, 255 full, with a border of one empty pixel all around.
package final class GlyphMask: Sendable {
    /// The ink, grey; 2x2 empty pixels for a glyph that leaves none.
    package let bitmap: Bitmap
    /// The bitmap's first column, px from the pen's origin.
    package let left: Int
    /// The bitmap's first row, px from the baseline, y down.
    package let top: Int
    /// The box of the pixels that hold any ink, px from the pen's origin; empty where none does.
    package let ink: Rect

    /// A mask from its ink.
    /// - Parameter bitmap: coverage with a border of one empty pixel all around.
    package init(bitmap: Bitmap, left: Int, top: Int) {
        self.bitmap = bitmap
        self.left = left
        self.top = top
        self.ink =
            bitmap.width > 2 && bitmap.height > 2
            ? Rect(
                left: Double(left + 1), top: Double(top + 1),
                right: Double(left + bitmap.width - 1), bottom: Double(top + bitmap.height - 1))
            : .empty
    }

    /// Roughly what it takes in memory, bytes.
    var cost: Int { bitmap.pixels.count + 160 }
}
