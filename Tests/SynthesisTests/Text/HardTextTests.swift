import Samples
import Testing

@testable import Synthesis

/// Texts that are made hard on purpose.
@Suite struct HardTextTests {
    private let dates = """
        text:
          hard: 0.5
          template: {form: '{a} {b}', parts: {a: {pattern: '[0-8]{4}'}, b: {pattern: '[A-Y]{3}'}}}
        """
    private let plainDates = """
        text:
          template: {form: '{a} {b}', parts: {a: {pattern: '[0-8]{4}'}, b: {pattern: '[A-Y]{3}'}}}
        """

    private func writings(_ yaml: String, _ count: Int) throws -> [Writing] {
        let recipe = try Fixture.recipe(yaml)
        let author = try LabelSource(recipe).author
        return try (0..<count).map { try author.writing(for: SampleKey(seed: 1, split: .train, index: $0)) }
    }

    private func kind(_ writing: Writing) -> String? {
        for choice in writing.notes where choice.name == "text.hard" {
            if case .text(let value) = choice.value { return value }
        }
        return nil
    }

    @Test func aShareIsMadeHardAndTheOthersStay() throws {
        let hard = try writings(dates, 2000)
        let plain = try writings(plainDates, 2000)
        let counts = histogram(hard.map { kind($0) ?? "" })
        #expect(Set(counts.keys) == ["no", "cut", "random", "joined", "twisted", "spaced"])
        #expect((940...1140).contains(counts["no"] ?? 0))
        for (one, other) in zip(hard, plain) {
            #expect(kind(other) == nil)
            #expect((kind(one) == "no") == (one.display == other.display))
        }
    }

    @Test func onlyWhatTheSourceWritesIsWritten() throws {
        let allowed = Set("012345678ABCDEFGHIJKLMNOPQRSTUVWXY ")
        for writing in try writings(dates, 1000) {
            #expect(writing.label == writing.display && Set(writing.label).isSubset(of: allowed))
            // What no picture shows is in no label.
            #expect(!writing.label.isEmpty && writing.label.first != " " && writing.label.last != " ")
            #expect(!writing.label.contains("  "))
        }
    }

    @Test func eachKindIsWhatItIsCalled() throws {
        let plain = try writings(plainDates, 1000).map(\.label)
        for (writing, whole) in zip(try writings(dates, 1000), plain) {
            let text = writing.label
            switch kind(writing) {
            case "cut": #expect(text.count < whole.count && whole.contains(text))
            case "joined": #expect(text.hasPrefix(whole + " ") && text.count == 17)
            case "spaced": #expect(text.filter { $0 != " " } == whole.filter { $0 != " " } && text.count > whole.count)
            case "twisted": #expect(text != whole && abs(text.count - whole.count) <= 3)
            default: break
            }
        }
    }

    @Test func sourcesOfAMixtureKeepToTheirOwn() throws {
        let yaml = """
            text:
              hard: 1
              mixture: {sources: {digits: {text: {pattern: '[0-9]{6}'}}, letters: {text: {pattern: '[a-z]{6}'}}}}
            """
        for writing in try writings(yaml, 500) {
            #expect(writing.label.allSatisfy { writing.source == "digits" ? $0.isNumber : $0.isLetter })
            // Neither has blanks.
            #expect(kind(writing) != "spaced")
        }
    }

    @Test func labelsInOtherDigitsStayWithTheirText() throws {
        let yaml = "text: {hard: 1, number: {digits: 4, numbering: arab, label: western}}"
        let kinds = try writings(yaml, 300).map { writing in
            let western = writing.display.compactMap(\.wholeNumberValue).map(String.init).joined()
            #expect(western == writing.label)
            return kind(writing)
        }
        #expect(Set(kinds) == ["no", "joined"])
    }

    @Test(arguments: [
        "{hard: 0.1, pattern: {form: '[0-9]{6}', mode: unique}}",
        "{hard: 0.1, number: {digits: 2, mode: exhaustive}}",
    ])
    func numberedTextsCannotBeHard(text: String) throws {
        let recipe = try Fixture.recipe("{samples: {train: 9, val: 0, test: 0}, text: \(text)}")
        let message = Fixture.message { _ = try LabelSource(recipe) }
        #expect(message.hasPrefix("text.hard: in the modes 'unique' and 'exhaustive' each text is written as it is"))
    }

    @Test func whatIsDrawnIsItsLabel() throws {
        let yaml = "text: {hard: 1, pattern: '[0-9]{2} [0-9]{2}'}"
        for sample in try Fixture.samples(yaml, 12) {
            #expect(sample.characters.map(\.text).joined() == sample.label)
        }
    }
}
