import Configs
import Foundation
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// What a sample tells of how its text was drawn.
@Suite struct TextNoteTests {
    private func notes(_ text: String, _ index: Int = 0) throws -> [String: Sample.Choice.Value] {
        let key = SampleKey(seed: 1, split: .train, index: index)
        let notes = try author(text).writing(for: key).notes
        #expect(Set(notes.map(\.name)).count == notes.count)
        return Dictionary(uniqueKeysWithValues: notes.map { ($0.name, $0.value) })
    }

    @Test func datesTellTheirFormAndDigits() throws {
        let text = """
            {date: {patterns: [dd/MM/yyyy, d. MMMM yyyy], locales: [de, fr], separators: [".", "-"], case: [as_is, upper],
              leading_zeros: mixed, time: [HH:mm, "h:mm a"], numbering: [latn, arab], impossible: 0.5}}
            """
        var seen: [String: Set<Sample.Choice.Value>] = [:]
        let key = { SampleKey(seed: 1, split: .train, index: $0) }
        let dates = try author(text)
        for index in 0..<200 {
            let writing = try dates.writing(for: key(index))
            for note in writing.notes { seen[note.name, default: []].insert(note.value) }
            let isArabic = writing.notes.contains(Sample.Choice("text.numbering", "arab"))
            #expect(writing.display.unicodeScalars.contains { (0x660...0x669).contains($0.value) } == isArabic)
            let hasName = writing.notes.contains(Sample.Choice("text.pattern", "d. MMMM yyyy"))
            #expect(writing.display.contains { $0.isLetter && !"AMPMampm".contains($0) } || !hasName)
        }
        #expect(
            seen == [
                "text.pattern": [.text("dd/MM/yyyy"), .text("d. MMMM yyyy")],
                "text.locale": [.text("de"), .text("fr")],
                "text.separator": [.text("."), .text("-")], "text.case": [.text("as_is"), .text("upper")],
                "text.leading_zeros": [.text("keep"), .text("drop")],
                "text.time_pattern": [.text("HH:mm"), .text("h:mm a")],
                "text.numbering": [.text("latn"), .text("arab")], "text.impossible": [.number(1)],
            ])
    }

    @Test func whatIsNoChoiceIsNotNoted() throws {
        for text in ["date", "number", "{pattern: '[0-9]{4}'}", "{word: {words: [a, b], case: upper}}"] {
            #expect(try notes(text).isEmpty)
        }
    }

    @Test func wordsTellTheirCaseAndList() throws {
        let folder = try TemporaryFolder()
        try "x\n".write(toFile: folder("list.txt"), atomically: true, encoding: .utf8)
        let text = "{word: {files: \(folder("list.txt")), words: [y], case: [lower, upper]}}"
        let words = try author(text)
        for index in 0..<50 {
            let writing = try words.writing(for: SampleKey(seed: 1, split: .train, index: index))
            let isUpper = writing.label == writing.label.uppercased()
            let list = writing.label.lowercased() == "x" ? "list.txt" : "text.word.words"
            #expect(
                writing.notes
                    == [Sample.Choice("text.case", isUpper ? "upper" : "lower"), Sample.Choice("text.list", list)])
        }
    }

    @Test func partsOfTemplatesTellUnderTheirNames() throws {
        let text = """
            {template: {form: ["{day}", "on {day}"], parts: {day: {mixture: {sources: {
              a: {text: {date: {patterns: [d.M., d/M]}}}}}}}}}
            """
        for index in 0..<20 {
            let found = try notes(text, index)
            #expect(found.keys.sorted() == ["text.day.pattern", "text.day.source", "text.form"])
            #expect(found["text.day.source"] == .text("a"))
        }
    }

    @Test func theSampleHasThem() throws {
        let recipe = try ConfigDocument(
            yaml: "text: {date: {patterns: [d.M., d/M]}}\nfonts: {faces: [Liberation Sans]}\n", name: "recipe.yml",
            baseDirectory: "/"
        ).decode(Recipe.self)
        let sample = try SyntheticSource(recipe).makeReader().sample(at: 3, in: .train)
        let pattern = sample.label.contains("/") ? "d/M" : "d.M."
        #expect(sample.choices.filter { $0.name.hasPrefix("text.") } == [Sample.Choice("text.pattern", pattern)])
        #expect(try LabelSource(recipe).text(at: 3, in: .train).label == sample.label)
    }
}
