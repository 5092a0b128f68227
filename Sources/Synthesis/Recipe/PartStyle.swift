import Configs
import Foundation

/// How a named part of a text is put down where that differs from the rest.
struct PartStyle: ConfigRecord {
    var hand: [OneOf<Hands>] = []
    var fonts: FontsRecipe?
    var type: TypeRecipe?
    var size: Quantity?
    var ink: InkRecipe?
    var ground: PartGround?
    var marks: [OneOf<Marks>] = []
    var label: PartLabel?

    static let summary =
        "How a named part of the text is put down where that differs from the rest. All parts stand on one baseline and "
        + "have one label, which may leave a part out."
    static var fields: [Field<PartStyle>] {
        [
            Field("hand", \.hand, count: 0...64, "Takes the place of the recipe's `hand`."),
            Field(
                "fonts", \.fonts, "Takes the place of the recipe's `fonts`; with it a face and a size are drawn anew."),
            Field(
                "type", \.type,
                "Takes the place of the recipe's `type` where glyphs are set; where the line runs is the whole text's."),
            Field("size", \.size, in: 0.2...2, "How large it is drawn, against the size that it would have."),
            Field(
                "ink", \.ink, "Takes the place of the recipe's `ink`, but for its `stages`, which are the whole text's."
            ),
            Field("ground", \.ground, "A field that is painted behind it."),
            Field(
                "marks", \.marks,
                "What is drawn to it besides: the members of `type.marks`, as wide as the part. The text's own marks go on "
                    + "over all parts."),
            Field(
                "label", \.label,
                "`leave_out`: it is drawn, but neither the label nor boxes and masks have it, as with a unit that nobody is "
                    + "to read; blanks beside it go with it. `keep`: the label has it, though it stands in a part that is left "
                    + "out."),
        ]
    }

    func validate() throws(ConfigProblem) {
        if let ink, !ink.stages.isEmpty {
            throw ConfigProblem(
                key: "ink", "stages are the whole text's: give them in the recipe's own 'ink', and here what differs")
        }
        if let type, !type.marks.isEmpty || type.lines != 1 {
            throw ConfigProblem(
                key: "type",
                "marks and lines are the whole text's: give them in the recipe's own 'type', and a part's own marks as its 'marks'"
            )
        }
    }

    /// The parts that a key of `style` names: `day, month`.
    static func names(of key: String) -> [String] {
        key.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// Whether its glyphs are set by themselves, and not with what stands beside them.
    var isSetApart: Bool { !hand.isEmpty || fonts != nil || type != nil || size != nil }
    /// Whether it looks other than the rest.
    var isSeen: Bool { isSetApart || ink != nil || ground != nil || !marks.isEmpty }
}

/// A field of colour behind a part of the text.
struct PartGround: ConfigRecord {
    var tone: Quantity = 0.9
    var color: Alternatives<Color>?
    var margin: Quantity = 0.12
    var radius: Quantity = 0.08
    var opacity: Quantity = 1
    var relief = 0.35

    static let summary = "A field that is painted behind a part of the text, before the ink."
    static let shorthand: String? = "tone"
    static var fields: [Field<PartGround>] {
        [
            Field("tone", \.tone, in: 0...1, "How light it is: 0 black, 1 white."),
            Field("color", \.color, "Its colour; takes the place of `tone`."),
            Field(
                "margin", \.margin, in: -0.2...2, unit: "em",
                "How far it reaches beyond the part, and at most halfway to what stands beside it."),
            Field("radius", \.radius, in: 0...1, unit: "em", "How round its corners are."),
            Field("opacity", \.opacity, in: 0...1, "How much of the ground it hides."),
            Field("relief", \.relief, in: 0...1, "How much of the ground's grain and folds shows in it."),
        ]
    }
}
