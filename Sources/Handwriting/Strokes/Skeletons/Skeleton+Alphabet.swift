extension Skeleton {
    /// Every character that can be written, but for the space.
    ///
    /// New ones come behind all others: what a writer makes of a character hangs on its place.
    static let alphabet = western + arabicIndic + persian + letters + punctuation

    private static let western: [Entry] = [
        Entry("0", zero, rarer: rarerZeros, .digit, size: 0.9),
        Entry("1", one, rarer: rarerOnes, .digit, looseness: 0.8, size: 0.94),
        Entry("2", two, rarer: rarerTwos, .digit, looseness: 1.25, size: 0.95),
        Entry("3", three, rarer: rarerThrees, .digit, looseness: 1.15),
        Entry("4", four, rarer: rarerFours, .digit, looseness: 0.9, size: 1.04),
        Entry("5", five, rarer: rarerFives, .digit, looseness: 1.15),
        Entry("6", six, rarer: rarerSixes, .digit, size: 1.03),
        Entry("7", seven, rarer: rarerSevens, .digit, looseness: 1.15),
        Entry("8", eight, rarer: rarerEights, .digit, looseness: 1.2, size: 1.08),
        Entry("9", nine, rarer: rarerNines, .digit, looseness: 1.1, size: 1.1),
        Entry(".", fullStop), Entry(",", comma, rarer: rarerCommas), Entry("/", slash), Entry("-", hyphen),
        Entry(":", colon),
        Entry("+", plus), Entry("%", percent),
        Entry("$", dollar), Entry("€", euro), Entry("£", pound), Entry("¥", yen), Entry("₹", rupee),
    ]

    private static let arabicIndic: [Entry] = [
        Entry("٠", arabicZero, .otherDigit), Entry("١", arabicOne, .otherDigit),
        Entry("٢", arabicTwo, .otherDigit, looseness: 1.1), Entry("٣", arabicThree, .otherDigit, looseness: 1.1),
        Entry("٤", arabicFour, .otherDigit, looseness: 1.1), Entry("٥", arabicFive, .otherDigit, size: 0.7),
        Entry("٦", arabicSix, .otherDigit, looseness: 1.1), Entry("٧", arabicSeven, .otherDigit, looseness: 1.1),
        Entry("٨", arabicEight, .otherDigit, looseness: 1.1), Entry("٩", arabicNine, .otherDigit, looseness: 1.1),
    ]

    /// With five digits of their own; the others are those of Arabic.
    private static let persian: [Entry] = [
        Entry("۰", arabicZero, .otherDigit), Entry("۱", arabicOne, .otherDigit),
        Entry("۲", persianTwo, .otherDigit, looseness: 1.1), Entry("۳", persianThree, .otherDigit, looseness: 1.1),
        Entry("۴", persianFour, .otherDigit), Entry("۵", persianFive, .otherDigit, size: 0.9),
        Entry("۶", persianSix, .otherDigit), Entry("۷", arabicSeven, .otherDigit, looseness: 1.1),
        Entry("۸", arabicEight, .otherDigit, looseness: 1.1), Entry("۹", arabicNine, .otherDigit, looseness: 1.1),
    ]

    private static let letters: [Entry] = capitals + smallLetters

    private static let capitals: [Entry] = [
        Entry("A", capitalA, .capital, looseness: 0.7),
        Entry("B", capitalB, .capital, looseness: 0.7),
        Entry("C", capitalC, .capital, looseness: 0.7),
        Entry("D", capitalD, .capital, looseness: 0.7),
        Entry("E", capitalE, .capital, looseness: 0.7),
        Entry("F", capitalF, .capital, looseness: 0.7),
        Entry("G", capitalG, .capital, looseness: 0.7),
        Entry("H", capitalH, .capital, looseness: 0.7),
        Entry("I", capitalI, .capital, looseness: 0.7),
        Entry("J", capitalJ, .capital, looseness: 0.7),
        Entry("K", capitalK, .capital, looseness: 0.7),
        Entry("L", capitalL, .capital, looseness: 0.7),
        Entry("M", capitalM, .capital, looseness: 0.7),
        Entry("N", capitalN, .capital, looseness: 0.7),
        Entry("O", capitalO, .capital, looseness: 0.7),
        Entry("P", capitalP, .capital, looseness: 0.7),
        Entry("Q", capitalQ, .capital, looseness: 0.7),
        Entry("R", capitalR, .capital, looseness: 0.7),
        Entry("S", capitalS, .capital, looseness: 0.7),
        Entry("T", capitalT, .capital, looseness: 0.7),
        Entry("U", capitalU, .capital, looseness: 0.7),
        Entry("V", capitalV, .capital, looseness: 0.7),
        Entry("W", capitalW, .capital, looseness: 0.7),
        Entry("X", capitalX, .capital, looseness: 0.7),
        Entry("Y", capitalY, .capital, looseness: 0.7),
        Entry("Z", capitalZ, .capital, looseness: 0.7),
    ]

    private static let smallLetters: [Entry] = [
        Entry("a", smallA, .small, looseness: 0.6),
        Entry("b", smallB, .small, looseness: 0.6),
        Entry("c", smallC, .small, looseness: 0.6),
        Entry("d", smallD, .small, looseness: 0.6),
        Entry("e", smallE, .small, looseness: 0.6),
        Entry("f", smallF, .small, looseness: 0.6),
        Entry("g", smallG, .small, looseness: 0.6),
        Entry("h", smallH, .small, looseness: 0.6),
        Entry("i", smallI, .small, looseness: 0.6),
        Entry("j", smallJ, .small, looseness: 0.6),
        Entry("k", smallK, .small, looseness: 0.6),
        Entry("l", smallL, .small, looseness: 0.6),
        Entry("m", smallM, .small, looseness: 0.6),
        Entry("n", smallN, .small, looseness: 0.6),
        Entry("o", smallO, .small, looseness: 0.6),
        Entry("p", smallP, .small, looseness: 0.6),
        Entry("q", smallQ, .small, looseness: 0.6),
        Entry("r", smallR, .small, looseness: 0.6),
        Entry("s", smallS, .small, looseness: 0.6),
        Entry("t", smallT, .small, looseness: 0.6),
        Entry("u", smallU, .small, looseness: 0.6),
        Entry("v", smallV, .small, looseness: 0.6),
        Entry("w", smallW, .small, looseness: 0.6),
        Entry("x", smallX, .small, looseness: 0.6),
        Entry("y", smallY, .small, looseness: 0.6),
        Entry("z", smallZ, .small, looseness: 0.6),
    ]

    private static let punctuation: [Entry] = [
        Entry("(", openingBracket), Entry(")", closingBracket), Entry("'", apostrophe), Entry("\"", quotationMark),
        Entry("&", ampersand), Entry("#", numberSign), Entry("@", atSign), Entry("!", exclamationMark),
        Entry("?", questionMark), Entry("=", equalsSign), Entry(";", semicolon),
    ]

    /// What a character is to whoever looks at its form, or goes on from it to the next.
    enum Kind: Sendable {
        /// 0 to 9, which `DigitReader` knows.
        case digit
        /// A digit of another script.
        case otherDigit
        /// A capital letter.
        case capital
        /// A small letter.
        case small
        /// What stands by itself.
        case mark
    }

    /// A character and the ways to write it.
    struct Entry: Sendable {
        var character: Character
        /// What it is.
        var kind: Kind
        /// How far writers are from the skeletons and from each other, against other characters.
        var looseness: Double
        /// How high it is written, against other characters.
        var size: Double
        var skeletons: [Skeleton]
        /// Ways that only writers of some variety take.
        var rarer: [Skeleton]

        /// The digit that `DigitReader` should find in it; nil for all that it does not know, the digits of other
        /// scripts among them.
        var digit: Int? { kind == .digit ? character.wholeNumberValue : nil }

        init(
            _ character: Character, _ skeletons: [Skeleton], rarer: [Skeleton] = [], _ kind: Kind = .mark,
            looseness: Double = 1, size: Double = 1
        ) {
            self.character = character
            self.kind = kind
            self.looseness = looseness
            self.size = size
            self.skeletons = skeletons
            self.rarer = rarer
        }

        /// How far it stands from what is before it, against digits.
        var distance: Double {
            switch kind {
            case .small: 0.7
            case .capital: 0.9
            default: 1
            }
        }

        /// One of the ways, as likely as it is common with the writer, and whether it is one of the rarer.
        ///
        /// Who joins letters ends them where the next one begins.
        func skeleton(_ style: Style, _ dice: inout Dice) -> (way: Skeleton, isRarer: Bool) {
            let common = skeletons.lazy.map { $0.weight * ($0.exit == nil ? 1 : 1 + 4 * style.letterJoining) }
            guard style.variety > 0 else { return (skeletons[dice.pick(common)], false) }
            let number = dice.pick(common + rarer.map { $0.weight * style.variety })
            guard number >= skeletons.count else { return (skeletons[number], false) }
            return (rarer[number - skeletons.count], true)
        }
    }

    /// The place of each character in `alphabet`.
    static let places: [Character: Int] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1.character, $0) })

    /// What is known of a character; nil for the space and all that can't be written.
    static func entry(_ character: Character) -> Entry? { places[character].map { alphabet[$0] } }
}
