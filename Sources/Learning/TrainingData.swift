import Configs
import Foundation
import Recognition
import Samples

/// The data of a training, opened: what is learnt from, and what is measured on.
struct TrainingData {
    /// What is learnt from.
    let stream: TrainingStream
    /// The characters of what is learnt from.
    let characters: [String]
    /// What validation samples are called.
    let names: [String]
    /// The validation samples, prepared once.
    let validation: [Example]
    /// Characters that the alphabet lacks, left out of the validation's labels, and how often.
    let dropped: [Character: Int]
    private let measured: [StreamSource]

    /// How many samples of a source without an end are measured on.
    private static let usualCount = 1000

    /// Opens the data, and tells what there is to tell of them.
    ///
    /// - Throws: what the sources throw; `RecognitionError`, where there is nothing to learn from or to measure on.
    init(_ experiment: Experiment, tell: (TrainingEvent) -> Void) throws {
        guard !experiment.data.train.isEmpty else {
            throw RecognitionError(.config, "data.train: say what to learn from: {recipe: FILE} or {dataset: FOLDER}")
        }
        let isByHeart = experiment.training.overfit != nil
        func open(_ config: DataSourceConfig, for use: OpenedData.Use) throws -> OpenedData {
            let opened = try OpenedData(config, for: use)
            for note in opened.noteLines { tell(.note(note)) }
            for line in opened.problemLines { tell(.warning(line)) }
            return opened
        }
        let learning = try experiment.data.train.map { try open($0, for: .learning) }
        let validating = try experiment.data.validation.map {
            try open($0, for: isByHeart ? .learning : .validating)
        }
        if !isByHeart { Self.shared(by: experiment.data).forEach { tell(.warning($0)) } }
        let (alphabet, notes) = try experiment.alphabet.alphabet(of: (learning + validating).flatMap(\.texts))
        for note in notes { tell(.note(note)) }
        stream = try Self.stream(learning.map(\.source), alphabet, experiment)
        characters = learning.flatMap { $0.texts.map(\.label) + $0.characters.map { String($0) } }
        measured = validating.map(\.source)
        (validation, dropped) = try Self.examples(
            try Self.stream(measured, alphabet, experiment), atMost: experiment.training.overfit ?? .max, tell)
        names = validation.map { validating[$0.place.source].name($0.place.index) }
    }

    /// What is learnt from and measured on as well, a line each.
    private static func shared(by data: DataConfig) -> [String] {
        data.validation.compactMap { one in
            let isShared = data.train.contains { other in
                one.recipe == other.recipe && one.dataset == other.dataset && one.divide == other.divide
                    && one.set == other.set
                    && (one.split?.split ?? .val) == (other.split?.split ?? .train)
            }
            guard isShared, let path = (one.recipe ?? one.dataset)?.path else { return nil }
            return "\(path): the same samples are learnt from and measured on, so the figures say nothing of others"
        }
    }

    /// The alphabet.
    var alphabet: Alphabet { stream.alphabet }

    /// How many broken pictures were left out so far.
    var brokenCount: Int { (stream.sources + measured).reduce(0) { $0 + ($1.broken?.count ?? 0) } }

    private static func stream(
        _ sources: [StreamSource], _ alphabet: Alphabet, _ experiment: Experiment
    ) throws -> TrainingStream {
        try TrainingStream(
            sources: try sources.map { try experiment.training.overfit.map($0.limited) ?? $0 }, alphabet: alphabet,
            unknown: experiment.alphabet.unknown, input: experiment.input, batchSize: experiment.training.batch,
            poolSize: experiment.data.pool, seed: experiment.seed)
    }

    private static func examples(
        _ stream: TrainingStream, atMost most: Int, _ tell: (TrainingEvent) -> Void
    ) throws -> (examples: [Example], dropped: [Character: Int]) {
        let reader = try StreamReader(stream)
        var dropped: [Character: Int] = [:]
        var examples: [Example] = []
        for (number, source) in stream.sources.enumerated() {
            for index in 0..<min(source.count ?? usualCount, most) {
                let place = Example.Place(source: number, index: index)
                if let example = try reader.example(at: place, dropped: &dropped, measuresInk: true) {
                    examples.append(example)
                }
            }
            for line in source.brokenLines { tell(.warning(line)) }
        }
        if examples.isEmpty, let what = stream.sources.lazy.compactMap({ $0.broken?.first.first }).first {
            throw RecognitionError(.data, "no picture of the validation data can be read, such as \(what)")
        }
        return (examples, dropped)
    }
}
