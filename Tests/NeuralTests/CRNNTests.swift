import Testing

@testable import Neural
@testable import Recognition

@Suite struct CRNNTests {
    /// Table 1 of the paper for 37 classes, layer by layer.
    @Test func parametersAreThoseOfThePaper() throws {
        let model = try CRNN(.init(classCount: 37), Initializer(try Engine(threadCount: 1), seed: 1))
        func convolution(_ inputs: Int, _ outputs: Int, _ size: Int) -> Int { inputs * outputs * size + outputs }
        func lstm(_ inputs: Int) -> Int { 2 * 4 * (inputs * 256 + 256 * 256 + 256) }
        let convolutions =
            convolution(1, 64, 9) + convolution(64, 128, 9) + convolution(128, 256, 9) + convolution(256, 256, 9)
            + convolution(256, 512, 9) + convolution(512, 512, 9) + convolution(512, 512, 4)
        let norms = 2 * 2 * 512
        let recurrent = lstm(512) + (512 * 256 + 256) + lstm(256) + (512 * 37 + 37)
        #expect(model.trainableCount == convolutions + norms + recurrent)
        #expect(model.trainableCount == 8_326_693)  // "8.3M" in table 4
        let names = model.parameters.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [(32, 100, false), (32, 100, true), (32, 64, false), (48, 80, true)])
    func stepsFollowFromTheWidth(_ height: Int, _ width: Int, _ overlaps: Bool) throws {
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 5)
        (configuration.width, configuration.hiddenCount) = (4, 8)
        (configuration.height, configuration.overlapsPooling) = (height, overlaps)
        let model = try CRNN(configuration, Initializer(engine, seed: 1))
        let images = try Tensor(engine, [2, 1, height, width], filledWith: 0.5)
        let result = try model(Tape(engine, .inference).constant(images))
        #expect(result.shape == [model.stepCount(width: width), 2, 5])
    }

    @Test(arguments: [(32, 60), (50, 61), (75, 40)], [false, true])
    func rowsAreTimeStepsWhereAskedFor(size: (height: Int, width: Int), rowsAreSteps: Bool) throws {
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 5)
        configuration.width = 4
        configuration.height = size.height
        configuration.rowsAreSteps = rowsAreSteps
        let model = try CRNN(configuration, Initializer(engine, seed: 1))
        let images = try Tensor(engine, [2, 1, size.height, size.width], filledWith: 0.5)
        let result = try model(Tape(engine, .inference).constant(images))
        let (rows, columns) = (size.height / 16 - 1, size.width / 4 - 1)
        #expect(result.shape == [rowsAreSteps ? rows * columns : columns, 2, 5])
        #expect(model.stepCount(width: size.width) == result.shape[0])
    }

    /// What training drops follows from the step, and reading drops nothing.
    @Test func dropsInTrainingAlone() throws {
        let engine = try Engine(threadCount: 1)
        func model(dropout: Float) throws -> CRNN {
            var configuration = CRNN.Configuration(classCount: 4)
            (configuration.width, configuration.hiddenCount, configuration.dropout) = (8, 16, dropout)
            return try CRNN(configuration, Initializer(engine, seed: 1))
        }
        let (plain, dropping) = (try model(dropout: 0), try model(dropout: 0.5))
        let images = try Tensor(engine, [8, 1, 32, 48], Self.labels.flatMap(Self.strip))
        func read(_ model: CRNN, _ mode: Context.Mode, step: Int = 0) throws -> [Float] {
            try model(Tape(Context(engine, mode, seed: 1, step: step)).constant(images)).value.values()
        }
        #expect(try read(dropping, .inference) == read(plain, .inference))
        let first = try read(dropping, .training)
        #expect(try read(dropping, .training) == first)
        #expect(try difference(first, read(dropping, .training, step: 1)) > 1e-3)
        #expect(try difference(first, read(plain, .training)) > 1e-3)
        #expect(throws: NeuralError.self) { try model(dropout: 1) }
    }

    /// Weights that were laid out for reading are laid out anew when they have changed.
    @Test(arguments: [FloatFormat.float32, .bfloat16])
    func readsWithTheWeightsOfTheMoment(precision: FloatFormat) throws {
        if precision == .bfloat16 && !Engine.hasBFloat16 { return }
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 4)
        (configuration.width, configuration.hiddenCount) = (16, 32)
        let (model, twin) = (
            try CRNN(configuration, Initializer(engine, seed: 1)), try CRNN(configuration, Initializer(engine, seed: 2))
        )
        let images = try Tensor(engine, [8, 1, 32, 48], Self.labels.flatMap(Self.strip))
        func read(_ model: CRNN) throws -> [Float] {
            try model(Tape(Context(engine, .inference, precision: precision)).constant(images)).value.values()
        }
        let optimizer = Optimizer(Adam(), model.parameters)
        var before = try read(model)
        for step in 0..<3 {
            let tape = Tape(Context(engine, .training, precision: precision, seed: 1, step: step))
            try tape.backward(from: model(tape.constant(images)).ctc(CTC(Self.labels, blank: 3)).loss)
            try optimizer.step(rate: 0.01)
            let after = try read(model)
            #expect(difference(after, before) > 1e-3)
            #expect(try read(model) == after)
            for (copy, parameter) in zip(twin.parameters, model.parameters) { try copy.set(parameter.value.values()) }
            #expect(try read(twin) == after)
            before = after
        }
    }

    /// Engines share nothing, though oneDNN would share their operations.
    @Test(arguments: [1, 2]) func enginesOnSeveralThreadsDoNotDisturbEachOther(threadCount: Int) async throws {
        @Sendable func read(_ rounds: Int) throws -> Set<[Float]> {
            let engine = try Engine(threadCount: threadCount)
            var configuration = CRNN.Configuration(classCount: 4)
            (configuration.width, configuration.hiddenCount) = (8, 24)
            let model = try CRNN(configuration, Initializer(engine, seed: 1))
            let images = try Tensor(engine, [8, 1, 32, 48], Self.labels.flatMap(Self.strip))
            return Set(
                try (0..<rounds).map { _ in try model(Tape(engine, .inference).constant(images)).value.values() })
        }
        let expected = try read(1)
        try await withThrowingTaskGroup(of: Set<[Float]>.self) { group in
            for _ in 0..<6 { group.addTask { try read(60) } }
            for try await found in group { #expect(found == expected) }
        }
    }

    @Test(arguments: [1, 2]) func trainingsOnSeveralThreadsDoNotDisturbEachOther(threadCount: Int) async throws {
        let expected = try Self.train(steps: 12, seed: 1, threadCount: threadCount).losses
        try await withThrowingTaskGroup(of: [Float].self) { group in
            for _ in 0..<24 {
                group.addTask { try Self.train(steps: 12, seed: 1, threadCount: threadCount).losses }
            }
            for try await found in group { #expect(found == expected) }
        }
    }

    @Test func refusesImagesAndSettingsThatDoNotFit() throws {
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 5)
        configuration.width = 4
        let model = try CRNN(configuration, Initializer(engine, seed: 1))
        let grey = Tape(engine, .inference).constant(try Tensor(engine, [1, 3, 32, 64], filledWith: 0))
        #expect(
            message { try model(grey) } == "a convolution of 1 channels can't take a tensor of shape [1, 3, 32, 64]")
        configuration.height = 30
        let text = try #require(message { try CRNN(configuration, Initializer(engine, seed: 1)) })
        #expect(text.hasPrefix("a CRNN reads images with a height of at least 32 into 2 or more"))
    }

    /// A strip 32 high and 48 wide with three symbols: a bar at the top, in the middle or at the bottom.
    static func strip(_ label: [Int]) -> [Float] {
        var pixels = [Float](repeating: -1, count: 32 * 48)
        for (place, symbol) in label.enumerated() {
            for y in (2 + 10 * symbol)..<(10 + 10 * symbol) {
                for x in (3 + 16 * place)..<(13 + 16 * place) { pixels[y * 48 + x] = 1 }
            }
        }
        return pixels
    }

    static let labels = [
        [0, 1, 2], [2, 1, 0], [0, 0, 1], [1, 1, 1], [2, 0, 2], [1, 2, 2], [0, 2, 1], [2, 2, 0],
    ]

    /// Losses of so many steps on eight strips, and what the model reads at the end.
    static func train(
        steps: Int, seed: UInt64, threadCount: Int, sharesProcessor: Bool = false,
        precision: FloatFormat = .float32, until limit: Double = 0
    ) throws -> (losses: [Float], read: [[Int]]) {
        let engine = try Engine(threadCount: threadCount, sharesProcessor: sharesProcessor)
        var configuration = CRNN.Configuration(classCount: 4)
        (configuration.width, configuration.hiddenCount) = (8, 24)
        let model = try CRNN(configuration, Initializer(engine, seed: seed))
        let optimizer = Optimizer(Adam(), model.parameters)
        let images = try Tensor(engine, [8, 1, 32, 48], labels.flatMap(strip))
        var losses: [Float] = []
        for step in 0..<steps {
            let tape = Tape(Context(engine, .training, precision: precision, seed: seed, step: step))
            let result = try model(tape.constant(images)).ctc(CTC(labels, blank: 3))
            losses.append(try result.loss.value.scalar())
            try tape.backward(from: result.loss)
            try optimizer.clipGradients(to: 5)
            try optimizer.step(rate: 0.004)
            if Double(losses[step]) < limit { break }
        }
        let scores = try model(Tape(engine, .inference).constant(images)).value
        let (values, steps) = (try scores.values(), scores.shape[0])
        let read = (0..<8).map { n in
            let path = (0..<steps).map { t in
                (0..<4).max { values[(t * 8 + n) * 4 + $0] < values[(t * 8 + n) * 4 + $1] }
            }
            return path.enumerated().compactMap { t, c in c != 3 && (t == 0 || path[t - 1] != c) ? c : nil }
        }
        return (losses, read)
    }

    @Test func learnsAHandfulOfStripsByHeart() throws {
        let (losses, read) = try Self.train(steps: 300, seed: 7, threadCount: 1, until: 0.02)
        #expect(try #require(losses.last) < 0.02, "\(losses.count) steps")
        #expect(read == Self.labels)
    }

    @Test(arguments: [1, 2])
    func sameSeedAndThreadsSameLosses(_ threadCount: Int) throws {
        let first = try Self.train(steps: 6, seed: 3, threadCount: threadCount)
        let second = try Self.train(steps: 6, seed: 3, threadCount: threadCount)
        #expect(first.losses.map(\.bitPattern) == second.losses.map(\.bitPattern))
        let shared = try Self.train(steps: 3, seed: 3, threadCount: threadCount, sharesProcessor: true)
        for (a, b) in zip(first.losses, shared.losses) { #expect(abs(a - b) < 1e-2 * max(1, a)) }
        let other = try Self.train(steps: 2, seed: 4, threadCount: threadCount)
        #expect(other.losses[0] != first.losses[0])
    }

    @Test(.enabled(if: Engine.hasBFloat16, "needs a processor with bf16"))
    func halfPrecisionLearnsAsWell() throws {
        let whole = try Self.train(steps: 5, seed: 7, threadCount: 1)
        let half = try Self.train(steps: 300, seed: 7, threadCount: 1, precision: .bfloat16, until: 0.05)
        for (a, b) in zip(whole.losses, half.losses) { #expect(abs(a - b) < 0.05 * max(1, a)) }
        #expect(whole.losses[0] != half.losses[0])
        #expect(half.read == Self.labels)
        #expect(Engine.available(.bfloat16) == .bfloat16)
    }

    @Test func anImageAloneReadsAsInABatch() throws {
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 4)
        (configuration.width, configuration.hiddenCount) = (16, 24)
        let model = try CRNN(configuration, Initializer(engine, seed: 5))
        func scores(_ labels: [[Int]]) throws -> [Float] {
            let images = try Tensor(engine, [labels.count, 1, 32, 48], labels.flatMap(Self.strip))
            return try model(Tape(engine, .inference).constant(images)).value.values()
        }
        let together = try scores(Self.labels)
        for (n, label) in Self.labels.enumerated() {
            let alone = try scores([label])
            var same: [Float] = []
            for time in 0..<(alone.count / 4) {
                let start = (time * 8 + n) * 4
                same += together[start..<(start + 4)]
            }
            #expect(difference(alone, same) < 1e-5)
        }
    }

    @Test func memoryGoesBackToThePool() throws {
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 4)
        (configuration.width, configuration.hiddenCount) = (4, 8)
        let model = try CRNN(configuration, Initializer(engine, seed: 1))
        let optimizer = Optimizer(Adam(), model.parameters)
        let images = try Tensor(engine, [8, 1, 32, 48], Self.labels.flatMap(Self.strip))
        var (live, reserved): ([Int], [Int]) = ([], [])
        for _ in 0..<4 {
            let tape = Tape(engine, .training)
            try tape.backward(from: model(tape.constant(images)).ctc(CTC(Self.labels, blank: 3)).loss)
            try optimizer.step(rate: 0.001)
            live.append(engine.liveStorageCount)
            reserved.append(engine.reservedByteCount)
        }
        #expect(live[3] == live[1])
        #expect(reserved[3] == reserved[1])
    }
}
