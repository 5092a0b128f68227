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
}
