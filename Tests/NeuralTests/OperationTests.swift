import Samples
import Testing

@testable import Neural

/// An operation as the vectors name it, and how ours is called.
struct OperationCase: Sendable, CustomTestStringConvertible {
    let name: String
    let inputs: [String]
    let function: @Sendable ([Variable]) throws -> Variable
    /// Kinks and poles near the inputs make differences useless.
    var hasKinks = false

    var testDescription: String { name }

    init(
        _ name: String, _ inputs: [String] = ["x"], hasKinks: Bool = false,
        _ function: @escaping @Sendable ([Variable]) throws -> Variable
    ) {
        (self.name, self.inputs, self.hasKinks, self.function) = (name, inputs, hasKinks, function)
    }
}

@Suite struct OperationTests {
    static let cases: [OperationCase] = [
        convolution("convolution", Window(padding: [1, 1])),
        convolution("convolution of one channel", Window(padding: [1, 1])),
        convolution("convolution, strided, relu", Window(strides: [2, 1], padding: [1, 0]), .relu),
        convolution("convolution, dilated, no bias", Window(padding: [2, 3], dilation: [2, 3]), hasBias: false),
        convolution("convolution, depthwise", Window(padding: [1, 1])),
        convolution("convolution, 2 x 2", Window(), .relu),
        convolution("convolution, hard swish", Window(), .hardSwish),
        convolution("convolution, hard sigmoid", Window(), .hardSigmoid),
        convolution("convolution, leaky relu", Window(), .leakyReLU(slope: 0.1)),
        OperationCase("max pool", hasKinks: true) { try $0[0].maxPooled([2, 2]) },
        OperationCase("max pool, rows", hasKinks: true) { try $0[0].maxPooled([2, 1]) },
        OperationCase("max pool, overlapping", hasKinks: true) {
            try $0[0].maxPooled([2, 2], strides: [2, 1], padding: [0, 1])
        },
        OperationCase("average pool") { try $0[0].averagePooled([2, 2], strides: [2, 1], padding: [0, 1]) },
        OperationCase("global pool") { try $0[0].globallyPooled() },
        OperationCase("batch norm", ["x", "w", "b"]) { try norm($0, hasReLU: false) },
        OperationCase("batch norm, relu", ["x", "w", "b"], hasKinks: true) { try norm($0, hasReLU: true) },
        OperationCase("relu", hasKinks: true) { try $0[0].relu() },
        OperationCase("leaky relu", hasKinks: true) { try $0[0].activated(.leakyReLU(slope: 0.1)) },
        OperationCase("sigmoid") { try $0[0].activated(.sigmoid) },
        OperationCase("tanh") { try $0[0].activated(.tanh) },
        OperationCase("hard swish", hasKinks: true) { try $0[0].activated(.hardSwish) },
        OperationCase("hard sigmoid", hasKinks: true) { try $0[0].activated(.hardSigmoid) },
        OperationCase("add", ["x", "y"]) { try $0[0] + $0[1] },
        OperationCase("add, rows", ["x", "y"]) { try $0[0] + $0[1] },
        OperationCase("add, both", ["x", "y"]) { try $0[0] + $0[1] },
        OperationCase("add, one number", ["x", "y"]) { try $0[0] + $0[1] },
        OperationCase("multiply", ["x", "y"]) { try $0[0] * $0[1] },
        OperationCase("multiply, channels", ["x", "y"]) { try $0[0] * $0[1] },
        OperationCase("multiply, both", ["x", "y"]) { try $0[0] * $0[1] },
        OperationCase("multiply, columns", ["x", "y"]) { try $0[0] * $0[1] },
        OperationCase("concatenate", ["x", "y"]) { try Variable.concatenated($0, axis: 1) },
        OperationCase("map to sequence") { try $0[0].mapToSequence() },
        OperationCase("linear", ["x", "w", "b"]) { try $0[0].tape.apply(LinearMap(), to: $0) },
        OperationCase("log-softmax") { try $0[0].logSoftmax() },
        OperationCase("softmax") { try $0[0].softmax() },
        OperationCase("cross-entropy") { try $0[0].crossEntropy([1, 3, 0]) },
        OperationCase("layer norm", ["x", "w", "b"]) { try $0[0].tape.apply(LayerNormalize(epsilon: 1e-5), to: $0) },
        OperationCase("embedding", ["w"]) {
            try $0[0].tape.apply(Embed(indices: [1, 4, 1, 0, 2, 4], shape: [2, 3]), to: $0)
        },
        OperationCase("matmul", ["x", "y"]) { try $0[0].matrixMultiplied(by: $0[1]) },
        OperationCase("slice") { try $0[0].sliced(axis: 1, 1..<4) },
        recurrent("lstm", .lstm), recurrent("lstm, both directions", .lstm),
        recurrent("gru", .gru), recurrent("gru, both directions", .gru),
    ]

