import Testing

@testable import platen

/// The histograms that a run ends with.
@Suite struct SummaryTextTests {
    @Test func sourcesAndPlacesAreThere() async throws {
        let desk = try Desk(samples: "{train: 60, val: 0, test: 0}")
        let text = """
            text={mixture: {mode: balanced, sources: {codes: {text: {pattern: 'AB1'}}, words: {text: {pattern: 'A-é'}}}}}
            """
        let summary = try await succeed("generate", desk.recipe, text, "-o", desk("set"))
        let lines = summary.split(separator: "\n").map(String.init)
        #expect(lines.contains("  sources      codes 30, words 30"))
        #expect(lines.contains("  lengths      3 60"))
        #expect(lines.contains("  places       1: always A, 2: 2 kinds ('-' 50 %), 3: 2 kinds (1 50 %)"))
        let manifest = try object(contents(desk("set/platen.json")))["summary"] as? [String: Any]
        #expect(manifest?["sources"] as? [String: Int] == ["codes": 30, "words": 30])
    }

    @Test(arguments: [
        ("a", "a"), ("é", "é"), ("7", "7"), (",", "','"), (" ", "' '"), ("\t", "'\\t'"), ("\u{200B}", "'\\u{200B}'"),
        ("\u{202E}", "'\\u{202E}'"), ("\u{FEFF}", "'\\u{FEFF}'"), ("\u{A0}", "'\\u{00A0}'"),
    ])
    func charactersCanBeTold(text: String, shown: String) {
        #expect(visible(text) == shown)
    }

    @Test func longLabelsShowTheirFirstPlaces() async throws {
        let desk = try Desk(samples: "{train: 20, val: 0, test: 0}")
        let summary = try await succeed(
            "generate", desk.recipe, "text={pattern: 'abcdefghijklmn'}", "-o", desk("set"))
        #expect(summary.contains("10: always j, and 4 more\n"))
        #expect(!summary.contains("sources"))
    }
}
