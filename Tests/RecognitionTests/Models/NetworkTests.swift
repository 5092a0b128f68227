import Configs
import Foundation
import Neural
import TestSupport
import Testing

@testable import Recognition

/// What holds for every network of time steps.
@Suite struct NetworkTests {
    /// A small one of each kind.
    static let small = [
        "crnn: {width: 4, hidden: 16}", "crnn: {width: 4, hidden: 16, rows: flatten, dropout: 0.3}",
        "compact: {width: 4, hidden: 16}", "compact: {width: 4, blocks: 0, hidden: 16, dropout: 0.3}",
        "residual: {width: 4, hidden: 16}",
        "stacked: {convolutions: 5, width: 4, linear_before: 16, hidden: 16, hidden_later: 8, linear_behind: 16, dropout: 0.3}",
        "stacked: {convolutions: 1, width: 4, linear_before: 16, memories: 1, hidden: 16, linear_behind: 16}",
    ]

    @Test func eachKindIsTested() {
        for name in Architectures.members.map({ $0.name }) {
            let tested = Self.small + AttentionTests.small
            #expect(tested.contains { $0.hasPrefix("\(name):") }, "\(name)")
        }
    }

    /// A network whose running means are not those that it starts with.
    private func model(_ settings: String, height: Int = 32, _ engine: Engine) throws -> any TextModel {
        let experiment = try ConfigDocument(
            yaml: "{alphabet: '012', model: {\(settings)}, input: {height: \(height)}}", name: "x.yml",
            baseDirectory: ""
        ).decode(Experiment.self)
        let model = try experiment.model.makeModel(
            classCount: 4, input: experiment.input, Initializer(engine, seed: 3))
        let pictures = ONNXRuntime.Feed(noise: [8, 1, height, 90], seed: 4)
        for _ in 0..<5 {
            _ = try model(Tape(engine, .training).constant(Tensor(engine, pictures.shape, pictures.values)))
        }
        return model
    }

    private func read(_ model: any TextModel, _ feed: ONNXRuntime.Feed, _ engine: Engine) throws -> Tensor {
        try model(Tape(engine, .inference).constant(Tensor(engine, feed.shape, feed.values))).value
    }

    @Test(arguments: small, [32, 45, 64])
    func stepsFollowFromTheWidth(settings: String, height: Int) throws {
        let engine = try Engine(threadCount: 1)
        let model = try model(settings, height: height, engine).withSteps
        for width in [32, 33, 46, 99, 140] {
            let shape = try read(model, ONNXRuntime.Feed(noise: [2, 1, height, width]), engine).shape
            #expect(shape == [model.stepCount(width: width), 2, 4])
            let centers = (0..<shape[0]).map { model.center(ofStep: $0, width: width) }
            #expect(centers.allSatisfy { $0 >= 0 && $0 < Double(width) })
            #expect(zip(centers, centers.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test(arguments: small) func forReadingItGivesTheSame(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let model = try model(settings, engine)
        let reader = try model.forReading()
        #expect(reader.trainableCount <= model.trainableCount)
        let feed = ONNXRuntime.Feed(noise: [3, 1, 32, 100])
        let (own, folded) = (try read(model, feed, engine).values(), try read(reader, feed, engine).values())
        #expect(zip(own, folded).allSatisfy { abs($0 - $1) < 1e-4 })
        let twice = try read(reader.forReading(), feed, engine).values()
        #expect(twice == folded)
    }

    @Test(arguments: small) func aPictureAloneReadsAsInABatch(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let model = try model(settings, engine).forReading()
        let feed = ONNXRuntime.Feed(noise: [5, 1, 32, 100])
        let together = try read(model, feed, engine).values()
        for number in 0..<5 {
            var alone = feed
            alone.shape[0] = 1
            alone.values = Array(feed.values[number * 3200..<(number + 1) * 3200])
            for (step, value) in try read(model, alone, engine).values().enumerated() {
                #expect(abs(value - together[(step / 4 * 5 + number) * 4 + step % 4]) < 1e-4)
            }
        }
    }

    /// Central differences through the whole network: of the loss, by one number of each parameter.
    @Test(arguments: [
        "crnn: {width: 4, hidden: 6}", "compact: {width: 4, hidden: 6}", "residual: {width: 4, hidden: 6, dropout: 0}",
        "stacked: {convolutions: 3, width: 4, linear_before: 8, hidden: 6, hidden_later: 6, linear_behind: 8}",
    ])
    func gradientsAreThoseOfTheLoss(settings: String) throws {
        let engine = try Engine(threadCount: 1)
        let model = try model(settings, engine)
        let feed = ONNXRuntime.Feed(noise: [3, 1, 32, 48])
        let labels = [[0, 1, 2], [2, 2], [1]]
        func loss() throws -> (Variable, Tape) {
            let tape = Tape(engine, .training)
            let images = tape.constant(try Tensor(engine, feed.shape, feed.values))
            return (try model(images).ctc(CTC(labels, blank: 3)).loss, tape)
        }
        let (value, tape) = try loss()
        try tape.backward(from: value)
        for parameter in model.parameters where parameter.isTrainable {
            let values = try parameter.value.values()
            let gradient = try #require(try parameter.gradient?.values())
            // The one with the greatest gradient: the others drown in the rounding of f32.
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

    /// Trains up to a step, and lets go of the run's folder.
    private func stop(_ training: BarTraining, _ name: String, after count: Int) throws {
        let (trainer, _) = try training.trainer(name)
        var steps = 0
        #expect(throws: RecognitionError.self) {
            try trainer.train(shouldStop: { steps >= count }) { event in if case .step = event { steps += 1 } }
        }
    }

    @Test(arguments: [
        ("crnn: {width: 4, hidden: 16}", 240), ("compact: {width: 4, hidden: 16}", 240),
        (
            "stacked: {convolutions: 3, width: 4, linear_before: 16, memories: 1, hidden: 16, linear_behind: 16}", 240
        ),
    ])
    func itLearnsByHeartAndGoesOnWhereItStopped(settings: String, count: Int) throws {
        var training = try BarTraining()
        for change in [
            "model={\(settings)}", "training.steps=\(count)", "training.validate_every=\(count)", "training.warm_up=20",
        ] {
            try training.set(change)
        }
        let (whole, _) = try training.trainer("whole")
        var last: Evaluation?
        try whole.train { event in if case .validation(let report) = event { last = report.evaluation } }
        #expect(last?.tally.total.exactRate == 1)

        try stop(training, "parts", after: 101)
        let (second, _) = try training.trainer("parts", resumes: true)
        try second.train { _ in }
        #expect(try second.model.numbers == whole.model.numbers)
    }
}
