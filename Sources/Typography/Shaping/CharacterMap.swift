import Foundation
import Scripts

/// Which characters a face's glyphs show.
///
/// A font may put another character's glyph in the place of one: KacstOne draws `1` as `١` in Arabic text.
final class CharacterMap {
    /// The glyphs of ASCII's characters, 0 where there is none.
    private let ascii: [UInt32]
    private let face: FreeTypeFace
    private lazy var characters = face.charactersByGlyph()
    /// What was found out, for glyphs that are not their character's own.
    private var verdicts: [Question: Bool] = [:]

    private struct Question: Hashable {
        var glyph: UInt32
        var text: String
        var isRightToLeft: Bool
    }

    init(_ face: FreeTypeFace) {
        self.face = face
        ascii = (0..<128).map { face.glyph(of: Unicode.Scalar(UInt8($0))) }
    }

    /// Whether a glyph shows the characters that it stands for, or a form of them.
    ///
    /// It doesn't where the font has it for other characters alone. Letters of scripts that change their shapes by
    /// their neighbours are taken for right: their glyphs may be those of other letters' parts.
    /// - Parameters:
    ///   - text: a few bytes of UTF-8, the characters that the glyph writes or a part of them.
    ///   - isRightToLeft: whether brackets are mirrored.
    func shows(_ glyph: UInt32, _ text: Slice<UnsafeBufferPointer<UInt8>>, isRightToLeft: Bool) -> Bool {
        if text.count == 1, let byte = text.first, byte < 0x80, ascii[Int(byte)] == glyph { return true }
        let text = String(decoding: text, as: UTF8.self)
        guard text.unicodeScalars.allSatisfy(\.keepsItsShape) else { return true }
        if let scalar = text.unicodeScalars.first, scalar.utf8.count == text.utf8.count, face.glyph(of: scalar) == glyph
        {
            return true
        }
        let question = Question(glyph: glyph, text: text, isRightToLeft: isRightToLeft)
        if let verdict = verdicts[question] { return verdict }
        let verdict = isForm(question)
        verdicts[question] = verdict
        return verdict
    }

    /// Whether one of the characters that a glyph is for is among those of a text, or made of them.
    private func isForm(_ question: Question) -> Bool {
        // What no character stands for is a form of its own: a ligature, an old-style figure.
        let shown = (characters[question.glyph] ?? []).filter { $0.properties.generalCategory != .privateUse }
        guard !shown.isEmpty else { return true }
        var meant = Set(question.text.parts)
        if question.isRightToLeft {
            let mirrored = question.text.unicodeScalars.map { $0.mirrored }
            meant.formUnion(String(String.UnicodeScalarView(mirrored)).parts)
        }
        let isAccented = meant.contains(where: \.isAccent)
        return shown.contains { character in
            // The dot of i and j makes room for an accent, and accents have forms beside tall letters.
            if isAccented, character.isAccent || character == "\u{131}" || character == "\u{237}" { return true }
            return String(character).parts.allSatisfy(meant.contains)
        }
    }
}

extension ShapingFeatures {
    /// The features that fonts use without being asked, by which a character can become another one.
    static let replacing = [
        "ccmp", "locl", "rlig", "rclt", "calt", "clig", "liga", "isol", "init", "medi", "fina",
    ]
}

extension String {
    /// The characters of which it is made, without blanks and with hyphens, dots and fraction bars of one kind each.
    fileprivate var parts: [Unicode.Scalar] {
        decomposedStringWithCompatibilityMapping.unicodeScalars.compactMap { scalar in
            switch scalar {
            case " ", "\u{640}": nil
            case "\u{AD}", "\u{2010}", "\u{2011}": "-"
            case "\u{2219}", "\u{22C5}", "\u{2027}": "\u{B7}"
            case "\u{2044}", "\u{2215}": "/"
            default: scalar
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether no script gives it another character's shape: digits, punctuation and symbols, and the letters of
    /// scripts that are written one by one.
    fileprivate var keepsItsShape: Bool {
        if value < 0x590 { return true }
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol:
            return true
        default:
            // Hebrew; Georgian; more of Latin and Greek.
            return value < 0x600 || 0x10A0..<0x1100 ~= value || 0x1E00..<0x2000 ~= value
        }
    }

    /// Whether it is an accent of the European scripts.
    fileprivate var isAccent: Bool { 0x300..<0x370 ~= value }
}
