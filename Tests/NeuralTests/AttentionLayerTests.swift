import Testing

@testable import Neural

/// Layers that are made of operations: their gradients are those of differences.
@Suite struct AttentionLayerTests {
    private func noise(_ shape: [Int], _ seed: UInt64, _ engine: Engine) throws -> Tensor {
        try Initializer(engine, seed: seed).normal("x", shape, deviation: 1).value
    }

    @Test func squeezeAndExcitationWeighsChannels() throws {
        let context = Context(try Engine(threadCount: 1), .training)
        let x = try noise([2, 5, 3, 4], 1, context.engine)
        let layer = try SqueezeExcitation("e", 5, squeezed: 3, Initializer(context.engine, seed: 2))
        try checkGradients(context, [x]) { try layer($0[0]) }

        // By hand, for one number.
        let numbers = try layer.parameters.map { try $0.value.values() }
        let values = try x.values()
        let means = (0..<5).map { channel in values[channel * 12..<(channel + 1) * 12].reduce(0, +) / 12 }
        let squeezed = (0..<3).map { row in
            max(0, (0..<5).reduce(numbers[1][row]) { $0 + numbers[0][row * 5 + $1] * means[$1] })
        }
        let excited = (0..<3).reduce(numbers[3][4]) { $0 + numbers[2][4 * 3 + $1] * squeezed[$1] }
        let factor = min(max(0, excited + 3), 6) / 6
        let result = try layer(Tape(context.engine, .inference).constant(x)).value.values()
        #expect(abs(result[4 * 12 + 7] - values[4 * 12 + 7] * factor) < 1e-5)
    }

    @Test(arguments: [1, 3]) func attentionWeighsSteps(heads: Int) throws {
        let context = Context(try Engine(threadCount: 1), .training)
        let (x, source) = (try noise([4, 2, 6], 3, context.engine), try noise([5, 2, 7], 4, context.engine))
        let layer = try MultiHeadAttention("a", 6, to: 7, heads: heads, size: 4, Initializer(context.engine, seed: 5))
        try checkGradients(context, [x, source]) { try layer($0[0], layer.source($0[1])).result }

        let tape = Tape(context.engine, .inference)
        let (result, weights) = try layer(tape.constant(x), layer.source(tape.constant(source)))
        #expect(result.shape == [4, 2, 6])
        #expect(weights.shape == [2 * heads, 4, 5])
        let rows = try weights.value.values()
        for row in 0..<8 * heads { #expect(abs(rows[row * 5..<(row + 1) * 5].reduce(0, +) - 1) < 1e-5) }
    }

    /// A source with one step is all that can be looked at: the result is what the linear maps make of it.
    @Test func aSingleStepIsTakenWhole() throws {
        let engine = try Engine(threadCount: 1)
        let layer = try MultiHeadAttention("a", 3, to: 2, heads: 1, size: 2, Initializer(engine, seed: 6))
        let numbers = try layer.parameters.map { try $0.value.values() }
        let tape = Tape(engine, .inference)
        let source = tape.constant(try Tensor(engine, [1, 1, 2], [0.5, -2]))
        let x = tape.constant(try noise([4, 1, 3], 7, engine))
        let result = try layer(x, layer.source(source)).result.value.values()
        func mapped(_ x: [Float], by weights: [Float], _ bias: [Float]) -> [Float] {
            bias.indices.map { row in
                var sum = bias[row]
                for place in x.indices { sum += weights[row * x.count + place] * x[place] }
                return sum
            }
        }
        let value = mapped([0.5, -2], by: numbers[4], numbers[5])
        let expected = mapped(value, by: numbers[6], numbers[7])
        for step in 0..<4 { #expect(difference(Array(result[step * 3..<step * 3 + 3]), expected) < 1e-5) }
    }

    @Test func rowsWithoutAClassCountForNothing() throws {
        let context = Context(try Engine(threadCount: 1), .training)
        let x = try noise([4, 3], 8, context.engine)
        try checkGradients(context, [x]) { try $0[0].crossEntropy([1, nil, 0, nil], over: 2) }
        let tape = Tape(context)
        let (all, some) = (tape.input(x), tape.input(x))
        let loss = try all.crossEntropy([1, nil, 0, nil], over: 2)
        let rows = try some.sliced(axis: 0, 0..<1).crossEntropy([1]).value.scalar()
        let other = try some.sliced(axis: 0, 2..<3).crossEntropy([0]).value.scalar()
        #expect(abs(try loss.value.scalar() - (rows + other) / 2) < 1e-5)
        let gradient = try #require(try tape.backward(from: loss)[all]?.values())
        #expect(gradient[3..<6].allSatisfy { $0 == 0 } && gradient[9..<12].allSatisfy { $0 == 0 })
    }
}
