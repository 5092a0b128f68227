import CFreeType

/// A FreeType library, for the use of one thread at a time.
final class FreeTypeLibrary {
    let handles: HandleCount
    fileprivate let handle: FT_Library

    init(handles: HandleCount = HandleCount()) throws(TypographyError) {
        var library: FT_Library?
        let status = FT_Init_FreeType(&library)
        guard status == 0, let library else {
            throw TypographyError(.library, "FreeType could not start: \(FreeTypeFace.reason(status))")
        }
        self.handles = handles
        self.handle = library
        handles.opened()
    }

    deinit {
        FT_Done_FreeType(handle)
        handles.closed()
    }
}

/// One open face of a font file; keeps its library alive.
final class FreeTypeFace {
    let library: FreeTypeLibrary
    private let handle: FT_Face
    /// How the dots of a bitmap font are drawn; nil for outlines.
    private let dots: DotOutline?

    /// Opens a face.
    ///
    /// The message of the error is only the reason: the caller knows the file's name.
    /// - Parameter axes: a value for each axis of a variable font, in the font's order; none for its default setting. Of a
    ///   bitmap font how large its dots are.
    init(
        path: String, index: Int, axes: [AxisValue] = [], library: FreeTypeLibrary
    ) throws(TypographyError) {
        var face: FT_Face?
        let status = FT_New_Face(library.handle, path, FT_Long(index), &face)
        guard status == 0, let face else {
            throw TypographyError(.unusableFont, FreeTypeFace.reason(status))
        }
        dots = face.isBitmap ? DotOutline(size: axes.first?.value ?? 0) : nil
        if dots != nil {
            guard FT_Select_Size(face, face.largestStrike) == 0 else {
                FT_Done_Face(face)
                throw TypographyError(.unusableFont, "damaged font file: its dots cannot be read")
            }
        } else if !axes.isEmpty {
            var values = axes.map { FT_Fixed(($0.value * 65536).rounded()) }
            guard FT_Set_Var_Design_Coordinates(face, FT_UInt(values.count), &values) == 0 else {
                FT_Done_Face(face)
                let setting = axes.map(\.description).joined(separator: ", ")
                throw TypographyError(.unusableFont, "the font can't be set to \(setting)")
            }
        }
        self.library = library
        self.handle = face
        library.handles.opened()
    }

    deinit {
        FT_Done_Face(handle)
        library.handles.closed()
    }

    /// Lends the face; the pointer is good inside `body` only.
    func withHandle<R>(_ body: (FT_Face) throws -> R) rethrows -> R { try body(handle) }

    /// Faces in the file.
    var faceCount: Int { Int(handle.pointee.num_faces) }
    /// Glyphs in the face.
    var glyphCount: Int { Int(handle.pointee.num_glyphs) }
    /// Font units in one em; 0 in fonts that can't be drawn.
    var unitsPerEm: Int { isBitmap ? emDots * DotOutline.pitch : Int(handle.pointee.units_per_EM) }
    /// Whether the glyphs can be drawn at any size: outlines, or dots of one colour.
    var isDrawable: Bool {
        unitsPerEm > 0 && (isBitmap || handle.pointee.face_flags & FT_Long(FT_FACE_FLAG_SCALABLE) != 0)
    }
    /// Whether the glyphs are dots.
    var isBitmap: Bool { dots != nil }
    /// How many dots high an em of a bitmap font is; 0 for outlines.
    var emDots: Int {
        guard isBitmap, let size = handle.pointee.size else { return 0 }
        return Int(size.pointee.metrics.y_ppem)
    }
    /// Whether the file has TrueType's and OpenType's tables.
    var isSFNT: Bool { handle.pointee.face_flags & FT_Long(FT_FACE_FLAG_SFNT) != 0 }

