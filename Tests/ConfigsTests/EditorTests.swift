import Testing

@testable import Configs

@Suite struct EditorTests {
    private static let text = """
        # A plan.
        name: x            # its name
        size: 20..30
        range: {low: 1,   high: 2}   # from, to
        faces:
          - family: a
            weight: 2
          - b              # the second

        source: words
        stages:
          # first
          - noise: {amount: 1}
          - invert
          - blur: 0..1     # short
        weights: [1, 2]
        """

    private func editor(_ yaml: String = text) throws -> ConfigEditor<Plan> {
        try ConfigEditor(yaml, as: Plan.self, name: "plan.yml", baseDirectory: "/")
    }

    private func changed(_ yaml: String = text, _ change: (inout ConfigEditor<Plan>) throws -> Void) throws -> String {
        var editor = try editor(yaml)
        try change(&editor)
        return editor.yaml
    }

    @Test(arguments: [
        ("name", "y", "name: x            # its name", "name: y            # its name"),
        ("size", "[1, 2..3]", "size: 20..30", "size: [1, 2..3]"),
        ("range.high", "5", "{low: 1,   high: 2}   # from", "{low: 1,   high: 5}   # from"),
        ("faces[0].weight", "3", "    weight: 2", "    weight: 3"),
        ("faces[1].family", "c", "- b              # the", "- c              # the"),
        ("faces[1].weight", "3", "- b              # the", "- {family: b, weight: 3}              # the"),
        ("stages[0].noise.amount", "0..2", "{amount: 1}", "{amount: 0..2}"),
        ("stages[0].noise.colored", "true", "{amount: 1}", "{amount: 1, colored: true}"),
        ("stages[1].invert.probability", "0.5", "- invert", "- {invert: {probability: 0.5}}"),
        ("stages[2].blur.sigma", "0.5", "blur: 0..1     #", "blur: 0.5     #"),
        ("stages[2].blur.probability", "0.5", "blur: 0..1     #", "blur: {sigma: 0..1, probability: 0.5}     #"),
        ("source.words.count", "1..3", "source: words", "source: {words: {count: 1..3}}"),
        ("weights", "[]", "weights: [1, 2]", "weights: []"),
        ("stages", "[]", "stages:\n  # first\n  - noise: {amount: 1}\n  - invert\n  - blur: 0..1 ", "stages: [] "),
    ])
    func valuesChangeWhereTheyStand(_ path: String, _ value: String, _ old: String, _ new: String) throws {
        let wanted = Self.text.replacing(old, with: new)
        #expect(wanted != Self.text)
        #expect(try changed { try $0.set(path, to: value) } == wanted)
        #expect(try editor(wanted).gives(path))
    }

    @Test(arguments: [
        ("fast", "true", "fast: true"), ("papers[0].plain.tone", "0.5", "papers: [{plain: {tone: 0.5}}]"),
        ("shift", "1..2", "shift: 1..2"),
    ])
    func missingKeysAreAddedAtTheEnd(_ path: String, _ value: String, _ line: String) throws {
        #expect(try !editor().gives(path))
        #expect(try changed { try $0.set(path, to: value) } == Self.text + "\n" + line)
        #expect(try changed("") { try $0.set(path, to: value) } == line + "\n")
    }

