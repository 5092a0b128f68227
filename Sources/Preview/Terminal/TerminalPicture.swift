import Foundation
package import Imaging

/// Pictures as terminals take them: escape sequences to write to one.
package enum TerminalPicture: String, Sendable, CaseIterable {
    /// The kitty graphics protocol: kitty, Ghostty, WezTerm, Konsole.
    case kitty
    /// DEC's sixels: foot, mlterm, Contour, xterm -ti vt340.
    case sixel

    /// What a terminal with these environment variables understands; nil where that is not known.
    package init?(environment: [String: String]) {
        let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
        if environment["KITTY_WINDOW_ID"] != nil || term.contains("kitty") || term.contains("ghostty")
            || environment["KONSOLE_VERSION"] != nil || ["WezTerm", "ghostty"].contains(program)
        {
            self = .kitty
        } else if ["foot", "mlterm", "contour", "yaft", "vt340"].contains(where: term.hasPrefix)
            || ["iTerm.app", "mintty"].contains(program)
        {
            self = .sixel
        } else {
            return nil
        }
    }

    /// The bytes that show a picture at the cursor, with a line end.
    ///
    /// - Throws: `ImagingError` where it can't be encoded.
    package func bytes(_ picture: Bitmap) throws -> [UInt8] {
        switch self {
        case .kitty: try Self.kittyBytes(picture)
        case .sixel: Sixels(picture).bytes
        }
    }

    /// How many characters of base64 a piece holds: the protocol's limit.
    private static let pieceLength = 4096

    private static func kittyBytes(_ picture: Bitmap) throws -> [UInt8] {
        var file: [UInt8] = []
        try PNGEncoder().encode(picture, into: &file)
        let text = [UInt8](Data(file).base64EncodedData())
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: pieceLength) {
            let end = min(text.count, start + pieceLength)
            // Transmit and show, as PNG, and no answer that would stand on the command line.
            let keys = (start == 0 ? "a=T,f=100,q=2," : "") + "m=\(end < text.count ? 1 : 0)"
            bytes += Array("\u{1B}_G\(keys);".utf8)
            bytes += text[start..<end]
            bytes += Array("\u{1B}\\".utf8)
        }
        return bytes + [UInt8(ascii: "\n")]
    }
}
