import CFontconfig
import CFreeType
import Crypto
import Foundation

/// Reads what a font file says about itself and whether one can write with it.
struct FontFile {
    /// The file's endings that a folder is searched for.
    static let endings: Set<String> = ["ttf", "otf", "ttc", "otc", "pfb"]

    private let path: String
    private let library: FreeTypeLibrary

    /// The file at a path, which need not be a font.
    init(path: String, library: FreeTypeLibrary) {
        self.path = path
        self.library = library
    }

    /// The faces of the file, or the one at `index`.
    ///
    /// - Throws: `TypographyError` whose message is the reason alone: it is listed beside the path.
    func faces(index: Int? = nil) throws(TypographyError) -> [FontFace] {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            throw TypographyError(.unusableFont, "the file cannot be read")
        }
        // Other numbers have another meaning in FreeType.
        guard (0...0xFFFF).contains(index ?? 0) else {
            throw TypographyError(.unusableFont, "the file has no such face")
        }
        guard !bytes.isEmpty else { throw TypographyError(.unusableFont, "the file is empty") }
        let sha256 = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        // FreeType takes a cut-off file for one of an unknown kind: look for the tables first.
        try SFNTDirectory.check(bytes, face: index ?? 0)
        var faces: [FontFace] = []
        var number = index ?? 0
        var end = number + 1
        while number < end {
            let face = try FreeTypeFace(path: path, index: number, library: library)
            if index == nil { end = face.faceCount }
            if number != index ?? 0 { try SFNTDirectory.check(bytes, face: number) }
            try FontFile.check(face)
            faces.append(try describe(face, index: number, sha256: sha256))
            number += 1
        }
        return faces
    }

    /// Makes sure that the face has outlines for Unicode characters.
    static func check(_ face: FreeTypeFace) throws(TypographyError) {
        guard face.hasOutlines else {
            throw TypographyError(.unusableFont, "not an outline font (a bitmap or colour font)")
        }
        guard face.selectUnicode() else { throw TypographyError(.unusableFont, "no Unicode character map") }
        let glyph = face.firstGlyph
        guard glyph != 0 else { throw TypographyError(.unusableFont, "the Unicode character map is empty") }
        guard face.withOutline(of: glyph, { _ in true }) != nil else {
            throw TypographyError(.unusableFont, "damaged font file: its glyphs cannot be read")
        }
    }

    private func describe(_ face: FreeTypeFace, index: Int, sha256: String) throws(TypographyError) -> FontFace {
        let pattern = face.withHandle { FcFreeTypeQueryFace($0, path, UInt32(index), nil) }
        guard let pattern else { throw TypographyError(.unusableFont, "damaged font file: it has no usable names") }
        defer { FcPatternDestroy(pattern) }
        let description = FontPattern(pattern)
        return FontFace(
            path: path, index: index, family: description.family, style: description.style,
            weight: description.weight, isItalic: description.isItalic, sha256: sha256, licence: licence(of: face))
    }

    /// The licence, or else the licence's address, from the font's name table; in English where it is there.
    private func licence(of face: FreeTypeFace) -> String? {
        face.withHandle { face in
            var best: (rank: Int, text: String)?
            for number in 0..<FT_Get_Sfnt_Name_Count(face) {
                var name = FT_SfntName()
                guard FT_Get_Sfnt_Name(face, number, &name) == 0, name.name_id == 13 || name.name_id == 14,
                    let start = name.string
                else { continue }
                let bytes = UnsafeBufferPointer(start: start, count: Int(name.string_len))
                // Platform 1 is the old Macintosh, one byte a character; the others are UTF-16.
                let text: String
                if name.platform_id == 1 {
                    text = String(decoding: bytes.lazy.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
                } else {
                    let units = Swift.stride(from: 0, to: bytes.count - 1, by: 2).map {
                        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
                    }
                    text = String(decoding: units, as: UTF16.self)
                }
                let line = text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
                let isEnglish = name.platform_id != 3 || name.language_id & 0x3FF == 9
                let rank = (name.name_id == 13 ? 0 : 2) + (isEnglish ? 0 : 1)
                if !line.isEmpty, rank < best?.rank ?? .max { best = (rank, line) }
            }
            guard let text = best?.text else { return nil }
            return text.count > 200 ? text.prefix(199) + "…" : text
        }
    }
}
