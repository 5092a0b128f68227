import ArgumentParser
import Configuration
import Synthesis

/// The arguments of every command that works on a recipe.
struct RecipeArguments: ParsableArguments {
    @Argument(help: "The recipe, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String

    @Argument(help: ArgumentHelp("Changes to the recipe, such as fonts.size=24..40.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "The seed; takes the place of the recipe's.")
    var seed: UInt64?

    /// Reads the recipe and applies the changes.
    func load() throws -> Recipe {
        var document = try ConfigDocument(path: config)
        for override in overrides { try document.override(override) }
        var recipe = try document.decode(Recipe.self)
        if let seed { recipe.seed = seed }
        return recipe
    }
}
