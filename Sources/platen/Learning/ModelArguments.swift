import ArgumentParser
import Configs
import Foundation
import Learning
import Neural
import Recognition
import Samples

/// The arguments of every command that reads pictures with models.
struct ModelArguments: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: """
            The model: a safetensors file of a run, or the name of a model that came with the program (cheques, digits, numbers, receipts). \
            May be given more than once: each picture is read with all of them, and the text that they find the most \
            probable together is taken.
            """,
        completion: .file(extensions: ["safetensors"]))
    var model: [String]

    @OptionGroup var reading: ReadingArguments

    /// Pictures that are read at once.
    var batch: Int { reading.batch }

    /// The files that are read for them.
    var files: [String?] {
        get throws { try model.map { try SharedFile.model($0) } + [reading.pattern, reading.words] }
    }

    /// The models and the way to find texts, ready to read.
    func reader() throws -> CompoundReader {
        let engine = try reading.engine()
        return CompoundReader(
            try model.map { try reading.reader(try ModelFile(path: try SharedFile.model($0)), engine) })
    }
}

/// How pictures are read, whatever reads them.
struct ReadingArguments: ParsableArguments {
    @Option(help: "How texts are found: greedy, beam, or pattern (the texts of a recipe only).")
    var decoder: DecoderArgument = .greedy

    @Option(help: "How many beginnings of texts a beam keeps.")
    var beamWidth = 16

    @Option(help: "The recipe whose texts --decoder pattern reads.", completion: .file(extensions: ["yml", "yaml"]))
    var pattern: String?

    @Option(help: "A list of words, one a line: a beam reads nothing else.", completion: .file())
    var words: String?

    @Option(
        help: """
            Read each picture in so many frames, 1 to 9: with more and less ground, wider and narrower. What they agree on \
            is taken, and how far they agree is its probability. Takes as many times as long.
            """)
    var views = 1

    @Option(help: "Threads (default: one for each processor).")
    var threads: Int?

    @Option(
        help: """
            What is computed in: f32; bf16, which is about twice as fast where the processor has it; or int8, convolutions \
            in whole numbers, faster again (default: what the model was trained in). For int8 the model's file must say in \
            which ranges its numbers lie: trainings write that at their end, `platen calibrate` into older files.
            """)
    var precision: PrecisionArgument?

    @Option(help: "Pictures that are read at once.")
    var batch = 64

    mutating func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads must be 1...256, got \(threads).")
        }
        if !(1...View.most).contains(views) {
            throw ValidationError("--views must be 1...\(View.most), got \(views).")
        }
        if !(1...4096).contains(batch) { throw ValidationError("--batch must be 1...4096, got \(batch).") }
        if !(1...4096).contains(beamWidth) { throw ValidationError("--beam-width must be 1...4096, got \(beamWidth).") }
        if (decoder == .pattern) != (pattern != nil) {
            throw ValidationError("--decoder pattern and --pattern RECIPE go together.")
        }
        if words != nil, decoder != .beam { throw ValidationError("--words needs --decoder beam.") }
    }

    /// What computes.
    func engine() throws -> Engine {
        if let note = precision?.fallbackNote { Terminal.note(note) }
        return try Engine(threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// A model and the way to find texts, ready to read.
    func reader(_ file: ModelFile, _ engine: Engine) throws -> Reader {
        let recognizer = try Recognizer(file, engine: engine, precision: precision?.precision)
        let decoder = try frameDecoder(for: recognizer.alphabet)
        try recognizer.model.check(decoder)
        return Reader(recognizer, decoder: decoder, batchSize: batch, views: views)
    }

    /// The decoder that was asked for.
    private func frameDecoder(for alphabet: Alphabet) throws -> any FrameDecoder {
        switch decoder {
        case .greedy: GreedyDecoder()
        case .beam:
            BeamDecoder(
                width: beamWidth, labels: try words.map { try alphabet.seen(try automaton(ofWordsIn: $0), $0) })
        case .pattern: try PatternFile(path: pattern ?? "").decoder(for: alphabet, width: beamWidth)
        }
    }

    private func automaton(ofWordsIn path: String) throws -> LabelAutomaton {
        guard let automaton = LabelAutomaton(of: try lines(of: path)) else {
            throw RecognitionError(.data, "\(path): this list of words is empty")
        }
        return automaton
    }

    private func lines(of path: String) throws -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw RecognitionError(.missing, "cannot read the list of words \(path)")
        }
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

/// How texts are found.
enum DecoderArgument: String, ExpressibleByArgument, CaseIterable {
    case greedy, beam, pattern
}

/// What is computed in.
enum PrecisionArgument: String, ExpressibleByArgument, CaseIterable {
    case f32, bf16, int8

    /// What to tell where the processor lacks it.
    var fallbackNote: String? { precision.fallbackNote }

    var precision: ReadingPrecision {
        switch self {
        case .f32: .float32
        case .bf16: .bfloat16
        case .int8: .int8
        }
    }
}
