import ArgumentParser

@main
struct Platen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "platen",
        abstract: "Draws synthetic pictures of text, with labels, boxes and masks, from a recipe.",
        discussion: """
            A sample is a pure function of (recipe, seed, split, index): the same recipe gives the same bytes for \
            any number of jobs, in any order, interrupted or not.

            Exit codes: 0 fine, 64 usage, 65 bad data, 66 missing input, 73 cannot create, 74 input/output, \
            130 interrupted.
            """,
        version: platenVersion,
        subcommands: [
            GenerateCommand.self, PreviewCommand.self, MergeCommand.self, PaperCommand.self, RecipeCommand.self,
            SchemaCommand.self,
        ])
}

/// The program's version, as in CHANGELOG.md.
let platenVersion = "0.1.0"
