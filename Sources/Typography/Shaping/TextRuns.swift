import CHarfBuzz

/// Splits a text into the pieces that are shaped at once: one script, one direction.
enum TextRuns {
    /// A piece of text.
    struct Run: Hashable {
        /// Its place in the text's UTF-8.
        var bytes: Range<Int>
        /// Its script.
        var script: hb_script_t
        /// Whether it runs from right to left.
        var isRightToLeft: Bool
    }

    /// The runs of a text in visual order, from left to right.
    static func split(
        _ bytes: UnsafeBufferPointer<UInt8>, features: ShapingFeatures, script: hb_script_t?
    ) -> [Run] {
        var found = script
        if found == nil {
            let unicode = hb_unicode_funcs_get_default()
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                let script = hb_unicode_script(unicode, scalar.value)
                if script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN {
                    found = script
                    break
                }
            }
        }
        let result = found ?? HB_SCRIPT_LATIN
        let isRTL =
            features.direction == .rtl
            || (features.direction == .auto && hb_script_get_horizontal_direction(result) == HB_DIRECTION_RTL)
        return [Run(bytes: 0..<bytes.count, script: result, isRightToLeft: isRTL)]
    }
}
