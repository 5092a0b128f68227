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

    @Flag(help: "Read every picture, in place of looking at its size and ends; label files are read in any case.")
    var verify = false

    @Flag(inversion: .prefixedNo, help: "Force what is written to the disk before the dataset counts as merged.")
    var sync = true

    @Flag(name: .shortAndLong, help: "No progress, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a folder.") }
    }

    func run() async throws {
        let (shards, output, syncs, verifies) = (shards, output, sync, verify)
        let progress = ProgressLine(unit: "samples", isQuiet: quiet)
        defer { progress.finish() }
        let summary = try await interruptible {
            try mergeShards(in: shards, into: output, syncs: syncs, verifies: verifies) {
                progress.show(done: $0, total: $1)
            }
        }
        progress.finish()
        if json {
            try Terminal.print(json: summary, keys: .own)
        } else if !quiet {
            try Terminal.print(summary.text(directory: output))
        }
    }
}
