import ArgumentParser
import Datasets
import Foundation
import Synthesis

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Draw a dataset and write it with its annotations.",
        discussion: """
            Writes images, annotation files, samples.jsonl (one line a sample with label, boxes and every choice that \
            was drawn), recipe.yml (the resolved recipe) and platen.json (the manifest).

            A run that was stopped, whatever stopped it, goes on with --resume and ends with the same bytes.
            """)

    @OptionGroup var recipe: RecipeArguments

    @Option(name: .shortAndLong, help: "The folder to write.", completion: .directory)
    var output: String

    @Option(name: .shortAndLong, help: "How many samples in all; the splits keep their proportions.")
    var count: Int?

    @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
    var jobs: Int?

    @Option(help: "Draw one part of the dataset only, as 2/8; join the parts with 'platen merge'.")
    var shard: ShardArgument = ShardArgument(number: 1, of: 1)

    @Flag(help: "What to do with a folder that holds a dataset.")
    var existing: ExistingArgument?

    @Flag(name: .shortAndLong, help: "No progress, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1, got \(count).") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
    }

    func run() async throws {
        try await reporting {
            var recipe = try self.recipe.load()
            if let count { recipe.samples = recipe.samples.scaled(to: count) }
            let source = try SyntheticSource(recipe)
            let plan = DatasetPlan(recipe, source: source, shard: Shard(number: shard.number, of: shard.of))
            if !quiet { warn(of: source.skippedFonts) }

            let writer = DatasetWriter(plan: plan, directory: output, existing: existing?.policy ?? .refuse)
            let progress = ProgressLine(unit: "samples", isQuiet: quiet)
            let threads = jobs ?? ProcessInfo.processInfo.activeProcessorCount
            let summary = try await interruptible {
                try await writer.write(from: source, jobs: threads) { progress.show(done: $0.done, total: $0.total) }
            }
            progress.finish()
            if json {
                try printJSON(GenerateReport(summary, directory: output, elapsed: progress.elapsed))
            } else if !quiet {
                print(summary.text(directory: output, drawn: progress.drawn, elapsed: progress.elapsed))
            }
        }
    }

    private func warn(of skipped: [(path: String, reason: String)]) {
        for font in skipped { printError("warning: skipped font \(font.path): \(font.reason)") }
    }
}

/// What `generate --json` prints.
private struct GenerateReport: Encodable {
    var directory: String
    var secondsElapsed: Double
    var summary: DatasetSummary

    init(_ summary: DatasetSummary, directory: String, elapsed: Double) {
        self.directory = directory
        self.summary = summary
        secondsElapsed = (elapsed * 1000).rounded() / 1000
    }
}

/// `--resume` or `--overwrite`.
enum ExistingArgument: String, EnumerableFlag {
    case resume, overwrite

    static func help(for value: ExistingArgument) -> ArgumentHelp? {
        switch value {
        case .resume: "Go on where an interrupted run stopped."
        case .overwrite: "Replace the dataset that is there; other files stay."
        }
    }

    var policy: ExistingFiles {
        switch self {
        case .resume: .resume
        case .overwrite: .overwrite
        }
    }
}

/// `K/N`.
struct ShardArgument: ExpressibleByArgument {
    var number: Int
    var of: Int

    init(number: Int, of: Int) {
        self.number = number
        self.of = of
    }

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let of = Int(parts[1]), number >= 1, number <= of,
            of <= 100_000
        else { return nil }
        self.init(number: number, of: of)
    }

    var defaultValueDescription: String { "\(number)/\(of)" }
}