    static func convolution(
        _ name: String, _ window: Window, _ activation: Activation? = nil, hasBias: Bool = true
    ) -> OperationCase {
        OperationCase(
            name, hasBias ? ["x", "w", "b"] : ["x", "w"], hasKinks: activation != nil && activation != .hardSwish
        ) {
            try $0[0].tape.apply(Convolve(window, activation: activation), to: $0)
        }
    }

    static func recurrent(_ name: String, _ cell: RecurrentCell) -> OperationCase {
        OperationCase(name, ["x", "w", "u", "b"]) { try $0[0].tape.apply(Recur(cell), to: $0) }
    }

    static func norm(_ inputs: [Variable], hasReLU: Bool) throws -> Variable {
        let initializer = Initializer(inputs[0].tape.context.engine, seed: 0)
        let operation = BatchNormalize(
            epsilon: 1e-5, momentum: 0.1, hasReLU: hasReLU,
            runningMean: try initializer.constant("mean", [3], 0, isTrainable: false),
            runningVariance: try initializer.constant("variance", [3], 1, isTrainable: false))
        return try inputs[0].tape.apply(operation, to: inputs)
    }

    @Test(arguments: cases)
    func agreesWithPyTorch(_ operation: OperationCase) throws {
        let vectors = try #require(try Vectors.load().cases[operation.name])
        let context = Context(try Engine(threadCount: 1), .training)
        let inputs = try operation.inputs.map { name in
            let numbers = try #require(vectors[name])
            return try Tensor(context.engine, numbers.shape, numbers.values)
        }
        let (result, weights) = (try #require(vectors["result"]), try #require(vectors["weights"]))
        let found = try differentiate(context, inputs, weights: weights.values, operation.function)
        #expect(found.result.shape == result.shape)
        #expect(difference(try found.result.values(), result.values) < 2e-5)
        for (name, gradient) in zip(operation.inputs, found.gradients) {
            let expected = try #require(vectors["d_\(name)"])
            #expect(difference(try #require(gradient), expected.values) < 5e-5, "the gradient of \(name)")
        }
    }

    @Test(arguments: cases)
    func gradientIsThatOfDifferences(_ operation: OperationCase) throws {
        let vectors = try #require(try Vectors.load().cases[operation.name])
        let context = Context(try Engine(threadCount: 1), .training)
        let inputs = try operation.inputs.map { name in
            let numbers = try #require(vectors[name])
            // Away from kinks: no number within a step of zero, or of another one.
            let values =
                operation.hasKinks && name == "x"
                ? numbers.values.indices.map { Float(($0 * 37) % numbers.values.count) * 0.06 - 1.73 } : numbers.values
            return try Tensor(context.engine, numbers.shape, values)
        }
        let isRough = operation.hasKinks && operation.inputs.count > 1
        try checkGradients(
            context, inputs, step: isRough ? 1e-3 : 1e-2, tolerance: isRough ? 3e-2 : 5e-3, operation.function)
    }

    @Test func runningStatisticsFollowTheBatch() throws {
        let vectors = try #require(try Vectors.load().cases["batch norm"])
        let engine = try Engine(threadCount: 1)
        let norm = try BatchNorm("norm", 3, Initializer(engine, seed: 0))
        let x = try #require(vectors["x"])
        let tape = Tape(engine, .training)
        _ = try norm(tape.constant(Tensor(engine, x.shape, x.values)))
        let (mean, variance) = (norm.parameters[2], norm.parameters[3])
        #expect(difference(try mean.value.values(), try #require(vectors["mean"]).values) < 1e-5)
        #expect(difference(try variance.value.values(), try #require(vectors["variance"]).values) < 1e-5)
        #expect(norm.trainableCount == 6)

        // Used, not trained: the stored statistics count, and they stay.
        let before = try mean.value.values()
        let used = try norm(Tape(engine, .inference).constant(Tensor(engine, [1, 3, 1, 1], before)))
        #expect(difference(try used.value.values(), [0, 0, 0]) < 1e-6)
        #expect(try mean.value.values() == before)
    }

    @Test func dropoutFollowsSeedStepAndName() throws {
        let engine = try Engine(threadCount: 1)
        let ones = try Tensor(engine, [10_000], filledWith: 1)
        func dropped(seed: UInt64, step: Int, _ name: String, _ mode: Context.Mode = .training) throws -> [Float] {
            let tape = Tape(Context(engine, mode, seed: seed, step: step))
            return try tape.constant(ones).dropout(0.25, name).value.values()
        }
        let first = try dropped(seed: 1, step: 0, "a")
        #expect(try dropped(seed: 1, step: 0, "a") == first)
        #expect(try dropped(seed: 2, step: 0, "a") != first)
        #expect(try dropped(seed: 1, step: 1, "a") != first)
        #expect(try dropped(seed: 1, step: 0, "b") != first)
        #expect(Set(first) == [0, Float(4) / 3])
        #expect((2300...2700).contains(first.count { $0 == 0 }))
        #expect(try dropped(seed: 1, step: 0, "a", .inference) == [Float](repeating: 1, count: 10_000))

        let tape = Tape(Context(engine, .training, seed: 1))
        let x = tape.input(ones)
        let gradients = try tape.backward(from: x.dropout(0.25, "a").sum())
        #expect(try gradients[x]?.values() == first)
        #expect(message { try tape.constant(ones).dropout(1, "a") } == "a dropout rate lies in 0 ..< 1; 1.0 does not")
    }

    @Test func shapesThatDoNotGoTogetherAreNamed() throws {
        let engine = try Engine(threadCount: 1)
        let tape = Tape(engine, .training)
        func x(_ shape: Int...) throws -> Variable {
            tape.input(try Tensor(engine, shape, filledWith: 1))
        }
        let initializer = Initializer(engine, seed: 1)
        let cases: [(String, () throws -> Variable)] = [
            ("can't add tensors of shapes [2, 3] and [3, 2]", { try x(2, 3) + x(3, 2) }),
            ("can't multiply tensors of shapes [2] and [3]", { try x(2) * x(3) }),
            ("can't add tensors of shapes [2, 3] and [2]", { try x(2, 3) + x(2) }),
            ("can't multiply tensors of shapes [4, 1, 2] and [2, 3, 2]", { try x(4, 1, 2) * x(2, 3, 2) }),
            ("a tensor of shape [2, 3] can't take the shape [4]", { try x(2, 3).reshaped(4) }),
            (
                "[0, 0] is not an order of the axes of a tensor of shape [2, 3]",
                { try x(2, 3).transposed(0, 0) }
            ),
            (
                "can't join tensors of shapes [2, 3], [2, 4] along axis 0",
                { try Variable.concatenated([x(2, 3), x(2, 4)], axis: 0) }
            ),
            ("can't join no tensors", { try Variable.concatenated([], axis: 0) }),
            (
                "matrices of shapes [2, 3] and [2, 3] can't be multiplied",
                { try x(2, 3).matrixMultiplied(by: x(2, 3)) }
            ),
            ("a tensor of shape [2, 3] has no 1..<4 along axis 1", { try x(2, 3).sliced(axis: 1, 1..<4) }),
            (
                "a linear map of shape [5, 4] can't take a tensor of shape [2, 3]",
                { try Linear("l", 4, 5, initializer)(x(2, 3)) }
            ),
            (
                "an lstm of 4 inputs can't take a tensor of shape [5, 1, 3]",
                { try Recurrent("r", .lstm, 4, hidden: 2, isBidirectional: true, initializer)(x(5, 1, 3)) }
            ),
            (
                "batch norm over 4 channels can't take a tensor of shape [2, 3, 1, 1]",
                { try BatchNorm("b", 4, initializer)(x(2, 3, 1, 1)) }
            ),
            (
                "layer norm over 4 numbers can't take a tensor of shape [2, 3]",
                { try LayerNorm("n", 4, initializer)(x(2, 3)) }
            ),
            (
                "an image of 1 x 5 is too small for a pooling window of [2, 2]",
                { try x(1, 1, 1, 5).maxPooled([2, 2]) }
            ),
            (
                "an index must lie in 0 ..< 3: [3]",
                { try Embedding("e", 3, size: 2, initializer)([3], shape: [1], on: tape) }
            ),
            ("2 classes do not go with a tensor of shape [3, 2]", { try x(3, 2).crossEntropy([0, 1]) }),
            ("a class must lie in 0 ..< 2: [0, 2]", { try x(2, 2).crossEntropy([0, 2]) }),
        ]
        for (text, body) in cases { #expect(message(body) == text) }
        #expect(
            message { try tape.backward(from: x(2)) }
                == "a gradient is that of one number, not of a tensor of shape [2]")
        #expect(
            message { try Tensor(engine, [2, 2], [1, 2, 3]) } == "3 values do not fill a tensor of shape [2, 2]")
        #expect(message { try Engine(threadCount: 0) } == "the number of threads must lie in 1...1024, not 0")
        let used = Tape(engine, .inference)
        #expect(
            message { try used.backward(from: used.constant(Tensor(engine, [1], [1]))) }
                == "only a tape that was made for training can be differentiated")
    }

    @Test func gradientsOfAVariableThatIsUsedTwiceAddUp() throws {
        let engine = try Engine(threadCount: 1)
        let tape = Tape(engine, .training)
        let x = tape.input(try Tensor(engine, [3], [1, 2, 3]))
        let gradients = try tape.backward(from: (x * x + x).sum())
        #expect(try gradients[x]?.values() == [3, 5, 7])
    }

    /// In bf16 too, whether they are summed by its own products or, in wide layers, by Winograd's algorithm in f32.
    @Test(arguments: [(256, 2), (512, 1), (512, 2)])
    func weightGradientsOfWideConvolutions(channels: Int, threads: Int) throws {
        let engine = try Engine(threadCount: threads)
        let initializer = Initializer(engine, seed: 8)
        // Numbers that bf16 holds exactly.
        func few(_ shape: [Int], _ factor: Int) throws -> Tensor {
            let count = shape.reduce(1, *)
            return try Tensor(engine, shape, (0..<count).map { Float($0 * factor % 17 - 8) / 8 })
        }
        let x = try few([2, channels, 4, 9], 5)
        let weights = try few([2, channels, 4, 9], 7)
        func gradients(_ precision: FloatFormat) throws -> [[Float]] {
            let layer = try Convolution("a", channels, channels, kernel: [3, 3], Window(padding: [1, 1]), initializer)
            let tape = Tape(Context(engine, .training, precision: precision))
            try tape.backward(from: (layer(tape.constant(x)) * tape.constant(weights)).sum())
            return try layer.parameters.map { try #require($0.gradient).values() }
        }
        let exact = try gradients(.float32)
        #expect(Set(exact[0]).count > 100)
        // The sum over 72 places at one tap of one kernel, by hand.
        let (input, factors) = (try x.values(), try weights.values())
        var sum: Float = 0
        for image in 0..<2 {
            for y in 0..<4 {
                for column in 0..<8 {
                    let place = (image * channels + 3) * 36 + y * 9 + column
                    sum += input[place + 1] * factors[place + 36 * 4]
                }
            }
        }
        #expect(abs(exact[0][((3 + 4) * channels + 3) * 9 + 5] - sum) < 1e-3)
        guard Engine.hasBFloat16 else { return }
        let rough = try gradients(.bfloat16)
        for (a, b) in zip(rough, exact) { #expect(difference(a, b) < 1e-3) }
    }

    @Test func blockedTensorsKeepTheirValues() throws {
        let engine = try Engine(threadCount: 1)
        // 20 channels do not fill blocks of 16: their padding must stay out of sight.
        let initializer = Initializer(engine, seed: 3)
        let first = try Convolution(
            "a", 3, 20, kernel: [3, 3], Window(padding: [1, 1]), activation: .relu, initializer)
        let second = try Convolution("b", 20, 18, kernel: [3, 3], Window(padding: [1, 1]), initializer)
        let x = try initializer.normal("x", [2, 3, 6, 7], deviation: 1).value
        let y = try initializer.normal("y", [2, 20, 6, 7], deviation: 1).value
        func step() throws -> (Float, [Float]) {
            let tape = Tape(engine, .training)
            let z = try second(first(tape.constant(x)) + tape.constant(y))
            let loss = try (z * z).mean()
            try tape.backward(from: loss)
            defer { for parameter in first.parameters + second.parameters { parameter.gradient = nil } }
            return (try loss.value.scalar(), try #require(first.parameters[0].gradient).values())
        }
        let before = try first.parameters[0].value.values()
        let (loss, gradient) = try step()
        #expect(try first.parameters[0].value.values() == before)
        let (again, gradientAgain) = try step()
        #expect(loss == again)
        #expect(gradient == gradientAgain)
    }
}

/// The message of what a piece of code throws.
func message<Result>(_ body: () throws -> Result) -> String? {
    do {
        _ = try body()
        return nil
    } catch { return "\(error)" }
}
