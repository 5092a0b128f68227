import CCairo
import CDeflate
import CPNG
import CTurboJPEG

/// The C libraries that images pass through.
public enum ImageLibraries {
    /// Names and versions: a change of one of these may change the bytes of image files.
    public static var versions: [(name: String, version: String)] {
        [
            ("cairo", String(cString: cairo_version_string())),
            ("libpng", PNG_LIBPNG_VER_STRING),
            ("libdeflate", LIBDEFLATE_VERSION_STRING),
            ("libjpeg-turbo", jpegVersion),
        ]
    }

    /// From a number such as 2001005.
    private static var jpegVersion: String {
        let number = Int(LIBJPEG_TURBO_VERSION_NUMBER)
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }
}
