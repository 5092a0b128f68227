import Samples
import Testing

@testable import Recognition

/// Whether labels can be written in an alphabet.
@Suite struct AlphabetTextTests {
    @Test func knowsWhetherCharactersWriteAText() throws {
        let labels = try #require(LabelAutomaton(of: ["12/3", "4.5", "e\u{301}6"], separators: [" "]))
        for characters in ["123/", "4.5", "7.54", "e\u{301}6"] {
            #expect(labels.hasText(of: Array(characters)), "\(characters)")
        }
        for characters in ["123", "12/45", "e6", "", "/ ."] {
            #expect(!labels.hasText(of: Array(characters)), "\(characters)")
        }
        #expect(labels.hasText(of: ["e", "\u{301}", "6"]))
        // A character that is only begun is none.
        #expect(!labels.hasText(of: ["e\u{302}", "6"]))
        #expect(LabelAutomaton(of: [""])?.hasText(of: []) == true)
    }
}
