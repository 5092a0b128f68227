import Configs
import Typography

/// Which faces are used, and how large.
struct FontsRecipe: ConfigRecord {
    var faces: [FaceRecipe] = [FaceRecipe(family: "Liberation Serif")]
    var catalog: ConfigPath?
    var size: Quantity = 32
    var measure = Measure.em
    var mix = Alternatives(Mix.none)
    var letterCase = LetterCase.exact
    var holdout = 0.0

    /// What a size means.
    enum Measure: String, ConfigEnum {
        case em
        case xHeight = "x_height"
        case capHeight = "cap_height"
    }

    /// How many faces stand in one text.
    enum Mix: String, ConfigEnum {
        case none, words, characters
    }

    /// Which case letters must be drawn in.
    enum LetterCase: String, ConfigEnum {
        case exact, folded
    }

    static let summary = "In which faces and sizes the text is set."
    static var fields: [Field<FontsRecipe>] {
        [
            Field("faces", \.faces, count: 1...4096, "The faces, each with the weight of being drawn."),
            Field("catalog", \.catalog, "The catalog that `group` looks into: `fonts/catalog.yml`."),
            Field("size", \.size, in: 2...1024, unit: "px", "The type size."),
            Field("measure", \.measure, "What `size` is: the em, the height of x, or the height of H."),
            Field(
                "mix", \.mix,
                "`none`: one face a text; `words`, `characters`: one for each. Letters that join stay together."),
            Field(
                "case", \.letterCase,
                "`exact`: a face that draws capitals for small letters is not used for labels with small letters; "
                    + "`folded`: it is, where who reads the labels folds their case."),
            Field(
                "holdout", \.holdout, in: 0...0.9,
                "The share of the families that train never sees: val and test are then set in these alone."),
        ]
    }
}

/// One entry of the list of faces: a family, a group of families, a file or a folder.
struct FaceRecipe: ConfigRecord {
    var family: String?
    var group: String?
    var file: ConfigPath?
    var folder: ConfigPath?
    var style: String?
    var boldness: Int?
    var width: Double?
    var italic: Bool?
    var axes = Named<Double>()
    var weight = 1.0
    var holdout = false

    init() {}

    init(family: String) { self.family = family }

    static let summary = "One entry of the list of faces; a bare word is a family."
    static let shorthand: String? = "family"
    static var fields: [Field<FaceRecipe>] {
        [
            Field("family", \.family, "An installed family by its name."),
            Field(
                "group", \.group,
                "All families of a group of the catalog that have such a face: serif, mono, handwriting ..."),
            Field("file", \.file, "A font file: of its faces those that are asked for."),
            Field("folder", \.folder, "All font files in a folder, or their faces of a style; it may hold none."),
            Field("style", \.style, "The style's name, such as Italic or Bold."),
            Field(
                "boldness", \.boldness, in: 100...900,
                "The weight of the strokes: 400 regular, 700 bold. The nearest is taken, at most 100 off."),
            Field("width", \.width, in: 25...400, unit: "% of normal", "How wide the face is drawn: 75 is condensed."),
            Field("italic", \.italic, "Whether the face is slanted."),
            Field("axes", \.axes, "Values for axes of variable fonts: {wght: 550, opsz: 12}."),
            Field("weight", \.weight, in: 0..., "How often the entry is drawn, against the others."),
            Field("holdout", \.holdout, "Whether train never sees these faces."),
        ]
    }

    /// What is asked of the faces.
    var wish: FaceWish {
        FaceWish(
            style: style, weight: boldness, width: width, italic: italic,
            axes: axes.entries.map { AxisValue($0.name, $0.value) })
    }

    func validate() throws(ConfigProblem) {
        let given = [family, group, file?.path, folder?.path].compactMap { $0 }
        if given.count != 1 {
            throw ConfigProblem(key: "family", "give exactly one of 'family', 'group', 'file' and 'folder'")
        }
        for (tag, _) in axes.entries {
            guard tag.utf8.count == 4, tag.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
                throw ConfigProblem(key: "axes", "an axis has a name of four characters, such as wght, not '\(tag)'")
            }
            let other = ["wght": boldness == nil ? nil : "boldness", "wdth": width == nil ? nil : "width"][tag] ?? nil
            if let other { throw ConfigProblem(key: "axes", "'\(other)' sets \(tag) too; give one of them") }
        }
    }
}
