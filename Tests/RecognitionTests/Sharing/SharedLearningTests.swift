import Neural
import Samples
import TestSupport
import Testing

@testable import Parallel
@testable import Recognition

/// Several that share each batch learn what one alone learns.
@Suite struct SharedLearningTests {
    /// What was learnt, in steps of which each has a batch of eight.
    private struct Learnt: Sendable {
        var numbers: [[Float]]
        var losses: [Double]
        var norms: [Double]
        var misfits: [Int]
        var traffic: Traffic
    }

    private static func learn(
        _ model: String, among ranks: any Ranks, steps: Int = 6, source: BarSource = BarSource()
    ) throws -> Learnt {
        var training = try BarTraining()
        try training.set("model=\(model)")
        // Adam would make steps of full size of the gradients of biases before batch norms, which are nothing but rounding.
        try training.set("training.optimizer=sgd")
        if model.contains("attention") { try training.set("input.width=64") }
        let stream = try training.stream(source)
        let learner = try Learner(
            training.experiment, alphabet: stream.alphabet, engine: try Engine(threadCount: 1), ranks: ranks)
        let course = Course(learner, stream, from: 0, workers: 1)
        var learnt = Learnt(numbers: [], losses: [], norms: [], misfits: [], traffic: Traffic())
        for _ in 0..<steps {
            guard let made = try course.next(rate: 0.01, shouldStop: { false }) else { break }
            #expect(made.batch.examples.count == 8 / ranks.count)
            #expect(made.batch.whole.count == 8)
            learnt.losses.append(made.outcome.loss)
            learnt.norms.append(made.outcome.gradientNorm)
            learnt.misfits.append(made.outcome.misfits)
        }
        learnt.numbers = try learner.model.numbers
        learnt.traffic = ranks.traffic
        return learnt
    }

    /// How far two rows of numbers are apart, against how large they are.
    private func distance(_ a: [[Float]], _ b: [[Float]]) -> Double {
        var (difference, size) = (0.0, 0.0)
        for (x, y) in zip(a.joined(), b.joined()) {
            difference += Double((x - y) * (x - y))
            size += Double(x * x)
        }
        return (difference / size).squareRoot()
    }

    /// Networks with batch norms, with dropout along both axes that examples lie along, and with labels of other lengths.
    @Test(
        arguments: [
            "{crnn: {width: 4, hidden: 16}}", "{crnn: {width: 4, hidden: 16, dropout: 0.3}}",
            "{compact: {width: 4, hidden: 8, dropout: 0.2}}", "{residual: {width: 4, hidden: 8, dropout: 0.2}}",
            "{attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 4, dropout: 0.3}}",
        ], [2, 4]) func theyLearnWhatOneLearns(model: String, count: Int) throws
    {
        let alone = try Self.learn(model, among: OneRank())
        let together = try ThreadRanks.run(count) { try Self.learn(model, among: $0) }
        let start = try Self.learn(model, among: OneRank(), steps: 0)
        for learnt in together {
            // All move alike, to the bit.
            #expect(learnt.numbers == together[0].numbers)
            for (a, b) in zip(alone.losses, learnt.losses) { #expect(abs(a - b) < 1e-3 * abs(a)) }
            for (a, b) in zip(alone.norms, learnt.norms) { #expect(abs(a - b) < 1e-2 * abs(a)) }
            let (apart, moved) = (distance(alone.numbers, learnt.numbers), distance(alone.numbers, start.numbers))
            #expect(apart < 0.02 * moved, "\(apart) apart, \(moved) moved")
            #expect(learnt.traffic.bytes > 6 * 4 * learnt.numbers.lazy.map(\.count).reduce(0, +) / 2)
        }
    }

    /// Labels that can't be learnt are not shared out evenly, so that the parts weigh otherwise.
    @Test func labelsThatCantBeLearntWeighNothing() throws {
        let source = BarSource { _, index in String(repeating: "0", count: 1 + index % 7) }
        let model = "{attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 4}}"
        let alone = try Self.learn(model, among: OneRank(), steps: 3, source: source)
        let together = try ThreadRanks.run(2) { try Self.learn(model, among: $0, steps: 3, source: source) }
        #expect(alone.misfits.contains { $0 > 0 })
        for learnt in together {
            #expect(learnt.misfits == alone.misfits)
            for (a, b) in zip(alone.losses, learnt.losses) { #expect(abs(a - b) < 1e-3 * abs(a)) }
        }
    }

    @Test func examplesComeThroughBytes() throws {
        let training = try BarTraining()
        let examples = try StreamReader(try training.stream()).pool(0).batches.flatMap(\.examples)
        let bytes = Example.bytes(of: examples)
        let read = try Example.examples(from: bytes)
        #expect(read.map(\.label) == examples.map(\.label))
        #expect(read.map(\.classes) == examples.map(\.classes))
        #expect(read.map(\.place) == examples.map(\.place))
        #expect(read.map(\.image) == examples.map(\.image))
        #expect(throws: RecognitionError.self) { try Example.examples(from: Array(bytes.dropLast())) }
    }
}
