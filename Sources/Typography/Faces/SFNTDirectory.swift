import Foundation

/// The list of tables with which a TrueType or OpenType file begins.
///
/// FreeType opens a file that lost its end and finds out glyph by glyph; this finds out at once.
enum SFNTDirectory {
    /// Makes sure that all tables of a face lie inside the file; does nothing for files of another kind.
    static func check(_ bytes: Data, face: Int) throws(TypographyError) {
        var start = 0
        if tag(bytes, at: 0) == "ttcf" {
            guard let count = word(bytes, at: 8), let offset = word(bytes, at: 12 + 4 * min(face, count - 1)) else {
                throw TypographyError(.unusableFont, "truncated font file: its list of faces is cut off")
            }
            start = offset
        }
        guard let kind = tag(bytes, at: start), ["\0\u{1}\0\0", "OTTO", "true"].contains(kind) else { return }
        guard let counts = word(bytes, at: start + 4) else {
            throw TypographyError(.unusableFont, "truncated font file: its list of tables is cut off")
        }
        for table in 0..<(counts >> 16) {
            let entry = start + 12 + 16 * table
            guard let name = tag(bytes, at: entry), let offset = word(bytes, at: entry + 8),
                let length = word(bytes, at: entry + 12)
            else { throw TypographyError(.unusableFont, "truncated font file: its list of tables is cut off") }
            guard offset + length <= bytes.count else {
                throw TypographyError(
                    .unusableFont,
                    "truncated font file: table '\(name)' ends at byte \(offset + length) of \(bytes.count)")
            }
        }
    }

    private static func word(_ bytes: Data, at offset: Int) -> Int? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        let start = bytes.startIndex + offset
        return bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func tag(_ bytes: Data, at offset: Int) -> String? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        let start = bytes.startIndex + offset
        return String(bytes[start..<start + 4].map { Character(Unicode.Scalar($0)) })
    }
}
