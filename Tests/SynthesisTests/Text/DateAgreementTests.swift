import Samples
import Testing

@testable import Synthesis

/// Patterns with names of months go with the locales that write dates so.
@Suite struct DateAgreementTests {
    private static func text(_ pattern: String, _ more: String = "") -> String {
        """
        text: {date: {patterns: ["\(pattern)"], locales: [en_GB, en_US, de, fr, es, cs],
                      from: 2020-05-01, to: 2020-08-31\(more)}}
        """
    }

    private func languages(_ yaml: String) throws -> Set<String> {
        let author = try Fixture.author(yaml)
        return Set(
            try (0..<300).compactMap { index in
                try author.writing(for: SampleKey(seed: 1, split: .train, index: index)).notes
                    .first { $0.name == "text.locale" }.map { "\($0.value)" }
            })
    }

    @Test(arguments: [
        ("d. MMMM yyyy", ["de", "cs"]), ("d MMMM yyyy", ["en_GB", "fr"]), ("MMMM d, yyyy", ["en_US"]),
        ("d 'de' MMMM 'de' yyyy", ["es"]),
    ])
    func aPatternHasItsLocales(pattern: String, locales: [String]) throws {
        let found = try languages(Self.text(pattern))
        #expect(locales.allSatisfy { locale in found.contains { $0.contains(locale) } }, "\(found)")
        let strangers = ["en_GB", "en_US", "de", "fr", "es", "cs"].filter { !locales.contains($0) }
        // Some write two ways: these alone must not be there.
        let never: [String: [String]] = [
            "d. MMMM yyyy": ["en_GB", "en_US", "fr", "es"], "d MMMM yyyy": ["de", "cs", "en_US"],
            "MMMM d, yyyy": ["de", "fr", "es", "cs"], "d 'de' MMMM 'de' yyyy": ["de", "fr", "en_GB", "en_US", "cs"],
        ]
        for stranger in strangers where never[pattern]?.contains(stranger) == true {
            #expect(!found.contains { $0.contains(stranger) }, "\(stranger) in \(found)")
        }
    }

    /// Numbers, and punctuation of tables, are the same everywhere; and a recipe may ask for all.
    @Test(arguments: ["dd/MM/yyyy", "dd-MMM-yy"])
    func othersGoWithAll(pattern: String) throws {
        #expect(try languages(Self.text(pattern)).count == 6)
    }

    @Test func allMayBeAskedFor() throws {
        #expect(try languages(Self.text("d. MMMM yyyy", ", pattern_locales: any")).count == 6)
    }

    /// What none of several locales writes is an error, which names one that does.
    @Test(arguments: [
        ("MMMM d, yyyy", "[de, fr]", "such as en_US"), ("d. MMMM yyyy", "[ja, zh]", "such as de_DE"),
        ("'EEEE, d MMMM yyyy'", "[fr, it]", "such as en_"), ("d. MMM yy", "[en_GB, nl]", "such as"),
    ])
    func whatNobodyWritesIsAnError(pattern: String, locales: String, hint: String) throws {
        let pattern = pattern.hasPrefix("'") ? pattern : "'\(pattern)'"
        let yaml = "{date: {patterns: [\(pattern)], locales: \(locales), from: 2020-05-09, to: 2020-05-09}}"
        let message = Fixture.message { _ = try Fixture.labels("text: \(yaml)", 4) }
        #expect(message.contains("writes dates as") && message.contains(hint), "\(message)")
        let asked = yaml.replacing("from:", with: "pattern_locales: any, from:")
        #expect(try Set(Fixture.labels("text: \(asked)", 40)).count == 2)
    }

    /// One locale is what was asked for.
    @Test func onePatternInOneLocaleIsLeftAlone() throws {
        let labels = try Fixture.labels(
            "text: {date: {patterns: ['MMMM d. yyyy'], locales: [de], from: 2020-05-09, to: 2020-05-09}}", 4)
        #expect(Set(labels) == ["Mai 9. 2020"])
    }

    /// A comma behind a weekday is English and Spanish, not French.
    @Test func aWeekdayHasItsLocalesToo() throws {
        let text =
            "text: {date: {patterns: ['EEEE, d MMM yyyy'], locales: [en_GB, fr], from: 2020-05-09, to: 2020-05-20}}"
        #expect(try Fixture.labels(text, 40).allSatisfy { $0.contains("day, ") })
    }

    @Test func numberedModesKeepToIt() throws {
        let labels = try Fixture.labels(
            """
            {text: {date: {patterns: ['d. MMMM yyyy'], locales: [de, fr], from: 2020-05-01, to: 2020-05-31,
                           mode: exhaustive}}, samples: {train: 31}}
            """, 31)
        #expect(labels.allSatisfy { $0.contains("Mai") })
        #expect(Set(labels).count == 31)
    }
}
