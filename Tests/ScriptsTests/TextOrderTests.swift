import Testing

@testable import Scripts

@Suite struct BidiLineTests {
    /// Levels and order as UAX #9 says, written by hand after its rules.
    @Test(arguments: [
        // text, direction, levels, order from left to right
        ("abc", TextDirection.auto, "000", [0, 1, 2]),
        ("אבג", .auto, "111", [2, 1, 0]),
        ("אב12", .auto, "1122", [2, 3, 1, 0]),
        ("a אב", .auto, "0011", [0, 1, 3, 2]),
        ("a אב", .rtl, "2111", [3, 2, 1, 0]),
        // W4 and W6: a hyphen joins European digits, and parts Arabic ones.
        ("1-2", .auto, "000", [0, 1, 2]),
        ("١-٢", .auto, "212", [2, 1, 0]),
        ("١/٢", .auto, "222", [0, 1, 2]),
        // N0: brackets go by what they hold, and by what stands before them.
        ("a(א)b", .ltr, "00100", [0, 1, 2, 3, 4]),
        ("א(b)ג", .auto, "11211", [4, 3, 2, 1, 0]),
        ("a(א", .ltr, "001", [0, 1, 2]),
        // L1: spaces at the end stand where the line ends.
        ("א  ", .ltr, "100", [0, 1, 2]),
        ("a  ", .rtl, "211", [2, 1, 0]),
        // X5b and X6a: what an isolate holds is one thing to what stands around it.
        ("a\u{2067}א1\u{2069}b", .auto, "001200", [0, 1, 3, 2, 4, 5]),
    ])
    func isThatOfTheStandard(text: String, direction: TextDirection, levels: String, order: [Int]) {
        let line = BidiLine(Array(text.unicodeScalars), direction: direction)
        #expect(line.levels.map { "\($0)" }.joined() == levels)
        #expect(line.order == order)
    }

    @Test func nothingHasNoOrder() {
        #expect(BidiLine([]).order.isEmpty)
    }

    @Test func westernDigitsMayStandForArabicOnes() {
        #expect(BidiLine(Array("1-2".unicodeScalars), digits: .arabic).order == [2, 1, 0])
    }
}

@Suite struct TextOrderTests {
    private func look(_ text: String, _ order: TextOrder = TextOrder()) -> String {
        String(order.seen(text).map(\.character))
    }

    private func written(_ seen: String, _ order: TextOrder = TextOrder()) -> String {
        String(order.written(Array(seen)).map(\.character))
    }

    @Test(arguments: [
        // A line, and what stands in the picture from left to right.
        ("abc 12-3", "abc 12-3"), ("हिन्दी १२", "हिन्दी १२"), ("กี่", "กี่"),
        ("אבג", "גבא"), ("שלום 123", "123 םולש"), ("מחיר 12.50 ש", "ש 12.50 ריחמ"),
        ("٢٣-١٢-٢٠٢١", "٢٠٢١-١٢-٢٣"), ("٢٣/١٢/٢٠٢١", "٢٣/١٢/٢٠٢١"), ("٣-١٢-٢٠٢١", "٢٠٢١-١٢-٣"), ("۲۳-۱۲", "۲۳-۱۲"),
        ("(אב)", "(בא)"), ("א(ב", "ב)א"), ("כתב 5% (abc) 7", "7 (abc) 5% בתכ"),
        ("ذهبتُ إلى", "ىلإ تُبهذ"), ("אב-12", "12-בא"), ("שלום!", "!םולש"), (" אב", "בא "),
    ])
    func isBroughtIntoThatOfThePictureAndBack(line: String, seen: String) {
        #expect(look(line) == seen)
        #expect(written(seen) == line)
    }

    @Test func aMirroredBracketIsSeenAsItsMirrorImage() {
        #expect(TextOrder().seen("א(").map(\.character) == [")", "א"])
        #expect(TextOrder(direction: .rtl).seen("(1").map(\.character) == ["1", ")"])
        #expect(TextOrder().seen("a(").map(\.character) == ["a", "("])
    }

    @Test func placesPointIntoTheOtherOrder() {
        let seen = TextOrder().seen("אב 12")
        #expect(seen.map(\.place) == [3, 4, 2, 1, 0])
        let written = TextOrder().written(seen.map(\.character))
        #expect(written.map(\.place) == [4, 3, 2, 0, 1])
    }

    @Test(arguments: [
        (TextDirection.rtl, "abc אב", "בא abc"), (.ltr, "אב abc", "בא abc"), (.rtl, "12 34", "34 12"),
        (.rtl, "12.", ".12"),
        (.ltr, "abc אבג", "abc גבא"), (.rtl, "אבג abc", "abc גבא"),
    ])
    func goesByTheDirection(direction: TextDirection, line: String, seen: String) {
        let order = TextOrder(direction: direction)
        #expect(look(line, order) == seen)
        #expect(written(seen, order) == line)
    }

    @Test func westernLabelsOfArabicDigitsStandAsTheseDo() {
        let order = TextOrder(digits: .arabic)
        #expect(look("23-12-2021", order) == "2021-12-23")
        #expect(written("2021-12-23", order) == "23-12-2021")
        #expect(look("23/12/2021", order) == "23/12/2021")
    }

    @Test func ofLinesThatLookAlikeItIsThatOfMostLetters() {
        // "abc אבג" and "אבג abc" look the same, each in its own direction.
        #expect(look("ab אבג") == look("אבג ab"))
        #expect(written("ab גבא") == "אבג ab")
        #expect(written("abcd גבא") == "abcd אבג")
    }

    /// Whatever a line is, what is made of its look looks the same, but for one in a thousand of such a muddle.
    @Test(arguments: [TextDirection.auto, .ltr, .rtl], [TextOrder.Digits.asWritten, .arabic])
    func whatIsReadLooksAsWhatWasSeen(direction: TextDirection, digits: TextOrder.Digits) {
        let characters: [Character] = [
            "a", "b", "1", "2", "٣", "٤", "۴", "א", "ב", "ب", "تُ", " ", ".", ",", "-", "%", "ह", "(", ")", "[", "é",
            "/",
        ]
        let order = TextOrder(direction: direction, digits: digits)
        var state: UInt64 = 7
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var failures: [String] = []
        for _ in 0..<3000 {
            let line = String((0..<1 + draw(12)).map { _ in characters[draw(characters.count)] })
            let seen = order.seen(line).map(\.character)
            let written = String(order.written(seen).map(\.character))
            if order.seen(written).map(\.character) != seen { failures.append(line) }
        }
        #expect(failures.count <= 3, "\(failures)")
    }

    @Test func whatNoLineLooksLikeKeepsItsCharacters() {
        // No line ends like that on the left: what is left is a line of the same characters.
        let written = TextOrder().written(["א", "1", "(", "b", "ב", "2"])
        #expect(Set(written.map(\.place)) == Set(0..<6))
    }

    @Test func latinKeepsItsOrder() {
        #expect(TextOrder().keeps("price: 12-3 €".unicodeScalars))
        #expect(TextOrder().keeps("हिन्दी ไทย".unicodeScalars))
        #expect(!TextOrder().keeps("א".unicodeScalars))
        #expect(!TextOrder().keeps("٣".unicodeScalars))
        #expect(!TextOrder(direction: .rtl).keeps("a".unicodeScalars))
    }
}
