import CFreeType
import CHarfBuzz

/// HarfBuzz's view of a face, at one font unit a unit: its advances do not depend on any size.
final class HarfBuzzFont {
    let handle: OpaquePointer
    /// HarfBuzz units in one em.
    let unitsPerEm: Double
    private let face: FreeTypeFace

    /// - Parameters:
    ///   - face: A face of the font's own where it is not an SFNT: its size is set here.
    ///   - axes: What each axis of a variable font is set to, in the font's order; none for its default setting.
    init(_ face: FreeTypeFace, axes: [AxisValue] = []) throws(TypographyError) {
        let font: OpaquePointer?
        if face.isBitmap {
            // The advances of dots are FreeType's, in 26.6 fixed point, which are the units of their outlines.
            let unitsPerEm = face.unitsPerEm
            font = face.withHandle { hb_ft_font_create_referenced($0) }
            hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
            hb_ft_font_set_load_flags(font, Int32(FT_LOAD_DEFAULT))
            self.unitsPerEm = Double(unitsPerEm)
        } else if face.isSFNT {
            let tables = face.withHandle { hb_ft_face_create_referenced($0) }
            font = hb_font_create(tables)
            hb_face_destroy(tables)
            let unitsPerEm = face.unitsPerEm
            hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
            if !axes.isEmpty {
                let values = axes.map { Float($0.value) }
                hb_font_set_var_coords_design(font, values, UInt32(values.count))
            }
            self.unitsPerEm = Double(unitsPerEm)
        } else {
            // Type 1 has no tables for HarfBuzz: FreeType answers, in 26.6 fixed point at one pixel a unit.
            let unitsPerEm = face.unitsPerEm
            font = face.withHandle { handle in
                FT_Set_Char_Size(handle, 0, FT_F26Dot6(unitsPerEm * 64), 72, 72)
                return hb_ft_font_create_referenced(handle)
            }
            hb_ft_font_set_load_flags(font, Int32(FT_LOAD_NO_HINTING))
            self.unitsPerEm = Double(unitsPerEm * 64)
        }
        guard let font else { throw TypographyError(.library, "HarfBuzz could not open the font: out of memory") }
        self.handle = font
        self.face = face
        face.library.handles.opened()
    }

    deinit {
        hb_font_destroy(handle)
        face.library.handles.closed()
    }
}
