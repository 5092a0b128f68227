import Scripts
import Testing

@testable import Recognition

@Suite struct AlphabetTests {
    @Test func encodesAndDecodes() throws {
        let alphabet = try Alphabet("0123456789")
        #expect(alphabet.blank == 10)
        #expect(alphabet.classCount == 11)
        #expect(alphabet.encode("2026").classes == [2, 0, 2, 6])
        #expect(alphabet.decode([2, 10, 0, 2, 6]) == "2026")
        #expect(alphabet.encode("1a2").unknown == ["a"])
    }

    @Test func foldsCase() throws {
        let alphabet = try Alphabet("abc", foldsCase: true)
        #expect(alphabet.encode("BAC").classes == [1, 0, 2])
        #expect(throws: RecognitionError.self) { try Alphabet("aB", foldsCase: true) }
    }

    @Test func ordersTextsByCodePoint() throws {
        #expect(try Alphabet(of: ["ba", "٣a", "B0"]).characters == ["0", "B", "a", "b", "٣"])
    }

    @Test func refusesDoubles() {
        #expect {
            try Alphabet("1231")
        } throws: {
            "\($0)" == "the alphabet has '1' twice (U+0031); each character stands once"
        }
    }

    // MARK: - The order in pictures

    @Test func classesStandAsCharactersDoInPictures() throws {
        let alphabet = try Alphabet("אבג123 ()")
        #expect(alphabet.encode("אבג 12").classes == [3, 4, 6, 2, 1, 0])
        #expect(alphabet.decode([3, 4, 6, 2, 1, 0]) == "אבג 12")
        // A bracket is learnt as it is seen.
        #expect(alphabet.encode("א(ב").classes == [1, 8, 0])
        #expect(alphabet.decode([1, 8, 0]) == "א(ב")
    }

    @Test func thatOfLabelsCanBeKept() throws {
        let alphabet = try Alphabet("אבג", order: nil)
        #expect(alphabet.encode("אבג").classes == [0, 1, 2])
        #expect(alphabet.decode([0, 1, 2]) == "אבג")
    }

    @Test func theCharactersOfLabelsAreThoseThatAreSeen() throws {
        #expect(try Alphabet(of: ["א(ב"]).characters == [")", "א", "ב"])
    }

    @Test func whatIsDroppedLeavesTheLabelInItsOrder() throws {
        let encoding = try Alphabet("אבג12)").encode("אx(ב1")
        #expect(encoding.classes == [3, 1, 5, 0])
        #expect(encoding.text == "א(ב1")
        #expect(encoding.unknown == ["x"])
    }

    // MARK: - Code points

    @Test(arguments: [
        ("दि", "दि", [0, 1]), ("กขี่้", "กี่", [0, 2, 3]), ("بت\u{64F}", "تُب", [0, 1, 2]),
        // A consonant with its conjunct and joiner.
        ("र्\u{200D}य", "र्\u{200D}य", [0, 1, 2, 3]),
    ])
    func marksHaveClassesOfTheirOwn(characters: String, text: String, classes: [Int]) throws {
        let points = characters.unicodeScalars.map { Character($0) }
        let alphabet = try Alphabet(points, unit: .codePoint)
        #expect(alphabet.encode(text).classes == classes)
        #expect(alphabet.encode(text).unknown == [])
        #expect(alphabet.decode(classes) == text)
    }

    @Test(arguments: ["\u{E9}", "e\u{301}"])
    func theFormOfACharacterDoesNotMatter(text: String) throws {
        #expect(try Alphabet(["e", "\u{301}"], unit: .codePoint).encode(text).classes == [0, 1])
        #expect(try Alphabet(["\u{E9}"], unit: .codePoint).encode(text).classes == [0])
        #expect(try Alphabet(["\u{E9}"]).encode(text).classes == [0])
    }

    @Test func onlyTheCodePointsThatAreMissingAreDropped() throws {
        let encoding = try Alphabet(["श", "र", "ी"], unit: .codePoint).encode("श्री")
        #expect(encoding.classes == [0, 1, 2])
        #expect(encoding.unknown.map(\.codePoints) == ["U+094D"])
        #expect(encoding.text.unicodeScalars.elementsEqual("शरी".unicodeScalars))
    }

    @Test func theCodePointsOfTextsMakeAnAlphabet() throws {
        let alphabet = try Alphabet(of: ["กี่", "กิ"], unit: .codePoint)
        #expect(alphabet.characters.map(\.codePoints) == ["U+0E01", "U+0E34", "U+0E35", "U+0E48"])
        #expect(try Alphabet(of: ["กี่", "กิ"]).characters.count == 2)
    }

    @Test func placesCountCharactersAsReadersSeeThem() throws {
        let alphabet = try Alphabet("بت\u{64F}1".unicodeScalars.map { Character($0) }, unit: .codePoint)
        // In the picture from left to right: 1, beh, teh with its mark.
        let (text, places) = alphabet.read(alphabet.encode("تُب1").classes)
        #expect(text == "تُب1")
        #expect(places == [2, 1, 0, 0])
    }

    @Test func whatIsMissingIsExplained() throws {
        let clusters = try Alphabet(["र", "्", "य"])
        #expect(
            clusters.explanation(ofMissing: Character("र्य" as String), in: "र्य")
                == "'र्य' (U+0930 U+094D U+092F), which the alphabet lacks, though it has each of these code points; set "
                + "alphabet.unit=code_point")
        #expect(
            try Alphabet("א(").explanation(ofMissing: ")", in: "א(")
                == "'(', which is seen there as ')' (U+0029), which the alphabet lacks; add it to the alphabet, or set "
                + "alphabet.unknown=drop")
    }
}
