import Configs

/// How far the finished picture reaches beyond the text's ink on each side, as shares of the text's height.
struct CropRecipe: ConfigRecord {
    var left = Quantity(0...0.3)
    var right = Quantity(0...0.3)
    var top = Quantity(0...0.3)
    var bottom = Quantity(0...0.3)

    static let summary =
        "Where the finished picture is cut around the text, as a detector would cut it. Shares of the height of the text's "
        + "ink, before it is turned; below 0 the cut goes into the ink, as far as each letter, and each dot of it, "
        + "keeps two thirds of its height and width, and letters with accents all of their height. The page is drawn large enough, and its size and margin are those of the page before the "
        + "cut; mask and boxes are cut with the picture."
    static var fields: [Field<CropRecipe>] {
        [
            Field("left", \.left, in: limits, "How far the picture reaches to the left of the ink."),
            Field("right", \.right, in: limits, "How far it reaches to the right."),
            Field("top", \.top, in: limits, "How far it reaches above the ink."),
            Field("bottom", \.bottom, in: limits, "How far it reaches below."),
        ]
    }

    /// A fifth of the height takes no letter away; more ground than this would be another picture.
    private static let limits = -0.2...4.0
}
