import CCairo
import CPango

extension Canvas {
    /// How words look.
    package struct TextStyle: Sendable, Hashable {
        /// The font family; the system picks another where it is not installed.
        package var family: String
        /// The height of the type, px.
        package var size: Double
        /// The colour of the letters.
        package var colour: Colour
        /// Whether the letters are bold.
        package var isBold: Bool

        /// A style from its parts.
        package init(
            family: String = "DejaVu Sans", size: Double = 12, colour: Colour = .black, isBold: Bool = false
        ) {
            self.family = family
            self.size = size
            self.colour = colour
            self.isBold = isBold
        }
    }

    /// Writes one line of text from `x` on and returns where it ends, px.
    ///
    /// Text is laid out as its script wants it: joined, reordered, each letter in a font that has it. A text longer than
    /// `maxWidth` px ends in an ellipsis. Characters that no font has, and control characters, are written as code
    /// points: `<4E2D>`.
    @discardableResult
    package func write(
        _ text: String, x: Double, baseline: Double, style: TextStyle, maxWidth: Double = .infinity
    ) -> Double {
        let line = Line(text, style: style, on: self)
        var width = line.width
        if width > maxWidth {
            guard Line("…", style: style, on: self).width <= maxWidth else { return x }
            line.shorten(to: maxWidth)
            width = min(line.width, maxWidth)
        }
        use(style.colour)
        line.draw(x: x, baseline: baseline, on: self)
        return x + width
    }

    /// How wide `write` makes a text, px.
    package func width(of text: String, style: TextStyle) -> Double { Line(text, style: style, on: self).width }
}

/// One line of words, laid out by Pango.
private final class Line {
    private let layout: OpaquePointer

    /// Lays a text out as it would stand on a canvas.
    init(_ text: String, style: Canvas.TextStyle, on canvas: Canvas) {
        layout = canvas.withContext { pango_cairo_create_layout($0) }
        let context = pango_layout_get_context(layout)
        pango_cairo_context_set_font_options(context, canvas.textOptions)
        pango_context_set_round_glyph_positions(context, 0)
        let font = pango_font_description_new()
        defer { pango_font_description_free(font) }
        pango_font_description_set_family(font, style.family)
        pango_font_description_set_weight(font, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
        pango_layout_set_single_paragraph_mode(layout, 1)
        set(text.unicodeScalars.map { $0.properties.generalCategory == .control ? Self.spelled($0) : String($0) })
        if pango_layout_get_unknown_glyphs_count(layout) > 0 { spellOut(text) }
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// From the pen's start to its end, px.
    var width: Double {
        var box = PangoRectangle()
        pango_layout_get_extents(layout, nil, &box)
        return Double(box.width) / Double(PANGO_SCALE)
    }

    /// Cuts the text's end off, so that it fits with an ellipsis behind it.
    func shorten(to width: Double) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
    }

    func draw(x: Double, baseline: Double, on canvas: Canvas) {
        var box = PangoRectangle()
        pango_layout_get_extents(layout, nil, &box)
        // Of a line that ends on the right, as Hebrew does, its left edge stands at `x` all the same.
        let left = x - Double(box.x) / Double(PANGO_SCALE)
        let top = baseline - Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
        canvas.withContext { context in
            cairo_move_to(context, left, top)
            pango_cairo_show_layout(context, layout)
            cairo_new_path(context)
        }
    }

    private func set(_ pieces: [String]) {
        let text = pieces.joined()
        pango_layout_set_text(layout, text, Int32(clamping: text.utf8.count))
    }

    /// Writes code points for the characters of a text that no font has.
    private func spellOut(_ text: String) {
        set(
            text.unicodeScalars.map { scalar in
                pango_layout_set_text(layout, String(scalar), -1)
                let isKnown =
                    scalar.properties.generalCategory != .control && pango_layout_get_unknown_glyphs_count(layout) == 0
                return isKnown ? String(scalar) : Self.spelled(scalar)
            })
    }

    private static func spelled(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
}
