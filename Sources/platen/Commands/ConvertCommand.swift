import ArgumentParser
import Configs
import Datasets
import Foundation
import Samples

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Bring a dataset, of this program or of another, into other formats.",
        discussion: """
            What the source is, is found out from what is in it; --from says it. Labels stay as they are: one that a format \
            can't hold stops the conversion, with its file and line, or is left out and counted. Pictures are copied byte for \
            byte, unless --encode stores them anew. Boxes and masks of Platen's own datasets go along.

            A conversion that was stopped goes on with --resume.

            Formats: \(DatasetFormat.written.map(\.name).joined(separator: ", ")); platen, or none, for \
            samples.jsonl alone.
            """)

    @Argument(help: "The dataset's folder, or its annotation file.", completion: .file())
    var source: String

    @Argument(help: "The folder to write.", completion: .directory)
    var output: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("What to write: names of formats, with commas between them.", valueName: "f,g"),
        transform: formats(named:))
    var format: [DatasetFormat] = []

    @Option(
        help: "What the source is, where it can't be told: a name of a format.", transform: DatasetFormat.init(source:))
    var from: DatasetFormat?

    @Option(help: "The folder that paths in the source's annotation files begin at.", completion: .directory)
    var images: String?

    @Option(
        help: "What pictures are called: \(Layout.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: { try word($0) })
    var layout: Layout?

    @Option(
        help: "Store pictures anew, as png or jpeg, in place of copying their bytes.", transform: { try word($0) })
    var encode: ImageEncoding.Kind?

    @Option(help: "With --encode jpeg: the quality, 1...100.")
    var quality: Int?

    @Option(help: "How many samples each file of webdataset and parquet has. (default: 10000)")
    var packSize: Int?

    @Option(help: "The most bytes that a tar shard has, where webdataset is the only format.")
    var packBytes: Int?

    @Option(help: "The split that samples go to, where the source has no splits: train, val or test. (default: train)")
    var split: SplitArgument?

    @Option(help: "Broken samples, and labels that a format can't hold: refuse stops, leave-out counts and lists them.")
    var broken: BrokenArgument = .refuse

    @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
    var jobs: Int?

    @Flag(help: "What to do with a folder that holds a dataset.")
    var existing: ExistingArgument?

    @Flag(
        inversion: .prefixedNo,
        help: "Force what is written to the disk every five seconds or so, so that it is there after the power failed.")
    var sync = true

    @Flag(name: .shortAndLong, help: "No progress, no notes, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("Name a folder to write.") }
        if output == "-" {
            throw ValidationError(
                "convert writes a folder, and no stream: name one (./- for one of that name). Streams are written by "
                    + "`platen generate --format webdataset --output -`.")
        }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
        if let quality, !(1...100).contains(quality) {
            throw ValidationError("--quality must be 1...100, got \(quality).")
        }
        if let packSize {
            if packSize < 1 { throw ValidationError("--pack-size must be 1 or more, got \(packSize).") }
            guard format.contains(where: { [.webDataset, .parquet].contains($0) }) else {
                throw ValidationError("--pack-size goes with the formats webdataset and parquet.")
            }
        }
        if let packBytes, packBytes < 1 { throw ValidationError("--pack-bytes must be 1 or more, got \(packBytes).") }
        if quality != nil, encode != .jpeg { throw ValidationError("--quality goes with --encode jpeg.") }
    }

    func run() async throws {
        var request = DatasetConversion.Request(source, to: format)
        request.sourceFormat = from
        request.images = images
        request.layout = layout
        request.encoding =
            switch encode {
            case .none: .kept
            case .png: .png
            case .jpeg: .jpeg(quality: (quality ?? 90)...(quality ?? 90))
            }
        if let packSize { request.packSize = packSize }
        request.packBytes = packBytes
        if let split { request.split = split.split }
        request.onProblem = broken == .refuse ? .refuse : .leaveOut
        let (asked, isQuiet) = (request, quiet)
        let conversion = try await interruptible { try DatasetConversion(asked, program: thisProgram) }
        if let split, Split.allCases.contains(where: { $0 != split.split && conversion.plan.counts[$0] > 0 }) {
            throw UsageError("--split: \(source) has splits of its own, which its samples stay in; leave it out")
        }
        if !quiet { tell(conversion) }

        let (plan, samples) = (conversion.plan, conversion.source)
        let writer = DatasetWriter(
            plan: plan, directory: output, existing: existing?.policy ?? .refuse, syncs: sync)
        let threads = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let progress = ProgressLine(unit: "samples", isQuiet: quiet)
        let summary: DatasetSummary
        do {
            defer { progress.finish() }
            summary = try await interruptible {
                try await writer.write(from: samples, jobs: threads) {
                    progress.show(done: $0.done, total: $0.total)
                } note: {
                    if !isQuiet { Terminal.note($0) }
                }
            }
        }
        if json {
            try Terminal.print(json: summary, keys: .own)
        } else if !quiet {
            try Terminal.print(text(summary, conversion))
        }
    }

    private func tell(_ conversion: DatasetConversion) {
        Terminal.notes(conversion.notes)
        for problem in conversion.problems.first.prefix(5) { Terminal.warning("\(problem)") }
        if conversion.problems.leftOut > 0 {
            Terminal.warning("\(source): \(conversion.problems.leftOutText)")
        }
    }

    private func text(_ summary: DatasetSummary, _ conversion: DatasetConversion) -> String {
        let counts = summary.counts
        let names = conversion.plan.annotations.map(\.name)
        var lines = [
            "\(output): \(counts.total.grouped) samples (train \(counts.train.grouped), val \(counts.val.grouped), "
                + "test \(counts.test.grouped))",
            summaryLine("from", "\(conversion.format) in \(source)"),
            summaryLine("to", (names.isEmpty ? ["platen"] : names).joined(separator: ", ")),
        ]
        if conversion.problems.leftOut > 0 {
            lines.append(summaryLine("left out", conversion.problems.leftOut.grouped))
        }
        for (warning, count) in summary.warnings.sorted(by: { $0.key < $1.key }) {
            lines.append(summaryLine("warning", "\(warning) (\(count.grouped))"))
        }
        return lines.joined(separator: "\n")
    }

    /// One of the words of a type.
    private static func word<Word: RawRepresentable & CaseIterable>(_ text: String) throws -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(words).")
        }
        return word
    }

    /// The formats of `simple,mjsynth`.
    static func formats(named list: String) throws -> [DatasetFormat] {
        try list.split(separator: ",").map { name in
            guard let format = DatasetFormat(String(name)), format == .platen || DatasetFormat.written.contains(format)
            else {
                throw ValidationError(
                    "'\(name)' is no format that is written; there are "
                        + "\(DatasetFormat.written.map(\.name).joined(separator: ", ")) and platen.")
            }
            return format
        }
    }
}

extension DatasetFormat {
    /// A format that is read, by its name on the command line.
    init(source name: String) throws {
        guard let format = DatasetFormat(name), DatasetFormat.read.contains(format) else {
            throw ValidationError(
                "'\(name)' is no format that is read; there are "
                    + "\(DatasetFormat.read.map(\.name).joined(separator: ", ")).")
        }
        self = format
    }
}
