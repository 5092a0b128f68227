import CCairo
import CFreeType
import Imaging

/// A Cairo surface of ink (8-bit coverage) on which outlines are filled.
///
/// It is empty between two glyphs.
final class GlyphCanvas {
    let width: Int
    let height: Int
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let handles: HandleCount

    init(width: Int, height: Int, handles: HandleCount) throws(TypographyError) {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height))
        let context = cairo_create(surface)
        guard let surface, let context, cairo_status(context) == CAIRO_STATUS_SUCCESS else {
            let reason = String(cString: cairo_status_to_string(cairo_status(context)))
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw TypographyError(.library, "Cairo could not make a surface of \(width)x\(height) px: \(reason)")
        }
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GRAY)
        cairo_set_tolerance(context, 0.05)
        self.surface = surface
        self.context = context
        self.width = width
        self.height = height
        self.handles = handles
        handles.opened()
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
        handles.closed()
    }

    /// Fills an outline and returns its ink, trimmed, placed relative to the outline's origin.
    ///
    /// - Parameters:
    ///   - scale: Pixels in one unit of the outline.
    ///   - left: The canvas's first column, px from the origin.
    ///   - top: The canvas's first row, px from the baseline, y down.
    ///   - size: The columns and rows that can take ink; no more than the canvas has.
    func fill(
        _ outline: inout FT_Outline, scale: Double, left: Int, top: Int, size: (width: Int, height: Int)
    ) -> GlyphMask? {
        var matrix = cairo_matrix_t(xx: scale, yx: 0, xy: 0, yy: -scale, x0: Double(-left), y0: Double(-top))
        cairo_set_matrix(context, &matrix)
        cairo_new_path(context)
        let isEvenOdd = outline.flags & FT_OUTLINE_EVEN_ODD_FILL != 0
        cairo_set_fill_rule(context, isEvenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
        var funcs = GlyphCanvas.pathBuilder
        guard FT_Outline_Decompose(&outline, &funcs, UnsafeMutableRawPointer(context)) == 0 else { return nil }
        cairo_fill(context)
        cairo_surface_flush(surface)
        defer { cairo_surface_mark_dirty(surface) }
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            return nil
        }
        return take(data, stride: Int(cairo_image_surface_get_stride(surface)), left: left, top: top, size: size)
    }

    /// Copies the ink's box with a border of one pixel, and empties the surface.
    private func take(
        _ data: UnsafeMutablePointer<UInt8>, stride: Int, left: Int, top: Int, size: (width: Int, height: Int)
    ) -> GlyphMask {
        var (minX, maxX, minY, maxY) = (size.width, -1, size.height, -1)
        for y in 0..<size.height {
            let row = data + y * stride
            var first = 0
            while first < size.width, row[first] == 0 { first += 1 }
            guard first < size.width else { continue }
            var last = size.width - 1
            while row[last] == 0 { last -= 1 }
            minX = min(minX, first)
            maxX = max(maxX, last)
            minY = min(minY, y)
            maxY = y
        }
        guard maxY >= 0 else { return .blank }
        let width = maxX - minX + 3
        var bitmap = Bitmap(width: width, height: maxY - minY + 3)
        bitmap.withMutablePixels { pixels in
            for y in minY...maxY {
                let source = UnsafeBufferPointer(start: data + y * stride + minX, count: width - 2)
                let start = (y - minY + 1) * width + 1
                _ = UnsafeMutableBufferPointer(rebasing: pixels[start..<start + width - 2]).update(from: source)
            }
        }
        (data + minY * stride).update(repeating: 0, count: (maxY - minY + 1) * stride)
        return GlyphMask(bitmap: bitmap, left: left + minX - 1, top: top + minY - 1)
    }

    /// Adds FreeType's contours to the path of a Cairo context.
    private static let pathBuilder = FT_Outline_Funcs(
        move_to: { to, context in
            guard let to, let context else { return 1 }
            cairo_move_to(OpaquePointer(context), Double(to.pointee.x), Double(to.pointee.y))
            return 0
        },
        line_to: { to, context in
            guard let to, let context else { return 1 }
            cairo_line_to(OpaquePointer(context), Double(to.pointee.x), Double(to.pointee.y))
            return 0
        },
        conic_to: { control, to, context in
            guard let control, let to, let context else { return 1 }
            // The cubic that equals a quadratic curve has its controls two thirds of the way to the one.
            var (x, y) = (0.0, 0.0)
            cairo_get_current_point(OpaquePointer(context), &x, &y)
            let (cx, cy) = (Double(control.pointee.x), Double(control.pointee.y))
            let (tx, ty) = (Double(to.pointee.x), Double(to.pointee.y))
            cairo_curve_to(
                OpaquePointer(context), x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3,
                tx + (cx - tx) * 2 / 3, ty + (cy - ty) * 2 / 3, tx, ty)
            return 0
        },
        cubic_to: { first, second, to, context in
            guard let first, let second, let to, let context else { return 1 }
            cairo_curve_to(
                OpaquePointer(context), Double(first.pointee.x), Double(first.pointee.y),
                Double(second.pointee.x), Double(second.pointee.y), Double(to.pointee.x), Double(to.pointee.y))
            return 0
        },
        shift: 0, delta: 0)
}

extension GlyphMask {
    /// The mask of a glyph without ink.
    static let blank = GlyphMask(bitmap: Bitmap(width: 2, height: 2), left: -1, top: -1)
}
