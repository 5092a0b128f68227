import Configs
import Testing

/// A text that cannot be read, and the message that says so.
struct Case: Sendable, CustomTestStringConvertible {
    let input: String
    let message: String

    /// The message may come in parts, to fit on lines.
    init(_ input: String, _ message: String...) {
        self.input = input
        self.message = message.joined()
    }

    var testDescription: String { input }
}

@Suite struct ErrorTests {
    @Test(arguments: malformed)
    func malformedDocuments(_ example: Case) {
        #expect(message(example.input) == example.message)
    }

    @Test(arguments: wrongOverrides)
    func malformedOverrides(_ example: Case) {
        #expect(message(Self.base, overrides: [example.input]) == example.message)
    }

    static let base = """
        name: x
        faces:
          - family: a
        source: {words: {}}
        stages:
          - noise: {amount: 1}
          - invert

        """

    @Test(arguments: [
        Case("stages.blur.sigma=3", "stages[1].blur: the config gives the value '0..1' here, which has no key 'sigma'"),
        Case("stages[0].blur=3", "stages[0]: the config gives the value 'invert' here, which has no key 'blur'"),
        Case(
            "stages[1].blur.probability=0",
            "stages[1].blur: the config gives the value '0..1' here, which has no key 'probability'"),
    ])
    func shortFormsHaveNoKeys(_ example: Case) {
        let expected =
            "override '\(example.input)': \(example.message); write it in full in the config, as a mapping of its keys"
        #expect(message("stages: [invert, blur: 0..1]", overrides: [example.input]) == expected)
    }

