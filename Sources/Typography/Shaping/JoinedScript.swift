import CHarfBuzz

/// A script whose letters hang together in print: cursive ones, such as Arabic, and those with a headline, such as
/// Devanagari.
///
/// Space within a word of these tears the word apart: CSS Text 3, section 8.2, leaves cursive scripts without letter
/// spacing, and so does this program for headlines.
package struct JoinedScript: Hashable, Sendable {
    private let tag: UInt32

    /// The script of a grapheme cluster; nil where it stands by itself: letters of other scripts, digits, marks of
    /// punctuation, spaces.
    package init?(of cluster: String) {
        // All of them lie beyond Latin, Greek, Cyrillic, Armenian and Hebrew.
        guard let scalar = cluster.unicodeScalars.first, scalar.value >= 0x600 else { return nil }
        // The tatweel is common to several scripts and has no purpose but to join.
        if scalar.value == 0x640 {
            tag = HB_SCRIPT_ARABIC.rawValue
            return
        }
        guard Self.isLetter(scalar) else { return nil }
        tag = hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value).rawValue
        guard Self.all.contains(tag) else { return nil }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    private static let all: Set<UInt32> = Set(
        [
            // Joining_Type in the Unicode Character Database.
            HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_NKO, HB_SCRIPT_MANDAIC, HB_SCRIPT_MONGOLIAN,
            HB_SCRIPT_PHAGS_PA, HB_SCRIPT_MANICHAEAN, HB_SCRIPT_PSALTER_PAHLAVI, HB_SCRIPT_ADLAM,
            HB_SCRIPT_HANIFI_ROHINGYA, HB_SCRIPT_SOGDIAN, HB_SCRIPT_CHORASMIAN,
            hb_tag(for: "Ougr"),
            // Scripts with a headline.
            HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI, HB_SCRIPT_TIRHUTA, HB_SCRIPT_MODI,
            HB_SCRIPT_NANDINAGARI, HB_SCRIPT_DOGRA, HB_SCRIPT_SYLOTI_NAGRI, HB_SCRIPT_SHARADA,
        ].map(\.rawValue))

    /// A script by its code in ISO 15924, where HarfBuzz's header may be older than the script.
    private static func hb_tag(for code: String) -> hb_script_t { hb_script_from_string(code, -1) }
}
