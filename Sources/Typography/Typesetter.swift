import CFreeType

/// FreeType, HarfBuzz and Cairo for one thread: opened faces, shaped text, glyph masks.
///
/// Not for two threads at once. What it returns depends on the arguments alone, never on what it did before.
package final class Typesetter {
    /// The largest width and height of a glyph, px.
    package static let largestGlyph = 8192

    /// The C handles that this typesetter has open.
    package let handles: HandleCount

    private let library: FreeTypeLibrary
    private let shaper: Shaper
    private let canvas: GlyphCanvas
    private var faces: [FontFace: Face] = [:]
    private var masks: GlyphMaskCache

    /// Opens the C libraries.
    ///
    /// - Parameters:
    ///   - maskCacheBytes: The most memory that kept masks take, bytes.
    ///   - handles: Counts the C handles, and still can when the typesetter is gone.
    package init(maskCacheBytes: Int = 48 << 20, handles: HandleCount = HandleCount()) throws {
        self.handles = handles
        library = try FreeTypeLibrary(handles: handles)
        shaper = try Shaper(handles: handles)
        canvas = try GlyphCanvas(width: 256, height: 256, handles: handles)
        masks = GlyphMaskCache(limit: maskCacheBytes)
    }

    /// Bytes of the masks that are kept now.
    package var maskCacheBytes: Int { masks.bytes }
    /// Masks that are kept now.
    package var maskCacheCount: Int { masks.count }

    /// Opens a face; the same object for the same face.
    ///
    /// - Throws: `TypographyError` that names the file, where it is gone or damaged.
    package func open(_ face: FontFace) throws -> Face {
        if let open = faces[face] { return open }
        let opened = try Face(face, number: faces.count, library: library)
        faces[face] = opened
        return opened
    }

    /// Turns text into glyphs of a face; lengths in em.
    package func shape(_ text: String, face: Face, features: ShapingFeatures = ShapingFeatures()) -> ShapedText {
        shaper.shape(text, pieces: [TypePiece(bytes: 0..<text.utf8.count, face: face)], features: features)
    }

    /// Turns text into glyphs of several faces; lengths in em of the text's own size.
    ///
    /// - Parameter pieces: in the text's order, without gaps; letters that join are best kept in one.
    package func shape(
        _ text: String, pieces: [TypePiece], features: ShapingFeatures = ShapingFeatures()
    ) -> ShapedText {
        shaper.shape(text, pieces: pieces, features: features)
    }

    /// The ink of a glyph at a size, unhinted, with the pen's origin at the corner of four pixels.
    ///
    /// - Parameter sizePixels: The font size: pixels in one em, taken to the nearest 1/64.
    /// - Throws: `TypographyError` where the size is not positive, the glyph would be wider or higher than
    ///   `largestGlyph`, or its outline is damaged.
    package func mask(_ glyph: UInt32, of face: Face, sizePixels: Double) throws -> GlyphMask {
        let units = sizePixels * 64
        guard units >= 0.5, units < 1_048_575.5, glyph < 1 << 20 else {
            throw TypographyError(
                .undrawableGlyph, "Glyph \(glyph) of '\(face.font.name)' cannot be drawn at \(sizePixels) px.")
        }
        let size = UInt64(units.rounded())
        let key = UInt64(face.number) << 40 | UInt64(glyph) << 20 | size
        if let mask = masks.mask(key) { return mask }
        let mask = try draw(glyph, of: face, sizePixels: Double(size) / 64)
        masks.insert(mask, for: key)
        return mask
    }

    private func draw(_ glyph: UInt32, of face: Face, sizePixels: Double) throws -> GlyphMask {
        let scale = sizePixels / Double(face.unitsPerEm)
        let mask = try face.outlines.withOutline(of: glyph) { outline in
            try fill(&outline, scale: scale, glyph: glyph, face: face, sizePixels: sizePixels)
        }
        guard let mask, let mask else {
            throw TypographyError(
                .undrawableGlyph, "Glyph \(glyph) of font file '\(face.font.path)' is damaged. Use another font.")
        }
        return mask
    }

    /// Fills an outline in font units; nil where it is damaged.
    private func fill(
        _ outline: inout FT_Outline, scale: Double, glyph: UInt32, face: Face, sizePixels: Double
    ) throws -> GlyphMask? {
        guard outline.n_points > 0 else { return .blank }
        var box = FT_BBox()
        FT_Outline_Get_CBox(&outline, &box)
        let left = (Double(box.xMin) * scale).rounded(.down)
        let right = (Double(box.xMax) * scale).rounded(.up)
        let top = (Double(box.yMax) * -scale).rounded(.down)
        let bottom = (Double(box.yMin) * -scale).rounded(.up)
        let limit = Double(Typesetter.largestGlyph)
        guard right - left <= limit, bottom - top <= limit, abs(left) <= 16 * limit, abs(top) <= 16 * limit else {
            throw TypographyError(
                .undrawableGlyph,
                "Glyph \(glyph) of font file '\(face.font.path)' is \(Int(right - left))x\(Int(bottom - top)) px "
                    + "at \(sizePixels) px; the most is \(Typesetter.largestGlyph). Use a smaller size or another font."
            )
        }
        let size = (width: Int(right - left), height: Int(bottom - top))
        let fits = size.width <= canvas.width && size.height <= canvas.height
        let canvas = try fits ? canvas : GlyphCanvas(width: size.width, height: size.height, handles: handles)
        return canvas.fill(&outline, scale: scale, left: Int(left), top: Int(top), size: size)
    }
}
