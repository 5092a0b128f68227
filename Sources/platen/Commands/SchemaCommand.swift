import ArgumentParser
import Configuration
import Recognition
import Synthesis

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of recipes or trainings, for editors that complete and check them.",
        discussion: "With the YAML language server: # yaml-language-server: $schema=platen.schema.json")

    @Flag(help: "Print the reference of all keys instead, as Markdown.")
    var reference = false

    @Flag(help: "Of trainings, which 'platen train' reads, instead of recipes.")
    var training = false

    func run() throws {
        guard !training else {
            return try Terminal.print(
                reference
                    ? Configuration.reference(of: Experiment.self)
                    : jsonSchema(of: Experiment.self, title: "Platen training", id: nil))
        }
        try Terminal.print(
            reference
                ? Configuration.reference(of: Recipe.self)
                : jsonSchema(of: Recipe.self, title: "Platen recipe", id: nil))
    }
}
