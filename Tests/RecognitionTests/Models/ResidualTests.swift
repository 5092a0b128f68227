import Neural
import Testing

@testable import Recognition

@Suite struct ResidualTests {
    /// All numbers, as the original counts them: layer by layer, and in sum.
    @Test func parametersAreThoseOfTheOriginal() throws {
        var input = InputPolicy()
        (input.color, input.width) = (.rgb, 128)
        let engine = try Engine(threadCount: 1)
        let model = try ResidualConfig().makeModel(classCount: 63, input: input, Initializer(engine, seed: 1)).withSteps
        #expect(model.parameters.map(\.count).reduce(0, +) == 252_799)
        #expect(model.trainableCount == 252_799 - 960)
        #expect(model.stepCount(width: 128) == 256)
        #expect(Set(model.parameters.map(\.name)).count == model.parameters.count)
    }
}
