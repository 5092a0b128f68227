package import Configs
package import Scripts

/// What characters a model can read.
package struct AlphabetConfig: ConfigRecord {
    /// The characters in the order of their classes.
    package var characters: String?
    /// A table of characters, one a line.
    package var file: ConfigPath?
    /// Whether letters are read without their case.
    package var foldsCase = false
    /// What a class stands for.
    package var unit = Unit.auto
    /// The way in which labels run.
    package var direction = Direction.auto
    /// Which digits stand in the pictures for the Western ones of labels.
    package var digits = Digits.auto
    /// What becomes of a label's characters that the alphabet lacks.
    package var unknown = Unknown.refuse

    /// What a class stands for.
    package enum Unit: String, ConfigEnum {
        /// Code points where the alphabet that is given has these and labels are made of them, else clusters.
        case auto
        /// A letter with all its marks.
        case cluster
        /// A letter or a mark.
        case codePoint = "code_point"
    }

    /// The way in which labels run.
    package enum Direction: String, ConfigEnum, Codable {
        /// As the first letter of each does.
        case auto
        /// From left to right.
        case ltr
        /// From right to left.
        case rtl
        /// They are not reordered: they are as they stand in pictures from left to right.
        case asWritten = "as_written"

        /// The direction by which labels are ordered; nil where they are not.
        package var direction: TextDirection? {
            switch self {
            case .auto: .auto
            case .ltr: .ltr
            case .rtl: .rtl
            case .asWritten: nil
            }
        }
    }

    /// Which digits stand in the pictures for the Western ones of labels.
    package enum Digits: String, ConfigEnum {
        /// As the recipes say.
        case auto
        /// The same.
        case asWritten = "as_written"
        /// Arabic-Indic ones.
        case arabic
    }

    /// What becomes of characters that the alphabet lacks.
    package enum Unknown: String, ConfigEnum {
        /// The first one is an error.
        case refuse
        /// They are left out of the label, and counted.
        case drop
    }

    /// The characters of the data.
    package init() {}

    package static let summary = "What characters the model can read; without any, those of the data's labels."
    package static let shorthand: String? = "characters"
    package static var fields: [Field<AlphabetConfig>] {
        [
            Field("characters", \.characters, "The characters in the order of their classes."),
            Field("file", \.file, "A table of characters, one a line; a last line <BLK> or <BLANK> is the blank."),
            Field("fold_case", \.foldsCase, "Whether letters are read without their case."),
            Field(
                "unit", \.unit,
                "What a class stands for: `cluster`, a letter with all its marks, as a reader sees it; `code_point`, so "
                    + "that marks have classes of their own; `auto`, code points where the alphabet that is given has "
                    + "these and labels are made of them, else clusters."),
            Field(
                "direction", \.direction,
                "The way in which labels run, so that they are learnt as they stand in pictures from left to right: "
                    + "`auto` as the first letter of each, `ltr`, `rtl`; `as_written` where labels stand like that "
                    + "already."),
            Field(
                "digits", \.digits,
                "Which digits stand in the pictures where labels have Western ones: `as_written` the same, `arabic` "
                    + "Arabic-Indic ones, in which dates with hyphens run from right to left; `auto` as the recipes say."
            ),
            Field(
                "unknown", \.unknown,
                "What becomes of characters that the alphabet lacks: `refuse` stops, `drop` leaves them out and counts them."
            ),
        ]
    }

    package func validate() throws(ConfigProblem) {
        if characters != nil, file != nil {
            throw ConfigProblem(key: "file", "give 'characters' or 'file', not both")
        }
        if let characters, characters.isEmpty {
            throw ConfigProblem(key: "characters", "an alphabet needs at least one character")
        }
    }
}
