import Configs
import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// Reading in whole numbers of 8 bits.
@Suite(.enabled(if: Engine.hasBytes)) struct ByteReadingTests {
    /// A network with batch norms that have seen something, for reading.
    private func model(_ settings: String, width: Int?, _ engine: Engine) throws -> any TextModel {
        let experiment = try ConfigDocument(
            yaml: "{alphabet: '012', model: {\(settings)}, input: {height: 32\(width.map { ", width: \($0)" } ?? "")}}",
            name: "x.yml", baseDirectory: ""
        ).decode(Experiment.self)
        let model = try experiment.model.makeModel(
            classCount: 4, input: experiment.input, Initializer(engine, seed: 3))
        let pictures = ONNXRuntime.Feed(noise: [8, 1, 32, 96], seed: 4)
        for _ in 0..<5 {
            _ = try model(Tape(engine, .training).constant(Tensor(engine, pictures.shape, pictures.values)))
        }
        return try model.forReading()
    }

    @Test(arguments: NetworkTests.small + AttentionTests.small)
    func everyNetworkReadsNearlyTheSame(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let model = try model(settings, width: settings.hasPrefix("attention") ? 96 : nil, engine)
        let feed = ONNXRuntime.Feed(noise: [5, 1, 32, 96])
        func read(_ feed: ONNXRuntime.Feed, _ context: Context) throws -> [Float] {
            try model(Tape(context).constant(Tensor(engine, feed.shape, feed.values))).value.values()
        }
        let observer = RangeObserver()
        let exact = try read(feed, Context(engine, .inference, observer: observer))
        #expect(!observer.ranges.isEmpty)
        let quantization = Quantization(observer.ranges)
        let whole = try read(feed, Context(engine, .inference, quantization: quantization))
        #expect(whole != exact)
        let error = zip(exact, whole).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        let power = exact.reduce(0.0) { $0 + Double($1 * $1) }
        #expect(error < 0.01 * power, "\((error / power).squareRoot())")
        // Sums of whole numbers are exact, so that a batch changes no more than it does without them.
        let count = whole.count / 5
        var alone = feed
        alone.shape[0] = 1
        alone.values = Array(feed.values.prefix(32 * 96))
        let first = try read(alone, Context(engine, .inference, quantization: quantization))
        // Both are of shape [steps, N, numbers].
        let numbers = try numbers(model, feed, engine)
        for (place, value) in first.enumerated() {
            #expect(abs(value - whole[place / numbers * 5 * numbers + place % numbers]) < 1e-4)
        }
        #expect(first.count == count)
    }

    private func numbers(_ model: any TextModel, _ feed: ONNXRuntime.Feed, _ engine: Engine) throws -> Int {
        let tape = Tape(Context(engine, .inference))
        return try model(tape.constant(Tensor(engine, feed.shape, feed.values))).shape.last ?? 1
    }

    /// A training leaves the ranges in its models, reading in int8 gives the same texts, and files keep what they are given.
    @Test func aTrainingWritesWhatItTakes() throws {
        var training = try BarTraining()
        try training.set("training.steps=60")
        try training.set("training.keep=1")
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let kept = try #require(
            try FileManager.default.contentsOfDirectory(atPath: training.folder("run")).first { $0.hasPrefix("step-") })
        for name in ["best.safetensors", kept] {
            let ranges = try #require(try ModelFile(path: run.file(name)).card.ranges)
            #expect(ranges.keys.sorted() == (1...7).map { "conv\($0).weight" })
            #expect(ranges["conv1.weight"]?.low ?? 0 >= -1 && ranges["conv1.weight"]?.high ?? 2 <= 1)
            #expect(ranges["conv6.weight"]?.source == "conv5.weight")
        }
        let engine = try Engine(threadCount: 1)
        let file = try ModelFile(path: run.file("best.safetensors"))
        let examples = try training.validation(40)
        func read(_ precision: ReadingPrecision) throws -> [Double] {
            let recognizer = try Recognizer(file, engine: engine, precision: precision)
            #expect(recognizer.computesIn == precision)
            let found = try Evaluation(of: examples, by: recognizer)
            return [found.value(of: .cer), found.loss]
        }
        let (exact, whole) = (try read(.float32), try read(.int8))
        #expect(abs(exact[0] - whole[0]) < 0.05)
        #expect(abs(exact[1] - whole[1]) < 0.1 * exact[1] + 0.1)
        // Half as many bytes, the same ranges.
        let half = training.folder("half.safetensors")
        try file.halved().write(to: URL(fileURLWithPath: half))
        #expect(try ModelFile(path: half).card.ranges == file.card.ranges)
        // Other ranges, the same numbers.
        let other = training.folder("other.safetensors")
        try file.data(with: ["x": InputRange(low: 0, high: 2.5, source: "y")]).write(to: URL(fileURLWithPath: other))
        let changed = try ModelFile(path: other)
        #expect(changed.card.ranges == ["x": InputRange(low: 0, high: 2.5, source: "y")])
        #expect(try changed.makeModel(engine).numbers == file.makeModel(engine).numbers)
    }

    /// A picture is read as the same text, with the same probability, alone and in any batch.
    @Test func aBatchChangesNothing() throws {
        var training = try BarTraining()
        try training.set("training.steps=30")
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let file = try ModelFile(path: run.file("best.safetensors"))
        let recognizer = try Recognizer(file, engine: try Engine(threadCount: 1), precision: .int8)
        let images = try training.validation(24).map(\.image)
        func texts(_ images: [Bitmap], batch: Int) throws -> [Transcription] {
            try recognizer.impressions(of: images, batchSize: batch).map {
                try $0.text(by: GreedyDecoder(), recognizer.alphabet)
            }
        }
        let together = try texts(images, batch: 64)
        #expect(try texts(images, batch: 5).map(\.text) == together.map(\.text))
        for (image, expected) in zip(images, together) {
            let alone = try #require(try texts([image], batch: 1).first)
            #expect(alone.text == expected.text)
            #expect(abs(alone.logProbability - expected.logProbability) < 1e-3)
        }
    }

    /// A file of an earlier version says nothing of ranges, a broken one what is none.
    @Test func filesThatSayNothingAreRefusedWithWhatToDo() throws {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let stored = try Safetensors(path: run.file("best.safetensors"))
        let ranges = try #require(try ModelFile(path: run.file("best.safetensors")).card.ranges)
        let card = try #require(stored.metadata["platen"])
        let old = card.replacing(/,"ranges":\{.*?\}\}/, with: "")
        #expect(old != card)
        let file = try ModelFile(Safetensors(stored.entries, metadata: ["platen": old]), path: "old.safetensors")
        #expect(file.card.ranges == nil)
        let engine = try Engine(threadCount: 1)
        _ = try Recognizer(file, engine: engine)
        let error = #expect(throws: RecognitionError.self) {
            try Recognizer(file, engine: engine, precision: .int8)
        }
        #expect(error?.message.contains("platen calibrate --model old.safetensors --data") == true)
        let empty = old.replacing(/\}$/, with: ",\"ranges\":{}}")
        let silent = try ModelFile(Safetensors(stored.entries, metadata: ["platen": empty]), path: "silent.safetensors")
        #expect(silent.card.ranges == [:])
        #expect(throws: RecognitionError.self) { try Recognizer(silent, engine: engine, precision: .int8) }
        var wrong = ranges
        wrong["conv3.weight"] = InputRange(low: 1, high: 0)
        let broken = training.folder("broken.safetensors")
        try ModelFile(path: run.file("best.safetensors")).data(with: wrong).write(to: URL(fileURLWithPath: broken))
        #expect(throws: RecognitionError.self) { try ModelFile(path: broken) }
    }
}
