import ArgumentParser

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a folder to start from: a recipe, a training, and what to do with them.",
        discussion: """
            Writes recipe.yml, training.yml, fonts/catalog.yml and README.md into a new folder; nothing that exists is touched.

            \(Starter.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "\n"))
            """)

    @Argument(help: "The folder to make.", completion: .directory)
    var name: String

    @Option(help: "What it starts like.")
    var like: Starter

    @Flag(name: .shortAndLong, help: "Do not say what comes next.")
    var quiet = false

    @Flag(help: "Print what was written, and what comes next, as JSON.")
    var json = false

    func validate() throws {
        if name.isEmpty { throw ValidationError("NAME must name a folder.") }
    }

    func run() throws {
        let folder = StarterFolder(path: name, starter: like)
        try folder.write()
        guard !json else {
            return try Terminal.print(
                json: Report(folder: name, like: like.rawValue, summary: like.summary, of: folder))
        }
        guard !quiet else { return }
        let steps = [(command: shellLine(["cd", name]), purpose: "")] + StarterFolder.steps
        try Terminal.print(
            "\(name): \(like.summary): \(folder.files.map(\.name).joined(separator: ", ")). Next:\n\n"
                + NextSteps.table(steps))
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        let folder: String
        let like: String
        let summary: String
        let files: [String]
        let next: [Step]

        /// A command to go on with, in the folder.
        struct Step: Encodable {
            let command: String
            let purpose: String
        }

        init(folder: String, like: String, summary: String, of written: StarterFolder) {
            (self.folder, self.like, self.summary) = (folder, like, summary)
            files = written.files.map(\.name)
            next = StarterFolder.steps.map { Step(command: $0.command, purpose: $0.purpose) }
        }
    }
}
