import ArgumentParser

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Draw a dataset and write it with its annotations.",
        discussion: """
            Writes images, annotation files, samples.jsonl (one line a sample with label, boxes and every choice that \
            was drawn), recipe.yml (the resolved recipe) and platen.json (the manifest).

            A run that was stopped, whatever stopped it, goes on with --resume and ends with the same bytes.

            With --from and --count a range of one split is drawn, each sample by its number: --from 1000000 --count 1000 has \
            the training samples 1000000 to 1000999. With --format webdataset --output - standard output gets the members of \
            the tar shards, until --count samples are there or the reader closes the pipe. With --shard auto the part is the one \
            that the variables of Slurm, Kubernetes, AWS Batch or MPI tell.
            """)

    @OptionGroup var recipe: RecipeArguments

    @OptionGroup var dataset: DatasetArguments

    func run() async throws {
        try await dataset.write(recipe.loadWithOutput())
    }
}
