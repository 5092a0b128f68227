import CCairo
import CDeflate
import CGIF
import CPNG
import CTIFF
import CTurboJPEG
import CWebP

/// The C libraries that images pass through.
public enum ImageLibraries {
    /// Names and versions: a change of one of these may change the bytes of image files.
    public static var versions: [(name: String, version: String)] {
        [
            ("cairo", String(cString: cairo_version_string())),
            ("libpng", PNG_LIBPNG_VER_STRING),
            ("libdeflate", LIBDEFLATE_VERSION_STRING),
            ("libjpeg-turbo", jpegVersion),
            ("libwebp", webPVersion),
            ("libtiff", tiffVersion),
            ("giflib", "\(GIFLIB_MAJOR).\(GIFLIB_MINOR).\(GIFLIB_RELEASE)"),
        ]
    }

    /// From a number such as 0x010204.
    private static var webPVersion: String {
        let number = Int(WebPGetDecoderVersion())
        return "\(number >> 16).\(number >> 8 & 255).\(number & 255)"
    }

    /// From a text that begins with `LIBTIFF, Version 4.5.0` and goes on in other lines.
    private static var tiffVersion: String {
        let line = String(cString: TIFFGetVersion()).split(separator: "\n").first ?? ""
        return line.split(separator: " ").last.map(String.init) ?? "unknown"
    }

    /// From a number such as 2001005.
    private static var jpegVersion: String {
        let number = Int(LIBJPEG_TURBO_VERSION_NUMBER)
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }
}
