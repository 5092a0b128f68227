import Foundation
import Testing

@testable import Neural
@testable import Recognition

/// Training that stops, is stored and goes on gives the same bits as training that does not stop.
@Suite struct ResumeTests {
    /// A model that learns, with all that changes.
    private struct Session {
        let engine: Engine
        let model: CRNN
        let optimizer: Optimizer
        var plateau = Plateau(0.004, factor: 0.5, patience: 0)

        init(_ rule: any UpdateRule, threadCount: Int) throws {
            engine = try Engine(threadCount: threadCount)
            var configuration = CRNN.Configuration(classCount: 4)
            (configuration.width, configuration.hiddenCount) = (16, 24)
            model = try CRNN(configuration, Initializer(engine, seed: 11))
            optimizer = Optimizer(rule, model.parameters)
        }

        /// One step on strips of a width that changes from step to step, so that layouts settle and are left again.
        mutating func step(_ precision: FloatFormat) throws -> UInt32 {
            let step = optimizer.step
            let columns = 48 + 16 * (step % 2)
            var pixels: [Float] = []
            for label in CRNNTests.labels {
                let strip = CRNNTests.strip(label)
                for y in 0..<32 {
                    pixels += strip[(48 * y)..<(48 * y + 48)]
                    pixels += [Float](repeating: -1, count: columns - 48)
                }
            }
            let tape = Tape(Context(engine, .training, precision: precision, seed: 3, step: step))
            let images = tape.constant(try Tensor(engine, [8, 1, 32, columns], pixels))
            let result = try model(images.dropout(0.2, "images")).ctc(CTC(CRNNTests.labels, blank: 3))
            let loss = try result.loss.value.scalar()
            try tape.backward(from: result.loss)
            try optimizer.clipGradients(to: 1)
            try optimizer.step(rate: plateau.rate)
            plateau = plateau.observing(Double(loss))
            return loss.bitPattern
        }

        /// All numbers of the model and of the optimiser, bit by bit.
        func bits() throws -> [[UInt32]] {
            try model.parameters.map { try $0.value.values().map(\.bitPattern) }
                + optimizer.state().map { $0.values.map(\.bitPattern) }
        }

        /// The same in another engine, by way of what a file would hold.
        func stored(_ rule: any UpdateRule) throws -> Session {
            var next = try Session(rule, threadCount: engine.threadCount)
            let state = try optimizer.state()
            for (parameter, old) in zip(next.model.parameters, model.parameters) {
                try parameter.set(old.value.values())
            }
            try next.optimizer.restore(step: optimizer.step) { name in state.first { $0.name == name }?.values }
            next.plateau = try ResumeTests.stored(plateau)
            return next
        }
    }

    struct Rule: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rule: any UpdateRule
    }

    static let rules = [
        Rule(testDescription: "Adam", rule: Adam(weightDecay: 0.01)), Rule(testDescription: "SGD", rule: SGD()),
    ]

    @Test(arguments: rules, [(FloatFormat.float32, 1), (.float32, 2), (.bfloat16, 1), (.bfloat16, 2)])
    func goesOnWithTheSameBits(rule: Rule, setting: (precision: FloatFormat, threads: Int)) throws {
        if setting.precision == .bfloat16 && !Engine.hasBFloat16 { return }
        var whole = try Session(rule.rule, threadCount: setting.threads)
        let losses = try (0..<6).map { _ in try whole.step(setting.precision) }
        for pause in [0, 1, 3] {
            var part = try Session(rule.rule, threadCount: setting.threads)
            for _ in 0..<pause { _ = try part.step(setting.precision) }
            var rest = try part.stored(rule.rule)
            #expect(try rest.bits() == part.bits())
            #expect(try (pause..<6).map { _ in try rest.step(setting.precision) } == Array(losses[pause...]))
            #expect(try rest.bits() == whole.bits())
            #expect(rest.plateau == whole.plateau)
        }
    }

    /// Evaluating between steps, in another mode and with another batch, changes nothing either.
    @Test func lookingAtTheModelLeavesNoTrace() throws {
        var (plain, watched) = (try Session(Adam(), threadCount: 1), try Session(Adam(), threadCount: 1))
        for _ in 0..<4 {
            let loss = try plain.step(.float32)
            #expect(try watched.step(.float32) == loss)
            let image = try Tensor(watched.engine, [1, 1, 32, 48], CRNNTests.strip([0, 1, 2]))
            _ = try watched.model(Tape(watched.engine, .inference).constant(image))
            let reader = try watched.model.forReading()
            _ = try reader(Tape(watched.engine, .inference).constant(image))
            _ = try watched.optimizer.state()
        }
        #expect(try plain.bits() == watched.bits())
    }

    @Test func aStateThatDoesNotFitChangesNothing() throws {
        let engine = try Engine(threadCount: 1)
        let parameter = Parameter("p", try Tensor(engine, [2], [1, 2]))
        let optimizer = Optimizer(Adam(), [parameter])
        for (values, text) in [
            (["p#0": [1, 2]], "the optimiser's state of p is not complete"),
            (["p#1": [1, 2]], "the optimiser's state of p is not complete"),
            (
                ["p#0": [1, 2], "p#1": [1, 2, 3]],
                "the optimiser's state of p has 3 numbers and the parameter 2: it is of another model"
            ),
        ] as [([String: [Float]], String)] {
            #expect(message { try optimizer.restore(step: 7) { values[$0] } } == text)
            #expect(optimizer.step == 0)
            #expect(try optimizer.state().isEmpty)
        }
    }

    @Test func aPlateauIsStored() throws {
        var plateau = Plateau(1, factor: 1.0 / 3, patience: 1)
        #expect(try Self.stored(plateau) == plateau)
        for metric in [0.1, 0.3, 0.2, 0.1, 0.7] {
            plateau = plateau.observing(metric)
            #expect(try Self.stored(plateau) == plateau)
        }
    }

    /// A value by way of its state in JSON, as a checkpoint has it.
    private static func stored(_ plateau: Plateau) throws -> Plateau {
        let state = try JSONDecoder().decode(Plateau.State.self, from: JSONEncoder().encode(plateau.state))
        let fresh = Plateau(
            123, factor: plateau.factor, patience: plateau.patience, threshold: plateau.threshold,
            lowest: plateau.lowest)
        return fresh.restoring(state)
    }

    @Test func bf16FallsBackWithAWord() {
        #expect(Engine.fallbackNote(for: .float32, hasBFloat16: false) == nil)
        #expect(Engine.fallbackNote(for: .bfloat16, hasBFloat16: true) == nil)
        #expect(
            Engine.fallbackNote(for: .bfloat16, hasBFloat16: false)
                == "this processor has no bf16 of its own (AVX-512 BF16 or AMX), with which it would be slower than with "
                + "f32: f32 is used")
        #expect((Engine.available(.bfloat16) == .bfloat16) == Engine.hasBFloat16)
        #expect(Engine.available(.float32) == .float32)
    }
}
