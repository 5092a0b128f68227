import ArgumentParser
import Configs
import Production
import Synthesis

struct RecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "Check a recipe and print it with every key, defaults and overrides included.",
        discussion: """
            What the recipe needs is looked for as 'generate' would: fonts, pictures, lists, and characters that no face \
            has. What is missing is an error; with --no-check the recipe is printed all the same.
            """)

    @OptionGroup var recipe: RecipeArguments

    @Flag(inversion: .prefixedNo, help: "Look for the fonts, pictures and lists that it needs.")
    var check = true

    func run() async throws {
        let whole = try recipe.loadWithOutput()
        if check { Terminal.notes(try SyntheticSource(whole.recipe).notes) }
        try Terminal.print(yaml(of: whole))
    }
}
