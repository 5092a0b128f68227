import Samples
import Testing

@testable import Synthesis

@Suite struct TextPatternTests {
    // MARK: - What is written

    @Test(arguments: [
        #"[A-Z]{2}\d{6}"#, #"\w{3}-\D\W"#, "(EUR|USD|CHF) ?[1-9][0-9]{0,3},[0-9]{2}", #"a.c\.\\\["#, "[^0-9a-z]{5}",
        "[-+]?[0-9]{1,3}", "([ab]{2}|[cd]{3}|)x", "[äöüß]{3}€", "x(y(z|))?", #"[\]\-^]{4}"#,
    ])
    func textsAreOfTheLanguage(form: String) throws {
        // The same language in the standard library's regular expressions.
        let oracle = try Regex(form)
        for seed in UInt64(1)...5 {
            for text in try author("{pattern: '\(form)'}", seed: seed).labels(200, seed: seed) {
                #expect(try oracle.wholeMatch(in: text) != nil, "'\(text)' is not of \(form)")
                #expect(text.allSatisfy { !$0.isWhitespace || $0 == " " })
            }
        }
    }

    @Test func randomPatternsAreCountedAndToldApart() throws {
        var (unambiguous, ambiguous) = (0, 0)
        for seed in UInt64(0)..<600 {
            var maker = FormMaker(seed: seed)
            // The x keeps the whole from being empty, which is refused.
            let form = Form.sequence([.characters("x", ["x"]), .repeated(maker.branches(depth: 3), "", 1...1)])
            let root = try PatternParser.parse(form.text, alphabet: CharacterClass.visible)
            for index in 0..<20 {
                var choices = DrawnChoices(
                    generator: SampleKey(seed: seed, split: .train, index: index).generator("test"))
                let text = root.text(&choices)
                #expect(form.writes(text), "'\(text)' is not of \(form.text)")
            }
            guard root.count <= 1000 else { continue }
            var texts = Set<String>()
            for rank in 0..<root.count {
                var choices = RankedChoices(rank: rank)
                texts.insert(root.text(&choices))
            }
            #expect(texts.allSatisfy(form.writes), "\(form.text)")
            let isAmbiguous = try PatternAutomaton.ambiguity(of: root) != nil
            #expect(isAmbiguous == (texts.count < Int(root.count)), "\(form.text): \(texts.count) of \(root.count)")
            if isAmbiguous { ambiguous += 1 } else { unambiguous += 1 }
        }
        #expect(unambiguous > 80)
        #expect(ambiguous > 40)
    }

    @Test func branchesAreDrawnByWeight() throws {
        let counts = histogram(try author("{pattern: '(a<3>|b|c<0.5>|d<0>)'}").labels(20_000))
        #expect(fits(["a", "b", "c"].map { counts[$0] ?? 0 }, weights: [3, 1, 0.5]))
        #expect(counts["d"] == nil)
    }

