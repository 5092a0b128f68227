import Samples
import Testing

@testable import Synthesis

/// The mode `balanced`: every option equally often.
@Suite struct BalancedTests {
    private func writings(_ text: String, _ count: Int, from start: Int = 0) throws -> [Writing] {
        let texts = try author(text)
        #expect(!texts.hasUniqueLabels)
        return try (start..<start + count).map { try texts.writing(for: SampleKey(seed: 1, split: .train, index: $0)) }
    }

    @Test func lengthsOfNumbersAndDigitsAtTheirPlaces() throws {
        let labels = try writings("{number: {digits: [{value: 1, weight: 9}, 2..3], mode: balanced}}", 900).map(\.label)
        let lengths = Dictionary(grouping: labels, by: \.count)
        #expect(lengths.mapValues(\.count) == [1: 300, 2: 300, 3: 300])
        for (length, labels) in lengths {
            for place in 0..<length {
                let digits = histogram(labels.map { Array($0)[place] })
                let kinds = place == 0 && length > 1 ? 9 : 10
                #expect(digits.count == kinds)
                // Rounds of nine do not end with the row.
                #expect((digits.values.max() ?? 0) - (digits.values.min() ?? 0) <= 1)
            }
        }
        // Places do not move together.
        #expect(Set(lengths[3] ?? []).count > 200)
    }

    @Test func anyRowOfSamplesIsBalancedToWithinAFew() throws {
        for start in [0, 7, 12_345] {
            let labels = try writings("{number: {digits: 1..4, mode: balanced}}", 40, from: start).map(\.label)
            #expect(histogram(labels.map(\.count)).values.allSatisfy { (9...11).contains($0) })
        }
    }

    @Test func valuesByTheirLength() throws {
        let labels = try writings("{number: {value: -20..1500, mode: balanced}}", 600).map(\.label)
        let kinds = histogram(labels.map { ($0.hasPrefix("-") ? -1 : 1) * $0.filter(\.isNumber).count })
        #expect(kinds == [-2: 100, -1: 100, 1: 100, 2: 100, 3: 100, 4: 100])
        #expect(labels.compactMap { Int($0) }.allSatisfy { (-20...1500).contains($0) })
    }

    @Test func decimalsSignsAndDigitsOfScripts() throws {
        let text =
            "{number: {digits: 2, decimals: 0..1, negative: 0.1, numbering: [{value: latn, weight: 5}, deva], mode: balanced}}"
        let labels = try writings(text, 400).map(\.label)
        #expect(labels.count { $0.contains(".") } == 200)
        #expect(labels.count { $0.hasPrefix("-") } == 200)
        #expect(labels.count { $0.unicodeScalars.contains { $0.value > 0x900 } } == 200)
    }

    @Test func patternsTakeTheirChoicesInTurn() throws {
        let labels = try writings("{pattern: {form: '(a<8>|b|c)[xyz]\\d{1,2}', mode: balanced}}", 180).map(\.label)
        #expect(histogram(labels.map { $0.prefix(1) }) == ["a": 60, "b": 60, "c": 60])
        #expect(histogram(labels.map { $0.dropFirst().prefix(1) }) == ["x": 60, "y": 60, "z": 60])
        #expect(histogram(labels.map(\.count)) == [3: 90, 4: 90])
        #expect(Set(labels.map { $0.prefix(2) }).count == 9)
    }

    @Test func datesTakeDaysAndFormsInTurn() throws {
        let text = """
            {date: {from: 2024-02-01, to: 2024-02-29, patterns: [{value: d.M.yyyy, weight: 6}, d-MMM-yyyy, dd/MM/yyyy],
              locales: [de, fr], leading_zeros: mixed, mode: balanced}}
            """
        let found = try writings(text, 29 * 6)
        let patterns = histogram(found.compactMap { $0.notes.first { $0.name == "text.pattern" }?.value })
        #expect(patterns.count == 3 && patterns.values.allSatisfy { $0 == 58 })
        let locales = histogram(found.compactMap { $0.notes.first { $0.name == "text.locale" }?.value })
        #expect(locales.count == 2 && locales.values.allSatisfy { $0 == 87 })
        let days = histogram(found.compactMap { Int($0.label.prefix { $0.isNumber }) })
        #expect(days.count == 29 && days.values.allSatisfy { $0 == 6 })
        #expect(
            refusal("{date: {distribution: recent, mode: balanced}}").contains(
                "text.date.distribution: works in the mode 'random' only, not in 'balanced'"))
    }

    @Test func wordsByTheirLength() throws {
        let text =
            "{word: {words: [a, b, c, d, e, ff, 'ñññ', {value: ggg, weight: 99}], case: [lower, upper], mode: balanced}}"
        let labels = try writings(text, 300).map(\.label)
        #expect(histogram(labels.map(\.count)) == [1: 100, 2: 100, 3: 100])
        #expect(labels.count { $0 == $0.uppercased() } == 150)
        let long = histogram(labels.filter { $0.count == 3 }.map { $0.lowercased() })
        #expect(fits(["ñññ", "ggg"].map { long[$0] ?? 0 }, weights: [1, 1]))
    }

    @Test func templatesAndSourcesInTurn() throws {
        let form =
            "{template: {form: [{value: 'x{a}', weight: 50}, 'y{a}'], parts: {a: {pattern: '[0-9]'}}, mode: balanced}}"
        #expect(histogram(try writings(form, 100).map { $0.label.prefix(1) }) == ["x": 50, "y": 50])
        let mixture = """
            {mixture: {mode: balanced, sources: {a: {weight: 9, text: \(form)}, b: {text: {pattern: b}}, c: {text: {pattern: c}},
              never: {weight: 0, text: {pattern: d}}}}}
            """
        #expect(histogram(try writings(mixture, 300).compactMap(\.source)) == ["a": 100, "b": 100, "c": 100])
    }

    @Test func splitsCanBeKeptApart() throws {
        let texts = try author("{number: {digits: 3, mode: balanced, disjoint: true}}", train: 500, val: 500)
        #expect(Set(try texts.labels(500)).isDisjoint(with: try texts.labels(500, .val)))
        #expect(refusal("{number: {repeats: 0.1, mode: balanced}}").contains("repeats: works in the modes"))
    }
}
