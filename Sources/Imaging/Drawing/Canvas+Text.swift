import CCairo

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
    /// A text longer than `maxWidth` px ends in an ellipsis. Characters without a glyph in the font, and
    /// control characters, are written as code points: `<4E2D>`. Letters run left to right in the order of the
    /// text and are not joined.
    @discardableResult
    package func write(
        _ text: String, x: Double, baseline: Double, style: TextStyle, maxWidth: Double = .infinity
    ) -> Double {
        let line = shortened(spelledOut(text, style: style), style: style, maxWidth: maxWidth)
        use(style.colour)
        withContext { context in
            cairo_move_to(context, x, baseline)
            cairo_show_text(context, line)
            cairo_new_path(context)
        }
        return x + advance(of: line)
    }

    /// How wide `write` makes a text, px.
    package func width(of text: String, style: TextStyle) -> Double {
        advance(of: spelledOut(text, style: style))
    }

    /// Whether a text has glyphs for all its characters in the style's font.
    package func hasGlyphs(for text: String, style: TextStyle) -> Bool {
        spelledOut(text, style: style) == text
    }

    /// Sets the font and returns the text with code points for what the font has no glyph for.
    private func spelledOut(_ text: String, style: TextStyle) -> String {
        withContext { context in
            cairo_select_font_face(
                context, style.family, CAIRO_FONT_SLANT_NORMAL,
                style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
            cairo_set_font_size(context, style.size)
            let font = cairo_get_scaled_font(context)
            var result = ""
            for scalar in text.unicodeScalars {
                if Self.hasGlyph(font, scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    result += "<" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
                }
            }
            return result
        }
    }

    private static func hasGlyph(_ font: OpaquePointer?, _ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.generalCategory == .control { return false }
        var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(
            font, 0, 0, String(scalar), -1, &glyphs, &count, nil, nil, nil)
        defer { cairo_glyph_free(glyphs) }
        guard status == CAIRO_STATUS_SUCCESS, let glyphs, count > 0 else { return false }
        return glyphs[0].index != 0
    }

    /// The longest beginning that fits with an ellipsis behind it, or the whole line if that fits.
    private func shortened(_ line: String, style: TextStyle, maxWidth: Double) -> String {
        guard advance(of: line) > maxWidth else { return line }
        let characters = Array(line)
        var (fits, tooLong) = (0, characters.count)
        while tooLong - fits > 1 {
            let middle = (fits + tooLong) / 2
            if advance(of: String(characters[..<middle]) + "…") <= maxWidth { fits = middle } else { tooLong = middle }
        }
        return fits == 0 ? "" : String(characters[..<fits]) + "…"
    }

    /// The width of a line in the font that is set, px.
    private func advance(of line: String) -> Double {
        var extents = cairo_text_extents_t()
        withContext { cairo_text_extents($0, line, &extents) }
        return extents.x_advance
    }
}
