import Testing

@testable import Configs

@Suite struct KeyGuideTests {
    private static let guide = KeyGuide(to: Shop.self)

    @Test func everyKeyAndMemberHasItsPath() {
        #expect(
            Self.guide.paths == [
                "title", "open", "till", "shelves", "signs", "till.drawer", "till.slip", "shelves.name",
                "shelves.width",
                "signs.neon", "signs.board", "signs.neon.glow", "signs.neon.probability", "signs.board.wood",
                "signs.board.probability",
            ])
    }

    @Test func aKeyIsExplained() throws {
        let text = try #require(Self.guide.explanation(of: "signs.neon.glow"))
        #expect(
            text == """
                signs.neon.glow
                  How bright it is.

                  value    drawn number, cd
                  range    0..9
                  default  1..2
                  example  signs: [{neon: {glow: 1..2}}]
                """)
    }

    @Test func aMemberIsExplainedByItsKeys() throws {
        let text = try #require(Self.guide.explanation(of: "signs[3].neon"))
        #expect(text.hasPrefix("signs.neon\n  Letters of light.\n  A value alone is its 'glow'.\n"))
        #expect(text.contains("\n  example  signs: [{neon: 1..2}]\n"))
        #expect(text.contains("\n  probability  How likely it is applied at all."))
    }

    @Test func whatMustStandBesideAKeyIsInItsExample() throws {
        #expect(Self.guide.example(of: "signs.board.probability") == "signs: [{board: {wood: oak, probability: 1}}]")
        #expect(Self.guide.example(of: "shelves.width") == "shelves: [{name: text, width: 0.5}]")
    }

    /// Examples are configs: whoever copies one has something that works.
    @Test(arguments: guide.paths) func examplesAreRead(path: String) throws {
        let example = try #require(Self.guide.example(of: path))
        _ = try ConfigDocument(yaml: example, name: path, baseDirectory: "/").decode(Shop.self)
    }

    @Test(arguments: [
        ("signs.noen", ["signs.neon"]), ("glow", ["signs.neon.glow"]), ("glwo", ["signs.neon.glow"]),
        ("till.zzzzzzzz", ["till.drawer", "till.slip"]), ("zzzzzzzz", []), ("zzzzzzzz.neon", []),
    ])
    func whatWasMeantIsNear(path: String, near: [String]) {
        #expect(Self.guide.explanation(of: path) == nil)
        #expect(Self.guide.paths(near: path) == near)
    }

    @Test func aKeyIsDescribedForPrograms() throws {
        guard case .mapping(let entries)? = Self.guide.description(of: "signs.neon.glow") else {
            Issue.record("there is no such key")
            return
        }
        let keys = entries.map(\.key)
        #expect(keys.starts(with: ["key", "doc", "value"]) && keys.contains("default") && keys.contains("example"))
        #expect(entries[0].value == .string("signs.neon.glow"))
        // A key with keys below names them; a member of a family has no value of its own.
        guard case .mapping(let member)? = Self.guide.description(of: "signs.neon") else {
            Issue.record("there is no such member")
            return
        }
        #expect(!member.contains { $0.key == "value" } && member.contains { $0.key == "keys" })
        #expect(Self.guide.description(of: "signs.noen") == nil)
    }

    @Test func theEndOfAPathIsFound() {
        #expect(Self.guide.paths(endingIn: "neon") == ["signs.neon"])
        #expect(Self.guide.paths(endingIn: "probability").count == 2)
        #expect(Self.guide.explanation(of: "") == nil)
        #expect(Self.guide.explanation(of: "[0]") == nil)
    }
}

// MARK: - A config

private struct Shop: ConfigRecord {
    var title = "shop"
    var open = false
    var till = Till()
    var shelves: [Shelf] = []
    var signs: [OneOf<Signs>] = []

    static let summary = "A shop."
    static var fields: [Field<Shop>] {
        [
            Field("title", \.title, "What it is called."), Field("open", \.open, "Whether people may come in."),
            Field("till", \.till, "Where money goes."), Field("shelves", \.shelves, "Where goods lie."),
            Field("signs", \.signs, "What is seen from the street."),
        ]
    }
}

private struct Till: ConfigRecord {
    var drawer = true
    var slip: String?

    static let summary = "Where money goes."
    static var fields: [Field<Till>] {
        [Field("drawer", \.drawer, "Whether it has one."), Field("slip", \.slip, "What is printed.")]
    }
}

private struct Shelf: ConfigRecord {
    var name = ""
    var width = 0.5

    static let summary = "A shelf."
    static var fields: [Field<Shelf>] {
        [
            Field("name", \.name, required: true, "What lies on it."),
            Field("width", \.width, in: 0...1, unit: "m", "From end to end."),
        ]
    }
}

private enum Signs: ConfigFamily {
    static let title = "signs"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<any ConfigMember>] {
        [FamilyMember(Neon.self) { $0 }, FamilyMember(Board.self) { $0 }]
    }
    static func record(_ member: any ConfigMember) -> any ConfigMember { member }
}

private struct Neon: ConfigMember {
    var glow = Quantity(1...2)

    static let name = "neon"
    static let summary = "Letters of light."
    static let shorthand: String? = "glow"
    static var fields: [Field<Neon>] { [Field("glow", \.glow, in: 0...9, unit: "cd", "How bright it is.")] }
}

private struct Board: ConfigMember {
    var wood = Wood.oak

    enum Wood: String, ConfigEnum { case oak, pine }

    static let name = "board"
    static let summary = "Painted wood."
    static var fields: [Field<Board>] { [Field("wood", \.wood, required: true, "What it is made of.")] }
}
