import Configs
import Neural
import Testing

@testable import Recognition

@Suite struct StackedTests {
    private func model(_ settings: String, color: String = "grey", height: Int = 32) throws -> any CTCModel {
        let experiment = try ConfigDocument(
            yaml: "{model: {stacked: \(settings)}, input: {color: \(color), height: \(height)}}", name: "x.yml",
            baseDirectory: ""
        ).decode(Experiment.self)
        return try experiment.model.makeModel(
            classCount: 20, input: experiment.input, Initializer(try Engine(threadCount: 1), seed: 1)
        ).withSteps
    }

    /// Layer by layer, as the settings say.
    @Test(arguments: [
        ("{}", [1, 32, 48, 72, 108], 2, 128, [128, 128], 128),
        (
            "{convolutions: 3, width: 8, growth: 2, linear_before: 24, memories: 1, hidden: 12, linear_behind: 40}",
            [1, 8, 16, 32], 4, 24, [12], 40
        ),
        (
            "{convolutions: 6, width: 16, growth: 1, memories: 3, hidden: 20, hidden_later: 10}",
            [1, 16, 16, 16, 16, 16, 16], 2, 128, [20, 10, 10], 128
        ),
        ("{convolutions: 1, width: 5}", [1, 5], 16, 128, [128, 128], 128),
    ])
    func parametersAreCountedLayerByLayer(
        settings: String, channels: [Int], rows: Int, before: Int, cells: [Int], behind: Int
    ) throws {
        var count = zip(channels, channels.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 * 9 + 2 * $1.1 }
        count += (channels.last ?? 0) * rows * before + before
        var features = before
        for cell in cells {
            count += 2 * 4 * cell * (features + cell + 1)
            features = 2 * cell
        }
        count += features * behind + behind + behind * 20 + 20
        let model = try model(settings)
        #expect(model.trainableCount == count)
        #expect(Set(model.parameters.map(\.name)).count == model.parameters.count)
    }

    @Test func sizesThatCantBeAreRefusedWithTheirKeys() {
        for (settings, key) in [
            ("{convolutions: 0}", "convolutions"), ("{growth: 4}", "growth"), ("{cells: 3}", "cells"),
        ] {
            do {
                _ = try model(settings)
                Issue.record("accepted \(settings)")
            } catch { #expect("\(error)".contains("model.stacked.\(key)"), "\(error)") }
        }
    }

    /// However many layers and whatever they grow by, the widest is bounded.
    @Test func channelsGrowUpToALimit() {
        var config = StackedConfig()
        (config.convolutions, config.width, config.growth) = (10, 256, 3)
        #expect((0..<10).map(config.channels) == [256] + [Int](repeating: 512, count: 9))
    }
}
