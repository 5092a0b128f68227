public import Configs

/// What to draw: the whole of a dataset but for how it is stored.
///
/// Decoded from YAML; immutable once loaded. A recipe's file may have the key `output` besides, which belongs to those who
/// store what is drawn, and is passed over here.
public struct Recipe: ConfigRecord {
    /// The dataset's name.
    public var name = "untitled"
    /// What the recipe includes; empty in a recipe that was read, since all of it stands in the other keys then.
    var include: [OneOf<Presets>] = []
    /// The seed of every random choice.
    public var seed: UInt64 = 1
    /// How many samples each split has.
    public var samples = SplitSizes()
    var text = TextRecipe(OneOf(NumberText()))
    var hand: [OneOf<Hands>] = [OneOf(TypeHand())]
    var fonts = FontsRecipe()
    var type = TypeRecipe()
    var page = PageRecipe()
    var geometry: [OneOf<GeometryStages>] = []
    var ink = InkRecipe()
    var style = Named<PartStyle>()
    var paper: [OneOf<Papers>] = [OneOf(PlainPaper())]
    var sheet: [OneOf<SheetStages>] = []
    var camera: [OneOf<CameraStages>] = []

    /// The default recipe: nine-digit numbers on white paper.
    public init() {}

    /// The key of a recipe's file that tells how the dataset is stored.
    public static let outputKey = "output"

    /// What the record is.
    public static let summary = "A recipe: what text to draw, how, and on what."
    /// The keys.
    public static var fields: [Field<Recipe>] {
        [
            Field("name", \.name, "The dataset's name, for titles and the manifest."),
            Field(
                "include", \.include, count: 0...16,
                "Presets that the recipe starts from, in order: each over the one before it, and the recipe's own keys over "
                    + "all. Lists are replaced as a whole."),
            Field("seed", \.seed, "The seed of every random choice; another seed is another dataset."),
            Field("samples", \.samples, "How many samples each split has."),
            Field("text", \.text, "What is written."),
            Field(
                "hand", \.hand, count: 1...64, "How it is put down: set in type or written; one of these, by weight."),
            Field("fonts", \.fonts, "In which faces and sizes."),
            Field("type", \.type, "How the glyphs are set."),
            Field("page", \.page, "The canvas, and where the text stands on it."),
            Field(
                "geometry", \.geometry, "How the sheet lies under the camera: stages that move ink, boxes and paper."),
            Field("ink", \.ink, "What the text is printed, painted or lit with."),
            Field(
                "style", \.style,
                "Parts of the text that are put down in their own way, by name. A number has `prefix`, `sign`, `integer`, "
                    + "`point`, `decimals` and `suffix`; a date `weekday`, `day`, `month`, `year`, `era`, and with a time "
                    + "`hour`, `minute`, `second`, `half`; a template has its parts, theirs, and its check digits. "
                    + "Several parts that are put down alike share a key: `'day, month'`."),
            Field("paper", \.paper, count: 1...64, "What it is printed on: one of these a sample, by weight."),
            Field(
                "sheet", \.sheet,
                "What the paper went through, and what else is on it: stages in order, before the text is printed."),
            Field("camera", \.camera, "What happens to the picture afterwards, in order."),
        ]
    }

    /// Checks the styles of parts against the text.
    public func validate() throws(ConfigProblem) {
        let known = text.member.partNames
        for (key, _) in style.entries {
            guard let strange = PartStyle.names(of: key).first(where: { !known.contains($0) }) else { continue }
            let names = known.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let hint =
                names.isEmpty
                ? "this kind of text has none; a template gives parts names"
                : "there are " + names.joined(separator: ", ")
            throw ConfigProblem(key: "style.\(key)", "no text has a part of the name '\(strange)'; \(hint)")
        }
        let styled = style.entries.filter(\.value.isSeen).flatMap { PartStyle.names(of: $0.name) }
        guard !styled.contains("decimals"), !styled.contains("integer"),
            let place = text.member.bareDecimals(at: "text")
        else {
            return
        }
        throw ConfigProblem(
            key: place, "must not be empty where there are decimals, unless style.decimals tells them apart")
    }
}
