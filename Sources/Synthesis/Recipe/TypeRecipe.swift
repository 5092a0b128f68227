import Configs

/// How glyphs are set into a line.
struct TypeRecipe: ConfigRecord {
    var kerning = true
    var ligatures = false
    var language: LanguageTag?
    var script: ScriptCode?
    var features: [FontFeature] = []
    var tracking: Quantity = 0
    var wordSpacing: Quantity = 0
    var stretch: Quantity = 1
    var slant: Quantity = 0
    var arc: Quantity = 0
    var flow = Alternatives(Flow.along)
    var wave = WaveRecipe()
    var path: [OneOf<LinePaths>] = []
    var jitter = JitterRecipe()
    var marks: [OneOf<Marks>] = []
    var lines: Count = 1
    var leading: Quantity = 1.2
    var align = Alternatives(Align.left)

    /// Where lines that are shorter than the longest stand.
    enum Align: String, ConfigEnum {
        case left, center, right

        /// The share of the free width that lies left of the line.
        var share: Double {
            switch self {
            case .left: 0
            case .center: 0.5
            case .right: 1
            }
        }
    }

    /// How characters follow each other.
    enum Flow: String, ConfigEnum {
        case along, upright
    }

    static let summary = "How the glyphs are set into a line."
    static var fields: [Field<TypeRecipe>] {
        [
            Field("kerning", \.kerning, "Whether pairs move together as the face asks for."),
            Field("ligatures", \.ligatures, "Whether letters may join into one glyph."),
            Field(
                "language", \.language,
                "The text's language (BCP 47), for faces that have forms of its own for it; none without it."),
            Field("script", \.script, "The script of the whole text (ISO 15924); told from its characters without it."),
            Field(
                "features", \.features, count: 0...64,
                "OpenType features: [tnum, onum, ss01=2, calt=0]. A face that lacks one goes without."),
            Field("tracking", \.tracking, in: -0.5...4, unit: "em", "Space added between characters."),
            Field(
                "word_spacing", \.wordSpacing, in: -0.5...20, unit: "em",
                "Space added at each space of a text that is set in type: tabs and columns, which a label does not tell from a "
                    + "space. No space gets narrower than half."),
            Field(
                "stretch", \.stretch, in: 0.4...2.5,
                "How wide letters are drawn: 0.8 is condensed, 1 as designed, 1.2 extended."),
            Field("slant", \.slant, in: -45...45, unit: "degrees", "How far the line leans to the right."),
            Field(
                "arc", \.arc, in: -350...350, unit: "degrees",
                "How far the baseline turns from end to end; positive bends it like a rainbow. 330 is nearly a circle."),
            Field(
                "flow", \.flow,
                "`along`: characters follow each other along the line. `upright`: they stand below each other, as on signs; "
                    + "`leading` is from one to the next, and a second line stands right of the first. Letters that join, as in "
                    + "Arabic, can't. For a line that is turned as a whole see `geometry.rotation`."),
            Field("wave", \.wave, "Waves of the baseline."),
            Field(
                "path", \.path, count: 0...64,
                "What the baseline follows, in place of `arc` and `wave`: one of these, by weight."),
            Field("jitter", \.jitter, "How much each glyph departs from the line."),
            Field("marks", \.marks, "What is drawn to the text: lines under it or through it, boxes."),
            Field(
                "lines", \.lines, in: 1...64,
                "Into how many lines the text is broken, at its spaces; a label has a space at each break. A text with "
                    + "line breaks of its own keeps them."),
            Field("leading", \.leading, in: 0.5...4, unit: "em", "From one baseline to the next."),
            Field("align", \.align, "Where shorter lines stand: `left`, `center` or `right`."),
        ]
    }

    /// Checks that the baseline follows one thing.
    func validatePath() throws(ConfigProblem) {
        guard !path.isEmpty else { return }
        guard path.contains(where: { $0.weight > 0 }) else {
            throw ConfigProblem(key: "path", "every weight is 0; one must be above 0")
        }
        if arc.bounds != 0...0 || wave.amplitude.bounds != 0...0 {
            throw ConfigProblem(key: "path", "'arc' and 'wave' bend the baseline too; give one of the three")
        }
    }
}

/// Waves of the baseline.
struct WaveRecipe: ConfigRecord {
    var amplitude: Quantity = 0
    var period: Quantity = 8

    static let summary = "Waves of the baseline; they begin anywhere."
    static let shorthand: String? = "amplitude"
    static var fields: [Field<WaveRecipe>] {
        [
            Field("amplitude", \.amplitude, in: -1...1, unit: "em", "How far they rise and fall."),
            Field("period", \.period, in: 0.5...100, unit: "em", "From one wave to the next."),
        ]
    }
}

/// What is drawn for each glyph by itself.
struct JitterRecipe: ConfigRecord {
    var baseline: Quantity = 0
    var spacing: Quantity = 0
    var size: Quantity = 0
    var rotation: Quantity = 0

    static let summary = "How much each glyph departs from the line; drawn for every glyph."
    static var fields: [Field<JitterRecipe>] {
        [
            Field("baseline", \.baseline, in: -0.5...0.5, unit: "em", "How far it is lowered."),
            Field("spacing", \.spacing, in: -0.5...0.5, unit: "em", "How far it is moved along the line."),
            Field("size", \.size, in: -0.5...0.5, "How much larger it is: 0.1 is a tenth."),
            Field("rotation", \.rotation, in: -45...45, unit: "degrees", "How far it is turned clockwise."),
        ]
    }

    /// Whether any glyph moves at all.
    var isStill: Bool {
        [baseline, spacing, size, rotation].allSatisfy { $0.bounds.lowerBound == 0 && $0.bounds.upperBound == 0 }
    }
}
