import ArgumentParser
import Configs
import Production
import Recognition
import Synthesis

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of recipes or trainings, for editors that complete and check them.",
        discussion: """
            With the YAML language server: # yaml-language-server: $schema=platen.schema.json

            --stages lists what can be named in 'paper', 'sheet', 'ink.stages', 'geometry', 'camera' and 'include': the key \
            that a value alone stands for, its default, what shows it in 'platen preview --sweep', and what it does.
            """)

    @Flag(help: "Print the reference of all keys instead, as Markdown.")
    var reference = false

    @Flag(help: "Of trainings, which 'platen train' reads, instead of recipes.")
    var training = false

    @Flag(help: "Print a table of all papers, stages and presets instead, as Markdown.")
    var stages = false

    func validate() throws {
        if stages, reference || training {
            throw ValidationError("--stages and \(reference ? "--reference" : "--training") do not go together.")
        }
    }

    func run() throws {
        guard !stages else { return try Terminal.print(StageTable(Recipe.stages).text) }
        guard !training else {
            return try Terminal.print(
                reference
                    ? Configs.reference(of: Experiment.self)
                    : jsonSchema(of: Experiment.self, title: "Platen training", id: nil))
        }
        try Terminal.print(
            reference
                ? Configs.reference(of: DatasetRecipe.self)
                : jsonSchema(of: DatasetRecipe.self, title: "Platen recipe", id: nil))
    }
}
