import CFontconfig
import CFreeType
import CHarfBuzz
import Scripts

/// The C libraries that find, shape and outline glyphs.
public enum TypeLibraries {
    /// Names and versions: a change of one of these may change glyphs and their places.
    public static var versions: [(name: String, version: String)] {
        [
            ("freetype", "\(FREETYPE_MAJOR).\(FREETYPE_MINOR).\(FREETYPE_PATCH)"),
            ("harfbuzz", String(cString: hb_version_string())),
            ("fribidi", BidiLine.libraryVersion),
            ("fontconfig", fontconfigVersion),
        ]
    }

    private static var fontconfigVersion: String {
        let number = FcGetVersion()
        return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
    }
}
