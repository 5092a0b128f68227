import Foundation
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Which word of its list a label is.
@Suite struct LexiconLineTests {
    private func writings(_ author: any Author, _ count: Int = 300) throws -> [Writing] {
        try (0..<count).map { try author.writing(for: SampleKey(seed: 1, split: .train, index: $0)) }
    }

    private func word(_ lexicon: any SampleLexicon, _ line: Int) -> String {
        String(decoding: lexicon.word(atLine: line), as: UTF8.self)
    }

    @Test(arguments: [
        "words: [Ant, bee, Émile, cow]", "words: [Ant, bee, Émile, cow], case: [lower, upper, capitalised, mixed]",
        "words: [Ant, bee], case: upper", "words: [Ant, bee, bee], mode: exhaustive",
        "words: [Ant, bee, {value: cow, weight: 7}], case: mixed, disjoint: true",
    ])
    func linesAreThoseOfTheWordInAnyCase(text: String) throws {
        let words = try author("{word: {\(text)}}", train: 600, val: 200, test: 200)
        let lexicon = try #require(words.lexicon)
        var lines = Set<Int>()
        for writing in try writings(words) {
            let line = try #require(writing.lexiconLine)
            #expect(word(lexicon, line).lowercased() == writing.label.lowercased())
            lines.insert(line)
        }
        #expect(lines.count > 1)
    }

    @Test func theListsOfFilesStandBehindEachOther() throws {
        let folder = try TemporaryFolder()
        for (name, text) in [("a", "one\ntwo-2\nthree\n"), ("b", "four\nfive\n")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder(name)))
        }
        let words = try author(
            "{word: {files: [\(folder("a")), {path: \(folder("b")), weight: 3}], alphabet: efhinortuvw}}")
        let lexicon = try #require(words.lexicon)
        #expect((0..<lexicon.count).map { word(lexicon, $0) } == ["one", "three", "four", "five"])
        for writing in try writings(words) {
            #expect(word(lexicon, try #require(writing.lexiconLine)) == writing.label)
        }
    }

    @Test func mixturesOfListsJoinThem() throws {
        let (a, b) = ("a: {text: {word: {words: [ant, bee]}}}", "b: {text: {word: {words: [cow, dog], case: upper}}}")
        let mixed = try author("{mixture: {sources: {outer: {text: {mixture: {sources: {\(a), \(b)}}}}, \(a)}}}")
        let lexicon = try #require(mixed.lexicon)
        #expect((0..<lexicon.count).map { word(lexicon, $0) } == ["ant", "bee", "COW", "DOG", "ant", "bee"])
        for writing in try writings(mixed) {
            let line = try #require(writing.lexiconLine)
            #expect(word(lexicon, line) == writing.label)
            #expect((line < 4) == (writing.source?.hasPrefix("outer/") == true))
        }
    }

    @Test(arguments: [
        "{word: {words: [ant, bee], count: 2}}", "{word: {words: [ant, bee], count: 1..2}}",
        "{word: {words: [ant, bee], count: 1..2, mode: exhaustive}}", "{pattern: '[a-z]'}",
        "{mixture: {sources: {a: {text: {word: {words: [ant]}}}, b: {text: number}}}}",
        "{template: {form: '{a}', parts: {a: {word: {words: [ant]}}}}}",
    ])
    func whereLabelsAreNoWordsOfAListThereIsNone(text: String) throws {
        let texts = try author(text)
        #expect(texts.lexicon == nil)
        #expect(try writings(texts).allSatisfy { $0.lexiconLine == nil })
    }
}
