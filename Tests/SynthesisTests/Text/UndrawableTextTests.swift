import Configs
import Foundation
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Texts that no face can draw: said beforehand, and replaced where that is wanted.
@Suite struct UndrawableTextTests {
    private let folder: TemporaryFolder

    /// A list of 30 words, of which two have a sign that Liberation lacks.
    init() throws {
        folder = try TemporaryFolder()
        let words = (1...30).map { $0 == 7 || $0 == 20 ? "snow\u{2603}man\($0)" : "word\($0)" }
        try Data(words.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder("words.txt")))
    }

    private func yaml(
        _ keys: String = "", beside: String = "", fonts: String = "[Liberation Sans]", rest: String = ""
    )
        -> String
    {
        "{samples: {train: 30, val: 0, test: 0}, text: {word: {files: ['\(folder("words.txt"))'] \(keys)} \(beside)}, "
            + "fonts: {faces: \(fonts)} \(rest)}"
    }

    private func refusal(_ yaml: String) -> String { Fixture.message { _ = try Fixture.source(yaml) } }

    @Test func theListIsCheckedBeforehand() {
        #expect(
            refusal(yaml())
                == "text.word: no face can draw '\u{2603}' (U+2603); 2 of 30 entries have such characters, the first is "
                + "'snow\u{2603}man7' (\(folder("words.txt")):7). Name a face that has them, leave such texts out, or let "
                + "others take their place with text.undrawable=redraw")
        #expect(refusal(yaml(fonts: "[Liberation Sans, DejaVu Sans]")) == "nothing was thrown")
        #expect(refusal(yaml(", alphabet: abcdefghijklmnopqrstuvwxyz0123456789")) == "nothing was thrown")
    }

    /// Train may have a face that val has not.
    @Test func eachSplitHasFacesOfItsOwn() {
        let fonts = "[DejaVu Sans, {family: Liberation Sans, holdout: true}]"
        #expect(refusal(yaml(fonts: fonts)) == "nothing was thrown")
        let both = yaml(fonts: fonts).replacing("val: 0", with: "val: 3")
        #expect(refusal(both).hasPrefix("text.word: no face that val may use can draw '\u{2603}' (U+2603); 2 of 30"))
    }

    /// A sign of an option that is never drawn is none.
    @Test func onlyWhatIsWrittenCounts() throws {
        let prefixes =
            "{text: {number: {prefix: ['', {value: '\u{2603}', weight: 0}]}}, fonts: {faces: [Liberation Sans]}}"
        #expect(refusal(prefixes) == "nothing was thrown")
    }

    @Test func patternsAndTemplates() {
        func check(_ text: String) -> String { refusal("{text: \(text), fonts: {faces: [Liberation Sans]}}") }
        #expect(
            check("{pattern: '[ab\u{2603}]{3}'}").hasPrefix("text.pattern: no face can draw '\u{2603}' (U+2603). Name"))
        #expect(
            check("{template: {form: 'No \u{2603} {n}', parts: {n: {number: {}}}}}").hasPrefix(
                "text.template: no face can draw '\u{2603}' (U+2603). Name"))
        #expect(
            check("{mixture: {sources: {a: {text: {number: {}}}, b: {text: {word: {words: [\u{2603}, b]}}}}}}")
                .hasPrefix(
                    "text.mixture.sources.b.text.word: no face can draw '\u{2603}' (U+2603); 1 of 2 entries has such characters, "
                        + "the first is '\u{2603}' (item 1 of text.word.words). Name"))
    }

    // MARK: - redraw

    @Test func anotherTextTakesItsPlace() throws {
        let source = try Fixture.source(yaml(beside: ", undrawable: redraw"))
        #expect(
            source.notes == [
                "text.word: no face can draw '\u{2603}' (U+2603); 2 of 30 entries have such characters, the first is "
                    + "'snow\u{2603}man7' (\(folder("words.txt")):7); such samples get another text, counted as undrawable_text"
            ])
        let reader = try source.makeReader()
        let samples = try (0..<200).map { try reader.sample(at: $0, in: .train) }
        let redrawn = samples.filter { !$0.rejections.isEmpty }
        #expect((4...30).contains(redrawn.count))
        for sample in samples {
            #expect(sample.label.hasPrefix("word"))
            #expect(sample.key.attempt == sample.rejections.count)
            #expect(
                sample.rejections.allSatisfy { $0.reason == .undrawableText && $0.font == "Liberation Sans Regular" })
        }
        // A sample is its own, whatever was drawn before it.
        let index = try #require(samples.firstIndex { !$0.rejections.isEmpty })
        #expect(try source.makeReader().sample(at: index, in: .train) == samples[index])
    }

    /// What could be drawn is as it was without the key.
    @Test func otherSamplesStayTheSame() throws {
        let list = "{samples: {train: 9, val: 0, test: 0}, text: {word: {words: [a, b, c], case: mixed} BESIDE}}"
        let strict = try Fixture.samples(list.replacing("BESIDE", with: ""), 9)
        let lenient = try Fixture.samples(list.replacing("BESIDE", with: ", undrawable: redraw"), 9)
        #expect(strict == lenient)
    }

    /// Every way of taking turns comes to another text.
    @Test(arguments: ["random", "balanced"], ["", ", disjoint: true"])
    func modesThatDrawHaveAnother(mode: String, disjoint: String) throws {
        let source = try Fixture.source(yaml(", mode: \(mode)\(disjoint)", beside: ", undrawable: redraw"))
        let reader = try source.makeReader()
        let samples = try (0..<120).map { try reader.sample(at: $0, in: .train) }
        #expect(samples.allSatisfy { $0.label.hasPrefix("word") })
        #expect(samples.contains { !$0.rejections.isEmpty })
    }

    @Test(arguments: ["unique", "exhaustive"]) func modesThatNumberHaveNone(mode: String) {
        let message = refusal(yaml(", mode: \(mode)", beside: ", undrawable: redraw"))
        #expect(message.contains("2 of 30 entries have such characters"), "\(message)")
        #expect(message.hasSuffix("so text.undrawable=redraw does not help here"), "\(message)")
    }

    @Test func aListOfNothingElseIsAnError() {
        let message = refusal(
            "{text: {word: {words: [\u{2603}, \u{2604}]}, undrawable: redraw}, fonts: {faces: [Liberation Sans]}}")
        #expect(message.hasSuffix("the list holds no other text to take their place"), "\(message)")
    }

    /// Characters that faces have, but no one face together: that shows at the sample.
    @Test func noOneFaceHasItAll() throws {
        // Of two faces one has the Devanagari letter, the other the Hebrew one.
        let text =
            "{text: {word: {words: [ok, '\u{0905}\u{05D0}'], mode: MODE} BESIDE}, "
            + "fonts: {faces: [Lohit Devanagari, DejaVu Sans]}, samples: {train: 2, val: 0, test: 0}}"
        let strict = text.replacing("BESIDE", with: "").replacing("MODE", with: "exhaustive")
        let source = try Fixture.source(strict)
        let message = Fixture.message {
            let reader = try source.makeReader()
            for index in 0..<2 { _ = try reader.sample(at: index, in: .train) }
        }
        #expect(message.contains("no one face of train has all of its characters"), "\(message)")
        #expect(message.contains("(item 2 of text.word.words)"), "\(message)")
        let lenient = text.replacing("BESIDE", with: ", undrawable: redraw").replacing("MODE", with: "random")
        let samples = try Fixture.samples(lenient, 20)
        #expect(samples.allSatisfy { $0.label == "ok" })
        #expect(samples.contains { $0.rejections.contains { $0.reason == .undrawableText } })
    }

    /// What fails for other reasons is replaced, too.
    @Test func textThatNeverFits() throws {
        let yaml = """
            {text: {word: {words: [i, wwwwwwwwwwwwwww]}, undrawable: redraw}, fonts: {size: 20},
             page: {width: 40, height: 40, overflow: redraw}}
            """
        let samples = try Fixture.samples(yaml, 6)
        #expect(samples.allSatisfy { $0.label == "i" })
        let rejected = try #require(samples.first { !$0.rejections.isEmpty }).rejections
        #expect(rejected.count % 200 == 0)
        #expect(rejected.map(\.reason).firstIndex(of: .undrawableText) == 199)
    }

    // MARK: - Blank texts

    @Test(arguments: [
        ("{word: {words: [a, ' ']}}", "text.word.words: word 2 is blank: there would be nothing to draw"),
        ("{template: {form: [a, '  ']}}", "text.template.form: template 2 is blank: there would be nothing to draw"),
    ])
    func blankTextsAreRefused(text: String, expected: String) {
        let message = Fixture.message { _ = try Fixture.recipe("text: \(text)") }
        #expect(message.hasSuffix(expected), "\(message)")
    }

    @Test func blankTextsThatShowLater() throws {
        let text = "{text: {template: {form: '{n}', parts: {n: {pattern: '(a<0>|[ ])'}}} BESIDE}}"
        #expect(
            Fixture.message { _ = try Fixture.sample(text.replacing("BESIDE", with: ""), 3) }.hasPrefix(
                "train/3: the text ' ' is blank, so there is nothing to draw"))
        let maybe = "{text: {pattern: '(ab)?', undrawable: redraw}}"
        let samples = try Fixture.samples(maybe, 20)
        #expect(samples.allSatisfy { $0.label == "ab" })
        #expect(samples.contains { $0.rejections == [Sample.Rejection(.undrawableText, font: "")] })
    }

    @Test func blankLinesAreCounted() throws {
        let path = folder("lines.txt")
        try Data("one\n\n  \ntwo\n".utf8).write(to: URL(fileURLWithPath: path))
        let source = try LabelSource(Fixture.recipe("text: {word: {files: ['\(path)'], split: line}}"))
        #expect(source.notes == ["\(path): 2 blank lines left out; the first is \(path):2"])
    }

    // MARK: - The key

    @Test func itStandsBesideEveryKindOfText() throws {
        for text in ["{undrawable: redraw}", "{number: {}, undrawable: redraw}", "{undrawable: redraw, pattern: a}"] {
            let recipe = try Fixture.recipe("text: \(text)")
            #expect(recipe.text.keys.undrawable == .redraw)
            #expect(try Fixture.recipe("text: number").text.keys.undrawable == .stop)
        }
        #expect(
            Fixture.message { _ = try Fixture.recipe("text: {number: {}, undrawble: redraw}") }.contains(
                "unknown key 'undrawble'; did you mean 'undrawable'?"))
        #expect(
            Fixture.message { _ = try Fixture.recipe("text: {number: {}, pattern: a}") }.contains(
                "a text is a mapping of one key"))
    }

    /// A list in which each label belongs to one split needs labels for each.
    @Test func aListOfOneWordForThreeSplits() {
        let message = refusal("{text: {word: {words: [one], disjoint: true}}}")
        #expect(message.contains("the one label that there is, 'one', belongs to others than"), "\(message)")
        #expect(
            refusal("{text: {word: {words: [one], mode: unique}}}").hasPrefix(
                "text.word: mode 'unique' has 1 label for 2000 samples"))
    }

    @Test func aHoldoutOfOneFamily() throws {
        let source = try Fixture.source("fonts: {faces: [Liberation Sans], holdout: 0.2}")
        #expect(
            source.notes == [
                "fonts.holdout: there is one family, 'Liberation Sans', so nothing is held out: val and test are set in what "
                    + "train sees"
            ])
    }
}
