import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Labels that leave parts of the text out.
@Suite struct LeftOutPartTests {
    private static let meter = "text: {number: {digits: 4, suffix: ' m³'}}, fonts: {faces: [DejaVu Sans], size: 40}"
    private static let leftOut = "style: {suffix: {label: leave_out}}"

    private func labels(_ yaml: String, _ count: Int = 1, _ split: Split = .train) throws -> [String] {
        let source = try LabelSource(try Fixture.recipe(yaml))
        return try (0..<count).map { try source.text(at: $0, in: split).label }
    }

    private func template(_ form: String, _ style: String) -> String {
        let parts = [
            ("a", "{pattern: 'ab'}"), ("b", "{pattern: 'cd'}"),
            ("n", "{number: {digits: 2, value: 57, prefix: '€ ', suffix: ' kg'}}"),
        ].filter { form.contains("{\($0.0)}") }.map { "\($0.0): \($0.1)" }
        return "{text: {template: {form: '\(form)', parts: {\(parts.joined(separator: ", "))}}}, style: {\(style)}}"
    }

    @Test func whatIsDrawnStaysAndLabelBoxesAndMaskGo() throws {
        let whole = try Fixture.sample("{\(Self.meter)}")
        let part = try Fixture.sample("{\(Self.meter), \(Self.leftOut)}")
        #expect(part.image == whole.image)
        #expect(part.label.count == 4 && part.label + " m³" == whole.label)
        #expect(part.characters == Array(whole.characters.prefix(4)))
        let (digits, unit) = (part.characters[3].quad.bounds, whole.characters[5].quad.bounds)
        #expect(abs(part.textQuad.bounds.right - digits.right) < 0.01)
        #expect(part.textQuad.bounds.left == whole.textQuad.bounds.left)
        let edge = Int((digits.right + unit.left) / 2)
        var expected = whole.mask
        for y in 0..<expected.height {
            for x in edge..<expected.width { expected[x, y] = 0 }
        }
        #expect(part.mask == expected)
        #expect(whole.mask != expected)
    }

    /// Dots of the unit belong to no digit.
    @Test func dotsBesideThemGoToo() throws {
        let ink = "ink: {stages: [dot_matrix]}"
        let whole = try Fixture.sample("{\(Self.meter), \(ink)}")
        let part = try Fixture.sample("{\(Self.meter), \(ink), \(Self.leftOut)}")
        #expect(part.image == whole.image)
        #expect(part.characters == Array(whole.characters.prefix(4)))
        #expect(part.textQuad.bounds.right < whole.characters[5].quad.bounds.left)
    }

    @Test(arguments: [
        ("{a} {b}", "b: {label: leave_out}", "ab"), ("{b} {a}", "b: {label: leave_out}", "ab"),
        ("x {b} {a}", "b: {label: leave_out}", "x ab"), ("x  {b}  {a}", "b: {label: leave_out}", "x ab"),
        ("x{b}{a}", "b: {label: leave_out}", "xab"), ("x {b}{a}", "b: {label: leave_out}", "x ab"),
        ("x {a} {b} y", "'a, b': {label: leave_out}", "x y"),
        ("{a}: {n}", "n: {label: leave_out}", "ab:"), ("{a}: {n}", "'prefix, suffix': {label: leave_out}", "ab: 57"),
        ("{a}: {n}!", "n: {label: leave_out}, integer: {label: keep}", "ab: 57!"),
        ("{a} {n}", "a: {label: leave_out}, prefix: {label: keep, ink: {tone: 0.2}}", "€ 57 kg"),
    ])
    func blanksGoWithWhatTheyStoodBeside(form: String, style: String, label: String) throws {
        #expect(try labels(template(form, style)) == [label])
        let labels = try LabelSource(try Fixture.recipe(template(form, style))).labelAutomaton()
        #expect(labels.accepts(label))
        #expect(!labels.accepts(label + " ") && !labels.accepts(" " + label) && !labels.accepts(label + "c"))
    }

    @Test func bothEndsMayGo() throws {
        #expect(try labels(template("{b} {a} {b}", "b: {label: leave_out}")) == ["ab"])
    }

