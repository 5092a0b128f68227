import CFreeType

/// Makes outlines of the dots of bitmap fonts, so that all that is done with outlines can be done with dots.
struct DotOutline {
    /// Units of the outline from one dot to the next.
    static let pitch = 64
    /// The axis by which a recipe sets how large the dots are.
    static let axis = DesignSpace.Axis(tag: "DOTS", least: 0, usual: 0, most: 2)

    /// How wide a round dot is, measured by the distance to the next; 0 for squares that touch.
    var size = 0.0

    /// Lends the dots of a picture as an outline, y up; nil where the picture has colours or grey levels of another kind.
    /// - Parameters:
    ///   - left: how far the first column lies from the pen's origin, dots.
    ///   - top: how far the first row's upper edge lies above the baseline, dots.
    func withOutline<R>(
        of bitmap: FT_Bitmap, left: Int, top: Int, library: FT_Library, _ body: (inout FT_Outline) throws -> R
    ) rethrows -> R? {
        guard let contours = contours(of: bitmap, left: left, top: top) else { return nil }
        let count = contours.reduce(0) { $0 + $1.count }
        guard count <= Int(Int16.max) else { return nil }
        var outline = FT_Outline()
        guard count > 0 else { return try body(&outline) }
        guard FT_Outline_New(library, FT_UInt(count), FT_Int(contours.count), &outline) == 0 else { return nil }
        // The glyph's points may be moved, its memory stays where it is.
        var owned = outline
        defer { FT_Outline_Done(library, &owned) }
        var place = 0
        for (number, contour) in contours.enumerated() {
            for point in contour {
                outline.points[place] = point
                // Each point lies on the outline, which is straight between two.
                outline.tags[place] = 1
                place += 1
            }
            outline.contours[number] = numericCast(place - 1)
        }
        return try body(&outline)
    }

    /// The dots as closed lines that all turn the same way.
    private func contours(of bitmap: FT_Bitmap, left: Int, top: Int) -> [[FT_Vector]]? {
        let (width, height, step) = (Int(bitmap.width), Int(bitmap.rows), Int(bitmap.pitch))
        guard width > 0, height > 0 else { return [] }
        guard let bytes = bitmap.buffer else { return nil }
        let isMono = bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_MONO.rawValue)
        guard isMono || bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_GRAY.rawValue) else { return nil }
        let levels = Int(bitmap.num_grays)
        let start = step < 0 ? bytes - step * (height - 1) : bytes
        func isDot(_ x: Int, _ y: Int) -> Bool {
            let row = start + step * y
            return isMono ? row[x >> 3] & (0x80 >> UInt8(x & 7)) != 0 : Int(row[x]) * 2 >= levels
        }
        var contours: [[FT_Vector]] = []
        for y in 0..<height {
            var x = 0
            while x < width {
                guard isDot(x, y) else {
                    x += 1
                    continue
                }
                let first = x
                repeat { x += 1 } while size == 0 && x < width && isDot(x, y)
                contours.append(
                    size == 0
                        ? Self.bar(from: left + first, to: left + x, below: top - y)
                        : round(at: left + first, below: top - y))
            }
        }
        return contours
    }

    private static func bar(from left: Int, to right: Int, below top: Int) -> [FT_Vector] {
        let (left, right, top, bottom) = (left * pitch, right * pitch, top * pitch, (top - 1) * pitch)
        return [
            FT_Vector(x: left, y: bottom), FT_Vector(x: left, y: top), FT_Vector(x: right, y: top),
            FT_Vector(x: right, y: bottom),
        ]
    }

    /// An octagon, which at the size of a dot is as good as a circle.
    private func round(at left: Int, below top: Int) -> [FT_Vector] {
        let (x, y) = (left * Self.pitch + Self.pitch / 2, top * Self.pitch - Self.pitch / 2)
        let far = Int((Double(Self.pitch) / 2 * size).rounded())
        let near = Int((Double(far) * 0.4142).rounded())
        let corners = [
            (-far, -near), (-far, near), (-near, far), (near, far), (far, near), (far, -near), (near, -far),
            (-near, -far),
        ]
        return corners.map { FT_Vector(x: x + $0.0, y: y + $0.1) }
    }
}
