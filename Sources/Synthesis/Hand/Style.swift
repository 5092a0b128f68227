import Configuration
import Samples

/// How texts are put down: by which hands, with which marks and ink.
struct Style: Sendable {
    let type: TypeRecipe
    let ink: InkRecipe
    let hands: [PreparedStage<any Scribe>]
    let handWeights: [Double]
    let marks: [PreparedStage<any Mark>]
    let inkStages: [PreparedStage<any InkStage>]

    /// - Parameter path: where it stands in the recipe, with a dot at its end; empty for the recipe's own.
    init(_ recipe: StyleRecipe, at path: String, for texts: Texts, cache: FontBookCache) throws {
        type = recipe.type
        ink = recipe.ink
        let supplies = HandSupplies(
            fonts: { try cache.book(recipe.fonts) }, fontsRecipe: recipe.fonts, type: recipe.type,
            alphabet: texts.alphabet, splits: texts.splits, seed: texts.seed)
        do {
            hands = try PreparedStage<any Hand>.prepare(recipe.hand, part: "hand") { $0 as? any Hand }.map {
                PreparedStage<any Scribe>(stage: try $0.stage.makeScribe(supplies), path: $0.path, probability: 1)
            }
        } catch let error as SynthesisError where !path.isEmpty {
            throw SynthesisError(error.code, at: path + error.keyPath, error.message)
        }
        handWeights = recipe.hand.map(\.weight)
        guard handWeights.contains(where: { $0 > 0 }) else {
            throw SynthesisError(.recipe, at: path + "hand", "every weight is 0; at least one must be above")
        }
        marks = PreparedStage.prepare(type.marks, part: "type.marks") { $0 as? any Mark }
        inkStages = PreparedStage.prepare(ink.stages, part: "ink") { $0 as? any InkStage }
    }
}

/// What is known of the texts that a style is for.
struct Texts {
    /// Every character; empty where that is not known.
    var alphabet: [Character]
    /// The splits that there are samples of.
    var splits: [Split]
    /// The seed of the recipe.
    var seed: UInt64
}

/// The keys of a recipe that say how its texts are put down.
struct StyleRecipe {
    var hand: [OneOf<Hands>]
    var fonts: FontsRecipe
    var type: TypeRecipe
    var ink: InkRecipe
}

/// The font books of a recipe's styles; those alike are made once.
final class FontBookCache {
    private var books: [(recipe: ConfigValue, book: FontBook)] = []

    /// The book of a recipe.
    func book(_ recipe: FontsRecipe) throws -> FontBook {
        let encoded = recipe.encoded
        if let known = books.first(where: { $0.recipe == encoded }) { return known.book }
        let book = try FontBook(recipe)
        books.append((encoded, book))
        return book
    }

    /// All books that were asked for.
    var all: [FontBook] { books.map(\.book) }
}
