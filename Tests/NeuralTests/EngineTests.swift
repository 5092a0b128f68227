import Testing

@testable import Neural

@Suite struct EngineTests {
    /// Images of one channel through 3 x 3 windows of ones, one size after the other: how many came out wrong.
    private static func wrongSums(_ precision: FloatFormat, height: Int) throws -> Int {
        let engine = try Engine(threadCount: 1)
        let layer = try Convolution("conv", 1, 16, kernel: [3, 3], Window(), Initializer(engine, seed: 1))
        try layer.parameters[0].set([Float](repeating: 1, count: 16 * 9))
        return try (8..<500).count { width in
            let image = try Tensor(engine, [1, 1, height, width], filledWith: 1)
            let tape = Tape(Context(engine, .inference, precision: precision))
            return try layer(tape.constant(image)).value.values().contains { $0 != 9 }
        }
    }

    /// While oneDNN 2.6 plans a convolution in f32, another thread must not have it plan one in bf16.
    @Test(.enabled(if: Engine.hasBFloat16, "needs a processor with bf16"))
    func precisionsDoNotMix() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<4 {
                let precision = number % 2 == 0 ? FloatFormat.float32 : .bfloat16
                // Heights of their own, so that no engine is given what oneDNN has planned for another one.
                group.addTask { try Self.wrongSums(precision, height: 3 + number) }
            }
            for try await count in group { #expect(count == 0) }
        }
    }

    /// In use weights lie in another way than in training.
    @Test(arguments: [RecurrentCell.lstm, .gru], [FloatFormat.float32, .bfloat16])
    func recurrentLayersInUseDoAsInTraining(cell: RecurrentCell, precision: FloatFormat) throws {
        if precision == .bfloat16 && !Engine.hasBFloat16 { return }
        for (threadCount, batch, hidden) in [(1, 1, 24), (2, 1, 256), (2, 3, 40), (1, 20, 24)] {
            let engine = try Engine(threadCount: threadCount)
            let initializer = Initializer(engine, seed: 1)
            for isBidirectional in [false, true] {
                let layer = try Recurrent(
                    "layer", cell, 48, hidden: hidden, isBidirectional: isBidirectional, initializer)
                let x = try initializer.normal("x", [7, batch, 48], deviation: 1).value
                func run(_ mode: Context.Mode) throws -> [Float] {
                    try layer(Tape(Context(engine, mode, precision: precision)).constant(x)).value.values()
                }
                let found = try run(.inference)
                #expect(difference(found, try run(.training)) < (precision == .float32 ? 1e-5 : 3e-2))
                #expect(try run(.inference) == found)
            }
        }
    }
}
