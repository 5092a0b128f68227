import Configs
import Testing

@Suite struct OverrideTests {
    static let base = """
        name: x
        faces:
          - family: a
          - b
        source: words
        stages:
          - noise: {amount: 1}
          - invert
          - blur: {sigma: 1}
          - blur: {sigma: 2}
        """

    /// A change that another config says names files as if it stood in the file that is changed.
    @Test func pathsInAChangeStartAtTheFileThatIsChanged() throws {
        let changes = try ConfigDocument(yaml: "set: [file=bin]", name: "changes.yml", baseDirectory: "/etc")
            .decode(Changes.self)
        let again = try ConfigDocument(yaml: yaml(of: changes), name: "again.yml", baseDirectory: "/var")
        #expect(try again.decode(Changes.self).set == changes.set)
        var document = try ConfigDocument(yaml: "", name: "plan.yml", baseDirectory: "/usr")
        try document.override(#require(changes.set.first))
        #expect(try document.decode(Plan.self).file == ConfigPath(path: "/usr/bin"))
        var other = try ConfigDocument(yaml: "", name: "plan.yml", baseDirectory: "/usr")
        try other.override("file=bin-that-is-not-there")
        let error = #expect(throws: ConfigError.self) { try other.decode(Plan.self) }
        #expect("\(try #require(error))".contains("override 'file=bin-that-is-not-there'"))
    }

    @Test(arguments: [
        ("copies=5", "copies: 5"), ("name=a=b", "name: a=b"), ("name=''", "name: ''"), ("title=null", "title: null"),
        ("name=two words", "name: two words"), ("name= EUR", "name: ' EUR'"), ("name=09. ", "name: '09. '"),
        ("name=a  # nothing else", "name: a"), ("name= 'a' ", "name: a"), ("name=007", "name: '007'"),
        ("size=3..4", "size: 3..4"), ("size=[3, {value: 4..5, weight: 2}]", "size: [3, {value: 4..5, weight: 2}]"),
        ("size={normal: {mean: 9, deviation: 1}}", "size: {normal: {mean: 9, deviation: 1}}"),
        ("fast=true", "fast: true"),
        ("range.high=3", "range: {high: 3}"), ("stages.blur.sigma=2", "stages: [blur: {sigma: 2}]"),
        ("papers.plain.tone=0.5", "papers: [plain: 0.5]"), ("stages=[invert]", "stages: [invert]"),
        ("source.words.count=3", "source: {words: {count: 3}}"), ("papers=plain", "papers: [plain]"),
    ])
    func anEmptyConfigTakesOverrides(_ override: String, _ yaml: String) throws {
        #expect(try plan("", overrides: [override]) == plan(yaml))
    }

    @Test(arguments: [
        ("faces[0].weight=2", "family: a", "{family: a, weight: 2}"),
        ("faces.0.family=c", "family: a", "family: c"),
        ("faces[1]=c", "- b\n", "- c\n"),
        ("stages.blur.sigma=0..9", "{sigma: 1}", "{sigma: 0..9}"),
        ("stages[3].blur.sigma=9", "{sigma: 2}", "{sigma: 9}"),
        ("stages[3].blur=9", "{sigma: 2}", "{sigma: 9}"),
        ("stages.blur=9", "{sigma: 1}", "{sigma: 9}"),
        ("stages.blur.probability=0.5", "{sigma: 1}", "{sigma: 1, probability: 0.5}"),
        ("stages.invert.probability=0.5", "invert", "invert: {probability: 0.5}"),
        ("stages[1].invert.probability=0.5", "invert", "invert: {probability: 0.5}"),
        ("stages.noise.colored=true", "{amount: 1}", "{amount: 1, colored: true}"),
        ("stages[0]=invert", "noise: {amount: 1}", "invert"),
        ("source.words.count=7", "source: words", "source: {words: {count: 7}}"),
    ])
    func overridesReachIntoLists(_ override: String, _ old: String, _ new: String) throws {
        #expect(Self.base.contains(old))
        let expected = Self.base.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        #expect(try plan(Self.base, overrides: [override]) == plan(expected))
    }

    @Test func aSingleItemWithoutBracketsIsTheFirst() throws {
        let yaml = "faces: {family: a}\nstages: invert\n"
        #expect(try plan(yaml, overrides: ["faces[0].weight=2"]).faces[0].weight == 2)
        #expect(try plan(yaml, overrides: ["faces.0.weight=2"]).faces[0].weight == 2)
        #expect(try plan(yaml, overrides: ["stages.invert.probability=0"]).stages[0].probability == 0)
    }

    @Test func theNumberBehindTheLastItemAddsOne() throws {
        let yaml = "faces: [a]\n"
        let longer = try plan(yaml, overrides: ["faces[1]={family: b, weight: 2}", "faces[2]=c"])
        #expect(try longer == plan("faces: [a, {family: b, weight: 2}, c]\n"))
        #expect(throws: ConfigError.self) { try plan(yaml, overrides: ["faces[2]=c"]) }
    }

    @Test func laterOverridesWin() throws {
        #expect(try plan("copies: 1", overrides: ["copies=2", "copies=3"]).copies == 3)
    }
}

private struct Changes: ConfigRecord {
    var set: [ConfigOverride] = []

    static let summary = "Changes."
    static var fields: [Field<Changes>] { [Field("set", \.set, "Changes.")] }
}
