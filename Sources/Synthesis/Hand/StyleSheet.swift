import Configs
import Handwriting
import Samples

/// The styles of a recipe: its own, and those that parts of a mixture of texts have.
struct StyleSheet: Sendable {
    /// The recipe's own style first.
    let styles: [Style]
    /// All font books in use.
    let books: [FontBook]
    /// All collections of pictures in use.
    let collections: [CharacterCollection]
    private let numbers: [String: Int]
    private let paths: [String: String]

    /// - Parameters:
    ///   - alphabet: every character of the recipe's texts; empty where that is not known.
    ///   - shelf: where faces may be known from that were looked up before.
    init(_ recipe: Recipe, alphabet: [Character], shelf: BookShelf? = nil) throws {
        // What one part of a mixture writes is not told by what all of them write; and where another text takes the place
        // of one that can't be drawn, no hand need be able to write them all.
        let mayLack = recipe.text.value is MixtureText || recipe.text.keys.undrawable == .redraw
        let texts = Texts(
            alphabet: mayLack ? [] : alphabet,
            splits: Split.allCases.filter { recipe.samples[$0] > 0 }, seed: recipe.seed)
        var collector = Collector(texts: texts, cache: StyleCache(shelf))
        let own = StyleRecipe(
            hand: recipe.hand, fonts: recipe.fonts, type: recipe.type, ink: recipe.ink, parts: recipe.style)
        // Where every text has a style of its own, the recipe's need not be usable.
        try collector.collect(recipe.text.member, named: "", own, at: "", path: "text")
        styles = collector.styles
        numbers = collector.numbers
        paths = collector.paths
        books = collector.cache.books
        collections = collector.cache.collections
    }

    /// The style of a text, as its number in `styles`.
    /// - Parameter source: which of a mixture's sources the text comes from.
    func number(for source: String?) -> Int { source.flatMap { numbers[$0] } ?? numbers[""] ?? 0 }

    /// The key path of a text in the recipe, such as `text.word`.
    func path(of source: String?) -> String { paths[source ?? ""] ?? "text" }

    private struct Collector {
        let texts: Texts
        let cache: StyleCache
        var styles: [Style] = []
        var paths: [String: String] = [:]
        var numbers: [String: Int] = [:]

        /// - Parameters:
        ///   - name: as `Writing.source` will call it.
        ///   - style: the style that holds here.
        ///   - place: where in the recipe that style stands, with a dot at its end.
        ///   - path: where the text stands in the recipe.
        mutating func collect(
            _ text: OneOf<TextSources>, named name: String, _ style: StyleRecipe, at place: String, path: String
        ) throws {
            guard let mixture = text.value as? MixtureText else {
                try check(text, path: path)
                numbers[name] = styles.count
                paths[name] = "\(path).\(text.name)"
                styles.append(try Style(style, at: place, for: texts, cache: cache))
                return
            }
            var slips = RecipeSlips()
            for (part, entry) in mixture.sources.entries where entry.weight > 0 {
                let path = "\(path).mixture.sources.\(part)"
                let own = StyleRecipe(
                    hand: entry.hand.isEmpty ? style.hand : entry.hand, fonts: entry.fonts ?? style.fonts,
                    type: entry.type ?? style.type,
                    ink: entry.ink ?? style.ink, parts: style.parts)
                _ = slips.attempt {
                    try collect(
                        entry.text, named: name.isEmpty ? part : name + "/" + part, own,
                        at: entry.hasStyle ? path + "." : place, path: path + ".text")
                }
            }
            try slips.check()
        }

        /// A template is put down as a whole: a mixture within it can't have styles.
        private func check(_ text: OneOf<TextSources>, path: String) throws {
            guard let template = text.value as? TemplateText else { return }
            for (name, part) in template.parts.entries {
                let path = "\(path).template.parts.\(name)"
                try check(part, path: path)
                guard let mixture = part.value as? MixtureText else { continue }
                for (name, entry) in mixture.sources.entries {
                    let path = "\(path).mixture.sources.\(name)"
                    if entry.hasStyle {
                        throw SynthesisError(
                            .recipe, at: path,
                            "a template is put down in one style; move hand, fonts, type and ink to where the template "
                                + "stands")
                    }
                    try check(entry.text, path: path + ".text")
                }
            }
        }
    }
}

extension MixturePart {
    fileprivate var hasStyle: Bool { !hand.isEmpty || fonts != nil || type != nil || ink != nil }
}
