import CCairo

/// A place to fill outlines, one after the other; each becomes a mask of its own.
///
/// The surface is kept from one outline to the next and grows where it must. It is empty between two of them. Not for
/// two threads at once.
package final class MaskCanvas {
    private var sheet: Sheet?

    /// A canvas that has no surface yet.
    package init() {}

    /// Fills an outline.
    ///
    /// - Returns: the coverage (0...255) of the pixels of the outline's `bounds`, and where the first of them lies;
    ///   an empty mask for an outline around nothing.
    ///
    /// Throws `ImagingError` if a side of the mask is longer than `Canvas.maxSide` or memory runs out.
    package func fill(_ outline: Outline) throws -> (mask: Bitmap, left: Int, top: Int) {
        let box = outline.bounds
        guard !box.isEmpty else { return (Bitmap(width: 0, height: 0), 0, 0) }
        guard box.width <= Double(Canvas.maxSide), box.height <= Double(Canvas.maxSide) else {
            throw ImagingError(
                .tooLarge,
                "cannot fill an outline of \(box.width)x\(box.height) pixels: sides must be 1 to \(Canvas.maxSide) px")
        }
        let (width, height) = (Int(box.width), Int(box.height))
        let sheet = try sheet(width: width, height: height)
        let mask = try sheet.fill(outline, left: box.left, top: box.top, width: width, height: height)
        return (mask, Int(box.left), Int(box.top))
    }

    /// The surface that is there, or where it is too small a new one.
    private func sheet(width: Int, height: Int) throws -> Sheet {
        if let sheet, sheet.width >= width, sheet.height >= height { return sheet }
        let grain = 32
        let grown = try Sheet(
            width: min(max(sheet?.width ?? 0, (width + grain - 1) / grain * grain), Canvas.maxSide),
            height: min(max(sheet?.height ?? 0, (height + grain - 1) / grain * grain), Canvas.maxSide))
        sheet = grown
        return grown
    }
}

/// A Cairo surface of coverage, all of it 0 between two outlines.
private final class Sheet {
    let width: Int
    let height: Int
    private let surface: OpaquePointer
    private let context: OpaquePointer

    init(width: Int, height: Int) throws {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height))
        let context = cairo_create(surface)
        guard let surface, let context, cairo_status(context) == CAIRO_STATUS_SUCCESS else {
            let reason = Canvas.text(of: cairo_status(context))
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw ImagingError(.failed, "cannot make a mask of \(width)x\(height) pixels: \(reason)")
        }
        // 4 x 4 places a pixel instead of 15 x 256: outlines with many short edges are filled in half the time.
        cairo_set_antialias(context, CAIRO_ANTIALIAS_FAST)
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
        self.width = width
        self.height = height
        self.surface = surface
        self.context = context
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// The coverage of a box of the outline's plane.
    func fill(_ outline: Outline, left: Double, top: Double, width: Int, height: Int) throws -> Bitmap {
        var start = 0
        for end in outline.ends {
            for point in outline.points[start..<end] { cairo_line_to(context, point.x - left, point.y - top) }
            cairo_close_path(context)
            cairo_new_sub_path(context)
            start = end
        }
        cairo_fill(context)
        cairo_surface_flush(surface)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw ImagingError(
                .failed, "filling an outline of \(width)x\(height) pixels failed: \(Canvas.text(of: status))")
        }
        defer { cairo_surface_mark_dirty(surface) }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return Bitmap(width: width, height: height) { pixels in
            for y in 0..<height {
                let row = data + y * stride
                _ = UnsafeMutableBufferPointer(rebasing: pixels[y * width..<(y + 1) * width])
                    .update(fromContentsOf: UnsafeBufferPointer(start: row, count: width))
                row.update(repeating: 0, count: width)
            }
        }
    }
}
