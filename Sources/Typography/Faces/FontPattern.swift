import CFontconfig

/// What fontconfig knows of one face.
///
/// Reads a pattern that it does not own.
struct FontPattern {
    private let pattern: OpaquePointer

    init(_ pattern: OpaquePointer) { self.pattern = pattern }

    /// The family's name, in English where the font has one.
    var family: String { english(FC_FAMILY, FC_FAMILYLANG) ?? "" }
    /// The style's name, in English where the font has one.
    var style: String { english(FC_STYLE, FC_STYLELANG) ?? "" }
    /// Every name of the family.
    var families: [String] { strings(FC_FAMILY) }
    /// Every name of the style.
    var styles: [String] { strings(FC_STYLE) }
    /// The font file.
    var path: String? { strings(FC_FILE).first }
    /// Weight on the CSS scale, 100...900; a variable font counts as regular.
    var weight: Int {
        guard let weight = number(FC_WEIGHT) else { return 400 }
        return min(900, max(100, Int(FcWeightToOpenTypeDouble(weight).rounded())))
    }
    /// Whether the letters lean.
    var isItalic: Bool { number(FC_SLANT) ?? 0 > 0 }
    /// Width, percent of normal.
    var width: Double { number(FC_WIDTH) ?? 100 }
    /// The face's number in its file.
    var index: Int { (integer(FC_INDEX) ?? 0) & 0xFFFF }
    /// Whether this is a named setting of a variable font, not a face of its own.
    var isNamedInstance: Bool { (integer(FC_INDEX) ?? 0) >> 16 != 0 && !isVariable }
    /// Whether the glyphs are outlines.
    var hasOutlines: Bool { flag(FC_OUTLINE) }
    /// Whether this stands for all settings of a variable font.
    var isVariable: Bool { flag(FC_VARIABLE) }

    private func strings(_ object: String) -> [String] {
        var values: [String] = []
        var text: UnsafeMutablePointer<FcChar8>?
        while FcPatternGetString(pattern, object, Int32(values.count), &text) == FcResultMatch, let start = text {
            values.append(String(cString: start))
        }
        return values
    }

    private func english(_ object: String, _ language: String) -> String? {
        let values = strings(object)
        let languages = strings(language)
        return zip(values, languages).first { $0.1.hasPrefix("en") }?.0 ?? values.first
    }

    private func number(_ object: String) -> Double? {
        var value = 0.0
        return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? value : nil
    }

    private func integer(_ object: String) -> Int? {
        var value: Int32 = 0
        return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? Int(UInt32(bitPattern: value)) : nil
    }

    private func flag(_ object: String) -> Bool {
        var value: FcBool = 0
        return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value != 0
    }
}