    static let malformed: [Case] = [
        Case(
            "nmae: x",
            "plan.yml:1:1: nmae: unknown key 'nmae'; did you mean 'name'? Allowed: copies, digits, ",
            "faces, fast, file, mode, modes, name, papers, prefix, range, ratio, seed, share, shift, ",
            "size, source, stages, title, weights"),
        Case(
            "blorp: x",
            "plan.yml:1:1: blorp: unknown key 'blorp'; allowed: copies, digits, faces, fast, file, mode, ",
            "modes, name, papers, prefix, range, ratio, seed, share, shift, size, source, stages, title, ",
            "weights"),
        Case(
            "share: 1.5",
            "plan.yml:1:8: share: must lie in 0..1, got 1.5"),
        Case(
            "share: big",
            "plan.yml:1:8: share: expected a number, got 'big'"),
        Case(
            "share: '0.5'",
            "plan.yml:1:8: share: expected a number, got the text '0.5'; remove the quotes"),
        Case(
            "share: 1,5",
            "plan.yml:1:8: share: expected a number, got '1,5'; write digits and a decimal point alone"),
        Case(
            "share: .nan",
            "plan.yml:1:8: share: expected a number, got '.nan'"),
        Case(
            "share: .inf",
            "plan.yml:1:8: share: expected a number, got '.inf'"),
        Case(
            "share: 1e999",
            "plan.yml:1:8: share: expected a number, got '1e999'"),
        Case(
            "share:",
            "plan.yml:1:7: share: expected a number, got nothing"),
        Case(
            "copies: 1.5",
            "plan.yml:1:9: copies: expected a whole number, got '1.5'"),
        Case(
            "copies: 007",
            "plan.yml:1:9: copies: expected a whole number, got '007'; some readers of YAML take a ",
            "leading 0 for octal; write 7"),
        Case(
            "copies: 1_000",
            "plan.yml:1:9: copies: expected a whole number, got '1_000'; write digits and a decimal ",
            "point alone"),
        Case(
            "copies: -1",
            "plan.yml:1:9: copies: must lie in 0..1000000000000, got -1"),
        Case(
            "copies: 99999999999999999999",
            "plan.yml:1:9: copies: expected a whole number, got '99999999999999999999'"),
        Case(
            "copies: [1]",
            "plan.yml:1:9: copies: expected a whole number, got a list"),
        Case(
            "seed: -1",
            "plan.yml:1:7: seed: expected a whole number from 0 to 18446744073709551615, got '-1'"),
        Case(
            "seed: 18446744073709551616",
            "plan.yml:1:7: seed: expected a whole number from 0 to 18446744073709551615, got ",
            "'18446744073709551616'"),
        Case(
            "ratio: 0.1",
            "plan.yml:1:8: ratio: must be at least 0.5, got 0.1"),
        Case(
            "fast: yes",
            "plan.yml:1:7: fast: expected true or false, got 'yes'; write true, without quotes and in ",
            "lower case"),
        Case(
            "fast: True",
            "plan.yml:1:7: fast: expected true or false, got 'True'; write true, without quotes and in ",
            "lower case"),
        Case(
            "fast: 'true'",
            "plan.yml:1:7: fast: expected true or false, got the text 'true'; write true, without quotes ",
            "and in lower case"),
        Case(
            "fast: 1",
            "plan.yml:1:7: fast: expected true or false, got '1'"),
        Case(
            "name: [a]",
            "plan.yml:1:7: name: expected a text, got a list"),
        Case(
            "name: {a: b}",
            "plan.yml:1:7: name: expected a text, got a mapping"),
        Case(
            "name: null",
            "plan.yml:1:7: name: expected a text, got nothing; quote it if that is the text: 'null'"),
        Case(
            "name:",
            "plan.yml:1:6: name: expected a text, got nothing; write '' for an empty text, and quote a ",
            "text that starts with '#'"),
        Case(
            "name: #ff0000",
            "plan.yml:1:6: name: expected a text, got nothing; write '' for an empty text, and quote a ",
            "text that starts with '#'"),
        Case(
            "mode: fnacy",
            "plan.yml:1:7: mode: unknown value 'fnacy'; did you mean 'fancy'? Allowed: fancy, plain, ",
            "x_height"),
        Case(
            "mode: other",
            "plan.yml:1:7: mode: unknown value 'other'; allowed: fancy, plain, x_height"),
        Case(
            "mode: [plain]",
            "plan.yml:1:7: mode: expected one of plain, fancy, x_height, got a list"),
        Case(
            "mode:",
            "plan.yml:1:6: mode: expected one of plain, fancy, x_height, got nothing"),
        Case(
            "modes: plain",
            "plan.yml:1:8: modes: expected a list, each item one of plain, fancy, x_height, got 'plain'; ",
            "write [plain]"),
        Case(
            "modes: [plain, plain, fancy]",
            "plan.yml:1:8: modes: must have 0 to 2 items, got 3"),
        Case(
            "modes: [plain, x_hieght]",
            "plan.yml:1:16: modes[1]: unknown value 'x_hieght'; did you mean 'x_height'? Allowed: fancy, ",
            "plain, x_height"),
        Case(
            "size: 5..1",
            "plan.yml:1:7: size: the range 5..1 is empty; write the smaller number first: 1..5"),
        Case(
            "size: 1",
            "plan.yml:1:7: size: must lie in 2..1024, got 1"),
        Case(
            "size: 1..9",
            "plan.yml:1:7: size: must lie in 2..1024, got 1..9"),
        Case(
            "size: 2..2000",
            "plan.yml:1:7: size: must lie in 2..1024, got 2..2000"),
        Case(
            "size: 0...5",
            "plan.yml:1:7: size: expected a number, a range like 0..1, or {normal: {mean: 0, deviation: ",
            "1}}, or a list of such, got '0...5'; write the range with two dots, without blanks: 0..5"),
        Case(
            "size: 3 .. 5",
            "plan.yml:1:7: size: expected a number, a range like 0..1, or {normal: {mean: 0, deviation: ",
            "1}}, or a list of such, got '3 .. 5'; write the range with two dots, without blanks: 3..5"),
        Case(
            "size: big",
            "plan.yml:1:7: size: expected a number, a range like 0..1, or {normal: {mean: 0, deviation: ",
            "1}}, or a list of such, got 'big'"),
        Case(
            "size: []",
            "plan.yml:1:7: size: the list is empty; there is nothing to draw from"),
        Case(
            "size: [3, 1]",
            "plan.yml:1:11: size[1]: must lie in 2..1024, got 1"),
        Case(
            "size: [[3, 4]]",
            "plan.yml:1:8: size[0]: expected a number, a range like 0..1, or {normal: {mean: 0, ",
            "deviation: 1}}, got a list"),
        Case(
            "seed: 1.5",
            "plan.yml:1:7: seed: expected a whole number from 0 to 18446744073709551615, got '1.5'"),
        Case(
            "papers: {plain: [3..4]}",
            "plan.yml:1:18: papers.plain[0]: must lie in 0..1, got 3..4"),
        Case(
            "fast: {}",
            "plan.yml:1:7: fast: expected true or false, got a mapping"),
        Case(
            "stages: [blur: [0, 60]]",
            "plan.yml:1:20: stages[0].blur[1]: must lie in 0..50, got 60"),
        Case(
            "size:\n  - {value: 3, weight: -1}",
            "plan.yml:2:24: size[0].weight: must be at least 0, got -1"),
        Case(
            "size: [{value: 3, weight: 0}]",
            "plan.yml:1:7: size: all weights are 0; one must be above 0"),
        Case(
            "size: [{value: 3, wieght: 2}]",
            "plan.yml:1:19: size[0].wieght: unknown key 'wieght'; did you mean 'weight'? Allowed: value, ",
            "weight"),
        Case(
            "size: {normal: {mean: 9, deviation: -1}}",
            "plan.yml:1:37: size.normal.deviation: must be at least 0, got -1"),
        Case(
            "size: {normal: {mean: 9, deviation: 1, min: 5, max: 4}}",
            "plan.yml:1:45: size.normal.min: is above the upper limit: 5 > 4"),
        Case(
            "size: {normal: {mean: 9, deviation: 9}}",
            "plan.yml:1:16: size.normal: must lie in 2..1024, got -27..45; give 'min' and 'max'; without ",
            "them they are 4 deviations from the mean"),
        Case(
            "size: {normal: {mean: 9}}",
            "plan.yml:1:16: size.normal: the key 'deviation' is missing"),
        Case(
            "size: {normal: 3}",
            "plan.yml:1:16: size.normal: expected a mapping with the keys deviation, max, mean, min, got ",
            "'3'"),
        Case(
            "size: {norml: {mean: 3}}",
            "plan.yml:1:7: size: expected a number, a range like 0..1, or {normal: {mean: 0, deviation: ",
            "1}}, or a list of such, got a mapping; the one mapping that counts is {normal: {mean: ..., ",
            "deviation: ...}}"),
        Case(
            "size: {normal: {mean: 1, deviation: 1, low: 3}}",
            "plan.yml:1:40: size.normal.low: unknown key 'low'; allowed: deviation, max, mean, min"),
        Case(
            "size: '3'",
            "plan.yml:1:7: size: expected a number, a range like 0..1, or {normal: {mean: 0, deviation: ",
            "1}}, or a list of such, got the text '3'; remove the quotes"),
        Case(
            "shift: -1e308..1e308",
            "plan.yml:1:8: shift: the range -1e308..1e308 is too wide"),
        Case(
            "digits: 0..4",
            "plan.yml:1:9: digits: must lie in 1..64, got 0..4"),
        Case(
            "digits: 1.5",
            "plan.yml:1:9: digits: expected a whole number, a range like 1..9, or a list of such, got ",
            "'1.5'"),
        Case(
            "digits: 4..2",
            "plan.yml:1:9: digits: the range 4..2 is empty; write the smaller number first: 2..4"),
        Case(
            "digits: 1..x",
            "plan.yml:1:9: digits: expected a whole number, a range like 1..9, or a list of such, got ",
            "'1..x'"),
        Case(
            "digits: [1, 2.5]",
            "plan.yml:1:13: digits[1]: expected a whole number, a range like 1..9, or a list of such, ",
            "got '2.5'"),
        Case(
            "digits: 1.5..2",
            "plan.yml:1:9: digits: expected a whole number, a range like 1..9, or a list of such, got ",
            "'1.5..2'"),
        Case(
            "digits: [{value: 1, weight: x}]",
            "plan.yml:1:29: digits[0].weight: expected a number, got 'x'"),
        Case(
            "weights: [1, -2]",
            "plan.yml:1:14: weights[1]: must be at least 0, got -2"),
        Case(
            "weights: 3",
            "plan.yml:1:10: weights: expected a list, each item a number, got '3'; write [3]"),
        Case(
            "weights: [1, x]",
            "plan.yml:1:14: weights[1]: expected a number, got 'x'"),
        Case(
            "prefix: []",
            "plan.yml:1:9: prefix: the list is empty; there is nothing to draw from"),
        Case(
            "prefix: [{value: a, weight: 0}]",
            "plan.yml:1:9: prefix: all weights are 0; one must be above 0"),
        Case(
            "prefix: [[a]]",
            "plan.yml:1:10: prefix[0]: expected a text, got a list"),
        Case(
            "prefix: {value: a}",
            "plan.yml:1:9: prefix: expected a text, got a mapping"),
        Case(
            "range: {low: 2}",
            "plan.yml:1:8: range.high: must not be below 'low'"),
        Case(
            "range: {low: 2, high: 1}",
            "plan.yml:1:23: range.high: must not be below 'low'"),
        Case(
            "range: 0..1",
            "plan.yml:1:8: range: expected a mapping, got '0..1'"),
        Case(
            "range:",
            "plan.yml:1:7: range: expected a mapping, got nothing; write {} for the defaults"),
        Case(
            "range: [1, 2]",
            "plan.yml:1:8: range: expected a mapping, got a list"),
        Case(
            "file: nowhere/at-all.ttf",
            "plan.yml:1:7: file: 'nowhere/at-all.ttf' does not exist; looked for /nowhere/at-all.ttf"),
        Case(
            "file: ''",
            "plan.yml:1:7: file: expected the path of a file or folder, got the text ''"),
        Case(
            "faces: []",
            "plan.yml:1:8: faces: must have 1 to 3 items, got 0"),
        Case(
            "faces: [a, b, c, d]",
            "plan.yml:1:8: faces: must have 1 to 3 items, got 4"),
        Case(
            "faces:\n  - family: a\n    wait: 3",
            "plan.yml:3:5: faces[0].wait: unknown key 'wait'; allowed: family, weight"),
        Case(
            "faces: [{weight: 2}]",
            "plan.yml:1:9: faces[0].family: give a family"),
        Case(
            "faces:",
            "plan.yml:1:7: faces: expected a list, each item a mapping, or 'family' alone, got nothing; ",
            "write [] for an empty list"),
        Case(
            "source: wrods",
            "plan.yml:1:9: source: unknown source 'wrods'; did you mean 'words'? Allowed: lines, ",
            "mixture, words"),
        Case(
            "source: {words: {}, lines: {}}",
            "plan.yml:1:21: source.lines: a source is a mapping of one key, got 'words' and 'lines'; ",
            "give each its own item of a list, where a list may stand"),
        Case(
            "source: {words: {}, count: 3}",
            "plan.yml:1:21: source.count: a source is a mapping of one key, got 'words' and 'count'; ",
            "does it belong in 'words'? Write {words: {count: ...}}"),
        Case(
            "source: {}",
            "plan.yml:1:9: source: expected one of words, lines, mixture, got an empty mapping"),
        Case(
            "source: [words]",
            "plan.yml:1:9: source: expected one of words, lines, mixture, got a list"),
        Case(
            "source:",
            "plan.yml:1:8: source: expected one of words, lines, mixture, got nothing"),
        Case(
            "source: lines",
            "plan.yml:1:9: source.lines: the key 'text' is missing"),
        Case(
            "source: {lines: {}}",
            "plan.yml:1:17: source.lines: the key 'text' is missing"),
        Case(
            "source: {words:}",
            "plan.yml:1:15: not valid YAML: while scanning a plain scalar: found unexpected ':'"),
        Case(
            "source: {words: 5}",
            "plan.yml:1:17: source.words: expected a mapping, got '5'"),
        Case(
            "source: {mixture: {parts: [words, {mixture: {parts: [wods]}}]}}",
            "plan.yml:1:54: source.mixture.parts[1].mixture.parts[0]: unknown source 'wods'; did you ",
            "mean 'words'? Allowed: lines, mixture, words"),
        Case(
            "source: {words: {probability: 1}}",
            "plan.yml:1:18: source.words.probability: unknown key 'probability'; allowed: count"),
        Case(
            "stages:\n  - blur: {sgima: 3}",
            "plan.yml:2:12: stages[0].blur.sgima: unknown key 'sgima'; did you mean 'sigma'? Allowed: ",
            "probability, sigma"),
        Case(
            "stages:\n  - blur:\n      sigma: 0..1\n      probability: 1.5",
            "plan.yml:4:20: stages[0].blur.probability: must lie in 0..1, got 1.5"),
        Case(
            "stages: [blur, invrt]",
            "plan.yml:1:16: stages[1]: unknown stage 'invrt'; did you mean 'invert'? Allowed: blur, ",
            "invert, noise"),
        Case(
            "stages: {blur: 0..99}",
            "plan.yml:1:16: stages.blur: must lie in 0..50, got 0..99"),
        Case(
            "stages: [invert: 3]",
            "plan.yml:1:18: stages[0].invert: expected a mapping, got '3'"),
        Case(
            "stages: [{blur: {weight: 1}}]",
            "plan.yml:1:18: stages[0].blur.weight: unknown key 'weight'; allowed: probability, sigma"),
        Case(
            "stages: [blur: {sigma: 1}, noise: {amount: -1}]",
            "plan.yml:1:44: stages[1].noise.amount: must be at least 0, got -1"),
        Case(
            "papers: [plain: {weight: -1}]",
            "plan.yml:1:26: papers[0].plain.weight: must be at least 0, got -1"),
        Case(
            "papers: {plain: {probability: 1}}",
            "plan.yml:1:18: papers.plain.probability: unknown key 'probability'; allowed: tone, weight"),
        Case(
            "a: [",
            "plan.yml:2:1: not valid YAML: while parsing a flow node: did not find expected node content"),
        Case(
            "a: b: c",
            "plan.yml:1:5: not valid YAML: mapping values are not allowed in this context"),
        Case(
            "name: \"abc",
            "plan.yml:1:11: not valid YAML: while scanning a quoted scalar: found unexpected end of ",
            "stream"),
        Case(
            "\tname: x",
            "plan.yml:1:1: not valid YAML: while scanning for the next token: found character that ",
            "cannot start any token; indent with spaces, not with tabs"),
        Case(
            "name: x\n\tfast: true",
            "plan.yml:2:1: not valid YAML: while scanning a plain scalar: found a tab character that ",
            "violates indentation; indent with spaces, not with tabs"),
        Case(
            "name: x\nname: y",
            "plan.yml:1:1: the key 'name' is given twice in this mapping; remove one"),
        Case(
            "name: x\n---\nname: y",
            "plan.yml:2:1: a second document starts here; a config is one document"),
        Case(
            "[1, 2]",
            "plan.yml:1:1: a config is a mapping, got a list"),
        Case(
            "just a text",
            "plan.yml:1:1: a config is a mapping, got 'just a text'"),
        Case(
            "? [a]\n: b",
            "plan.yml:1:3: a key must be a text, not a list or a mapping"),
        Case(
            "? {a: b}\n: c",
            "plan.yml:1:3: a key must be a text, not a list or a mapping"),
        Case(
            ": x",
            "plan.yml:1:1: not valid YAML: while parsing a block mapping: did not find expected key"),
        Case(
            "range:\n  <<: {low: 1}",
            "plan.yml:2:3: merge keys are not supported; write the keys out, or use an alias for a whole ",
            "value"),
        Case(
            "name: !!int 5",
            "plan.yml:1:7: the tag '!!int' is not supported; write the value alone"),
        Case(
            "name: !x y",
            "plan.yml:1:7: the tag '!x' is not supported; write the value alone"),
        Case(
            "range: !!set {low}",
            "plan.yml:1:8: the tag '!!set' is not supported; write the value alone"),
        Case(
            "name: *nope",
            "plan.yml:1:7: not valid YAML: found undefined alias"),
        Case(
            "name: \u{01}",
            "plan.yml:1:7: not valid YAML: control characters are not allowed"),
        Case(
            "name: x\nfile: a\u{07}b",
            "plan.yml:2:8: not valid YAML: control characters are not allowed"),
        Case(
            "%YAML 3.0\n---\nname: x",
            "plan.yml:1:1: not valid YAML: found incompatible YAML document"),
        Case(
            "- a\nb: c",
            "plan.yml:2:1: not valid YAML: while parsing a block collection: did not find expected '-' ",
            "indicator"),
        Case(
            "name: 'x' y",
            "plan.yml:1:11: not valid YAML: while parsing a block mapping: did not find expected key"),
        Case(
            "range: {low: 1, low: 2}",
            "plan.yml:1:9: the key 'low' is given twice in this mapping; remove one"),
        Case(
            "1: 2",
            "plan.yml:1:1: 1: unknown key '1'; allowed: copies, digits, faces, fast, file, mode, modes, ",
            "name, papers, prefix, range, ratio, seed, share, shift, size, source, stages, title, weights"),
        Case(
            "faces: [{family: a}, {family: b, weigth: 2}]",
            "plan.yml:1:34: faces[1].weigth: unknown key 'weigth'; did you mean 'weight'? Allowed: ",
            "family, weight"),
        Case(
            "name: @x",
            "plan.yml:1:7: not valid YAML: while scanning for the next token: found character that ",
            "cannot start any token"),
        Case(
            "share: 0.5\n  copies: 3",
            "plan.yml:2:9: not valid YAML: mapping values are not allowed in this context"),
    ]

