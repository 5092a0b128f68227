import Foundation
import TestSupport
import Testing

@testable import Synthesis

/// Bad texts, each with what is said of it and where.
@Suite struct BadTextTests {
    @Test(arguments: [
        (
            "{pattern: '[0-9]+'}",
            "recipe.yml:1:17: text.pattern.form: column 6: + has no limit, and a pattern must have one; write {0,8}, or \\+ for "
                + "the character"
        ),
        (
            "{pattern: '[0-9'}",
            "recipe.yml:1:17: text.pattern.form: column 1: this [ is not closed; write \\[ for the character"
        ),
        (
            "{pattern: 'a{3,}'}",
            "recipe.yml:1:17: text.pattern.form: column 2: {3,} has no upper limit, and a pattern must have one; write {3,8}"
        ),
        (
            "{pattern: '[^ -~]'}",
            "recipe.yml:1:17: text.pattern.form: column 6: no character of the alphabet is left"
        ),
        (
            "{date: {locales: klingon}}",
            "recipe.yml:1:24: text.date.locales: unknown locale 'klingon'; give a language, or a language and a country: de, "
                + "en_GB, pt_BR, zh_Hans_CN"
        ),
        (
            "{date: {numbering: arabic}}",
            "recipe.yml:1:26: text.date.numbering: unknown value 'arabic'; did you mean 'arab'? Allowed: adlm, ahom, "
        ),
        (
            "{date: {from: 2024-02-01, to: 2024-01-01}}",
            "recipe.yml:1:37: text.date.to: 2024-01-01 lies before 'from', 2024-02-01; write the earlier day first"
        ),
        ("{word: {words: []}}", "recipe.yml:1:22: text.word.words: the list is empty; there is nothing to draw from"),
    ])
    func theRecipeIsNamedWithLineColumnAndKey(text: String, message: String) {
        let said = refusal(text)
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test func filesOfWordsAreNamedWithLineAndByte() throws {
        let folder = try TemporaryFolder()
        let (empty, latin) = (folder("empty.txt"), folder("latin.txt"))
        try Data().write(to: URL(fileURLWithPath: empty))
        try Data(Array("ok\ncaf".utf8) + [0xE9, 0x0A]).write(to: URL(fileURLWithPath: latin))
        #expect(
            refusal("{word: '\(empty)'}")
                == "text.word: no word is left; \(empty) holds no word. Change 'length', 'alphabet' or 'outside', or name other "
                + "files.")
        #expect(
            refusal("{word: '\(latin)'}")
                == "\(latin): line 2: byte 4 (0xE9) is not UTF-8; if the file is Latin-1, convert it: iconv -f LATIN1 -t UTF-8 "
                + "latin.txt")
    }

    @Test(arguments: [
        (
            "{number: {digits: 2, mode: unique}}",
            "text.number: mode 'unique' has 90 labels for 91 samples; ask for fewer samples, more digits, or mode 'exhaustive'"
        ),
        (
            "{date: {from: 2024-01-01, to: 2024-03-30, mode: unique}}",
            "text.date: mode 'unique' has 90 labels for 91 samples; ask for fewer samples, allow more labels, or use mode "
                + "'exhaustive'"
        ),
        (
            "{word: {words: [a, b, c], count: 4, mode: unique}}",
            "text.word: mode 'unique' has 81 labels for 91 samples; ask for fewer samples, allow more labels, or use mode "
                + "'exhaustive'"
        ),
        (
            "{pattern: {form: '[0-8]\\d', mode: unique}}",
            "text.pattern: mode 'unique' has 90 labels for 91 samples; ask for fewer samples, allow more labels, or use mode "
                + "'exhaustive'"
        ),
        (
            "{template: {form: '{a}!', mode: unique, parts: {a: {pattern: '[0-8]\\d'}}}}",
            "text.template: mode 'unique' has 90 labels for 91 samples; ask for fewer samples, allow more labels, or use mode "
                + "'exhaustive'"
        ),
        (
            "{mixture: {mode: unique, sources: {a: {text: {pattern: '[0-8]\\d'}}}}}",
            "text.mixture.sources.a: mode 'unique' has 90 labels for 91 of the 91 samples; ask for fewer samples, allow more "
                + "labels, or lower its weight"
        ),
    ])
    func spentSetsAreNamedWithTheirKey(text: String, message: String) {
        #expect(refusal(text, train: 91) == message)
        let number = text.hasPrefix("{word") ? 81 : 90
        #expect(refusal(text, train: number) == "")
    }
}
