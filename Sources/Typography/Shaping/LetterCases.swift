/// Which of its letters a face draws in the other case.
///
/// Told from the letters' outlines, whose forms are many: from their heights, not from what they look like.
package struct LetterCases {
    /// What a face does with the two cases of Latin letters.
    package enum Habit: String, Sendable, Hashable, CaseIterable {
        /// It draws both.
        case both
        /// It draws capitals for small letters, of the same size or smaller ones.
        case capitals
        /// It draws small letters for capitals.
        case small
    }

    let habit: Habit
    private let face: FreeTypeFace
    private var known: [Unicode.Scalar: Bool] = [:]

    init(_ face: FreeTypeFace) {
        self.face = face
        // Both at once are flat where a face has no letters with descenders and ascenders, capitals as a rule.
        habit =
            Profile("acemnorsuvwxz", tall: "bdhkl", tails: "gpqy", in: face)?.isOfCapitals == true
            ? .capitals
            : Profile("ACEMNORSUVWXZ", tall: "BDHKL", tails: "GPQY", in: face)?.isOfSmallLetters == true
                ? .small : .both
    }

    /// Whether a letter is drawn as the one of the other case.
    mutating func isOtherCase(_ letter: Unicode.Scalar) -> Bool {
        if let answer = known[letter] { return answer }
        let answer = judge(letter)
        known[letter] = answer
        return answer
    }

    private func judge(_ letter: Unicode.Scalar) -> Bool {
        let properties = letter.properties
        let isSmall = properties.isLowercase
        guard isSmall || properties.isUppercase,
            let partner = (isSmall ? properties.uppercaseMapping : properties.lowercaseMapping).unicodeScalars.only,
            partner != letter
        else { return false }
        if letter.isLatin {
            switch habit {
            case .capitals: return isSmall
            case .small: return !isSmall
            case .both: break
            }
        }
        // The palochka looks the same in both cases.
        guard isSmall, letter != "\u{4CF}", let shape = face.fingerprint(of: face.glyph(of: letter)) else {
            return false
        }
        return shape == face.fingerprint(of: face.glyph(of: partner))
    }

    /// How high the letters of an alphabet rise, and how far they hang down.
    private struct Profile {
        /// The height of a letter without ascender, as a share of one with.
        var flatness: Double
        /// How far below the others letters with tails end, as a share of the height without ascender.
        var tail: Double

        /// The shapes of capitals rise to one height and stand on the line: 0.91 and more, and 0.12 and less, in faces
        /// that draw them for small letters; at most 0.81, and at least 0.25, in others.
        var isOfCapitals: Bool { flatness >= 0.86 && tail <= 0.18 }
        var isOfSmallLetters: Bool { flatness < 0.86 && tail > 0.18 }

        /// Nil where the face has too few of the letters.
        init?(_ plain: String, tall: String, tails: String, in face: FreeTypeFace) {
            func boxes(_ letters: String) -> [(bottom: Int, top: Int)] {
                letters.unicodeScalars.compactMap { letter in
                    let glyph = face.glyph(of: letter)
                    return glyph == 0 ? nil : face.tightBox(of: glyph)
                }
            }
            func middle(_ values: [Int]) -> Double { Double(values.sorted()[values.count / 2]) }
            let (plain, tall, tails) = (boxes(plain), boxes(tall), boxes(tails))
            guard plain.count >= 5, tall.count >= 3, tails.count >= 2 else { return nil }
            let height = middle(plain.map(\.top))
            guard height > 0, middle(tall.map(\.top)) > 0 else { return nil }
            flatness = height / middle(tall.map(\.top))
            tail = (middle(plain.map(\.bottom)) - middle(tails.map(\.bottom))) / height
        }
    }
}

extension String.UnicodeScalarView {
    /// The one character that there is; nil where there are more.
    fileprivate var only: Unicode.Scalar? { count == 1 ? first : nil }
}

extension Unicode.Scalar {
    /// Whether it is a Latin letter, if it is a letter: not the micro sign.
    fileprivate var isLatin: Bool { value < 0x250 && value != 0xB5 || 0x1E00..<0x1F00 ~= value }
}
