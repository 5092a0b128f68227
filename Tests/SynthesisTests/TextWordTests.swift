import Foundation
import Samples
import TestSupport
import Testing

@testable import Synthesis

@Suite struct TextWordTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes a file and gives its name in YAML.
    private func file(_ bytes: some Sequence<UInt8>, name: String = "list.txt") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder(name)))
        return folder(name)
    }

    private func file(_ text: String, name: String = "list.txt") throws -> String { try file(text.utf8, name: name) }

    /// All words that a list holds.
    private func words(_ body: String, _ path: String) throws -> Set<String> {
        Set(try author("{word: {files: '\(path)', \(body)}}").labels(500))
    }

    // MARK: - Files

    @Test(arguments: [
        "ab\ncd\nef\n", "ab\r\ncd\r\nef", "\u{FEFF}ab\ncd\n\n\nef", "ab\rcd\ref\r", "ab cd\t\tef",
        " ab\u{A0}cd\u{3000}ef ",
    ])
    func wordsEndAtWhiteSpace(text: String) throws {
        #expect(try words("split: word", try file(text)) == ["ab", "cd", "ef"])
    }

    @Test(arguments: ["a b\nc d\n", "\u{FEFF}a b\r\n\r\n  c d\t\r\n", "\u{A0}a b\u{A0}\nc d"])
    func linesKeepTheirBlanks(text: String) throws {
        #expect(try words("split: line", try file(text)) == ["a b", "c d"])
    }

    @Test func commentsAreWords() throws {
        #expect(try words("split: line", try file("# a\nb\n")) == ["# a", "b"])
    }

    @Test(
        arguments: [
            (Array("ab\ncaf".utf8) + [0xE9], "line 2: byte 4 (0xE9) is not UTF-8"),
            ([0xFF, 0xFE, 0x61, 0x00], "line 1: byte 1 (0xFF) is not UTF-8"),
            (Array("é".utf8) + [0xC3, 0x0A], "line 1: byte 3 (0xC3) is not UTF-8"),
            (Array("ok\r\n".utf8) + [0xED, 0xA0, 0x80], "line 2: byte 1 (0xED) is not UTF-8"),
        ] as [([UInt8], String)])
    func otherEncodingsAreRefused(bytes: [UInt8], message: String) throws {
        let path = try file(bytes)
        #expect(
            refusal("{word: '\(path)'}")
                == "\(path): \(message); if the file is Latin-1, convert it: iconv -f LATIN1 -t UTF-8 list.txt")
    }

    @Test func missingFilesAndFoldersAreRefused() throws {
        #expect(refusal("{word: '\(folder("none"))'}").contains("'\(folder("none"))' does not exist"))
        #expect(
            refusal("{word: '\(folder.path)'}") == "\(folder.path): this is a folder; name the files of words in it")
    }

    @Test func hugeLinesAreLeftOut() throws {
        let path = try file(
            String(repeating: "x", count: 3_000_000) + "\nab\n" + String(repeating: "ü", count: 200_000))
        let list = try author("{word: '\(path)'}")
        #expect(Set(try list.labels(20)) == ["ab"])
        #expect(list.notes == ["\(path): 2 of 3 words left out: 2 too long"])
    }

    @Test func theFilesAreListedForTheManifest() throws {
        let path = try file("abc")
        // SHA-256's own example: FIPS 180-2, appendix B.1.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let expected = [TextFile(name: "list.txt", path: path, sha256: digest)]
        #expect(try author("{word: '\(path)'}").files == expected)
        #expect(try author("{mixture: {sources: {a: {text: {word: '\(path)'}}}, disjoint: true}}").files == expected)
        #expect(try author("{template: {form: '{a}', parts: {a: {word: '\(path)'}}}}").files == expected)
    }

    // MARK: - Filters

    @Test(arguments: [
        ("length: 2..3", Set(["é́é́", "abc", "a'b"]), "3 of 6 words left out: 1 too short, 2 too long"),
        (
            "alphabet: abcdx", Set(["a", "abc", "abcd", "xxxxx"]),
            "2 of 6 words left out: 2 with characters outside of the alphabet"
        ),
        ("alphabet: abc, outside: drop, length: 1..3", Set(["a", "abc", "ab"]), "2 of 6 words left out: 2 too short"),
        ("alphabet: abcdx, case: upper", Set(), ""),
        ("alphabet: ABCDX, case: upper", Set(["A", "ABC", "ABCD", "XXXXX"]), "2 of 6 words left out"),
    ])
    func wordsAreFiltered(body: String, expected: Set<String>, note: String) throws {
        let path = try file("a abc abcd xxxxx a'b é́é́")
        guard !expected.isEmpty else {
            let text = refusal("{word: {files: '\(path)', \(body)}}")
            #expect(
                text
                    == "text.word: no word is left; \(path): of 6 words 6 with characters outside of the alphabet. Change "
                    + "'length', 'alphabet' or 'outside', or name other files.")
            return
        }
        #expect(try words(body, path) == expected)
        let notes = try author("{word: {files: '\(path)', \(body)}}").notes
        #expect(notes.first?.hasPrefix("\(path): \(note)") == true, "\(notes)")
        if body.contains("drop") {
            // The d of abcd, five x, the apostrophe, and two accented letters.
            #expect(notes.last == "\(path): 9 characters outside of the alphabet dropped")
        }
    }

    @Test func controlCharactersAreLeftOut() throws {
        let path = try file("ab\u{1}\ncd\u{7F}\nef\u{85}x\u{200E}\nok\n")
        #expect(try words("split: line", path) == ["ok"])
    }

    @Test(arguments: ["", "\n\n \r\n", "\u{FEFF}"]) func emptyListsAreRefused(text: String) throws {
        let path = try file(text)
        #expect(refusal("{word: '\(path)'}").hasPrefix("text.word: no word is left; \(path) holds no word. Change"))
    }

    // MARK: - Weights

    @Test func linesAreDrawnByWeight() throws {
        let path = try file("a b\t3\nc\t1\r\nnever\t0\n\nd\t 0.5 \n")
        let list = try author("{word: {files: '\(path)', split: line, weighted: true}}")
        let counts = histogram(try list.labels(20_000))
        #expect(fits([counts["a b"] ?? 0, counts["c"] ?? 0, counts["d"] ?? 0], weights: [3, 1, 0.5]))
        #expect(counts.count == 3)
        #expect(
            list.notes == [
                "\(path): 1 of 4 words left out: 1 of weight 0",
                "\(path): 1 blank line left out; the first is \(path):4",
            ])
    }

    @Test func filesAreDrawnByWeight() throws {
        let (one, two) = (try file("a b c d", name: "1.txt"), try file("e", name: "2.txt"))
        let counts = histogram(
            try author("{word: {files: [{path: '\(one)', weight: 2}, '\(two)'], words: [f, {value: g, weight: 3}]}}")
                .labels(20_000))
        #expect(fits("abcdefg".map { counts[String($0)] ?? 0 }, weights: [2, 2, 2, 2, 4, 1, 3]))
    }

    @Test(arguments: [
        ("a\t1\nb\n", "line 2: a weighted word is followed by a tab and its weight; there is no tab"),
        ("a\tx", "line 1: the weight behind the tab must be a number of at least 0, got 'x'"),
        ("a\t-1", "line 1: the weight behind the tab must be a number of at least 0, got '-1'"),
        ("a\tinf", "line 1: the weight behind the tab must be a number of at least 0, got 'inf'"),
    ])
    func brokenWeightsAreRefused(text: String, message: String) throws {
        let path = try file(text)
        #expect(refusal("{word: {files: '\(path)', split: line, weighted: true}}") == "\(path): \(message)")
    }

    // MARK: - Cases and joined words

    @Test(arguments: [
        ("lower", "straße mcdonald's"), ("upper", "STRASSE MCDONALD'S"), ("capitalised", "Straße mcdonald's"),
        ("as_is", "straße McDonald's"),
    ])
    func casesAreApplied(style: String, expected: String) throws {
        #expect(try author(#"{word: {words: "straße McDonald's", case: \#(style)}}"#).label(0) == expected)
        // Drawn among several, of which only one has a weight.
        let drawn = "[{value: \(style), weight: 1}, {value: mixed, weight: 0}]"
        #expect(try author(#"{word: {words: "straße McDonald's", case: \#(drawn)}}"#).label(0) == expected)
    }

    @Test func theFirstLetterIsTheCapital() throws {
        #expect(try author(#"{word: {words: "'TIS", case: capitalised}}"#).label(0) == "'Tis")
        #expect(try author(#"{word: {words: "éCOLE", case: capitalised}}"#).label(0) == "École")
    }

    @Test func mixedCaseIsDrawnForEachLetter() throws {
        let list = try author("{word: {words: [ab, äß], case: mixed}}")
        let counts = histogram(try list.labels(8_000).filter { $0.utf8.count == 2 && $0.first?.isASCII == true })
        #expect(fits(["ab", "aB", "Ab", "AB"].map { counts[$0] ?? 0 }, weights: [1, 1, 1, 1]))
        #expect(Set(list.alphabet) == Set("AaBbÄäSß"))
    }

    @Test func casesAreDrawnByWeight() throws {
        let counts = histogram(
            try author("{word: {words: ab, case: [lower, {value: upper, weight: 2}, {value: capitalised, weight: 3}]}}")
                .labels(12_000))
        #expect(fits(["ab", "AB", "Ab"].map { counts[$0] ?? 0 }, weights: [1, 2, 3]))
    }

    @Test func wordsAreJoined() throws {
        let list = try author("{word: {words: [a, b], count: 1..3, separator: ['-', '+']}}")
        let counts = histogram(try list.labels(9_000).map(\.count))
        #expect(fits([counts[1] ?? 0, counts[3] ?? 0, counts[5] ?? 0], weights: [1, 1, 1]))
        for text in try list.labels(200) { #expect(text.wholeMatch(of: #/[ab](-[ab])*|[ab](\+[ab])*/#) != nil) }
        #expect(list.alphabet == ["a", "b", "-", "+"])
    }

    // MARK: - Every word once

    @Test func uniqueWordsAreUnique() throws {
        let path = try file((0..<500).map { "w\($0)" }.joined(separator: "\n") + "\nw7\nW8\n")
        let list = try author("{word: {files: '\(path)', case: upper, mode: unique}}", train: 300, val: 100, test: 100)
        #expect(list.hasUniqueLabels)
        #expect(list.notes == ["text.word: 2 words are there twice and count once"])
        let labels = try list.labels(300) + list.labels(100, .val) + list.labels(100, .test)
        #expect(Set(labels) == Set((0..<500).map { "W\($0)" }))
    }

    @Test func exhaustiveRowsOfWords() throws {
        let list = try author("{word: {words: [a, b], count: 1..2, separator: '+', mode: exhaustive}}")
        #expect(try list.labels(6).sorted() == ["a", "a+a", "a+b", "b", "b+a", "b+b"])
        #expect(histogram(try list.labels(60)).values.allSatisfy { $0 == 10 })
    }

    @Test(arguments: ["random", "exhaustive"]) func disjointSplitsShareNoWord(mode: String) throws {
        let path = try file((0..<100).map { "w\($0)" }.joined(separator: " "))
        let list = try author(
            "{word: {files: '\(path)', mode: \(mode), disjoint: true}}", train: 60, val: 20, test: 20)
        let splits = try Split.allCases.map { Set(try list.labels(500, $0)) }
        #expect(splits.map(\.count).reduce(0, +) == Set(splits.joined()).count)
        #expect(splits.allSatisfy { $0.count > 5 })
    }

    @Test(arguments: [
        ("{}", "files: give 'files' such as /usr/share/dict/words, or 'words'"),
        ("{words: [a, '']}", "words: word 2 is empty"),
        ("{words: a, weighted: true}", "weighted: a weight belongs to a line; add 'split: line'"),
        ("{words: a, length: [1, 3]}", "length: expected a number or a range a..b, got a list"),
        ("{words: a, alphabet: ''}", "alphabet: is empty"),
        ("{words: a, outside: drop}", "outside: 'drop' needs an 'alphabet' to drop characters outside of"),
        (
            "{words: a, mode: unique, case: [lower, upper]}",
            "case: mode 'unique' numbers all labels; give one case, other than 'mixed'"
        ),
        ("{words: a, mode: exhaustive, case: mixed}", "case: mode 'exhaustive' numbers all labels"),
        ("{words: a, mode: unique, count: [1, 2]}", "count: a list does not go with mode 'unique'; give a range a..b"),
        (
            "{words: a, mode: unique, count: 2, separator: ''}",
            "separator: mode 'unique' with several words needs one separator of one character"
        ),
        (
            "{words: [a-b, c], mode: exhaustive, count: 2, separator: '-'}",
            "text.word.separator: the word 'a-b' holds the separator '-', so two labels could read the same"
        ),
        ("{words: [a, b], mode: unique}", "text.word: mode 'unique' has 2 labels for 1000 samples"),
        (
            "{words: [a, b, c], mode: unique, count: 40}",
            "text.word: mode 'unique' numbers all labels, and these are more than 2^62"
        ),
    ])
    func brokenListsAreRefused(body: String, message: String) {
        let text = refusal("{word: \(body)}")
        #expect(text.contains(message), "\(text)")
    }
}
