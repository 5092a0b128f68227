import ArgumentParser
import Configuration
import Synthesis

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of recipes, for editors that complete and check them.",
        discussion: "With the YAML language server: # yaml-language-server: $schema=platen.schema.json")

    @Flag(help: "Print the reference of all keys instead, as Markdown.")
    var reference = false

    func run() throws {
        try Terminal.print(
            reference
                ? Configuration.reference(of: Recipe.self)
                : jsonSchema(of: Recipe.self, title: "Platen recipe", id: nil))
    }
}
