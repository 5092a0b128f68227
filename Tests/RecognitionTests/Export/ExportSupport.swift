import Configs
import Foundation
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// A model in a file, with random numbers, and what reads with it.
struct StoredModel {
    let file: ModelFile
    let recognizer: Recognizer
    let engine: Engine

    /// - Parameters:
    ///   - settings: of the config, YAML; in it the network and how pictures are prepared.
    ///   - scale: what the first numbers of a parameter are multiplied by, by its name.
    init(
        _ settings: String, alphabet: String = "012€", in folder: TemporaryFolder, scale: (String) -> Float = { _ in 1 }
    ) throws {
        let experiment = try ConfigDocument(
            yaml: "{name: tiny, alphabet: '\(alphabet)', \(settings)}", name: "tiny.yml", baseDirectory: folder.path
        ).decode(Experiment.self)
        engine = try Engine(threadCount: 1)
        let alphabet = try Alphabet(alphabet)
        let model = try experiment.model.makeModel(
            classCount: alphabet.classCount, input: experiment.input, Initializer(engine, seed: 3))
        for parameter in model.parameters where scale(parameter.name) != 1 {
            try parameter.set(try parameter.value.values().map { scale(parameter.name) * $0 })
        }
        let card = ModelCard(experiment, alphabet: alphabet, precision: .f32, step: 1, metrics: ["cer": 0.25])
        let data = try ModelFile.data(of: model, card)
        try data.write(to: URL(fileURLWithPath: folder("model.safetensors")))
        file = try ModelFile(path: folder("model.safetensors"))
        recognizer = try Recognizer(file, engine: engine)
    }

    /// What Platen's own network says of images of random brightness.
    func logits(_ feed: ONNXRuntime.Feed) throws -> Tensor {
        let tape = Tape(engine, .inference)
        return try recognizer.model(tape.constant(try Tensor(engine, feed.shape, feed.values))).value
    }
}

extension ONNXRuntime.Feed {
    /// Images of random brightness.
    init(noise shape: [Int], seed: UInt64 = 1) {
        var generator = SampleKey(seed: seed, split: .test, index: 0).generator("noise")
        self.init(
            shape: shape,
            values: (0..<shape.reduce(1, *)).map { _ in Float(generator.nextWord() % 256) / 127.5 - 1 })
    }
}

extension ONNXFile {
    /// A file of a model.
    init(
        _ file: ModelFile, pre: ExportedGraph.Preparation = .none, post: ExportedGraph.Reading = .none,
        precision: ExportedGraph.Precision = .fp32
    ) throws {
        var settings = ExportedGraph.Settings()
        (settings.preparation, settings.reading, settings.precision) = (pre, post, precision)
        self.init(try ExportedGraph(file, settings), producerVersion: "test")
    }
}
