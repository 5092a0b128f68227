import Configs
public import Samples

/// The texts of a recipe without their pictures: no font is opened and nothing is drawn.
///
/// The label at an index is that of the sample that `SyntheticSource` draws there, unless that text can't be drawn and
/// `text.undrawable: redraw` puts another in its place.
public struct LabelSource: Sendable {
    /// One text of a recipe.
    public struct Text: Sendable, Hashable {
        /// What the sample is labelled with, in logical order.
        public var label: String
        /// What is drawn: the same, unless a recipe labels other digits with Western ones.
        public var display: String
    }

    /// The recipe.
    public let recipe: Recipe
    let author: any Author
    /// Which parts of texts are left out of labels.
    let parts: LabelParts

    /// Prepares the texts of a recipe; reads its word lists.
    /// - Throws: `SynthesisError`, which says what is wrong and what to do.
    public init(_ recipe: Recipe) throws {
        let text = recipe.text.value
        self.recipe = recipe
        parts = LabelParts(recipe.style)
        let share = recipe.text.keys.hard
        guard parts.isWhole else {
            guard share == 0 else {
                throw SynthesisError(
                    .recipe, at: "text.hard",
                    "texts that are made hard have no parts, so none can be left out of labels: leave 'hard' away, or label "
                        + "all that is drawn")
            }
            author = try PartlyLabelled.author(of: text, parts, seed: recipe.seed, sizes: recipe.textCounts)
            return
        }
        let plain = try text.makeAuthor(seed: recipe.seed, sizes: recipe.textCounts)
        author = share > 0 ? try HardTexts(plain, share: share) : plain
    }

    /// The text at an index of a split; of a page of several texts the first.
    /// - Throws: `SynthesisError` where the recipe has no text for it.
    public func text(at index: Int, in split: Split) throws -> Text {
        let key = recipe.keyOfText(0, of: SampleKey(seed: recipe.seed, split: split, index: index), by: author)
        let writing = try author.writing(for: key)
        return Text(label: writing.label.onOneLine, display: writing.display)
    }

    /// Every character that labels may have; empty where that is not known.
    package var alphabet: [Character] {
        guard !parts.isWhole else { return author.alphabet }
        guard let scalars = try? labelAutomaton().scalars else { return [] }
        return author.alphabet.filter { $0.unicodeScalars.allSatisfy(scalars.contains) }
    }

    /// Whether no two samples of the dataset can have the same label.
    public var hasUniqueLabels: Bool { author.hasUniqueLabels }

    /// What a person should know of the texts: how many words were left out of lists, and why.
    public var notes: [String] { author.notes }
}
