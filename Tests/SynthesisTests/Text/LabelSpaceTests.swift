import Configs
import Samples
import Testing

@testable import Synthesis

/// Sources whose texts are numbered, alone and as parts of templates and mixtures.
@Suite struct LabelSpaceTests {
    /// Texts of each kind of which there are few enough to write them all.
    static let texts = [
        "{number: {digits: 1..3, negative: 0.5, suffix: ' m'}}", "{number: {value: -12..120}}",
        "{number: {value: -12..-3, prefix: '$'}}",
        "{number: {value: 0..99, digits: 4, leading_zeros: true, plus: true}}",
        "{number: {digits: 4, thousands: ',', numbering: [arab, latn]}}",
        "{number: {digits: 1, decimals: 0..2, decimal_point: ',', numbering: arab, label: western}}",
        "{number: {digits: 2, negative: 1, suffix: [kg, g]}}",
        "{pattern: '[a-c]{1,3}x?'}", "{pattern: '(ab|c[de]{2})-\\d'}", "{pattern: 'é[ñü]{2}\\d{luhn}'}",
        "{date: {from: 2023-12-20, to: 2024-03-05, patterns: [d.M.yyyy, d MMM yy]}}",
        "{date: {from: 2024-01-01, to: 2024-02-01, patterns: dd/MM/yyyy, numbering: deva}}",
        "{date: {from: 2024-01-01, to: 2024-02-01, patterns: d. MMMM, locales: [de, fr], numbering: [thai, latn], label: western}}",
        "{word: {words: [ant, bee, 'naïve', bee, x]}}", "{word: {words: [ant, bee, x], count: 1..3, separator: '+'}}",
        "{template: {form: '{a}-{b}', parts: {a: {number: {value: 1..20}}, b: {pattern: '[xy]{1,2}'}}}}",
        "{template: {form: ['{a}{b}', '#{a}', {value: '{b}', weight: 0}], parts: {a: {number: {digits: 2}}, b: {pattern: '[xy]{1,2}'}}}}",
        "{template: {form: '{a}{ean}/{a}', parts: {a: {number: {value: 1..200}}}}}",
        "{template: {form: '{a}{b}', parts: {a: {number: {value: 1..9}}, b: {number: {value: 1..99}}}}}",
        "{mixture: {sources: {a: {text: {pattern: '[ab]{2}'}}, b: {text: {word: {words: [c, d, e]}}}, c: {weight: 0, text: number}}}}",
        "{mixture: {sources: {a: {text: {word: {words: [ab, cd]}}}, b: {text: {word: {words: [ac, bd]}}}}}}",
        "{template: {form: '<{m}>', parts: {m: {mixture: {sources: {a: {text: {number: {digits: 2}}}, b: {text: {pattern: '[a-f]'}}}}}}}}",
    ]

    private func space(_ text: String) throws -> any LabelSpace {
        let document = try ConfigDocument(yaml: "text: " + text, name: "recipe.yml", baseDirectory: "/")
        return try document.decode(Recipe.self).text.value.makeSpace()
    }

    @Test(arguments: texts) func everyNumberHasALabelOfItsOwnThatFitsTheShape(text: String) throws {
        let space = try space(text)
        var labels = Set<String>()
        for rank in 0..<space.count {
            // The key decides what the number leaves open.
            let key = SampleKey(seed: 3, split: .val, index: Int(rank))
            let label = space.writing(at: rank, for: key).label
            #expect(labels.insert(label).inserted, "\(label)")
            let scalars = Set(label.unicodeScalars)
            #expect(space.shape.lengths.contains(label.unicodeScalars.count), "\(label)")
            #expect(scalars.isSubset(of: space.shape.scalars), "\(label)")
            #expect(space.shape.always.isSubset(of: scalars), "\(label)")
            if space.shape.isFixed {
                let other = SampleKey(seed: 4, split: .test, index: Int(rank) + 99)
                #expect(space.writing(at: rank, for: other).label == label)
            }
        }
        #expect(space.count > 1)
    }

