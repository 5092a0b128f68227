import Configs
import Samples
import Testing

@testable import Synthesis

@Suite struct TextMixtureTests {
    private let sources = """
        {mixture: {sources: {
          digits: {weight: 3, text: {pattern: '[0-9]{4}'}},
          letters: {weight: 1, text: {pattern: '[a-z]{4}'}},
          never: {weight: 0, text: {word: {files: /etc/hostname, length: 900}}}}}}
        """

    @Test func sourcesAreDrawnByWeightAndNamed() throws {
        let texts = try author(sources)
        let writings = try (0..<10_000).map {
            try texts.writing(for: SampleKey(seed: 1, split: .train, index: $0))
        }
        let counts = histogram(writings.compactMap(\.source))
        #expect(fits([counts["digits"] ?? 0, counts["letters"] ?? 0], weights: [3, 1]))
        #expect(writings.allSatisfy { ($0.source == "digits") == ($0.label.first?.isNumber == true) })
        #expect(Set(texts.alphabet) == Set("0123456789abcdefghijklmnopqrstuvwxyz"))
        #expect(!texts.hasUniqueLabels)
    }

    @Test func aMixtureInAMixtureNamesBoth() throws {
        let texts = try author("{mixture: {sources: {outer: {text: \(sources)}}}}")
        let names = try Set(
            (0..<100).map {
                try texts.writing(for: SampleKey(seed: 1, split: .train, index: $0)).source
            })
        #expect(names == ["outer/digits", "outer/letters"])
    }

    @Test func labelsAreUniqueWhereTheOnlySourceIs() throws {
        let serial = "{text: {pattern: {form: '[0-9]{3}', mode: unique}}}"
        let one = try author("{mixture: {sources: {a: \(serial)}}}")
        #expect(one.hasUniqueLabels)
        #expect(Set(try one.labels(1000)).count == 1000)
        #expect(try !author("{mixture: {sources: {a: \(serial), b: \(serial)}}}").hasUniqueLabels)
    }

    @Test func sourcesOfOneKindAreDrawnApart() throws {
        let part = "{text: {pattern: '[0-9]{9}'}}"
        let both = try author("{mixture: {sources: {a: \(part), b: \(part)}}}")
        #expect(Set(try both.labels(500)).count == 500)
        let (a, b) = (
            try author("{mixture: {sources: {a: \(part)}}}"), try author("{mixture: {sources: {b: \(part)}}}")
        )
        #expect(try a.label(0) != b.label(0))
    }

    @Test func disjointSplitsShareNoText() throws {
        let part = "{text: {number: {digits: 2}}}"
        let texts = try author("{mixture: {sources: {a: \(part), b: \(part)}, disjoint: true}}", train: 80, val: 20)
        #expect(Set(try texts.labels(300)).isDisjoint(with: try texts.labels(300, .val)))
    }

    @Test func theChoiceIsNotedWithTheSample() throws {
        let recipe = try ConfigDocument(
            yaml: "text: \(sources)\nfonts: {faces: [Liberation Sans]}\n", name: "recipe.yml", baseDirectory: "/"
        ).decode(Recipe.self)
        let reader = try SyntheticSource(recipe).makeReader()
        for index in 0..<10 {
            let sample = try reader.sample(at: index, in: .train)
            let name = sample.label.first?.isNumber == true ? "digits" : "letters"
            #expect(sample.choices.filter { $0.name == "text.source" } == [Sample.Choice("text.source", name)])
        }
    }

    @Test(arguments: [
        ("{}", "sources: there must be one at least"),
        ("{a: {weight: 0, text: number}}", "sources: every weight is 0; one must be above 0"),
        ("{a: {weight: 1}}", "sources.a: the key 'text' is missing"),
        ("{a: {text: numbers}}", "sources.a.text: unknown text 'numbers'; did you mean 'number'?"),
        (
            "{a: {text: {pattern: {form: b, mode: unique}}}}",
            "text.mixture.sources.a: text.pattern: mode 'unique' has 1 label for 1000 samples"
        ),
    ])
    func brokenMixturesAreRefused(sources: String, message: String) {
        let text = refusal("{mixture: {sources: \(sources)}}")
        #expect(text.contains(message), "\(text)")
    }
}