    /// What a recogniser may read is what labels have, and nothing besides.
    @Test(arguments: [
        ("number: {digits: 1..4, decimals: [0, 2, 3], thousands: ',', suffix: ['', ' m³', kWh]}", "suffix"),
        ("number: {digits: 1..4, decimals: 1..3}", "'point, decimals'"),
        ("number: {digits: 1..2, negative: 0.5, prefix: ['', '$ ']}", "'sign, prefix'"),
        ("number: {value: -120..3045, thousands: ',', decimals: 1}", "integer"),
        ("date: {patterns: [EEEE d MMM y, dd.MM.yyyy], from: 2019-11-01, to: 2020-03-01}", "'weekday, year'"),
        (
            "mixture: {sources: {a: {text: {number: {digits: 2, suffix: ' x'}}}, b: {text: {pattern: '[a-c]{2} '}}}}",
            "suffix"
        ),
        (
            "template: {form: '{n} {luhn} {w}', parts: {n: {number: {digits: 3}}, w: {word: {words: [one, two]}}}}",
            "'luhn, w'"
        ),
    ])
    func theAutomatonHasTheLabels(text: String, parts: String) throws {
        let recipe = try Fixture.recipe("{text: {\(text)}, style: {\(parts): {label: leave_out, ink: {tone: 0.3}}}}")
        let source = try LabelSource(recipe)
        let automaton = try source.labelAutomaton()
        let texts = try (0..<300).map { try source.text(at: $0, in: .train) }
        for text in texts {
            #expect(automaton.accepts(text.label), "'\(text.label)' of '\(text.display)'")
            // A text that has such a part is not one of the labels.
            #expect(text.label == text.display || !automaton.accepts(text.display), "'\(text.display)'")
        }
        #expect(texts.contains { $0.label != $0.display })
        let characters = Set(source.alphabet)
        #expect(texts.allSatisfy { $0.label.allSatisfy(characters.contains) })
    }

    @Test func theAlphabetHasWhatLabelsHave() throws {
        let source = try LabelSource(try Fixture.recipe("{\(Self.meter), \(Self.leftOut)}"))
        #expect(Set(source.alphabet) == Set("0123456789"))
    }

    @Test func aLabelOfNothingIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.source("{text: {number: {digits: 3}}, style: {integer: {label: leave_out}}}")
        }
        #expect(message.contains("style: train/0: nothing is left of the label of"))
    }

    @Test func digitsThatNothingTellsApartCannotBeLeftOut() {
        let text = "text: {number: {digits: 3, decimals: 2, decimal_point: ''}}"
        let message = Fixture.message {
            _ = try Fixture.source("{\(text), style: {decimals: {label: leave_out}}}")
        }
        #expect(message.contains("must not be empty where there are decimals"))
        #expect(throws: Never.self) {
            _ = try Fixture.source("{\(text), style: {decimals: {label: leave_out, ink: {tone: 0.4}}}}")
        }
    }

    /// What is left of labels decides which split they belong to.
    @Test func disjointLabelsStayApart() throws {
        let yaml = """
            {samples: {train: 60, val: 20, test: 20},
             text: {number: {digits: 2, decimals: 2, disjoint: true}}, style: {"point, decimals": {label: leave_out}}}
            """
        let sets = try Split.allCases.map { Set(try labels(yaml, 20, $0)) }
        #expect(sets[0].isDisjoint(with: sets[1]) && sets[0].isDisjoint(with: sets[2]))
        #expect(sets[1].isDisjoint(with: sets[2]))
        let message = Fixture.message {
            _ = try labels(yaml.replacing("disjoint: true", with: "mode: unique").replacing("60", with: "2"))
        }
        #expect(message.contains("style: labels that leave a part out may come twice, so 'unique' can't be promised"))
    }

    /// A crop goes around what is labelled.
    @Test func aCropIsCutAroundTheLabel() throws {
        let page = "page: {crop: {left: 0.1, right: 0.1, top: 0.1, bottom: 0.1}}"
        let whole = try Fixture.sample("{\(Self.meter), \(page)}")
        let part = try Fixture.sample("{\(Self.meter), \(page), \(Self.leftOut)}")
        #expect(part.image.width < whole.image.width * 3 / 4)
        #expect(part.characters.map(\.text).joined() == part.label)
    }
}
