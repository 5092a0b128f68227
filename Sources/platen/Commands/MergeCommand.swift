import ArgumentParser
import Datasets

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the shards of a dataset into one, as if it had been drawn in one run.")

    @Argument(help: "The folders that hold the shards; one folder may hold them all.", completion: .directory)
    var shards: [String]

    @Option(name: .shortAndLong, help: "The folder of the whole dataset.", completion: .directory)
    var output: String

    @Flag(name: .shortAndLong, help: "No summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() async throws {
        let (shards, output) = (shards, output)
        let summary = try await interruptible { try mergeShards(in: shards, into: output) }
        if json {
            try Terminal.print(json: summary)
        } else if !quiet {
            try Terminal.print(summary.text(directory: output))
        }
    }
}
