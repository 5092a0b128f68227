import Testing

@testable import Neural

/// Two directions of a recurrent layer side by side.
@Suite struct SideBySideTests {
    private func result(
        _ cell: RecurrentCell, _ engine: Engine, _ shape: [Int], _ precision: FloatFormat
    ) throws -> (values: [Float], layer: [String]) {
        let layer = try Recurrent(
            "r", cell, shape[2], hidden: 24, isBidirectional: true, Initializer(engine, seed: 9))
        let values = (0..<shape.reduce(1, *)).map { Float($0 * 7919 % 2001) / 1000 - 1 }
        engine.profile = Profile()
        let tape = Tape(Context(engine, .inference, precision: precision))
        let result = try layer(tape.constant(try Tensor(engine, shape, values))).value
        #expect(result.shape == [shape[0], shape[1], 48])
        return (try result.values(), engine.profile.map { Array($0.seconds.keys) } ?? [])
    }

    @Test(arguments: [RecurrentCell.lstm, .gru], [[7, 1, 20], [5, 3, 16], [9, 16, 33]])
    func theyGiveWhatOneThreadGives(cell: RecurrentCell, shape: [Int]) throws {
        for precision in [FloatFormat.float32, .bfloat16] where Engine.available(precision) == precision {
            let expected = try result(cell, try Engine(threadCount: 1), shape, precision).values
            for count in [2, 3] {
                let engine = try Engine(threadCount: count)
                let found = try result(cell, engine, shape, precision)
                let limit: Float = precision == .float32 ? 1e-6 : 1e-2
                #expect(zip(expected, found.values).allSatisfy { abs($0 - $1) <= limit })
                #expect(try result(cell, engine, shape, precision).values == found.values)
                #expect(found.layer.contains("\(cell.name) forward"))
            }
        }
    }

    /// Numbers that change are seen.
    @Test func newWeightsAreTaken() throws {
        let engine = try Engine(threadCount: 2)
        let layer = try Recurrent("r", .lstm, 4, hidden: 3, isBidirectional: true, Initializer(engine, seed: 1))
        func read() throws -> [Float] {
            let tape = Tape(engine, .inference)
            return try layer(tape.constant(try Tensor(engine, [3, 1, 4], filledWith: 0.5))).value.values()
        }
        let before = try read()
        for parameter in layer.parameters { try parameter.set([Float](repeating: 0, count: parameter.count)) }
        let after = try read()
        #expect(before != after)
        #expect(after.allSatisfy { $0 == 0 })
    }
}
