import Configs
import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// The network that tells characters one after the other.
@Suite struct AttentionTests {
    private static let tiny = "attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 6}"

    /// Small networks that differ in what they are made of.
    static let small = [
        tiny, "attention: {width: 0.25, embedding: 6, hidden: 12, key: 4, heads: 3, longest: 4, dropout: 0.3}",
    ]

    /// A network whose running means are not those that it starts with.
    private func model(_ settings: String, _ engine: Engine) throws -> (model: Attention, input: InputPolicy) {
        let experiment = try ConfigDocument(
            yaml: "{alphabet: '012', model: {\(settings)}, input: {width: 96}}", name: "x.yml", baseDirectory: ""
        ).decode(Experiment.self)
        let model = try #require(
            try experiment.model.makeModel(
                classCount: 4, input: experiment.input, Initializer(engine, seed: 3)) as? Attention)
        let pictures = ONNXRuntime.Feed(noise: [8, 1, 32, 96], seed: 4)
        for _ in 0..<5 {
            _ = try model(Tape(engine, .training).constant(Tensor(engine, pictures.shape, pictures.values)))
        }
        return (model, experiment.input)
    }

    private func batch(_ labels: [[Int]], _ input: InputPolicy) -> Batch {
        let examples = labels.enumerated().map { number, classes in
            let values = ONNXRuntime.Feed(noise: [1, 1, 32, 96], seed: UInt64(number + 10)).values
            let image = Bitmap(width: 96, height: 32) { pixels in
                for place in pixels.indices { pixels[place] = UInt8(max(0, min(255, (values[place] + 1) * 127.5))) }
            }
            return Example(
                image: image, label: "", classes: classes, place: .init(source: 0, index: number))
        }
        return Batch(examples, width: 96, input)
    }

    private func impressions(_ model: Attention, _ images: PaddedImages, _ engine: Engine) throws -> [TokenImpression] {
        try model.impressions(of: images, on: Tape(engine, .inference)).map { try #require($0 as? TokenImpression) }
    }

    /// Others' versions of this part of MobileNetV3-small have as many.
    @Test func theEncoderHasThePapersSize() throws {
        let engine = try Engine(threadCount: 1)
        let encoder = try MobileNetV3("e", 3, width: 1, Initializer(engine, seed: 1))
        #expect(encoder.trainableCount == 927_008)
        let maps = try encoder(Tape(engine, .inference).constant(Tensor(engine, [1, 3, 80, 250], filledWith: 0)))
        #expect(maps.shape == [1, 576, 3, 8])
        #expect(MobileNetV3.size(80) == 3 && MobileNetV3.size(250) == 8)
    }

    @Test func parametersAreCountedLayerByLayer() throws {
        let engine = try Engine(threadCount: 1)
        var input = InputPolicy()
        (input.height, input.width, input.color) = (80, 250, .rgb)
        let model = try AttentionConfig().makeModel(classCount: 12, input: input, Initializer(engine, seed: 1))
        let memory = 4 * 256 * (128 + 256 + 1)
        let attention = (256 + 1) * 128 + 2 * (576 + 1) * 128 + (128 + 1) * 256
        #expect(model.trainableCount == 927_008 + 13 * 128 + memory + attention + 2 * 256 + 257 * 12)
        #expect(Set(model.parameters.map(\.name)).count == model.parameters.count)
        input.width = nil
        #expect {
            try AttentionConfig().makeModel(classCount: 12, input: input, Initializer(engine, seed: 1))
        } throws: {
            "\($0)".hasSuffix("set input.width")
        }
    }

    /// Central differences through the whole network: of the loss, by one number of each parameter.
    @Test(arguments: [tiny, "attention: {width: 0.25, embedding: 6, hidden: 12, key: 4, heads: 3, longest: 4}"])
    func gradientsAreThoseOfTheLoss(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let (model, input) = try model(settings, engine)
        let batch = batch([[0, 1, 2], [2, 2], []], input)
        func loss() throws -> (Variable, Tape) {
            let tape = Tape(engine, .training)
            return (try model.loss(of: batch, on: tape).mean, tape)
        }
        let (value, tape) = try loss()
        try tape.backward(from: value)
        for parameter in model.parameters where parameter.isTrainable {
            let values = try parameter.value.values()
            let gradient = try #require(try parameter.gradient?.values())
            let place = try #require(gradient.indices.max { abs(gradient[$0]) < abs(gradient[$1]) })
            let difference = try [Float(2e-3), -2e-3].map { step in
                var moved = values
                moved[place] += step
                try parameter.set(moved)
                return try loss().0.value.scalar()
            }
            try parameter.set(values)
            let found = (difference[0] - difference[1]) / 4e-3
            #expect(abs(found - gradient[place]) < 0.1 * abs(gradient[place]) + 0.02, "\(parameter.name)")
        }
    }

    /// The loss is that of the true texts, and what stands behind a shorter one counts for nothing.
    @Test func theLossIsTheMeanOfTheTexts() throws {
        let engine = try Engine(threadCount: 1)
        let (model, input) = try model(Self.tiny, engine)
        let labels = [[0, 1, 2], [2, 2], [], [0, 1, 2, 0, 1, 2, 0]]
        let batch = batch(labels, input)
        let loss = try model.loss(of: batch, on: Tape(engine, .inference))
        #expect(loss.misfits == 1)
        let seen = try impressions(model, batch.images, engine)
        let sum = try zip(seen, labels).prefix(3).reduce(0.0) { $0 - (try $1.0.logProbability(of: $1.1)) }
        #expect(abs(Double(try loss.mean.value.scalar()) - sum / 3) < 1e-4)
        #expect(try seen[3].logProbability(of: labels[3]) == -.infinity)
        #expect(model.obstacle(to: batch.examples[2], width: 96) == nil)
        let obstacle = try #require(model.obstacle(to: batch.examples[3], width: 96))
        #expect(obstacle.reason == "has 7 characters, and the model tells at most 6")
    }

    @Test(arguments: small) func aPictureReadsTheSameAloneAndForReading(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let (model, input) = try model(settings, engine)
        let reader = try #require(try model.forReading() as? Attention)
        let batch = batch([[], [], []], input)
        let (own, together) = (
            try impressions(model, batch.images, engine), try impressions(reader, batch.images, engine)
        )
        for (number, example) in batch.examples.enumerated() {
            let images = PaddedImages([example.image], width: 96, input)
            let alone = try impressions(reader, images, engine)[0]
            for text in [[], [1], [0, 2]] {
                let probability = try alone.logProbability(of: text)
                #expect(abs(try together[number].logProbability(of: text) - probability) < 1e-4)
                #expect(abs(try own[number].logProbability(of: text) - probability) < 1e-3)
            }
            #expect(abs(alone.meanEntropy - together[number].meanEntropy) < 1e-3)
        }
    }

    /// All texts of up to two characters, by their true probabilities.
    @Test func aWideBeamFindsWhatAnExhaustiveSearchFinds() throws {
        let engine = try Engine(threadCount: 1)
        let (model, input) = try model("attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 2}", engine)
        let alphabet = try Alphabet("012")
        let texts = [[]] + (0..<3).map { [$0] } + (0..<9).map { [$0 / 3, $0 % 3] }
        for impression in try impressions(model, batch([[], []], input).images, engine) {
            let all = try texts.map { ($0, try impression.logProbability(of: $0)) }.sorted { $0.1 > $1.1 }
            let found = try impression.texts(13, by: BeamDecoder(width: 40), alphabet)
            #expect(found.map(\.classes) == all.map(\.0))
            #expect(zip(found, all).allSatisfy { abs($0.logProbability - $1.1) < 1e-4 })
            let greedy = try impression.text(by: GreedyDecoder(), alphabet)
            let best = try #require(found.first)
            #expect(greedy.logProbability <= best.logProbability + 1e-4)
            #expect(greedy.spans.count == greedy.classes.count)
            #expect(greedy.spans.allSatisfy { (0..<96).contains(model.center(ofStep: $0.peak, width: 96)) })
        }
    }

    @Test func whatItCannotBeHeldToIsRefused() throws {
        let folder = try TemporaryFolder()
        let engine = try Engine(threadCount: 1)
        let model = try model(Self.tiny, engine).model
        try model.check(GreedyDecoder())
        try model.check(BeamDecoder(width: 3))
        let labels = try #require(LabelAutomaton(of: ["01"]))
        for decoder in [BeamDecoder(labels: labels) as any FrameDecoder, PatternDecoder(labels)] {
            #expect { try model.check(decoder) } throws: { "\($0)".contains("can't be held to a pattern") }
        }
        let stored = try StoredModel("model: {\(Self.tiny)}, input: {width: 96}", in: folder)
        #expect(stored.file.card.head == .tokens)
        #expect {
            _ = try TFLiteFile(
                stored.file, .init(), ModelConverter("/bin/true") {}, producerVersion: "test")
        } throws: { "\($0)".contains("it tells one character after the other") }
    }

    @Test func itLearnsAndGoesOnWhereItStopped() throws {
        var training = try BarTraining()
        for change in [
            "model={\(Self.tiny)}", "input.width=64", "training.steps=320", "training.validate_every=320",
            "training.schedule={one_cycle: 0.005}",
        ] {
            try training.set(change)
        }
        let source = BarSource(counts: [.train: 12])
        let validation = try training.validation(source: source)
        let (whole, run) = try training.trainer("whole", source: source, validation: validation)
        let recorder = try RunRecorder(
            training.experiment, run, validation: validation, names: validation.indices.map { "\($0)" },
            model: whole.model, after: 0
        ) { [] }
        var last: Evaluation?
        try whole.train { event in
            try recorder.record(event)
            if case .validation(let report) = event { last = report.evaluation }
        }
        // Maps of 1 x 2 places, and means over batches of eight: it reads most, not all.
        #expect(try #require(last?.tally.total.exactRate) > 0.7)
        #expect(last?.measured.map(\.measure.name) == ["endless_share"])
        let metrics = try String(contentsOfFile: run.file("metrics.csv"), encoding: .utf8)
        #expect(metrics.prefix { $0 != "\n" }.contains("val_exact,val_endless_share,val_mean_length"))

        // In a function, so that it lets go of the run's folder.
        func stop() throws {
            let (first, _) = try training.trainer("parts", source: source, validation: validation)
            var steps = 0
            #expect(throws: RecognitionError.self) {
                try first.train(shouldStop: { steps >= 101 }) { event in if case .step = event { steps += 1 } }
            }
        }
        try stop()
        let (second, _) = try training.trainer("parts", resumes: true, source: source, validation: validation)
        try second.train { _ in }
        #expect(try second.model.numbers == whole.model.numbers)
    }
}
