import Configs
import Foundation
import Production
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Every recipe that comes with Platen draws with what `scripts/setup` installs, and nothing else.
@Suite struct ShippedRecipeTests {
    /// Digits as `platen digits` writes them: they stand in for MNIST's files, which nobody installs.
    private let digits: SmallMNIST

    init() throws { digits = try SmallMNIST() }

    /// The recipes, by their paths in the repository.
    static let recipes = ["configs", "configs/realism", "docs/cookbook"].flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Fixture.root + "/" + folder)) ?? []
        return names.filter { $0.hasSuffix(".yml") && !$0.hasPrefix("train-") && !$0.hasPrefix("tune-") }.sorted()
            .map { folder + "/" + $0 }
    }

    @Test func allAreFound() {
        #expect(Self.recipes.count > 35)
        #expect(Self.recipes.contains("docs/cookbook/10-price-tag.yml"))
        #expect(Self.recipes.contains("configs/mnist-strings.yml"))
    }

    @Test(arguments: recipes) func itDraws(path: String) throws {
        var document = try ConfigDocument(path: Fixture.root + "/" + path)
        if path.hasPrefix("configs/mnist-") { try document.override("hand.mnist.folder=\(digits.path)") }
        let recipe = try document.decode(DatasetRecipe.self).recipe
        let reader = try SyntheticSource(recipe).makeReader()
        for split in [Split.train, .test] where recipe.samples[split] > 1 {
            for index in 0..<2 {
                let sample = try reader.sample(at: index, in: split)
                #expect(!sample.label.isEmpty && sample.mask.inkSum > 0)
            }
        }
    }
}