    static let wrongOverrides: [Case] = [
        Case(
            "x",
            "override 'x': an override is 'key=value'; write the whole path of the key, then '=' and the ",
            "value"),
        Case(
            "=3",
            "override '=3': the path '' has an empty step; write keys with dots between them"),
        Case(
            "a..b=3",
            "override 'a..b=3': the path 'a..b' has an empty step; write keys with dots between them"),
        Case(
            "size=",
            "override 'size=': there is no value; write '' for an empty text, and quote a text that ",
            "starts with '#'"),
        Case(
            "size= ",
            "override 'size= ': there is no value; write '' for an empty text, and quote a text that ",
            "starts with '#'"),
        Case(
            "size=big",
            "override 'size=big': size: expected a number, a range like 0..1, or {normal: {mean: 0, ",
            "deviation: 1}}, or a list of such, got 'big'"),
        Case(
            "size=[",
            "override 'size=[': not valid YAML: while parsing a flow sequence: did not find expected ',' ",
            "or ']'"),
        Case(
            "size=3, 4",
            "override 'size=3, 4': the value has a comma; write [a, b] for a list, or quote a text"),
        Case(
            "size=#ff",
            "override 'size=#ff': there is no value; write '' for an empty text, and quote a text that ",
            "starts with '#'"),
        Case(
            "size=]",
            "override 'size=]': not valid YAML: did not find expected <document start>"),
        Case(
            "size=], [",
            "override 'size=], [': not valid YAML: did not find expected <document start>"),
        Case(
            "size=3]\n[4",
            "override 'size=3] [4': not valid YAML: did not find expected <document start>"),
        Case(
            "name.x=3",
            "override 'name.x=3': name: expected a text, got a mapping"),
        Case(
            "faces[1].weight=2",
            "override 'faces[1].weight=2': faces: there is no item 1; the list has 1, counted from 0"),
        Case(
            "faces[x]=2",
            "override 'faces[x]=2': '[x]' is not the number of a list item; write it as in camera[0]; ",
            "the first is 0"),
        Case(
            "faces[0=2",
            "override 'faces[0=2': '[0' is not the number of a list item; write it as in camera[0]; the ",
            "first is 0"),
        Case(
            "stages.blur.sigma=200",
            "override 'stages.blur.sigma=200': stages: the list has no 'blur'; it has noise, invert"),
        Case(
            "stages.blur.sgima=2",
            "override 'stages.blur.sgima=2': stages: the list has no 'blur'; it has noise, invert"),
        Case(
            "stages[0].blur.sigma=3",
            "override 'stages[0].blur.sigma=3': stages[0].blur: a stage is a mapping of one key, got ",
            "'noise' and 'blur'; give each its own item of a list, where a list may stand"),
        Case(
            "sise=3",
            "override 'sise=3': sise: unknown key 'sise'; did you mean 'size'? Allowed: copies, digits, ",
            "faces, fast, file, mode, modes, name, papers, prefix, range, ratio, seed, share, shift, ",
            "size, source, stages, title, weights"),
        Case(
            "share=2",
            "override 'share=2': share: must lie in 0..1, got 2"),
        Case(
            "fast=yes",
            "override 'fast=yes': fast: expected true or false, got 'yes'; write true, without quotes ",
            "and in lower case"),
        Case(
            "size={normal: {mean: 3, deviation: 1, min: 9}}",
            "override 'size={normal: {mean: 3, deviation: 1, min: 9}}': size.normal.min: is above the ",
            "upper limit: 9 > 7"),
        Case(
            "source.lines.text=x",
            "override 'source.lines.text=x': source.lines: a source is a mapping of one key, got 'words' ",
            "and 'lines'; give each its own item of a list, where a list may stand"),
        Case(
            "range.low=5",
            "override 'range.low=5': range.high: must not be below 'low'"),
        Case(
            "faces.0.weight=-1",
            "override 'faces.0.weight=-1': faces[0].weight: must be at least 0, got -1"),
        Case(
            "name=a: b",
            "override 'name=a: b': name: expected a text, got a mapping"),
        Case(
            "name=*x",
            "override 'name=*x': not valid YAML: found undefined alias"),
        Case(
            "name=!!int 3",
            "override 'name=!!int 3': the tag '!!int' is not supported; write the value alone"),
        Case(
            "papers.plain.tone=2",
            "override 'papers.plain.tone=2': papers.plain.tone: must lie in 0..1, got 2"),
        Case(
            ".a=1",
            "override '.a=1': the path '.a' has an empty step; write keys with dots between them"),
        Case(
            "a.=1",
            "override 'a.=1': the path 'a.' has an empty step; write keys with dots between them"),
        Case(
            "size[0]=3",
            "override 'size[0]=3': size: the config has no list here, so it has no item 0; give the ",
            "whole list"),
        Case(
            "prefix[2]=3",
            "override 'prefix[2]=3': prefix: the config has no list here, so it has no item 2; give the ",
            "whole list"),
    ]
}
