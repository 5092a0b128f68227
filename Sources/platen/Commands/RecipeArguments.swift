import ArgumentParser
import Production
import Synthesis

/// The arguments of every command that works on a recipe.
struct RecipeArguments: ParsableArguments {
    @Argument(help: "The recipe, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String

    @Argument(help: ArgumentHelp("Changes to the recipe, such as fonts.size=24..40.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "The seed; takes the place of the recipe's.")
    var seed: UInt64?

    /// The recipe's file, with the changes.
    var file: RecipeFile { RecipeFile(path: config, overrides: overrides, seed: seed) }

    /// Reads what to draw, and applies the changes.
    func load() throws -> Recipe { try file.load() }

    /// Reads what to draw and how to store it, and applies the changes.
    func loadWithOutput() throws -> DatasetRecipe { try file.loadWithOutput() }
}
