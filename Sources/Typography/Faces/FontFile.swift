import CFontconfig
import CFreeType
import Crypto
import Foundation

/// Reads what a font file says about itself and whether one can write with it.
struct FontFile {
    /// The endings of the names that a folder is searched for: outlines, and dots, which may be packed.
    static let endings = [".ttf", ".otf", ".ttc", ".otc", ".pfb", ".pcf", ".bdf", ".otb", ".pcf.gz", ".bdf.gz"]

    private let path: String
    private let library: FreeTypeLibrary

    /// The file at a path, which need not be a font.
    init(path: String, library: FreeTypeLibrary) {
        self.path = path
        self.library = library
    }

    /// The faces of the file, or the one at `index`, as they may be taken.
    ///
    /// - Throws: `TypographyError` whose message is the reason alone: it is listed beside the path.
    func offers(index: Int? = nil) throws(TypographyError) -> [FaceOffer] {
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
        var offers: [FaceOffer] = []
        var number = index ?? 0
        var end = number + 1
        while number < end {
            let face = try FreeTypeFace(path: path, index: number, library: library)
            if index == nil { end = face.faceCount }
            if number != index ?? 0 { try SFNTDirectory.check(bytes, face: number) }
            try FontFile.check(face)
            offers.append(try describe(face, index: number, sha256: sha256))
            number += 1
        }
        return offers
    }

    /// Makes sure that the face has outlines or dots for Unicode characters.
    static func check(_ face: FreeTypeFace) throws(TypographyError) {
        guard face.isDrawable else {
            throw TypographyError(.unusableFont, "a colour font, without outlines")
        }
        guard face.selectUnicode() else { throw TypographyError(.unusableFont, "no Unicode character map") }
        let glyph = face.firstGlyph
        guard glyph != 0 else { throw TypographyError(.unusableFont, "the Unicode character map is empty") }
        guard face.withOutline(of: glyph, { _ in true }) != nil else {
            throw TypographyError(.unusableFont, "damaged font file: its glyphs cannot be read")
        }
    }

    private func describe(_ face: FreeTypeFace, index: Int, sha256: String) throws(TypographyError) -> FaceOffer {
        let pattern = face.withHandle { FcFreeTypeQueryFace($0, path, UInt32(index), nil) }
        guard let pattern else { throw TypographyError(.unusableFont, "damaged font file: it has no usable names") }
        defer { FcPatternDestroy(pattern) }
        let description = FontPattern(pattern)
        // The sizes of a bitmap font are faces of their own, and of one name.
        let size = face.isBitmap ? "\(face.emDots) dots" : ""
        let style = [description.style, size].filter { !$0.isEmpty }.joined(separator: " ")
        let font = FontFace(
            path: path, index: index, family: description.family, style: style,
            weight: description.weight, width: description.width, isItalic: description.isItalic, sha256: sha256,
            licence: SFNTNames(face).licence)
        let space = face.isBitmap ? DesignSpace(axes: [DotOutline.axis], instances: []) : DesignSpace(face)
        return FaceOffer(font, styles: description.styles, space: space)
    }
}
