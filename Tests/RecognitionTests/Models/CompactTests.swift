import Configs
import Neural
import Testing

@testable import Recognition

@Suite struct CompactTests {
    private func make(_ config: some Architecture, classes: Int, _ engine: Engine) throws -> any TextModel {
        try config.makeModel(classCount: classes, input: InputPolicy(), Initializer(engine, seed: 1))
    }

    /// Products for one picture of 32 x 140.
    private func work(_ model: any TextModel, _ engine: Engine) throws -> Int {
        engine.profile = Profile()
        _ = try model(Tape(engine, .inference).constant(Tensor(engine, [1, 1, 32, 140], filledWith: 0)))
        return try #require(engine.profile?.multiplyAdds)
    }

    @Test func parametersAreCountedLayerByLayer() throws {
        let engine = try Engine(threadCount: 1)
        func convolution(_ inputs: Int, _ outputs: Int, _ kernel: Int) -> Int {
            inputs * outputs * kernel + 2 * outputs
        }
        let convolutions =
            convolution(1, 16, 9) + convolution(16, 32, 9) + convolution(32, 32, 9) + convolution(32, 64, 9)
            + convolution(64, 64, 9) + convolution(64, 128, 12)
        let memory = 2 * (3 * 64 * (128 + 64) + 4 * 64)
        let model = try make(CompactConfig(), classes: 37, engine)
        #expect(model.trainableCount == convolutions + memory + 128 * 37 + 37)
        #expect(model.trainableCount < 1_000_000)
    }

    @Test func itComputesATenthOfThePapersNetwork() throws {
        let engine = try Engine(threadCount: 1)
        let paper = try work(make(CRNNConfig(), classes: 37, engine), engine)
        let compact = try work(make(CompactConfig(), classes: 37, engine), engine)
        // Layer by layer: 0.2, 1.3, 2.6, 2.6 and 5.2 million, 3.4 for the column, 2.6 for the memory.
        #expect((17_500_000...18_500_000).contains(compact))
        #expect(compact * 10 <= paper)
    }
}
