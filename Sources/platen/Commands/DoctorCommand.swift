import ArgumentParser
import Datasets

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is missing on this machine, and how to get it.",
        discussion: """
            Looks for the fonts of the catalogue, room on the disk, lists of words, MNIST's files, and what the processor \
            has for training. The exit code is 0 where nothing is missing that most recipes need, and 66 otherwise.
            """)

    @Option(
        help: "The catalogue of fonts (default: fonts/catalog.yml, or the one that came with the program).",
        completion: .file(extensions: ["yml", "yaml"]))
    var catalog: String?

    @Option(help: "A folder on the disk that datasets will be written to.", completion: .directory)
    var folder = "."

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let findings = try Checkup(catalog: catalog, folder: folder).findings()
        if json {
            try Terminal.print(json: findings)
        } else {
            try Terminal.print(Finding.table(findings))
        }
        let missing = findings.filter { $0.state == .missing }.map(\.topic)
        guard missing.isEmpty else {
            throw DatasetError(.missing, "not all is there: see \(missing.joined(separator: ", ")) above")
        }
    }
}
