import Samples
import TestSupport
import Testing

@testable import Synthesis

/// A label has nothing that its picture does not show.
@Suite struct SeenLabelTests {
    /// Characters that are never seen are refused wherever a recipe can say them.
    @Test(arguments: [
        "number: {digits: 3, prefix: \"\\u202E\"}", "number: {digits: 3, suffix: \"\\u200B\"}",
        "number: {digits: 3, suffix: \"\\u00AD\"}", "number: {digits: 3, suffix: \"\\uFE0F\"}",
        "number: {digits: 6, thousands: \"\\u200B\"}", "number: {digits: 3, decimals: 2, decimal_point: \"\\u200B\"}",
        "date: {patterns: [\"dd 'x\\u202Ey' MM\"]}", "word: {words: [ab, cd], count: 2, separator: \"\\u202E\"}",
        "template: {form: \"a\\u200Db\"}", "template: {form: \"a\\u034Fb\"}", "template: {form: \"a\\U000E0041b\"}",
        "template: {form: \"\\u3164b\"}", "pattern: \"a\\uFE0F?b\"",
    ])
    func whatIsNeverSeenIsRefused(text: String) {
        let message = Fixture.message { _ = try Fixture.source("text: {\(text)}") }
        #expect(message.contains("can't stand in a line of text"), "\(message)")
    }

    /// In lists, whose words are many, those words are left out and counted.
    @Test func wordsWithHiddenCharactersAreLeftOut() throws {
        let source = try Fixture.source(#"text: {word: {words: [ab, "a\u200Db", "a\uFE0Fc", "d\u2060e"]}}"#)
        #expect(source.notes.contains { $0.contains("3 ") }, "\(source.notes)")
        let labels = try Fixture.labels(#"text: {word: {words: [ab, "a\u200Db", "a\uFE0Fc", "d\u2060e"]}}"#, 20)
        #expect(Set(labels) == ["ab"])
    }

    /// Joiners change how letters of some scripts look, and selectors how ideographs do.
    @Test func whatChangesALetterMayStand() {
        for text in ["\u{645}\u{6CC}\u{200C}", "\u{915}\u{94D}\u{200D}", "\u{845B}\u{E0100}", "e\u{301}"] {
            #expect(text.allSatisfy { $0.standsAlone }, "\(text.unicodeScalars.map(\.value))")
        }
        for text in ["a\u{200D}", "a\u{FE0F}", "\u{200B}", "\u{3164}", "\u{301}"] {
            #expect(!text.allSatisfy { $0.standsAlone }, "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test(arguments: [
        "template: {form: \" {x}\", parts: {x: {number: {digits: 2}}}}", "pattern: ' ?[0-9]{2} ?'",
        "number: {digits: 2, suffix: ' '}",
    ])
    func blanksAtTheEndsAreRefused(text: String) {
        let message = Fixture.message { _ = try Fixture.source("text: {\(text)}") }
        #expect(message.contains("begins or ends with a blank, which no picture shows"), "\(message)")
    }

    /// Where they are so rare that a few hundred texts show none, they are found when they are drawn.
    @Test func rareBlanksAtTheEndsStopARun() throws {
        func yaml(_ beside: String = "") -> String { "{text: {pattern: '[0-9]{3}(a<9999>| )'\(beside)}}" }
        let recipe = try Fixture.source(yaml())
        let texts = try LabelSource(recipe.recipe)
        let index = try #require(
            try (0..<100_000).first { try texts.text(at: $0, in: .train).label.hasSuffix(" ") })
        #expect(index >= 300)
        let label = try texts.text(at: index, in: .train).label
        let message = Fixture.message { _ = try recipe.makeReader().sample(at: index, in: .train) }
        #expect(
            message.hasPrefix("train/\(index): the label '\(label)' begins or ends with a blank, which no picture"),
            "\(message)")
        let other = try Fixture.source(yaml(", undrawable: redraw")).makeReader().sample(at: index, in: .train)
        #expect(other.label.hasSuffix("a"))
        #expect(other.rejections.map(\.reason) == [.undrawableText])
    }

    /// A letter that lost all its ink is no letter, however little is asked of it.
    @Test func lettersWithoutInkAreRefused() {
        let message = Fixture.message {
            _ = try Fixture.sample("{text: {number: {digits: 3}}, ink: {stages: [{thickness: -8}]}}")
        }
        #expect(message.contains("could not be drawn in 200 tries"), "\(message)")
    }

    @Test func inkThatMayVanishIsNoted() throws {
        func notes(_ keys: String) throws -> [String] {
            try Fixture.source("{text: {number: {digits: 3, decimals: 2}}, \(keys)}").notes
        }
        #expect(try notes("ink: {contrast: 0}").contains { $0.hasPrefix("ink.contrast: at 0 ") })
        #expect(
            try notes("style: {decimals: {ink: {contrast: 0}}}").contains { $0.hasPrefix("style.decimals.ink.con") })
        #expect(try notes("ink: {contrast: 0.01}").isEmpty)
    }

    @Test func wheelsThatShowTheNextDigitAreNoted() throws {
        func notes(_ wheels: String) throws -> [String] {
            try Fixture.source("{text: {number: {digits: 5}}, hand: {wheels: \(wheels)}}").notes
        }
        #expect(try notes("{turn: 0..0.95}").contains { $0.hasPrefix("hand.wheels.turn: past 0.5") })
        #expect(try notes("{turn: 0..0.5}").isEmpty)
    }
}
