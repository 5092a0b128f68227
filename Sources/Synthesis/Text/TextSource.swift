import Configuration
import Samples

/// A kind of text that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `TextSources`.
protocol TextSource: ConfigMember {
    /// Prepares the writing of labels: checks what can only be checked with the counts at hand.
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author

    /// All texts that it can write, numbered, whatever its own mode is.
    /// - Throws: `ConfigProblem` or `SynthesisError` where they can't be numbered.
    func makeSpace() throws -> any LabelSpace

    /// Adds all labels that it can write, whatever its mode, to an automaton.
    /// - Returns: the place behind them.
    /// - Throws: `SynthesisError` where no automaton can hold them.
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int) throws -> Int
}

/// Writes labels: a pure function of the sample's key.
protocol Author: Sendable {
    /// Whether no two samples of the dataset can have the same label.
    var hasUniqueLabels: Bool { get }

    /// Every character that may be drawn, each once, in order of appearance; empty where that is not known.
    var alphabet: [Character] { get }

    /// The text of a sample. Redraws of the sample do not change it: only seed, split and index count.
    /// - Parameter key: of the first try, `attempt` 0; `DisjointLabels` alone raises the attempt.
    func writing(for key: SampleKey) throws -> Writing

    /// The files that texts come from.
    var files: [TextFile] { get }

    /// The list of words that every text is made from, one a text; nil where there is none.
    var lexicon: (any SampleLexicon)? { get }

    /// What a person should know of the text: how many words were left out, and why.
    var notes: [String] { get }
}

extension Author {
    var files: [TextFile] { [] }
    var notes: [String] { [] }
    var lexicon: (any SampleLexicon)? { nil }
}

/// A text: what is drawn, and what a reader should make of it.
struct Writing: Sendable, Hashable {
    /// What is drawn, in logical order.
    var display: String
    /// What it is labelled with: the same, as a rule; Western digits for others where a recipe asks for it.
    var label: String
    /// Which of a mixture's sources it comes from; nil where there is no mixture.
    var source: String?
    /// The line of the author's lexicon on which its word stands; nil where the author has none.
    var lexiconLine: Int?
    /// What was drawn on the way, for the provenance: a date's pattern, a word's case.
    var notes: [Sample.Choice] = []

    /// A text that is labelled as it is drawn.
    init(_ text: String) {
        display = text
        label = text
    }

    /// A text with a label of its own.
    init(display: String, label: String) {
        self.display = display
        self.label = label
    }
}

extension String {
    /// The text with a space for each line break: a label is one line.
    var onOneLine: String {
        utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }) && contains(where: \.isNewline)
            ? String(map { $0.isNewline ? " " : $0 }) : self
    }
}

/// The kinds of text.
enum TextSources: ConfigFamily {
    static let title = "text"
    static let modifier = ConfigModifier.none
    static var members: [any ConfigMember.Type] {
        [
            NumberText.self,
            DateText.self,
            PatternText.self,
            WordText.self,
            TemplateText.self,
            MixtureText.self,
        ]
    }
}
