import CCairo

/// An RGB image to draw annotations on: pictures, lines and words.
///
/// Coordinates are those of `Point`: px from the top left corner, y down. Not for two threads at once.
package final class Canvas {
    /// Columns, px.
    package let width: Int
    /// Rows, px.
    package let height: Int
    private let surface: OpaquePointer
    private let context: OpaquePointer
    /// How text is drawn: without colour fringes, whatever the desktop prefers.
    let textOptions: OpaquePointer

    /// A canvas of one colour.
    ///
    /// Throws `ImagingError` if a side is not in 1...32767 px or memory runs out.
    package init(width: Int, height: Int, background: Colour = .white) throws {
        guard (1...Self.maxSide).contains(width), (1...Self.maxSide).contains(height) else {
            throw ImagingError(
                .tooLarge, "cannot draw on \(width)x\(height) pixels: sides must be 1 to \(Self.maxSide) px")
        }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            throw ImagingError(.outOfMemory, "no memory for a canvas of \(width)x\(height) pixels")
        }
        guard let context = cairo_create(surface) else {
            cairo_surface_destroy(surface)
            throw ImagingError(.outOfMemory, "no memory for a canvas of \(width)x\(height) pixels")
        }
        let status = cairo_status(context)  // a bad surface makes a bad context
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw ImagingError(.failed, "cannot draw on \(width)x\(height) pixels: \(Self.text(of: status))")
        }
        self.width = width
        self.height = height
        self.surface = surface
        self.context = context
        textOptions = Self.smoothGreyText()
        fill(Rect(left: 0, top: 0, right: Double(width), bottom: Double(height)), colour: background)
    }

    /// A canvas that shows an image.
    package convenience init(_ image: Bitmap) throws {
        try self.init(width: image.width, height: image.height)
        try draw(image, in: Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height)))
    }

    deinit {
        cairo_font_options_destroy(textOptions)
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// What has been drawn, as an RGB image.
    ///
    /// Throws `ImagingError` if any drawing since the start has failed.
    package func makeBitmap() throws -> Bitmap {
        let status = cairo_status(context)
        cairo_surface_flush(surface)
        guard status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw ImagingError(.failed, "drawing on \(width)x\(height) pixels failed: \(Self.text(of: status))")
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return Bitmap(width: width, height: height, channels: 3) { pixels in
            for y in 0..<height {
                let row = UnsafeRawPointer(data + y * stride)
                for x in 0..<width {
                    let pixel = row.load(fromByteOffset: 4 * x, as: UInt32.self)
                    let target = (y * width + x) * 3
                    pixels[target] = UInt8(truncatingIfNeeded: pixel >> 16)
                    pixels[target + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                    pixels[target + 2] = UInt8(truncatingIfNeeded: pixel)
                }
            }
        }
    }
}

extension Canvas {
    /// Cairo draws on no longer sides, px.
    package static let maxSide = 32_767

    /// Fills a box.
    package func fill(_ rect: Rect, colour: Colour) {
        use(colour)
        cairo_rectangle(context, rect.left, rect.top, rect.width, rect.height)
        cairo_fill(context)
    }

    /// Draws a line of a width in px.
    package func strokeLine(from start: Point, to end: Point, colour: Colour, width: Double = 1) {
        use(colour)
        cairo_set_line_width(context, width)
        cairo_move_to(context, start.x, start.y)
        cairo_line_to(context, end.x, end.y)
        cairo_stroke(context)
    }

    /// Draws the outline of a quad, its line of a width in px lying half inside and half outside.
    package func stroke(_ quad: Quad, colour: Colour, width: Double = 1) {
        use(colour)
        cairo_set_line_width(context, width)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
        for corner in quad.corners { cairo_line_to(context, corner.x, corner.y) }
        cairo_close_path(context)
        cairo_stroke(context)
    }

    /// Draws an image into a box: pixel by pixel where the box is an integer multiple of it, else resampled.
    package func draw(_ image: Bitmap, in rect: Rect) throws {
        try place(image, in: rect, format: CAIRO_FORMAT_RGB24) { source, filter in
            cairo_set_source_surface(context, source, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(context), filter)
            cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
            cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
            cairo_fill(context)
        }
    }

    /// Lays a colour over a box where a grey mask of any size is bright; `opacity` (0...1) where it is 255.
    package func tint(_ mask: Bitmap, in rect: Rect, colour: Colour, opacity: Double) throws {
        try place(mask, in: rect, format: CAIRO_FORMAT_A8) { source, filter in
            guard let pattern = cairo_pattern_create_for_surface(source) else { return }
            defer { cairo_pattern_destroy(pattern) }
            cairo_pattern_set_filter(pattern, filter)
            use(colour, opacity: opacity)
            cairo_mask(context, pattern)
        }
    }

    /// Calls `body` with the image as a surface and with coordinates in which one unit is one of its pixels.
    private func place(
        _ image: Bitmap, in rect: Rect, format: cairo_format_t, body: (OpaquePointer, cairo_filter_t) -> Void
    ) throws {
        guard image.width > 0, image.height > 0, !rect.isEmpty else { return }
        let source = try Self.makeSurface(image, format: format)
        defer { cairo_surface_destroy(source) }
        let (x, y) = (rect.width / Double(image.width), rect.height / Double(image.height))
        let isExact = x == y && x == x.rounded()
        cairo_save(context)
        cairo_translate(context, rect.left, rect.top)
        cairo_scale(context, x, y)
        body(source, isExact ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
        cairo_restore(context)
    }

    /// A surface with the pixels of an image: its colours, or its grey values as coverage.
    private static func makeSurface(_ image: Bitmap, format: cairo_format_t) throws -> OpaquePointer {
        let isCoverage = format == CAIRO_FORMAT_A8
        guard !isCoverage || image.channels == 1 else { throw ImagingError(.unsupported, "a mask must be grey") }
        guard max(image.width, image.height) <= maxSide,
            let surface = cairo_image_surface_create(format, Int32(image.width), Int32(image.height))
        else {
            throw ImagingError(.tooLarge, "cannot draw an image of \(image.width)x\(image.height) pixels")
        }
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else {
            let reason = text(of: cairo_surface_status(surface))
            cairo_surface_destroy(surface)
            throw ImagingError(.failed, "cannot draw an image of \(image.width)x\(image.height) pixels: \(reason)")
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        image.withPixels { pixels in
            for y in 0..<image.height {
                let row = UnsafeMutableRawPointer(data + y * stride)
                for x in 0..<image.width {
                    let first = (y * image.width + x) * image.channels
                    if isCoverage {
                        row.storeBytes(of: pixels[first], toByteOffset: x, as: UInt8.self)
                    } else {
                        let last = first + image.channels - 1
                        let (red, green, blue) = (pixels[first], pixels[(first + last) / 2], pixels[last])
                        let pixel = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
                        row.storeBytes(of: pixel, toByteOffset: 4 * x, as: UInt32.self)
                    }
                }
            }
        }
        cairo_surface_mark_dirty(surface)
        return surface
    }

    static func text(of status: cairo_status_t) -> String {
        guard let text = cairo_status_to_string(status) else { return "status \(status.rawValue)" }
        return String(cString: text)
    }

    /// Makes a colour the source of what is drawn next.
    func use(_ colour: Colour, opacity: Double = 1) {
        cairo_set_source_rgba(
            context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, opacity)
    }

    /// Lends the context to the drawing of text.
    func withContext<R>(_ body: (OpaquePointer) -> R) -> R { body(context) }

    private static func smoothGreyText() -> OpaquePointer {
        let options: OpaquePointer = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        return options
    }
}
