import Configs
import Production
import Testing

/// What `platen recipe --explain` says of every key there is.
@Suite struct RecipeGuideTests {
    private static let guide = KeyGuide(to: DatasetRecipe.self)

    @Test func everyPartOfARecipeIsThere() {
        let paths = Set(Self.guide.paths)
        #expect(paths.count > 500)
        for path in [
            "seed", "text.number.digits", "text.date.patterns", "fonts.faces.family", "camera.blur.sigma",
            "camera.blur.probability", "paper.fibre.tone", "include.receipt.strength", "output.layout",
        ] { #expect(paths.contains(path), "\(path)") }
        for path in Self.guide.paths { #expect(Self.guide.explanation(of: path) != nil, "\(path)") }
    }

    /// An example is a recipe.
    ///
    /// Only names of files, and what depends on a person's own names and texts, can be made up.
    @Test func examplesAreRecipes() {
        var (read, strange): (Int, [String]) = (0, [])
        for path in Self.guide.paths {
            guard let example = Self.guide.example(of: path) else { continue }
            do throws(ConfigError) {
                _ = try ConfigDocument(yaml: example, name: path, baseDirectory: "/").decode(DatasetRecipe.self)
                read += 1
            } catch {
                if error.code != .missing { strange.append("\(example): \(error)") }
            }
        }
        #expect(read > 500)
        #expect(strange.count * 10 < read, "\(strange.joined(separator: "\n"))")
    }
}
