import ArgumentParser
import Configs
import Datasets
import Foundation
import Production
import Samples
import Synthesis

/// The arguments of every command that writes a dataset.
struct DatasetArguments: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "The folder to write; - for a tar stream on standard output, with --format webdataset.",
        completion: .directory)
    var output: String

    @Option(
        name: .shortAndLong,
        help:
            "How many samples in all; the splits keep their proportions. With --from or --split: how many of that split."
    )
    var count: Int?

    @Option(help: "The number of the first sample, of a range of one split that --count ends.")
    var from: Int?

    @Option(help: "The split of that range: train, val or test (default: train).")
    var split: SplitArgument?

    @Option(
        help: ArgumentHelp(
            "The formats to write, separated by commas; in the place of the recipe's output.annotations.",
            valueName: "names"),
        transform: ConvertCommand.formats(named:))
    var format: [DatasetFormat]?

    @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            """
            Draw one part of the dataset only, as 2/8, or auto: the part that a scheduler's variables tell; join the parts with \
            'platen merge'. Of a stream: every eighth sample, beginning with the second.
            """, valueName: "k/n"),
        transform: Shard.init(argument:))
    var shard: Shard?

    @Flag(help: "What to do with a folder that holds a dataset.")
    var existing: ExistingArgument?

    @Flag(help: "With --resume: read every picture that is there, in place of looking at its size and ends.")
    var verify = false

    @Flag(
        inversion: .prefixedNo,
        help: "Force what is written to the disk every five seconds or so, so that it is there after the power failed.")
    var sync = true

    @Flag(name: .shortAndLong, help: "No progress, no warnings, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a folder.") }
        if isStream { try validateStream() }
        if let from, !(0..<1_000_000_000_000).contains(from) {
            throw ValidationError("--from must be 0...999999999999, got \(from).")
        }
        if hasRange, count == nil, !isStream {
            throw ValidationError("--from and --split are of a range of one split: say by --count how long it is.")
        }
        if let count, !(1...1_000_000_000_000).contains(count) {
            throw ValidationError("--count must be 1...1000000000000, got \(count).")
        }
        if verify, existing != .resume { throw ValidationError("--verify goes with --resume.") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
    }

    /// Whether samples go to standard output.
    private var isStream: Bool { output == "-" }
    /// Whether a range of one split is asked for.
    private var hasRange: Bool { from != nil || split != nil }

    private func validateStream() throws {
        guard format == [.webDataset] else {
            throw ValidationError(
                "--output - is standard output, and a dataset is a folder of files: name a folder, or write a tar stream with "
                    + "--format webdataset.")
        }
        if existing != nil { throw ValidationError("A stream can't be resumed or overwritten: begin it with --from.") }
        if json { throw ValidationError("With --output - standard output has the stream: leave --json out.") }
    }

    /// Draws the dataset of a recipe, writes it and says what was done.
    func write(_ recipe: DatasetRecipe) async throws {
        var recipe = recipe
        if let format { recipe.output.annotations = format.filter { $0 != .platen } }
        if isStream {
            let threads = jobs ?? ProcessInfo.processInfo.activeProcessorCount
            let stream = TarStream(
                split: split?.split ?? .train, from: from ?? 0, count: count, shard: shard ?? Shard(), threads: threads)
            return try stream.write(recipe, isQuiet: quiet)
        }
        if let count, !hasRange { recipe.recipe.samples = recipe.recipe.samples.scaled(to: count) }
        let source = try SyntheticSource(recipe.recipe)
        var plan = DatasetPlan(recipe, source: source, shard: shard ?? Shard(), program: thisProgram)
        if hasRange, let count { plan.limit(to: split?.split ?? .train, from: from ?? 0, count: count) }
        let drawn: any SampleSource = hasRange ? RangeSource(source) : source
        try plan.validate(for: drawn)
        if !quiet { warn(of: source, plan) }

        let progress = ProgressLine(unit: "samples", isQuiet: quiet)
        let summary = try await write(plan, from: drawn, progress)
        if json {
            try Terminal.print(json: GenerateReport(summary, directory: output, elapsed: progress.elapsed), keys: .own)
        } else if !quiet {
            try Terminal.print(
                summary.text(directory: output, drawn: progress.drawn, elapsed: progress.elapsed) + "\n" + next(plan))
        }
    }

    private func write(
        _ plan: DatasetPlan, from source: any SampleSource, _ progress: ProgressLine
    ) async throws -> DatasetSummary {
        let writer = DatasetWriter(
            plan: plan, directory: output, existing: existing?.policy ?? .refuse, syncs: sync, verifies: verify)
        let threads = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let isQuiet = quiet
        defer { progress.finish() }
        do {
            return try await interruptible {
                try await writer.write(from: source, jobs: threads) {
                    progress.show(done: $0.done, total: $0.total)
                } note: {
                    if !isQuiet { Terminal.note($0) }
                }
            }
        } catch let error as DatasetError where error.code == .interrupted || error.code == .io {
            let command = Self.resuming(CommandLine.arguments)
            throw DatasetError(error.code, "\(error.message): \(shellLine(command))", cause: error.cause)
        }
    }

    private func warn(of source: SyntheticSource, _ plan: DatasetPlan) {
        Terminal.notes(source.notes)
        let skipped = source.skippedFonts
        for font in skipped.prefix(5) { Terminal.warning("skipped font \(font.path): \(font.reason)") }
        if skipped.count > 5 { Terminal.warning("skipped \((skipped.count - 5).grouped) more fonts") }
        if plan.annotations.contains(.mjsynth), output.contains("_") {
            Terminal.warning(
                "the path '\(output)' has a '_': some readers of MJSynth annotations split the whole path there and "
                    + "find wrong labels; they need a folder without one")
        }
    }

    /// What one may do next, as the last line of the summary.
    private func next(_ plan: DatasetPlan) -> String {
        guard plan.shard.isWhole else {
            let command = shellLine(["platen", "merge", output]) + " ... --output FOLDER"
            return summaryLine("join", "\(command) (when all \(plan.shard.of.grouped) parts are there)")
        }
        let recipe = (output.hasSuffix("/") ? output : output + "/") + "recipe.yml"
        return summaryLine("look", shellLine(["platen", "preview", recipe, "--output", "preview.png"]))
    }

    /// The command line that goes on where this one stopped.
    static func resuming(_ arguments: [String]) -> [String] {
        var resumed = arguments.filter { $0 != "--overwrite" && $0 != "--resume" }
        resumed.insert("--resume", at: resumed.firstIndex(of: "--") ?? resumed.endIndex)
        return resumed
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
        case .resume: "Go on where an interrupted run stopped; draw again what was lost of a finished one."
        case .overwrite:
            "Replace the dataset that is there; other files stay. What the new one is made from must not lie in it."
        }
    }

    var policy: ExistingFiles {
        switch self {
        case .resume: .resume
        case .overwrite: .overwrite
        }
    }
}

extension Shard {
    /// Reads `2/8`, or `auto`.
    init(argument: String) throws {
        if argument == "auto" {
            self = try ShardChoice(ProcessInfo.processInfo.environment).shard
            return
        }
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let of = Int(parts[1]), (1...100_000).contains(of),
            (1...of).contains(number)
        else {
            throw ValidationError(
                "Write the part and how many there are, 1/8 to 8/8 for eight, or auto, for the part that a scheduler tells."
            )
        }
        self.init(number: number, of: of)
    }
}
