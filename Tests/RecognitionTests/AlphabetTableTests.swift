import Foundation
import TestSupport
import Testing

@testable import Recognition

@Suite struct AlphabetTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func alphabet(_ table: String) throws -> Alphabet {
        let path = folder("table.txt")
        try Data(table.utf8).write(to: URL(fileURLWithPath: path))
        return try Alphabet(table: path)
    }

    @Test(arguments: [
        ("0\n1\n2\n", "012"), ("0\r\n1\r\n", "01"), ("\u{FEFF}a\nb", "ab"), ("<UNK>\n0\n1\n<BLK>\n", "01"),
        ("a\n \nb\n<BLANK>\n", "a b"), ("٠\n١\n", "٠١"),
    ]) func tablesOfOtherProgramsAreRead(table: String, characters: String) throws {
        #expect(String(try alphabet(table).characters) == characters)
    }

    @Test(arguments: [
        ("0\nab\n", ":2: expected one character, got 'ab'"), ("0\n\n1\n", ":2: expected one character, got ''"),
        ("0\n<BLK>\n1\n", ":2: the blank must stand in the last line, as it is the last class"),
        ("7\n8\n7\n", ":3: '7' (U+0037) stands in an earlier line too"),
    ]) func whatIsWrongIsNamed(table: String, message: String) {
        #expect { try alphabet(table) } throws: { "\($0)" == folder("table.txt") + message }
    }

    @Test func marksAndJoinersStandInLinesOfTheirOwn() throws {
        #expect(
            try alphabet("र\n\u{94D}\nय\n \n\u{200D}\n").characters
                == ["र", "\u{94D}", "य", " ", "\u{200D}"])
    }

    @Test func severalCodePointsAreNoCodePoint() throws {
        let path = folder("table.txt")
        try Data("र\nकि\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect { try Alphabet(table: path, unit: .codePoint) } throws: {
            "\($0)" == "\(path):2: expected one code point, got 'कि' (U+0915 U+093F)"
        }
        #expect(try Alphabet(table: path).characters == ["र", "कि"])
    }

    @Test func aMissingTableIsNamed() {
        #expect { try Alphabet(table: folder("no.txt")) } throws: {
            "\($0)" == "cannot read the table of characters \(folder("no.txt")): no such file or directory"
        }
    }

    @Test func aTableThatIsNoTextIsNamed() throws {
        try Data([0xFF, 0xFE, 0x30]).write(to: URL(fileURLWithPath: folder("bad.txt")))
        #expect { try Alphabet(table: folder("bad.txt")) } throws: {
            "\($0)" == "\(folder("bad.txt")): not UTF-8 text; save it as UTF-8"
        }
    }

    @Test(arguments: ["", "<UNK>\n<BLK>\n", "\u{FEFF}"])
    func aTableWithoutCharactersIsNamed(text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder("none.txt")))
        #expect { try Alphabet(table: folder("none.txt")) } throws: {
            "\($0)" == "\(folder("none.txt")): there is no character in it"
        }
    }
}