    @Test func charactersAndLengthsAreDrawnEvenly() throws {
        let texts = try author(#"{pattern: '\d{1,4}'}"#).labels(20_000)
        let lengths = histogram(texts.map(\.count))
        #expect(fits((1...4).map { lengths[$0] ?? 0 }, weights: [1, 1, 1, 1]))
        let digits = histogram(texts.joined())
        #expect(fits("0123456789".map { digits[$0] ?? 0 }, weights: [Double](repeating: 1, count: 10)))
        let optional = histogram(try author("{pattern: 'ab?'}").labels(10_000))
        #expect(fits([optional["a"] ?? 0, optional["ab"] ?? 0], weights: [1, 1]))
    }

    @Test func aLessThanSignIsACharacterElsewhere() throws {
        #expect(try author("{pattern: 'P<UTO<<'}").label(0) == "P<UTO<<")
        #expect(try author(#"{pattern: 'a\<3>'}"#).label(0) == "a<3>")
        #expect(try author("{pattern: '(a<3>b)'}").label(0) == "a<3>b")
    }

    @Test func theAlphabetIsWhatCanBeWritten() throws {
        #expect(String(try author(#"{pattern: '[cab]x?(€|\.)\d{luhn}'}"#).alphabet) == "cabx€.0123456789")
        #expect(String(try author("{pattern: {form: '[^a].', alphabet: abcé}}").alphabet) == "bcéa")
        #expect(Set(try author("{pattern: {form: '[^a].', alphabet: abcé}}").labels(500)).count == 12)
    }

    // MARK: - Every text once

    @Test(arguments: [
        ("[ab][cd]?", ["a", "ac", "ad", "b", "bc", "bd"]),
        ("(x|yz){0,2}", ["", "x", "xx", "xyz", "yz", "yzx", "yzyz"]),
        ("(a<9>|b)", ["a", "b"]), (#"[01]{2}{luhn}"#, ["000", "018", "109", "117"]),
    ])
    func exhaustiveIsTheWholeLanguage(form: String, texts: [String]) throws {
        let all = try author("{pattern: {form: '\(form)', mode: exhaustive}}")
        #expect(!all.hasUniqueLabels)
        #expect(try all.labels(texts.count).sorted() == texts)
        #expect(histogram(try all.labels(texts.count * 7)).values.allSatisfy { $0 == 7 })
    }

    @Test func uniqueTextsAreUniqueAcrossSplits() throws {
        let numbers = try author(
            "{pattern: {form: '[A-E]{2}[0-9]{1,2}', mode: unique}}", train: 2000, val: 400, test: 350)
        #expect(numbers.hasUniqueLabels)
        let labels = try numbers.labels(2000) + numbers.labels(400, .val) + numbers.labels(350, .test)
        #expect(Set(labels).count == 2750)
        #expect(throws: (any Error).self) { try numbers.label(350, .test) }
    }

    @Test(arguments: ["random", "exhaustive"]) func disjointSplitsShareNoText(mode: String) throws {
        let texts = try author(
            "{pattern: {form: '[a-j]{2}', mode: \(mode), disjoint: true}}", train: 60, val: 20, test: 20)
        let splits = try Split.allCases.map { Set(try texts.labels(400, $0)) }
        #expect(splits[0].isDisjoint(with: splits[1]) && splits[0].isDisjoint(with: splits[2]))
        #expect(splits[1].isDisjoint(with: splits[2]))
        #expect(splits.allSatisfy { $0.count > 5 })
        if mode == "exhaustive" { #expect(splits.map(\.count) == [60, 20, 20]) }
    }

    // MARK: - What is refused

    @Test(arguments: [
        ("ab*", 3, #"* has no limit, and a pattern must have one; write {0,8}, or \* for the character"#),
        (#"\d+"#, 3, #"+ has no limit, and a pattern must have one; write {0,8}, or \+ for the character"#),
        ("a{2,}", 2, "{2,} has no upper limit, and a pattern must have one; write {2,8}"),
        ("a{x}", 2, "unknown check digits {x}; there are {luhn}, {ean}, {iban}, {mrz}"),
        ("a{,3}", 2, "a repetition is {3} or {2,5}, got {,3}; write \\{ for the character"),
        ("a{-1}", 2, "a repetition is {3} or {2,5}, got {-1}; write \\{ for the character"),
        ("a{3,1}", 2, "{3,1} runs backwards; write {1,3}"),
        ("a{0}", 2, "a part may be repeated 1 to 1000 times, got {0}"),
        ("a{1001}", 2, "a part may be repeated 1 to 1000 times, got {1001}"),
        ("(a{100}){11}", 9, "the text may have 1100 characters here; the most is 1000"),
        ("a{2}{3}", 5, "a repetition can't be repeated; put the part in a group: (a{2}){3}"),
        ("a??", 3, "a repetition can't be repeated; put the part in a group: (a{2}){3}"),
        ("a|?", 3, #"there is nothing to repeat; write \? for the character"#),
        ("{3}", 1, #"there is nothing to repeat; write \{ for the character"#),
        ("a{3", 2, #"this { is not closed; write \{ for the character"#),
        ("x(?=y)", 2, "groups with (? are not supported: a pattern has no look-around, names or flags"),
        (#"(a)\1"#, 4, #"\1 would refer to a group, which patterns can't do"#),
        (#"a\bc"#, 2, #"unknown escape \b; there are \d, \w, \D and \W"#),
        (#"ab\"#, 3, #"a \ needs a character behind it"#),
        ("^a", 1, #"a pattern is the whole text and needs no ^; write \^ for the character"#),
        ("a$", 2, #"a pattern is the whole text and needs no $; write \$ for the character"#),
        ("a(b|c", 2, #"this ( is not closed; write \( for the character"#),
        ("ab)c", 3, #"this ) closes no group; write \) for the character"#),
        ("a]", 2, #"this ] closes nothing; write \] for the character"#),
        ("a[bc", 2, #"this [ is not closed; write \[ for the character"#),
        ("a[]", 2, "the class is empty"),
        ("[a[b]", 3, #"write \[ for the character; classes within classes are not supported"#),
        ("[z-a]", 2, "the range z-a runs backwards; write a-z"),
        (#"[\d-z]"#, 2, #"a range goes from one plain character to another, such as a-z; write \- for the -"#),
        (#"[^\x21-~]"#, 3, #"unknown escape \x; there are \d, \w, \D and \W"#),
        ("[^!-~]", 6, "no character of the alphabet is left"),
        (
            "(a<x>|b)", 3,
            #"the weight of a branch is a number such as <3> or <0.5>, got <x>; write \< for the character"#
        ),
        ("x(a<0>|b<0>)", 3, "every branch has the weight 0; one must be above 0"),
    ])
    func brokenPatternsAreRefused(form: String, column: Int, message: String) {
        #expect(refusal("{pattern: '\(form)'}") == "recipe.yml:1:17: text.pattern.form: column \(column): \(message)")
    }

    @Test func deepGroupsAreRefused() {
        let form = String(repeating: "(", count: 51) + "a" + String(repeating: ")", count: 51)
        #expect(refusal("{pattern: '\(form)'}").hasSuffix("column 51: groups are nested deeper than 50"))
        #expect(refusal(#"{pattern: "a\u0007"}"#).contains("column 2: a character here can't stand in a line of text"))
        #expect(refusal("{pattern: ''}").contains("column 1: the pattern writes nothing"))
    }

    @Test(arguments: [
        (
            #"\d{1,2}\d?"#,
            "column 1: mode 'unique' needs a pattern that writes each text in one way; here the parts at "
                + "the columns 1 and 8 can begin the same text"
        ),
        (
            "(a|ab)(c|bc)",
            "column 2: mode 'unique' needs a pattern that writes each text in one way; here the parts at "
                + "the columns 2 and 4 can begin the same text"
        ),
        ("x(a?){2}", "column 3: mode 'unique' needs"),
        (
            "(a?|b?)",
            "column 2: mode 'unique' needs a pattern that writes each text in one way; here nothing can be "
                + "written in two ways"
        ),
        (
            #"\d{19}"#,
            "column 1: mode 'unique' numbers all texts, and these are more than 2^62; shorten the pattern, or "
                + "use mode 'random'"
        ),
    ])
    func unnumberablePatternsAreRefused(form: String, message: String) {
        #expect(refusal("{pattern: {form: '\(form)', mode: unique}}").contains(message))
        #expect(refusal("{pattern: {form: '\(form)'}}") == "")
    }

    @Test func tooFewTextsAreRefused() {
        #expect(
            refusal("{pattern: {form: '[ab]{3}', mode: unique}}", train: 6, val: 3)
                == "text.pattern: mode 'unique' has 8 labels for 9 samples; ask for fewer samples, allow more labels, or "
                + "use mode 'exhaustive'")
        #expect(
            refusal("{pattern: {form: '[ab]', mode: exhaustive, disjoint: true}}", train: 90, val: 5, test: 5)
                == "text.pattern: with 'disjoint: true' none of the 2 labels is left for val; allow more labels, or make "
                + "its part of the samples larger")
    }
}

/// A pattern taken apart, with a matcher of its own: it follows all places that a text can be read up to.
private indirect enum Form {
    case characters(String, Set<Character>)
    case sequence([Form])
    case branches([(form: Form, weight: String)])
    case repeated(Form, String, ClosedRange<Int>)

    var text: String {
        switch self {
        case .characters(let text, _): text
        case .sequence(let parts): parts.map(\.text).joined()
        case .branches(let branches): branches.map { $0.form.text + $0.weight }.joined(separator: "|")
        case .repeated(.branches(let branches), let mark, _): "(" + Form.branches(branches).text + ")" + mark
        case .repeated(let part, let mark, _): part.text + mark
        }
    }

    func writes(_ text: String) -> Bool { ends([0], in: Array(text)).contains(text.count) }

    private func ends(_ starts: Set<Int>, in text: [Character]) -> Set<Int> {
        switch self {
        case .characters(_, let members):
            Set(starts.filter { $0 < text.count && members.contains(text[$0]) }.map { $0 + 1 })
        case .sequence(let parts): parts.reduce(starts) { $1.ends($0, in: text) }
        case .branches(let branches): branches.reduce(into: []) { $0.formUnion($1.form.ends(starts, in: text)) }
        case .repeated(let part, _, let times):
            (0...times.upperBound).reduce((all: Set<Int>(), now: starts)) { state, time in
                let all = time >= times.lowerBound ? state.all.union(state.now) : state.all
                return (all, time < times.upperBound ? part.ends(state.now, in: text) : [])
            }.all
        }
    }
}

/// Makes small random patterns.
private struct FormMaker {
    private var generator: KeyedGenerator

    init(seed: UInt64) { generator = SampleKey(seed: seed, split: .test, index: 0).generator("patterns") }

    mutating func branches(depth: Int) -> Form {
        let count = 1 + generator.below(3)
        return .branches(
            (0..<count).map { _ in
                (sequence(depth: depth), generator.below(4) == 0 ? "<\(1 + generator.below(5))>" : "")
            })
    }

    private mutating func sequence(depth: Int) -> Form {
        // An empty branch now and then, but no empty pattern.
        let count = generator.below(8) == 0 && depth < 3 ? 0 : 1 + generator.below(3)
        return .sequence((0..<count).map { _ in part(depth: depth) })
    }

    private mutating func part(depth: Int) -> Form {
        let classes = [
            ("a", "a"), ("b", "b"), ("c", "c"), ("[ab]", "ab"), ("[bc]", "bc"), ("[^a!-`d-~]", "bc"), ("[a-c]", "abc"),
        ]
        let part: Form
        if depth > 0, generator.below(5) > 2 {
            part = branches(depth: depth - 1)
        } else {
            let (text, members) = classes[generator.below(classes.count)]
            part = .characters(text, Set(members))
        }
        let marks = [
            ("", 1...1), ("", 1...1), ("", 1...1), ("?", 0...1), ("{2}", 2...2), ("{0,2}", 0...2), ("{1,3}", 1...3),
        ]
        let (mark, times) = marks[generator.below(marks.count)]
        return .repeated(part, mark, times)
    }
}
