import Configs

/// Several texts of a recipe on one page, each with a label of its own.
struct TextsRecipe: ConfigRecord {
    var count = Count(4...12)
    var arrangement = Alternatives(Arrangement.lines)
    var alignment = Alternatives(Alignment.left)
    var gap = Quantity(0.4...1.2)
    var lineGap = Quantity(0.3...0.8)

    /// How texts lie to each other.
    enum Arrangement: String, ConfigEnum {
        case lines, columns, scattered
    }

    /// Where a line or a text of a column stands in the width that it has.
    enum Alignment: String, ConfigEnum {
        case left, center, right
    }

    static let summary =
        "Several texts on one page, each with a label, a quad and boxes of its own: drawn by the recipe's `text`, `hand`, "
        + "`fonts`, `type` and `ink` by choices of its own, on one ground, in one light, through one geometry and one camera. "
        + "No two overlap; a text that finds no room is left out whole, and counted as `no_room`."
    static var fields: [Field<TextsRecipe>] {
        [
            Field(
                "count", \.count, in: 1...100,
                "How many texts are drawn; those that find no room on a page of a given size are left out."),
            Field(
                "arrangement", \.arrangement,
                "`lines`: one beside the other from left to right, and line below line; `columns`: one below the other, and "
                    + "column beside column; `scattered`: anywhere."),
            Field(
                "alignment", \.alignment,
                "Where lines stand in the page's width, and texts in their column: `left`, `center` or `right`."),
            Field(
                "gap", \.gap, in: 0.05...50, unit: "em",
                "How far a text, or a column, lies from the one beside it; drawn for each. Scattered texts keep that much "
                    + "on all sides."),
            Field(
                "line_gap", \.lineGap, in: 0.05...50, unit: "em",
                "How far the ink of a line, or of a column's text, lies from the one above it; drawn for each."),
        ]
    }

    /// How many texts a page has at most.
    var most: Int { count.bounds.upperBound }
}
