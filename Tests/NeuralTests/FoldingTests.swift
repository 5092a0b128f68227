import Testing

@testable import Neural
@testable import Recognition

/// A batch norm in the convolution before it gives what the two gave.
@Suite struct FoldingTests {
    /// A norm whose numbers are not those that it starts with.
    private func norm(_ channels: Int, hasReLU: Bool, _ initializer: Initializer) throws -> BatchNorm {
        let norm = try BatchNorm("norm", channels, epsilon: 1e-3, hasReLU: hasReLU, initializer)
        for (number, parameter) in norm.parameters.enumerated() {
            let values = try initializer.normal("values\(number)", [channels], deviation: 1).value.values()
            try parameter.set(number == 3 ? values.map { 0.01 + $0 * $0 } : values)
        }
        return norm
    }

    @Test(arguments: [1, 2], [false, true])
    func givesTheSame(groups: Int, hasReLU: Bool) throws {
        let engine = try Engine(threadCount: 1)
        let initializer = Initializer(engine, seed: 4)
        for hasBias in [true, false] {
            let convolution = try Convolution(
                "conv", 6, 20, kernel: [3, 2], Window(strides: [2, 1], padding: [1, 0]), groups: groups,
                hasBias: hasBias, initializer)
            if hasBias { try convolution.parameters[1].set((0..<20).map { Float($0) / 5 - 2 }) }
            let norm = try norm(20, hasReLU: hasReLU, initializer)
            let folded = try convolution.folded(with: norm)
            let x = try initializer.normal("x", [3, 6, 9, 8], deviation: 1).value
            let tape = Tape(engine, .inference)
            let expected = try norm(convolution(tape.constant(x))).value.values()
            let found = try folded(tape.constant(x)).value.values()
            #expect(difference(found, expected) < 2e-5)
            #expect(Set(expected).count > 100)
            #expect(folded.parameters.map(\.name) == ["conv.weight", "conv.bias"])
            #expect(folded.trainableCount == 0)
        }
    }

    @Test func whatCannotBeFolded() throws {
        let initializer = Initializer(try Engine(threadCount: 1), seed: 4)
        let norm = try BatchNorm("norm", 4, initializer)
        #expect(
            message {
                try Convolution("a", 1, 4, kernel: [1, 1], Window(), activation: .relu, initializer).folded(with: norm)
            }
                == "a.weight: an activation stands between the convolution and the batch norm")
        #expect(
            message { try Convolution("a", 1, 5, kernel: [1, 1], Window(), initializer).folded(with: norm) }
                == "a.weight: a batch norm over 4 channels can't follow a convolution into 5")
    }

    @Test(arguments: [FloatFormat.float32, .bfloat16])
    func theCRNNReadsTheSame(precision: FloatFormat) throws {
        if precision == .bfloat16 && !Engine.hasBFloat16 { return }
        let engine = try Engine(threadCount: 1)
        var configuration = CRNN.Configuration(classCount: 4)
        (configuration.width, configuration.hiddenCount) = (8, 24)
        let model = try CRNN(configuration, Initializer(engine, seed: 5))
        let images = try Tensor(engine, [8, 1, 32, 48], CRNNTests.labels.flatMap(CRNNTests.strip))
        // So that the norms have seen something.
        for step in 0..<3 {
            _ = try model(Tape(Context(engine, .training, step: step)).constant(images))
        }
        func read(_ model: any TextModel) throws -> [Float] {
            try model(Tape(Context(engine, .inference, precision: precision)).constant(images)).value.values()
        }
        let folded = try model.forReading()
        #expect(difference(try read(folded), try read(model)) < (precision == .float32 ? 1e-5 : 3e-2))
        #expect(folded.parameters.count == model.parameters.count - 8)
        #expect(try read(folded.forReading()) == read(folded))
    }
}
