import ArgumentParser
import Configs
import Foundation
import Imaging
import Recognition

struct AlphabetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alphabet",
        abstract: "Write the characters of a model or of a table as other programs list them.",
        discussion: """
            table is the table.txt of CRNNs, a character a line and the blank in the last one; paddle and mmocr are the \
            dictionaries of PaddleOCR and MMOCR, a character a line; mltu is the text vocab in a YAML file. The characters \
            stand in the order of the model's classes. PaddleOCR puts the blank in front of them, so that its class n + 1 is the \
            model's class n; with a space among them leave its use_space_char out.
            """)

    @Argument(
        help: "A model (a safetensors file, or the name of one that came with the program), or a file of characters.",
        completion: .file())
    var source: String

    @Option(help: "What to write: table, paddle, mmocr or mltu.")
    var to: CharacterTable = .table

    @Option(help: "What a file of characters is (default: mltu where it ends in .yml or .yaml, else table).")
    var from: CharacterTable?

    @Option(name: .shortAndLong, help: "The file to write (default: standard output).", completion: .file())
    var output: String?

    @Flag(help: "Print the characters, and what was written, as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let characters: [String]
        let table: String
        let output: String?
    }

    func run() throws {
        try KeptFiles.demand(output, apartFrom: [source])
        let alphabet = try alphabet
        let text = try to.text(of: alphabet)
        if let output { try OutputFile.write(text.utf8, to: output) }
        if json {
            let characters = alphabet.characters.map { String($0) }
            return try Terminal.print(json: Report(characters: characters, table: to.rawValue, output: output))
        }
        if output == nil { try Terminal.print(String(text.dropLast())) }
    }

    private var alphabet: Alphabet {
        get throws {
            if from == nil,
                source.lowercased().hasSuffix(".safetensors") || !source.contains(where: { "/.".contains($0) })
            {
                return try ModelFile(path: SharedFile.model(source)).alphabet
            }
            return try (from ?? CharacterTable(named: source)).alphabet(path: source)
        }
    }
}

extension CharacterTable: ExpressibleByArgument {}
