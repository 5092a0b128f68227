import CCairo
import CDeflate
import CPNG

/// The C libraries that images pass through.
public enum ImageLibraries {
    /// Names and versions: a change of one of these may change the bytes of image files.
    public static var versions: [(name: String, version: String)] {
        [
            ("cairo", String(cString: cairo_version_string())),
            ("libpng", PNG_LIBPNG_VER_STRING),
            ("libdeflate", LIBDEFLATE_VERSION_STRING),
        ]
    }
}
