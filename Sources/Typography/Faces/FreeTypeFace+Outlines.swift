import CFreeType

extension FreeTypeFace {
    /// The box around a glyph's points in font units, y up; nil where it has none.
    func box(of glyph: UInt32) -> (left: Int, bottom: Int, right: Int, top: Int)? {
        let box = withOutline(of: glyph) { outline -> FT_BBox? in
            guard outline.n_points > 0 else { return nil }
            var box = FT_BBox()
            FT_Outline_Get_CBox(&outline, &box)
            return box
        }
        guard let box, let box else { return nil }
        return (Int(box.xMin), Int(box.yMin), Int(box.xMax), Int(box.yMax))
    }

    /// How far the curves of a glyph reach up and down, in font units, y up; nil where it has none.
    func tightBox(of glyph: UInt32) -> (bottom: Int, top: Int)? {
        let box = withOutline(of: glyph) { outline -> FT_BBox? in
            var box = FT_BBox()
            guard outline.n_points > 0, FT_Outline_Get_BBox(&outline, &box) == 0 else { return nil }
            return box
        }
        guard let box, let box else { return nil }
        return (Int(box.yMin), Int(box.yMax))
    }

    /// A hash (FNV-1a) of a glyph's contours, wherever they stand in their advance; nil where it has no area.
    func fingerprint(of glyph: UInt32) -> UInt64? {
        guard let box = box(of: glyph), box.right > box.left, box.top > box.bottom else { return nil }
        return withOutline(of: glyph) { outline in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for point in UnsafeBufferPointer(start: outline.points, count: Int(outline.n_points)) {
                hash = (hash ^ UInt64(bitPattern: Int64(point.x) - Int64(box.left))) &* 0x0000_0100_0000_01B3
                hash = (hash ^ UInt64(bitPattern: Int64(point.y))) &* 0x0000_0100_0000_01B3
            }
            return hash
        }
    }
}
