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

    /// The recipe's file, with the changes.
    var file: RecipeFile { RecipeFile(path: config, overrides: overrides, seed: seed) }

    /// Reads the recipe and applies the changes.
    func load() throws -> Recipe { try file.load() }
}

/// A recipe's file and the changes to it, to be read now or again.
struct RecipeFile: Sendable {
    var path: String
    var overrides: [String] = []
    /// Takes the place of the recipe's; nil to leave that.
    var seed: UInt64?

    /// Reads the recipe and applies the changes.
    func load() throws -> Recipe {
        var document = try ConfigDocument(path: path)
        for override in overrides { try document.override(override) }
        var recipe = try document.decode(Recipe.self)
        if let seed { recipe.seed = seed }
        return recipe
    }

    /// The files and folders that the recipe names, and its own.
    func paths() throws -> [String] { [path] + Self.paths(in: try load().encoded) }

    /// Files and folders are printed as absolute paths.
    private static func paths(in value: ConfigValue) -> [String] {
        switch value {
        case .string(let text): text.hasPrefix("/") ? [text] : []
        case .list(let items): items.flatMap { paths(in: $0) }
        case .mapping(let entries): entries.flatMap { paths(in: $0.value) }
        default: []
        }
    }
}
