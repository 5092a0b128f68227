import Configs

/// Words from lists: dictionaries, names, lines of any UTF-8 text.
struct WordText: TextSource {
    var files: [WordFile] = []
    var words: Alternatives<String>?
    var split = Separation.word
    var weighted = false
    var length = Count(1...100)
    var alphabet: String?
    var outside = Outside.reject
    var letterCase = Alternatives(LetterCase.asIs)
    var count: Count = 1
    var separator = Alternatives(" ")
    var mode = LabelMode.random
    var disjoint = false

    /// Where a word of a file ends.
    enum Separation: String, ConfigEnum {
        case line, word
    }

    /// What happens to characters outside of the alphabet.
    enum Outside: String, ConfigEnum {
        case reject, drop
    }

    init() {}

    static let name = "word"
    static let summary =
        "Words from lists or from any UTF-8 text. Debian's package wamerican has a list of English words, "
        + "/usr/share/dict/words. Words with control characters are left out."
    static let shorthand: String? = "files"
    static var fields: [Field<WordText>] {
        [
            Field("files", \.files, count: 0...256, "The text files, each with the weight of being drawn from."),
            Field("words", \.words, "Words given here; drawn from as often as a file of weight 1."),
            Field(
                "split", \.split, "`word`: files are split at white space. `line`: each line is a word, blanks and all."
            ),
            Field(
                "weighted", \.weighted,
                "Whether each line of the files ends with a tab and the weight of its word; needs `split: line`."),
            Field("length", \.length, in: 1...1000, "How many characters a word may have; others are left out."),
            Field(
                "alphabet", \.alphabet, "The characters that may be written, however a word is cased; without it any."),
            Field(
                "outside", \.outside,
                "`reject` leaves out words with characters outside of `alphabet`; `drop` drops these from the words."),
            Field(
                "case", \.letterCase,
                "`as_is`, `lower`, `upper`, `capitalised` (a capital first) or `mixed` (each letter by chance); drawn once "
                    + "a label."),
            Field("count", \.count, in: 1...100, "How many words are joined."),
            Field("separator", \.separator, "What stands between joined words; drawn once a label."),
            Field("mode", \.mode, LabelMode.doc),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ]
    }

    func validate() throws(ConfigProblem) {
        if files.isEmpty, words == nil {
            throw ConfigProblem(key: "files", "give 'files' such as /usr/share/dict/words, or 'words'")
        }
        if words == nil, !files.contains(where: { $0.weight > 0 }) {
            throw ConfigProblem(key: "files", "every weight is 0; one must be above 0")
        }
        if let empty = words?.options.firstIndex(where: { $0.value.isEmpty }) {
            throw ConfigProblem(key: "words", "word \(empty + 1) is empty")
        }
        if let blank = words?.options.firstIndex(where: { $0.value.isBlank }) {
            throw ConfigProblem(key: "words", "word \(blank + 1) is blank: there would be nothing to draw")
        }
        if weighted, split == .word {
            throw ConfigProblem(key: "weighted", "a weight belongs to a line; add 'split: line'")
        }
        if length.hasWeights { throw ConfigProblem(key: "length", "expected a number or a range a..b, got a list") }
        if alphabet?.isEmpty == true { throw ConfigProblem(key: "alphabet", "is empty") }
        if outside == .drop, alphabet == nil {
            throw ConfigProblem(key: "outside", "'drop' needs an 'alphabet' to drop characters outside of")
        }
        guard mode.isNumbered else { return }
        let cases = letterCase.options
        if cases.count > 1 || cases.contains(where: { $0.value == .mixed }) {
            throw ConfigProblem(
                key: "case", "mode '\(mode.rawValue)' numbers all labels; give one case, other than 'mixed'")
        }
        if count.hasWeights {
            throw ConfigProblem(key: "count", "a list does not go with mode '\(mode.rawValue)'; give a range a..b")
        }
        if count.bounds.upperBound > 1, separator.options.count > 1 || separator.options[0].value.count != 1 {
            throw ConfigProblem(
                key: "separator",
                "mode '\(mode.rawValue)' with several words needs one separator of one character, or two labels could "
                    + "read the same")
        }
    }
}

/// A file of words.
struct WordFile: ConfigRecord {
    var path: ConfigPath?
    var weight = 1.0

    static let summary = "A file of words."
    static let shorthand: String? = "path"
    static var fields: [Field<WordFile>] {
        [
            Field("path", \.path, required: true, "The file: UTF-8 text."),
            Field("weight", \.weight, in: 0..., "How often a word is drawn from it, against other files."),
        ]
    }
}