    @Test func keysOfBlocksAreAddedBelowThem() throws {
        let yaml = "range:\n    low: 0   # zero\n    # more\n\nname: x\n"
        #expect(
            try changed(yaml) { try $0.set("range.high", to: "4") }
                == "range:\n    low: 0   # zero\n    high: 4\n    # more\n\nname: x\n")
        #expect(try changed("range: {}\n") { try $0.set("range.high", to: "4") } == "range: {high: 4}\n")
        #expect(
            try changed("faces:\n- family: a\n- b\n") { try $0.set("faces[0].weight", to: "4") }
                == "faces:\n- family: a\n  weight: 4\n- b\n")
    }

    @Test func stagesComeAndGo() throws {
        let more = try changed { try $0.append("invert", to: "stages") }
        #expect(more == Self.text.replacing("# short", with: "# short\n  - invert"))
        #expect(try changed(more) { try $0.remove("stages[3]") } == Self.text)
        #expect(try changed { try $0.remove("stages[1]") } == Self.text.replacing("  - invert\n", with: ""))
        #expect(try changed("name: x\n") { try $0.append("blur", to: "stages") } == "name: x\nstages: [blur]\n")
        #expect(try changed("stages: []\n") { try $0.append("blur", to: "stages") } == "stages: [blur]\n")
        #expect(try changed("stages: [blur]\n") { try $0.append("noise", to: "stages") } == "stages: [blur, noise]\n")
        #expect(try changed("stages: [blur, noise]\n") { try $0.remove("stages[0]") } == "stages: [noise]\n")
        #expect(try changed("stages: [blur]\n") { try $0.remove("stages[0]") } == "stages: []\n")
        #expect(try changed("stages:\n  - blur\n") { try $0.remove("stages[0]") } == "stages: []\n")
    }

    @Test func whatStandsAloneBecomesAList() throws {
        #expect(try changed("stages: blur\n") { try $0.append("noise", to: "stages") } == "stages: [blur, noise]\n")
        #expect(
            try changed("stages: {blur: 1}\n") { try $0.append("noise", to: "stages") }
                == "stages: [{blur: 1}, noise]\n")
        #expect(
            try changed("stages:\n  noise:\n    amount: 2   # much\nname: x\n") { try $0.append("blur", to: "stages") }
                == "stages:\n  - noise:\n      amount: 2   # much\n  - blur\nname: x\n")
        #expect(
            try changed("papers: {plain: 0.5}\n") { try $0.set("papers[0].plain.tone", to: "1") }
                == "papers: {plain: 1}\n")
    }

    @Test func keysAreTakenAway() throws {
        #expect(try changed { try $0.remove("size") } == Self.text.replacing("size: 20..30\n", with: ""))
        #expect(try changed { try $0.remove("range.low") } == Self.text.replacing("low: 1,   ", with: ""))
        #expect(try changed { try $0.remove("faces[0].weight") } == Self.text.replacing("    weight: 2\n", with: ""))
        #expect(
            try changed { try $0.remove("faces[0].family") }
                == Self.text.replacing("family: a\n    weight", with: "weight"))
        #expect(try changed { try $0.remove("stages[2].blur.sigma") } == Self.text.replacing("0..1", with: "{}"))
        #expect(throws: ConfigError.self) { try changed { try $0.remove("shift") } }
    }

    @Test(arguments: [
        "name: \"a # b\\\" \"\nsize: 3 # c\n", "name: 'it''s: x'\nsize: 3 # c\n",
        "name: >\n  two\n\n  lines\nsize: 3 # c\n",
        "name: |-\n  two: 1\n  # no comment\n\nsize: 3 # c\n", "name: two words\n  on two lines\nsize: 3 # c\n",
        "---\nname: x\r\nsize: 3 # c\r\n", "title:\nsize: 3 # c\n", "title: ~\n\"size\": 3 # c\n",
        "weights: [1,\n  2,\n ]\nsize: 3 # c\n",
        "{name: x, size: 3, title: null}\n", "size:\n  # below\n  3\n", "weights: &w [1]\nsize: 3\n",
    ])
    func whateverStandsBesideItStays(_ yaml: String) throws {
        #expect(try changed(yaml) { try $0.set("size", to: "4..5") } == yaml.replacing("3", with: "4..5"))
    }

    @Test(arguments: [
        ("shared: values", "copies: &c 3\nseed: *c\n", "copies", "4"), ("a tag", "name: !!str 3\n", "name", "x"),
        ("no such key", "name: x\n", "nam", "y"), ("no such item", "stages: [blur]\n", "stages[1].blur.sigma", "1"),
        ("another stage", "stages: [blur]\n", "stages[0].noise.amount", "1"),
        ("two values", "name: x\n", "name", "a, b"),
        ("two lines", "name: x\n", "name", "a\nseed: 3"), ("nothing", "name: x\n", "name", "  "),
        ("closed brackets", "name: x\n", "weights", "1], [2"), ("a comment", "name: x\n", "name", "# x"),
        ("a path of nothing", "name: x\n", "range..low", "1"),
    ])
    func otherChangesAreRefused(_ what: String, _ yaml: String, _ path: String, _ value: String) throws {
        var editor = try editor(yaml)
        #expect(throws: ConfigError.self, "\(what)") { try editor.set(path, to: value) }
        #expect(editor.yaml == yaml)
    }

    @Test func anAliasIsReplacedAlone() throws {
        #expect(
            try changed("copies: &c 3\nseed: *c   # as many\n") { try $0.set("seed", to: "4") }
                == "copies: &c 3\nseed: 4   # as many\n")
    }

    @Test func controlsSayWhatMayBeSet() throws {
        let controls = try editor().controls()
        func control(_ path: String) throws -> ConfigControl {
            try #require(controls.lazy.compactMap { $0.control(at: path) }.first, "\(path)")
        }
        let size = try control("size")
        #expect(size.kind == .quantity && size.value == "20..30" && size.standard == "32")
        #expect(size.unit == "px" && size.lower == 2 && size.upper == 1024 && size.isGiven && size.isTame)
        #expect(try control("mode").words == ["plain", "fancy", "x_height"])
        #expect(try control("fast").kind == .toggle && !control("fast").isGiven)
        #expect(try control("digits").kind == .count)
        #expect(try control("ratio").isOptional && control("ratio").value == "null")
        #expect(try control("stages[2].blur.probability").value == "1")
        #expect(try control("stages[2].blur.sigma").isGiven && !control("stages[2].blur.probability").isGiven)
        #expect(try control("stages").members?.map(\.name) == ["blur", "invert", "noise"])
        #expect(try control("source").controls?.map(\.path) == ["source.words"])
        #expect(try !control("file").isTame && !control("name").isTame && control("weights").isTame)
        let tame = controls.compactMap(\.tame)
        for path in ["file", "name", "faces[0].family", "prefix"] {
            #expect(!tame.contains { $0.control(at: path) != nil }, "\(path)")
        }
        for path in ["size", "faces[0].weight", "stages", "stages[0].noise.colored"] {
            #expect(tame.contains { $0.control(at: path) != nil }, "\(path)")
        }
    }
}