    @Test func whatIsTakenToBeApartShareNoLabel() throws {
        let spaces = try Self.texts.map(space)
        let key = SampleKey(seed: 3, split: .val, index: 0)
        let labels = spaces.map { space in Set((0..<space.count).map { space.writing(at: $0, for: key).label }) }
        var pairs = 0
        for (one, mine) in spaces.enumerated() {
            for (other, theirs) in spaces.enumerated() where mine.shape.isApart(from: theirs.shape) {
                #expect(labels[one].isDisjoint(with: labels[other]), "\(Self.texts[one]) \(Self.texts[other])")
                pairs += 1
            }
        }
        #expect(pairs > 50)
    }

    @Test(arguments: [
        ("form: '{a}-{b}', parts: {a: {number: {value: 1..20}}, b: {pattern: '[xy]{1,2}'}}", 120),
        ("form: ['{a}', '{a}!'], parts: {a: {word: {words: [ant, bee]}}}", 4),
        ("form: '{a}{b}', parts: {a: {number: {value: 1..9}}, b: {number: {value: 1..99}}}", 891),
        ("form: '{b}{a}', parts: {a: {number: {digits: 2}}, b: {pattern: 'x{1,4}'}}", 360),
    ])
    func uniqueTemplatesFillTheWholeSpace(keys: String, count: Int) throws {
        let (val, test) = (count / 4, count / 4)
        let texts = try author("{template: {\(keys), mode: unique}}", train: count - val - test, val: val, test: test)
        #expect(texts.hasUniqueLabels)
        let labels = try texts.labels(count - val - test) + texts.labels(val, .val) + texts.labels(test, .test)
        #expect(Set(labels).count == count)
        #expect(
            refusal("{template: {\(keys), mode: unique}}", train: count + 1)
                == "text.template: mode 'unique' has \(count) labels for \(count + 1) samples; ask for fewer samples, allow more "
                + "labels, or use mode 'exhaustive'")
        let all = try author("{template: {\(keys), mode: exhaustive}}").labels(3 * count)
        #expect(Set(histogram(all).values) == [3])
    }

    @Test func exhaustiveSplitsCanBeKeptApart() throws {
        let keys =
            "form: '{a}{b}', parts: {a: {pattern: '[ab]'}, b: {pattern: '[0-9]{2}'}}, mode: exhaustive, disjoint: true"
        let texts = try author("{template: {\(keys)}}", train: 150, val: 50)
        let (train, val) = (try texts.labels(600), try texts.labels(600, .val))
        #expect(Set(train).count == 150 && Set(val).count == 50)
        #expect(Set(train).isDisjoint(with: val))
    }

    @Test func uniqueMixturesGiveEachSourceItsShare() throws {
        let sources = """
            sources: {a: {weight: 3, text: {pattern: '[a-z]{3}'}}, b: {text: {number: {digits: 3}}}, c: {weight: 0.5, text: {date: {patterns: dd/MM/yyyy}}}}
            """
        let texts = try author("{mixture: {mode: unique, \(sources)}}", train: 700, val: 100, test: 100)
        var writings: [Writing] = []
        for (split, count) in [(Split.train, 700), (.val, 100), (.test, 100)] {
            for index in 0..<count {
                writings.append(try texts.writing(for: SampleKey(seed: 1, split: split, index: index)))
            }
        }
        #expect(texts.hasUniqueLabels)
        #expect(Set(writings.map(\.label)).count == 900)
        #expect(histogram(writings.compactMap(\.source)) == ["a": 600, "b": 200, "c": 100])
        // The order is mixed.
        #expect(Set(writings.prefix(40).compactMap(\.source)).count == 3)
        let all = try author(
            "{mixture: {mode: exhaustive, sources: {a: {weight: 9, text: {pattern: '[ab]'}}, b: {text: {pattern: '[0-3]'}}}}}"
        )
        #expect(histogram(try all.labels(60)) == ["a": 10, "b": 10, "0": 10, "1": 10, "2": 10, "3": 10])
    }

    @Test func uniqueMixturesOfListsKeepTheirLexicon() throws {
        let texts = try author(
            "{mixture: {mode: unique, sources: {a: {text: {word: {words: [ant, bee, cow]}}}, b: {text: {word: {words: [X, Y, Z]}}}}}}",
            train: 6)
        let lexicon = try #require(texts.lexicon)
        for index in 0..<6 {
            let writing = try texts.writing(for: SampleKey(seed: 1, split: .train, index: index))
            let line = try #require(writing.lexiconLine)
            #expect(String(decoding: lexicon.word(atLine: line), as: UTF8.self) == writing.label)
        }
    }

    @Test(arguments: [
        (
            "{template: {mode: unique, form: '{a}{b}', parts: {a: {number: {value: 1..20}}, b: {number: {value: 1..20}}}}}",
            "text.template.form: mode 'unique' needs texts of which no two can be the same; where the part 'a' of '{a}{b}' ends "
                + "can't be told: give it texts of one length, or put a character behind it that it never has, or use mode "
                + "'random'"
        ),
        (
            "{template: {mode: exhaustive, form: ['{a}', '{b}'], parts: {a: {pattern: '[a-z]{9}'}, b: {pattern: '[a-z]{9}'}}}}",
            "text.template.form: mode 'exhaustive' needs texts of which no two can be the same; '{a}' and '{b}' can write the "
                + "same: put a character into one that the other never has, or use mode 'random'"
        ),
        (
            "{mixture: {mode: unique, sources: {days: {text: date}, codes: {text: {pattern: '\\d\\d/\\d\\d/\\d{4}'}}}}}",
            "text.mixture.sources: mode 'unique' needs sources of which no two write the same, and 'days' and 'codes' may: give "
                + "them different lengths, put a character into all texts of the one that the other never has, or use mode "
                + "'random'"
        ),
        (
            "{mixture: {mode: unique, sources: {a: {text: {pattern: '[ab]'}}, b: {text: {pattern: '[0-9]{9}'}}}}}",
            "text.mixture.sources.a: mode 'unique' has 2 labels for 500 of the 1000 samples; ask for fewer samples, allow "
                + "more labels, or lower its weight"
        ),
        (
            "{mixture: {mode: unique, sources: {a: {text: {number: {mode: weighted, digit_weights: [1,1,1,1,1,1,1,1,1,1]}}}}}}",
            "text.mixture.sources.a: mode 'unique' of the whole numbers all texts of its parts; mode: 'weighted' draws digits and "
                + "has no list of labels; leave it out"
        ),
        (
            "{template: {mode: exhaustive, form: '{a}', parts: {a: {word: {words: [a, b], case: mixed}}}}}",
            "text.template.parts.a: mode 'exhaustive' of the whole numbers all texts of its parts; case: mode 'exhaustive' numbers "
                + "all labels; give one case, other than 'mixed'"
        ),
        (
            "{template: {mode: unique, form: '{a} {b}', parts: {a: {pattern: '[a-z]{9}'}, b: {pattern: '[a-z]{9}'}}}}",
            "text.template: mode 'unique' numbers all labels, and these are more than 2^62; use mode 'random', or parts with fewer "
                + "texts"
        ),
        (
            "{template: {mode: unique, form: '{iban:c,n} {c}', parts: {c: {pattern: '[A-Z]{2}'}, n: {pattern: '[0-9]{9}'}}}}",
            "text.template.form: mode 'unique' needs texts of which no two can be the same; where the part 'n' of "
                + "'{iban:c,n} {c}' ends can't be told: give it texts of one length, or put a character behind it that it never "
                + "has, or use mode 'random'"
        ),
    ])
    func whatCanNotBeNumberedIsRefused(text: String, message: String) {
        #expect(refusal(text) == message)
    }

    @Test func aUniqueMixtureThatIsSpentSaysSo() throws {
        let texts = try author("{mixture: {mode: unique, sources: {a: {text: {pattern: '[0-9]{2}'}}}}}", train: 100)
        #expect {
            try texts.label(100)
        } throws: { error in
            "\(error)"
                == "train/100: mode 'unique' has labels for the 100 samples of this split only; raise samples.train"
        }
    }
}
