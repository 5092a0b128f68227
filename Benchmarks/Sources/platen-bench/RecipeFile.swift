import Configs
import Datasets
import Samples
import Synthesis

/// A recipe on disk, drawn from with as many samples as a trial asks for.
struct RecipeFile: Sendable {
    let path: String

    /// The recipe as it stands in the file.
    func recipe() throws -> Recipe { try ConfigDocument(path: path).decode(Recipe.self) }

    /// The recipe with changes, and `count` samples to train on.
    func source(_ overrides: [String], count: Int) throws -> SyntheticSource {
        var document = try ConfigDocument(path: path)
        for override in overrides + ["samples={train: \(count), val: 0, test: 0}"] { try document.override(override) }
        return try SyntheticSource(try document.decode(Recipe.self))
    }

    /// The recipe with `count` samples, all to train on.
    func source(count: Int) throws -> SyntheticSource {
        var recipe = try self.recipe()
        recipe.samples.train = count
        recipe.samples.val = 0
        recipe.samples.test = 0
        return try SyntheticSource(recipe)
    }

    /// Whether the files are there that the recipe draws on, MNIST's say.
    func hasItsFiles() throws -> Bool {
        do {
            _ = try source(count: 1)
            return true
        } catch let error as SynthesisError where error.code == .missingInput {
            return false
        }
    }
}

extension SyntheticSource {
    /// A plan such as `platen generate` follows, with images stored as asked, in the usual layout.
    func plan(storing image: ImageEncoding) -> DatasetPlan {
        DatasetPlan(
            counts: SplitCounts(train: recipe.samples.train), seed: recipe.seed, image: image,
            layout: .fanned, annotations: [.simple], recipe: yaml(of: recipe))
    }
}
