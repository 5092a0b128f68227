import Configs
import Foundation
import Samples
import Testing

@testable import Synthesis

/// The automaton of a recipe's `text`.
private func automaton(_ text: String) throws -> LabelAutomaton {
    let document = try ConfigDocument(yaml: "text: " + text, name: "recipe.yml", baseDirectory: "/")
    return try LabelSource(try document.decode(Recipe.self)).labelAutomaton()
}

@Suite struct LabelAutomatonTests {
    @Test(arguments: [
        "{number: {digits: 9}}", "{number: {digits: 1..4, leading_zeros: true}}", "{number: {digits: [1, 3, 7]}}",
        "{number: {digits: 1..8, thousands: [',', '', ' '], decimals: [0, 2, 3], decimal_point: ['.', \"'\"]}}",
        "{number: {digits: 1..2, negative: 0.5, plus: true, decimals: 0..2, prefix: ['', '$ '], suffix: [' kg', '']}}",
        "{number: {digits: 1..2, negative: 1}}", "{number: {value: -120..3045, thousands: '.'}}",
        "{number: {value: 7..1000000, digits: 5, leading_zeros: true, decimals: 2, plus: true}}",
        "{number: {digits: 5, mode: weighted, digit_weights: [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]}}",
        "{number: {digits: 2..4, mode: balanced}}", "{number: {digits: 2..4, mode: exhaustive}}",
        "{number: {digits: 4, numbering: [arab, deva, latn]}}",
        "{number: {digits: 4, numbering: arab, label: western}}",
        "{pattern: '[A-Z]{2}(EUR|USD<0.1>)?\\d{2,5}'}", "{pattern: '(\\d{4} ){3}\\d{3}{luhn}'}",
        "{pattern: '(GB{iban}[A-Z]{4}\\d{14})'}", "{pattern: {form: '[^0-9]{1,3}', alphabet: 'a\u{E9}\u{4E2D}'}}",
        "{word: {words: [Haus, tree, \u{E9}t\u{E9}]}}",
        "{word: {words: [Haus, tree], case: [upper, mixed, capitalised]}}",
        "{word: {words: [a, bc, d], count: [1, 3], separator: [' ', '-']}}",
        "{date: {time: [HH:mm:ss, 'h:mm a'], locales: [en_GB, de_DE]}}",
        "{date: {calendar: islamic-umalqura, numbering: arab, locales: ar_EG, patterns: d MMMM y}}",
        "{date: {calendar: japanese, locales: ja_JP, patterns: ['Gy年M月d日', G y-MM-dd], from: 1985-01-01}}",
        "{date: {patterns: [ddMMyy, d.M.yy, EEEE d MMM], separators: ['', '/'], leading_zeros: mixed, case: [as_is, upper]}}",
        "{mixture: {sources: {a: {text: {pattern: '\\d{3}'}}, b: {weight: 3, text: {date: {}}}}}}",
        "{template: {form: ['{day} {{{n}}}', 'No. {n}{luhn}'], parts: {day: {date: {}}, n: {pattern: '\\d{4}'}}}}",
    ])
    func everyLabelIsAccepted(_ text: String) throws {
        let labels = try automaton(text)
        for label in try author(text).labels(400) { #expect(labels.accepts(label), "'\(label)'") }
    }

    @Test(arguments: [
        ("{number: {digits: 3}}", ["12", "1234", "012", "", "12a"]),
        ("{number: {digits: 1..2, negative: 0.5}}", ["-0", "-00", "00", "--1", "+1"]),
        ("{number: {digits: 1..2, negative: 1}}", ["1", "-0"]),
        ("{number: {digits: 4..7, thousands: [',', ' ']}}", ["1234", "1,234 567", "12,34", "1,2345"]),
        ("{number: {value: -12..345}}", ["-13", "346", "-0", "007", "1000"]),
        ("{number: {value: 95..1005, thousands: '.'}}", ["94", "1.006", "1005", "1.010"]),
        ("{number: {value: 7..12, digits: 3, leading_zeros: true}}", ["7", "006", "013", "0007"]),
        ("{number: {digits: 2, mode: weighted, digit_weights: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]}}", ["01", "12", "22"]),
        ("{number: {digits: 4, numbering: arab, label: western}}", ["\u{661}\u{662}\u{663}\u{664}"]),
        ("{number: {digits: 2, numbering: [arab, latn]}}", ["1\u{662}"]),
        ("{pattern: '[A-C]{2}(EUR|USD)?\\d{2,3}'}", ["AB1", "AB1234", "ABEU12", "D112", "ABEURUSD12"]),
        ("{word: {words: [a, bc], count: 2, separator: [' ', '-']}}", ["a", "a bc-a", "abc", "a  a"]),
        ("{word: {words: [Haus], case: upper}}", ["Haus", "HAU"]),
        (
            "{date: {}}",
            ["31/02/2000", "29/02/2001", "12/13/2000", "00/01/2000", "01/00/2000", "1/01/2000", "01/01/1989"]
        ),
        ("{date: {patterns: EEE d MMM yyyy}}", ["Mon 1 Jan 2025", "Wed 31 Jun 2025", "Wed 1 Jan 2025 "]),
        ("{date: {time: HH:mm}}", ["01/01/2000 24:00", "01/01/2000 12:60", "01/01/2000"]),
        ("{date: {separators: ['/', '-']}}", ["01/01-2000", "01.01.2000"]),
        ("{date: {calendar: japanese, locales: ja_JP, patterns: 'Gy年M月d日'}}", ["平成32年1月1日", "令和1年5月1日"]),
    ])
    func othersAreNot(_ text: String, _ others: [String]) throws {
        let labels = try automaton(text)
        for other in others { #expect(!labels.accepts(other), "'\(other)'") }
    }

    @Test(arguments: [
        (
            "{date: {impossible: 0.1}}",
            "text.date.impossible: a pattern of dates holds those that exist; set it to 0, or read without the recipe's "
                + "pattern"
        ),
        (
            "{mixture: {sources: {a: {text: {date: {impossible: 0.1}}}}}}",
            "text.mixture.sources.a: text.date.impossible: a pattern of dates holds those that exist; set it to 0, or read "
                + "without the recipe's pattern"
        ),
        (
            "{template: {form: '{n}-{n}', parts: {n: {pattern: '\\d'}}}}",
            "text.template.form: '{n}-{n}' writes the part 'n' twice alike, which no automaton can hold; write it once, "
                + "or read without the recipe's pattern"
        ),
    ])
    func saysWhatNoAutomatonCanHold(_ text: String, _ message: String) {
        #expect {
            try automaton(text)
        } throws: {
            "\($0)" == message
        }
    }

    @Test(arguments: ["dates", "dates-arabic"])
    func datesOfRecipesAreAccepted(_ name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let recipe = try ConfigDocument(path: root.appendingPathComponent("configs/\(name).yml").path)
            .decode(Recipe.self)
        let source = try LabelSource(recipe)
        let labels = try source.labelAutomaton()
        for split in Split.allCases {
            for index in 0..<400 {
                let label = try source.text(at: index, in: split).label
                #expect(labels.accepts(label), "'\(label)'")
            }
        }
        #expect(labels.accepts("29/02/2024"))
        for other in ["30/02/2024", "29/02/2023", "31/13/1999", "1999/13/31", "31/04/2000", "13/31/1999", "31/12/2036"]
        {
            #expect(!labels.accepts(other), "\(other)")
        }
    }
}
