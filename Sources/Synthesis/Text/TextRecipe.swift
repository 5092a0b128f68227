import Configs

/// The text of a recipe: one of its kinds, and what holds for all of them.
typealias TextRecipe = Accompanied<TextSources, TextKeys>

/// The keys that stand beside the kind of text.
struct TextKeys: ConfigRecord {
    var undrawable = UndrawableText.stop
    var hard = 0.0

    static let summary = "Beside the kind of text may stand, for every kind:"
    static var fields: [Field<TextKeys>] {
        [
            Field(
                "undrawable", \.undrawable,
                "What becomes of a text that can't be drawn: no face or hand has all of its characters, or all tries "
                    + "failed. `stop` ends the run; characters that no face has are said before the first sample. `redraw` "
                    + "gives the sample another text, counted as `undrawable_text`; in the modes `unique` and `exhaustive` "
                    + "there is no other, so there it stops."),
            Field(
                "hard", \.hard, in: 0...1,
                "The share of texts that are made hard on purpose, so that a reader learns to look and not to guess: cut off, "
                    + "random characters, two texts in one, doubled and look-alike characters, blanks where none belong. "
                    + "Made of what the text's own source writes; labelled as drawn; noted as `text.hard`. Such texts have "
                    + "no named parts, and `disjoint` does not hold for them; not with the modes `unique` and `exhaustive`."
            ),
        ]
    }
}

/// What becomes of a text that can't be drawn.
enum UndrawableText: String, ConfigEnum {
    case stop, redraw
}

extension Recipe {
    /// Recipes of which every sample that could be drawn is as this one draws it.
    ///
    /// Where texts that can't be drawn are replaced, all others stay what they were when the run stopped at one.
    package var continuable: [Recipe] {
        guard text.keys.undrawable == .redraw else { return [] }
        var strict = self
        strict.text.keys.undrawable = .stop
        return [strict]
    }
}
