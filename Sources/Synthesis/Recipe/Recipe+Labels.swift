import Configs

extension Recipe {
    /// Whether two recipes write the same text: with one seed and the same sizes they give the same labels.
    package func writesText(of other: Recipe) -> Bool { text.encoded == other.text.encoded }

    /// The recipe with the seed, the sizes and the text of another: whatever it can put down has the other's labels.
    ///
    /// - Throws: `SynthesisError`, where it has styles for parts that the other text has not.
    package func writing(textOf other: Recipe) throws -> Recipe {
        var recipe = self
        (recipe.seed, recipe.samples, recipe.text) = (other.seed, other.samples, other.text)
        do {
            try recipe.validate()
        } catch {
            throw SynthesisError(.recipe, at: error.key, error.message)
        }
        return recipe
    }
}
