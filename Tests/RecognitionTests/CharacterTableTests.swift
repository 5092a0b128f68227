import Configs
import Foundation
import TestSupport
import Testing

@testable import Recognition

/// Tables of characters of other programs, written and read.
@Suite struct CharacterTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String, _ name: String = "characters") throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder(name)))
        return folder(name)
    }

    private static let alphabets: [[Character]] = [
        Array("0123456789"), Array("ab \"\\#'é-:"), Array("٠١٢"), Array("中文😀~\u{A0}"),
        ["a", "\u{301}", "\u{200D}", " "],
    ]

    @Test(arguments: CharacterTable.allCases, alphabets)
    func whatIsWrittenIsReadAgain(table: CharacterTable, characters: [Character]) throws {
        let alphabet = try Alphabet(characters, unit: .codePoint)
        let text = try table.text(of: alphabet)
        #expect(text.hasSuffix("\n") && !text.contains("\r"))
        #expect(try table.alphabet(path: file(text)).characters == characters)
    }

    @Test func whatTheFilesLookLike() throws {
        let alphabet = try Alphabet(Array("01 "), unit: .codePoint)
        #expect(try CharacterTable.table.text(of: alphabet) == "0\n1\n \n<BLK>\n")
        #expect(try CharacterTable.paddle.text(of: alphabet) == "0\n1\n \n")
        #expect(try CharacterTable.mmocr.text(of: alphabet) == "0\n1\n \n")
        #expect(try CharacterTable.mltu.text(of: alphabet) == "vocab: \"01 \"\n")
        let marks = try Alphabet(["\u{1F600}", "\u{301}", "\""], unit: .codePoint)
        #expect(try CharacterTable.mltu.text(of: marks) == "vocab: \"\\U0001F600\\u0301\\\"\"\n")
    }

    @Test func whatOtherProgramsMakeOfDoubtfulLines() throws {
        let doubtful = try file("a\nb\n\na\nc\n")
        #expect(String(try CharacterTable.paddle.alphabet(path: doubtful).characters) == "bac", "the last of two wins")
        #expect { try CharacterTable.mmocr.alphabet(path: doubtful) } throws: {
            "\($0)" == "\(doubtful):4: 'a' (U+0061) stands in an earlier line too"
        }
        let empty = try file("a\r\n\r\nb\r\n")
        #expect(String(try CharacterTable.mmocr.alphabet(path: empty).characters) == "ab")
        #expect { try CharacterTable.table.alphabet(path: empty) } throws: { "\($0)".hasPrefix("\(empty):2: expected") }
        let long = try file("a\nbc\n")
        #expect { try CharacterTable.paddle.alphabet(path: long) } throws: {
            "\($0)" == "\(long):2: expected one code point, got 'bc'"
        }
        let config = try file("model_path: Models/1\nheight: 32\nvocab: 'abca'\n", "configs.yaml")
        #expect(CharacterTable(named: config) == .mltu)
        #expect(String(try CharacterTable.mltu.alphabet(path: config).characters) == "abc")
        let octal = try file("vocab: 01234567\n", "octal.yaml")
        #expect { try CharacterTable.mltu.alphabet(path: octal) } throws: { "\($0)".contains("quotation marks") }
        let none = try file("height: 32\n", "none.yaml")
        #expect { try CharacterTable.mltu.alphabet(path: none) } throws: { "\($0)".contains("no text under vocab") }
    }

    @Test func clustersAreNoCodePoints() throws {
        let alphabet = try Alphabet(["a", "e\u{301}"])
        #expect(
            try CharacterTable.table.alphabet(path: file(CharacterTable.table.text(of: alphabet))).characters
                == alphabet.characters)
        for table in [CharacterTable.paddle, .mmocr, .mltu] {
            #expect { try table.text(of: alphabet) } throws: { "\($0)".contains("alphabet.unit=code_point") }
        }
    }

    /// As PyYAML reads it, which is what mltu does.
    @Test(.enabled(if: PythonTools.has("yaml"), "needs PyYAML"), arguments: alphabets)
    func pyYAMLReadsTheVocabulary(characters: [Character]) throws {
        let path = try file(CharacterTable.mltu.text(of: Alphabet(characters, unit: .codePoint)))
        let read = try PythonTools.run(
            "import sys, yaml, json; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))['vocab']))",
            path)
        #expect(try JSONDecoder().decode(String.self, from: Data(read.utf8)) == String(characters))
    }
}
