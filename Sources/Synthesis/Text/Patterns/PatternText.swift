import Configs
import Samples

/// Texts of a pattern: serial numbers, licence plates, meter readings, account numbers, CAPTCHA strings.
struct PatternText: TextSource {
    var form = ""
    var alphabet: String?
    var mode = LabelMode.random
    var disjoint = false

    init() {}

    static let name = "pattern"
    static let summary =
        "Texts of a pattern such as `[A-Z]{2}\\d{6}`. Literals; classes `[a-f0-9]`, `[^0-9]`, `\\d`, `\\w`, `.`; groups "
        + "and branches `(EUR|USD)`, with weights `(EUR<3>|USD)`; repetitions `{6}`, `{2,5}`, `?`; check digits "
        + "`{luhn}`, `{ean}` and `{mrz}` over what stands before them in their group, and `{iban}` between country and "
        + "account number: `(GB{iban}[A-Z]{4}\\d{14})`. A `\\` before any other character stands for it. Nothing "
        + "without limit, no look-around, no references."
    static let shorthand: String? = "form"
    static var fields: [Field<PatternText>] {
        [
            Field("form", \.form, required: true, "The pattern. In single quotes YAML leaves every `\\` as it is."),
            Field(
                "alphabet", \.alphabet,
                "The characters that `.`, `[^...]`, `\\D` and `\\W` take from; without it the visible ones of ASCII."),
            Field("mode", \.mode, LabelMode.doc),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ]
    }

    func validate() throws(ConfigProblem) {
        if let alphabet {
            guard !alphabet.isEmpty else { throw ConfigProblem(key: "alphabet", "is empty") }
            guard alphabet.allSatisfy(\.standsAlone)
            else {
                throw ConfigProblem(
                    key: "alphabet",
                    "holds a character that can't stand in a line of text (a control character, a lone mark, or one that is never seen)"
                )
            }
        }
        do throws(FormProblem) {
            let root = try parsed()
            if mode.isNumbered { try checkNumbering(of: root) }
        } catch {
            throw ConfigProblem(key: "form", error.description)
        }
    }

    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let root: PatternNode
        do throws(FormProblem) {
            root = try parsed()
            if mode.isNumbered { try checkNumbering(of: root) }
        } catch {
            throw SynthesisError(.recipe, "text.pattern.form: \(error)")
        }
        guard mode.isNumbered else {
            let author = DrawnPatterns(root: root, isBalanced: mode == .balanced)
            return disjoint ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
        }
        let order = try LabelOrder(
            count: root.count, mode: mode, disjoint: disjoint, seed: seed, sizes: sizes, path: "text.pattern")
        return NumberedPatterns(root: root, order: order, hasUniqueLabels: mode == .unique)
    }

    /// The pattern, if all its texts can be numbered.
    func numberedRoot() throws(FormProblem) -> PatternNode {
        let root = try parsed()
        try checkNumbering(of: root)
        return root
    }

    func parsed() throws(FormProblem) -> PatternNode {
        try PatternParser.parse(form, alphabet: alphabet.map(Array.init) ?? CharacterClass.visible)
    }

    /// Texts can only be numbered where each is written in one way.
    private func checkNumbering(of root: PatternNode) throws(FormProblem) {
        guard root.count <= LabelOrder.most else {
            throw FormProblem(
                1,
                "mode '\(mode.rawValue)' numbers all texts, and these are more than 2^62; shorten the pattern, or "
                    + "use mode 'random'")
        }
        if let twice = try PatternAutomaton.ambiguity(of: root) {
            throw FormProblem(
                twice.column,
                "mode '\(mode.rawValue)' needs a pattern that writes each text in one way; here \(twice.reason)")
        }
    }
}

/// Texts drawn by the pattern's weights.
private struct DrawnPatterns: Author {
    let root: PatternNode
    /// Whether every option of every choice is taken in turn.
    let isBalanced: Bool
    private static let stream: ChoiceName = "text.pattern"
    var hasUniqueLabels: Bool { false }
    var alphabet: [Character] { root.alphabet }

    func writing(for key: SampleKey) -> Writing {
        if isBalanced {
            var choices = BalancedChoices(key: key)
            return Writing(root.text(&choices))
        }
        var choices = DrawnChoices(generator: key.generator(Self.stream))
        return Writing(root.text(&choices))
    }
}

/// Texts taken from the list of all possible ones.
private struct NumberedPatterns: Author {
    let root: PatternNode
    let order: LabelOrder
    let hasUniqueLabels: Bool
    var isNumbered: Bool { true }
    var alphabet: [Character] { root.alphabet }

    func writing(for key: SampleKey) throws -> Writing {
        var choices = RankedChoices(rank: try order.position(for: key))
        return Writing(root.text(&choices))
    }
}
