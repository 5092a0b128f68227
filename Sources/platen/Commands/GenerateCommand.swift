import ArgumentParser

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Draw a dataset and write it with its annotations.",
        discussion: """
            Writes images, annotation files, samples.jsonl (one line a sample with label, boxes and every choice that \
            was drawn), recipe.yml (the resolved recipe) and platen.json (the manifest).

            A run that was stopped, whatever stopped it, goes on with --resume and ends with the same bytes.
            """)

    @OptionGroup var recipe: RecipeArguments

    @OptionGroup var dataset: DatasetArguments

    func run() async throws {
        try await dataset.write(recipe.loadWithOutput())
    }
}
