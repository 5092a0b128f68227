import ArgumentParser
import Configs
import Crypto
import Datasets
import Foundation
import Production
import Samples
import Streaming
import Synthesis

struct StreamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stream",
        abstract: "Draw samples and write them to standard output, for another program to learn from.",
        discussion: """
            Pixels, boxes, masks and choices as they are, without image files, in order of index; docs/stream.md describes \
            the bytes, and the Python package reads them. Sample 123456 is the one that 'generate' draws there. The \
            stream ends when the reader closes it, or after --count samples. With --ask the reader writes the indices that \
            it wants to standard input, one a line.
            """)

    @OptionGroup var recipe: RecipeArguments

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .train

    @Option(help: "The first sample's index.")
    var start = 0

    @Option(
        name: .shortAndLong,
        help: "How many samples (default: no end, or as many as the split has where no label may come twice).")
    var count: Int?

    @Option(help: "Threads (default: one for each processor).")
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            """
            Draw every n-th sample only: 2/3 has the second, the fifth, and so on; auto: the part that a scheduler's variables \
            tell.
            """, valueName: "k/n"),
        transform: Shard.init(argument:))
    var shard: Shard?

    @Option(help: "With --shard: so many consecutive samples go to a shard before the next one's turn.")
    var block = 1

    @Flag(help: "Draw the samples whose indices come on standard input, one a line, in their order.")
    var ask = false

    @Option(
        help: """
            What comes with the pixels and the label, separated by commas: \
            \(StreamFields.allNames.joined(separator: ", ")); or none.
            """)
    var fields = "boxes,choices"

    @Flag(name: .shortAndLong, help: "No notes and no warnings.")
    var quiet = false

    func validate() throws {
        guard (0...1_000_000_000_000).contains(start) else {
            throw ValidationError("--start must be 0...1000000000000, got \(start).")
        }
        if let count, !(0...1_000_000_000_000).contains(count) {
            throw ValidationError("--count must be 0...1000000000000, got \(count).")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads must be 1...1024, got \(threads).")
        }
        if !(1...1_000_000).contains(block) { throw ValidationError("--block must be 1...1000000, got \(block).") }
        if block > 1, shard == nil { throw ValidationError("--block goes with --shard.") }
        if ask, start != 0 || count != nil || shard != nil {
            throw ValidationError(
                "With --ask the reader tells which samples it wants; leave --start, --count and --shard out.")
        }
        _ = try wantedFields()
    }

    private func wantedFields() throws -> StreamFields {
        guard fields != "none" else { return [] }
        return try fields.split(separator: ",", omittingEmptySubsequences: false).reduce(into: []) { all, name in
            guard let field = StreamFields(name: String(name)) else {
                throw ValidationError(
                    "--fields are \(StreamFields.allNames.joined(separator: ", ")), or none; got '\(name)'.")
            }
            all.formUnion(field)
        }
    }

    func run() async throws {
        let output = try BinaryOutput()
        let whole = try recipe.loadWithOutput()
        let source = try SyntheticSource(whole.recipe)
        if !quiet { Terminal.notes(source.notes) }
        let fields = try wantedFields()
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let stream = SampleStream(source, split: split.split, fields: fields, threads: threads)
        let size = whole.recipe.samples[split.split]
        // Where each label may come once only, there are no more samples than the recipe says.
        let count = count ?? (source.hasUniqueLabels && !ask ? max(0, size - start) : nil)
        let shard = shard ?? Shard()
        let header = StreamHeader(
            program: thisProgram, recipe: Self.identity(of: whole), seed: whole.recipe.seed, split: split.rawValue,
            size: size, start: ask ? nil : start, count: count, shard: shard, block: block, fields: fields,
            alphabet: try LabelSource(whole.recipe).alphabet.map { String($0) })
        do {
            try output.write(try header.bytes)
            if ask {
                let order = RequestedOrder(.standardInput, threads: threads)
                try Self.write(stream, order, to: output) { order.failure.map { UsageError("standard input: \($0)") } }
            } else {
                let order = ConsecutiveOrder(
                    start: start, count: count, shard: shard.number, of: shard.of, block: block)
                try Self.write(stream, order, to: output)
            }
        } catch is BinaryOutput.ReaderLeft {
            // Whoever reads decides when it is enough.
        }
    }

    /// Writes all frames, the last of which tells how the stream ended.
    ///
    /// - Parameter complaint: what is wrong with the order, asked when it has ended.
    private static func write(
        _ stream: SampleStream, _ order: some IndexOrder, to output: BinaryOutput,
        complaint: () -> UsageError? = { nil }
    ) throws {
        var last: [UInt8] = []
        do {
            let count = try stream.draw(order) { try output.write($0) }
            if let error = complaint() { throw error }
            FrameWriter.append(endAfter: count, to: &last)
            try output.write(last)
        } catch let failure as SampleStream.Failure {
            let error = failure.error
            FrameWriter.append(failure: error.message, code: error.exitCode, index: failure.index, to: &last)
            try output.write(last)
            throw error
        } catch let error as UsageError {
            FrameWriter.append(failure: error.description, code: error.exitCode, index: nil, to: &last)
            try output.write(last)
            throw error
        }
    }

    private static func identity(of recipe: DatasetRecipe) -> StreamHeader.Recipe {
        let digest = SHA256.hash(data: Data(yaml(of: recipe).utf8))
        return StreamHeader.Recipe(
            name: recipe.recipe.name, sha256: digest.map { String(format: "%02x", $0) }.joined())
    }
}
