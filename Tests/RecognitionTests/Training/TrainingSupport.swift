import Configs
import Foundation
import Neural
import Samples
import TestSupport

@testable import Recognition

/// A tiny training on bars: a few seconds, as a user's would be.
struct BarTraining {
    var experiment = Experiment()
    var alphabet = "012"
    let folder: TemporaryFolder

    init(_ yaml: String = "") throws {
        folder = try TemporaryFolder()
        let text = """
            name: bars
            alphabet: "012"
            input: {width_step: 16}
            model: {crnn: {width: 4, hidden: 16}}
            data: {pool: 2}
            training: {steps: 12, batch: 8, precision: f32, threads: 1, validate_every: 4, save_every: 4, schedule: {constant: 0.01}}
            """
        experiment = try ConfigDocument(yaml: text, name: "bars.yml", baseDirectory: folder.path)
            .decode(Experiment.self)
    }

    /// The config with one value changed.
    mutating func set(_ assignment: String) throws {
        var document = try ConfigDocument(
            yaml: yaml(of: experiment), name: "bars.yml", baseDirectory: folder.path)
        try document.override(assignment)
        experiment = try document.decode(Experiment.self)
    }

    func stream(_ source: some SampleSource = BarSource()) throws -> TrainingStream {
        try TrainingStream(
            sources: [try StreamSource(name: "bars", source: source, split: .train, count: nil)],
            alphabet: try Alphabet(alphabet), unknown: .refuse, input: experiment.input,
            batchSize: experiment.training.batch, poolSize: experiment.data.pool, seed: experiment.seed)
    }

    func validation(_ count: Int = 12, source: some SampleSource = BarSource()) throws -> [Example] {
        let reader = try StreamReader(try stream(source))
        var dropped: [Character: Int] = [:]
        return try (0..<count).compactMap { try reader.example(at: .init(source: 0, index: $0), dropped: &dropped) }
    }

    func trainer(
        _ name: String, resumes: Bool = false, source: some SampleSource = BarSource(),
        validation: [Example]? = nil, adaptation: Adaptation? = nil
    ) throws -> (trainer: Trainer, run: RunFolder) {
        let run = try resumes ? RunFolder(resuming: folder(name)) : RunFolder(new: folder(name))
        let engine = try Engine(threadCount: experiment.training.threads ?? 1)
        let stream = try stream(source)
        let learner = try Learner(experiment, alphabet: stream.alphabet, engine: engine, from: run.checkpoint)
        let trainer = try Trainer(
            experiment, learner, stream: stream, validation: try validation ?? self.validation(), run: run,
            engine: engine, adaptation: adaptation)
        return (trainer, run)
    }
}

extension TextModel {
    /// All its numbers, in order.
    var numbers: [[Float]] { get throws { try parameters.map { try $0.value.values() } } }
}
