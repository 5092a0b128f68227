import ArgumentParser
import Configuration
import Production

struct RecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "Check a recipe and print it with every key, defaults and overrides included.")

    @OptionGroup var recipe: RecipeArguments

    func run() async throws { try Terminal.print(yaml(of: try recipe.loadWithOutput())) }
}
