import CFreeType

/// A face opened by one typesetter.
///
/// Lengths in em, 1 being the font size.
package final class Face {
    /// Which face it is.
    package let font: FontFace
    /// Font units in one em.
    package let unitsPerEm: Int
    /// How far the font says its letters rise above the baseline.
    package let ascender: Double
    /// How far the font says its letters hang below the baseline, as a positive number.
    package let descender: Double
    /// How high a small x is.
    package let xHeight: Double
    /// How high a capital is: an H, or a digit in fonts without letters.
    package let capHeight: Double

    /// The face's number in its typesetter.
    let number: Int
    let outlines: FreeTypeFace
    let shaping: HarfBuzzFont
    /// Which characters its glyphs show.
    let characters: CharacterMap
    /// Which letters it draws in the other case.
    lazy var letters = LetterCases(outlines)

    /// What is known of each glyph, by number.
    private var marks: [Mark]
    private lazy var missingOutline: UInt64? = outlines.fingerprint(of: 0)

    /// What a glyph leaves on paper.
    enum Mark: UInt8 {
        case unknown
        /// Nothing, as a space.
        case blank
        /// Its shape.
        case ink
        /// The shape that the font draws for characters it does not have.
        case missing
    }

    init(_ font: FontFace, number: Int, library: FreeTypeLibrary) throws(TypographyError) {
        let outlines: FreeTypeFace
        do throws(TypographyError) {
            outlines = try FreeTypeFace(path: font.path, index: font.index, axes: font.axes, library: library)
            try FontFile.check(outlines)
            let separate =
                try outlines.isSFNT ? outlines : FreeTypeFace(path: font.path, index: font.index, library: library)
            self.shaping = try HarfBuzzFont(separate, axes: font.axes)
        } catch {
            throw TypographyError(error.code, "Font file '\(font.path)' cannot be used: \(error.message).")
        }
        self.font = font
        self.outlines = outlines
        self.characters = CharacterMap(outlines)
        self.number = number
        self.marks = [Mark](repeating: .unknown, count: outlines.glyphCount)

        let unitsPerEm = outlines.unitsPerEm
        let em = Double(unitsPerEm)
        func top(_ characters: Unicode.Scalar...) -> Double? {
            for character in characters {
                let glyph = outlines.glyph(of: character)
                if glyph != 0, let box = outlines.box(of: glyph), box.top > 0 { return Double(box.top) / em }
            }
            return nil
        }
        let (ascender, descender, x, cap) = outlines.withHandle { face -> (Double, Double, Double, Double) in
            let os2 = FT_Get_Sfnt_Table(face, FT_SFNT_OS2)?.assumingMemoryBound(to: TT_OS2.self).pointee
            let heights = os2.map { $0.version >= 2 && $0.version != 0xFFFF ? ($0.sxHeight, $0.sCapHeight) : (0, 0) }
            // Of a bitmap font the chosen size tells it, in the units of its dots' outlines.
            let dots = outlines.isBitmap ? face.pointee.size?.pointee.metrics : nil
            let ascender = dots.map { Int($0.ascender) } ?? Int(face.pointee.ascender)
            let descender = dots.map { Int($0.descender) } ?? Int(face.pointee.descender)
            return (
                Double(ascender) / em, -Double(descender) / em,
                Double(heights?.0 ?? 0) / em, Double(heights?.1 ?? 0) / em
            )
        }
        let capHeight = cap > 0.1 && cap < 2 ? cap : top("H", "0", "1", "8") ?? max(0.5, ascender * 0.8)
        self.unitsPerEm = unitsPerEm
        self.capHeight = capHeight
        self.xHeight = x > 0.1 && x < 2 ? x : top("x") ?? capHeight * 0.7
        self.ascender = ascender > 0 ? ascender : capHeight
        self.descender = max(0, descender)
    }

    /// What it does with the two cases of Latin letters.
    package var caseHabit: LetterCases.Habit { letters.habit }

    /// What a glyph leaves on paper; blank for glyphs that the face does not have.
    func mark(of glyph: UInt32) -> Mark {
        let number = Int(glyph)
        guard number < marks.count else { return .blank }
        if marks[number] != .unknown { return marks[number] }
        let mark: Mark
        if let shape = outlines.fingerprint(of: glyph) {
            mark = glyph == 0 || shape == missingOutline ? .missing : .ink
        } else {
            mark = glyph == 0 ? .missing : .blank
        }
        marks[number] = mark
        return mark
    }
}
