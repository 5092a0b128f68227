public import Configs
public import Synthesis

/// A whole recipe, as it stands in a file: what to draw, and how to store it.
///
/// `Recipe` knows nothing of files, and `Datasets` nothing of recipes; here both meet.
public struct DatasetRecipe: ConfigRecord {
    /// What to draw.
    public var recipe = Recipe()
    /// How the dataset is stored.
    public var output = OutputRecipe()

    /// The default recipe, stored in the default way.
    public init() {}

    /// What the record is.
    public static let summary = "A recipe: what text to draw, how, on what, and how to store it."
    /// For whoever writes one, it is the recipe.
    public static let schemaName = "Recipe"
    /// The recipe's keys, and `output`.
    public static var fields: [Field<DatasetRecipe>] {
        Recipe.fields.map { $0.within(\.recipe) } + [Field(Recipe.outputKey, \.output, "How the dataset is stored.")]
    }

    /// Checks what the recipe checks.
    public func validate() throws(ConfigProblem) { try recipe.validate() }

    /// Lays the recipe over the presets that it includes, which leaves it without any.
    public static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode {
        try Recipe.completed(node, as: DatasetRecipe.self)
    }
}
