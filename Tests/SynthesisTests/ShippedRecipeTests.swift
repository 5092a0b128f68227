import Configs
import Foundation
import Production
import Samples
import Testing

@testable import Synthesis

/// Every recipe that comes with Platen draws with what `scripts/setup` installs, and nothing else.
@Suite struct ShippedRecipeTests {
    /// The recipes, by their paths in the repository; those of MNIST's digits need files that nobody installs.
    static let recipes = ["configs", "configs/realism", "docs/cookbook"].flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Fixture.root + "/" + folder)) ?? []
        return names.filter {
            $0.hasSuffix(".yml") && !$0.hasPrefix("train-") && !$0.hasPrefix("tune-") && !$0.hasPrefix("mnist-")
        }.sorted()
            .map { folder + "/" + $0 }
    }

    @Test func allAreFound() {
        #expect(Self.recipes.count > 35)
        #expect(Self.recipes.contains("docs/cookbook/10-price-tag.yml"))
    }

    @Test(arguments: recipes) func itDraws(path: String) throws {
        let recipe = try ConfigDocument(path: Fixture.root + "/" + path).decode(DatasetRecipe.self).recipe
        let reader = try SyntheticSource(recipe).makeReader()
        for split in [Split.train, .test] where recipe.samples[split] > 1 {
            for index in 0..<2 {
                let sample = try reader.sample(at: index, in: split)
                #expect(!sample.label.isEmpty && sample.mask.inkSum > 0)
            }
        }
    }
}