    /// Lends what a variable font can be set to; nil where the font is none.
    func withVariations<R>(_ body: (FT_MM_Var) throws -> R) rethrows -> R? {
        guard isSFNT, handle.pointee.face_flags & FT_Long(FT_FACE_FLAG_MULTIPLE_MASTERS) != 0 else { return nil }
        var master: UnsafeMutablePointer<FT_MM_Var>?
        guard FT_Get_MM_Var(handle, &master) == 0, let master else { return nil }
        defer { FT_Done_MM_Var(library.handle, master) }
        return try body(master.pointee)
    }

    /// Makes Unicode the face's character map; false where it has none.
    ///
    /// A map that FreeType made up from the glyphs' names does not count in an SFNT: HarfBuzz does not see it.
    func selectUnicode() -> Bool {
        FT_Select_Charmap(handle, FT_ENCODING_UNICODE) == 0
            && (!isSFNT || FT_Get_CMap_Format(handle.pointee.charmap) >= 0)
    }

    /// The glyph of a character; 0 where there is none.
    func glyph(of scalar: Unicode.Scalar) -> UInt32 { FT_Get_Char_Index(handle, FT_ULong(scalar.value)) }

    /// The characters of each glyph that has any, in the order of the character map.
    func charactersByGlyph() -> [UInt32: [Unicode.Scalar]] {
        var characters: [UInt32: [Unicode.Scalar]] = [:]
        var glyph: FT_UInt = 0
        var code = FT_Get_First_Char(handle, &glyph)
        while glyph != 0 {
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)) {
                characters[glyph, default: []].append(scalar)
            }
            code = FT_Get_Next_Char(handle, code, &glyph)
        }
        return characters
    }

    /// The glyph of the first character of the character map; 0 where the map is empty.
    var firstGlyph: UInt32 {
        var glyph: FT_UInt = 0
        _ = FT_Get_First_Char(handle, &glyph)
        return glyph
    }

    /// Lends the outline of a glyph in font units, y up; nil where it cannot be read or is no outline.
    ///
    /// The outline lives in the face's one glyph slot: it is gone once another glyph is loaded.
    func withOutline<R>(of glyph: UInt32, _ body: (inout FT_Outline) throws -> R) rethrows -> R? {
        if let dots { return try withDots(of: glyph, dots, body) }
        guard FT_Load_Glyph(handle, glyph, FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)) == 0,
            let slot = handle.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
        else { return nil }
        return try body(&slot.pointee.outline)
    }

    private func withDots<R>(
        of glyph: UInt32, _ dots: DotOutline, _ body: (inout FT_Outline) throws -> R
    ) rethrows -> R? {
        guard FT_Load_Glyph(handle, glyph, FT_Int32(FT_LOAD_DEFAULT)) == 0,
            let slot = handle.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_BITMAP
        else { return nil }
        return try dots.withOutline(
            of: slot.pointee.bitmap, left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top),
            library: library.handle, body)
    }

    /// What went wrong, in words.
    static func reason(_ status: FT_Error) -> String {
        switch status {
        case 0x01: "the file cannot be opened"
        case 0x02: "not a font file"
        case 0x03, 0x08: "damaged font file"
        case 0x06: "the file has no such face"
        case 0x40: "out of memory"
        case 0x51, 0x52, 0x54, 0x55: "damaged or truncated font file"
        case 0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93: "damaged font file: a required table is missing"
        default: "damaged font file (FreeType error 0x\(String(status, radix: 16)))"
        }
    }
}

extension FT_Face {
    /// Whether the glyphs are dots of one colour.
    fileprivate var isBitmap: Bool {
        let flags = pointee.face_flags
        return flags & FT_Long(FT_FACE_FLAG_FIXED_SIZES) != 0 && flags & FT_Long(FT_FACE_FLAG_SCALABLE) == 0
            && flags & FT_Long(FT_FACE_FLAG_COLOR) == 0 && pointee.num_fixed_sizes > 0
    }

    /// The number of the size with the most dots.
    fileprivate var largestStrike: FT_Int {
        let sizes = UnsafeBufferPointer(start: pointee.available_sizes, count: Int(pointee.num_fixed_sizes))
        let largest = sizes.indices.max { sizes[$0].y_ppem < sizes[$1].y_ppem }
        return FT_Int(largest ?? 0)
    }
}
