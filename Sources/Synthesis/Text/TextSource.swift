import Configs
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

    /// The names of the parts that its texts may have.
    var partNames: [String] { get }

    /// Whether no label may stand in two splits.
    var disjoint: Bool { get set }

    /// Adds all labels that it can write, whatever its mode, to an automaton.
    /// - Parameter parts: which of its parts are to be marked as left out.
    /// - Returns: the place behind them.
    /// - Throws: `SynthesisError` where no automaton can hold them.
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int
}

/// Writes labels: a pure function of the sample's key.
protocol Author: Sendable {
    /// Whether no two samples of the dataset can have the same label.
    var hasUniqueLabels: Bool { get }

    /// Every character that may be drawn, each once, in order of appearance; empty where that is not known.
    var alphabet: [Character] { get }

    /// The text of a sample. Tries at drawing it do not change it.
    /// - Parameter key: its attempt tells the texts of one sample apart: 0 for the first, multiples of
    ///   `SampleKey.textStride` for those that take the place of one that can't be drawn. `DisjointLabels` alone uses what
    ///   lies between.
    func writing(for key: SampleKey) throws -> Writing

    /// Whether a sample's number alone decides its text, so that no other can take its place.
    var isNumbered: Bool { get }

    /// The authors of which one writes each text: several in a mixture.
    var branches: [AuthorBranch] { get }

    /// The entries of its lists that fit; nil where it has no lists, or none of their entries fits.
    /// - Parameter isSought: gets each entry as it may be written.
    func sighting(where isSought: (String) -> Bool) throws -> Sighting?

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
    var isNumbered: Bool { false }
    var branches: [AuthorBranch] { [AuthorBranch(source: nil, author: self)] }
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { nil }
}

extension TextSource {
    var partNames: [String] { [] }
}

extension OneOf<TextSources> {
    /// The names of the parts that its texts may have.
    var partNames: [String] { value.partNames }

    /// The key path of decimals that no mark tells apart; nil where there are none.
    func bareDecimals(at path: String) -> String? {
        switch value {
        case let number as NumberText: number.hasBareDecimals ? path + ".number.decimal_point" : nil
        case let template as TemplateText:
            template.parts.entries.lazy.compactMap { $0.value.bareDecimals(at: "\(path).template.parts.\($0.name)") }
                .first
        case let mixture as MixtureText:
            mixture.sources.entries.lazy.compactMap {
                $0.value.text.bareDecimals(at: "\(path).mixture.sources.\($0.name).text")
            }.first
        default: nil
        }
    }
}

/// What writes the texts of one source.
struct AuthorBranch: Sendable {
    /// As `Writing.source` has it.
    let source: String?
    let author: any Author
}

/// Entries of a list that fit, and where the first of them stands.
struct Sighting: Sendable, Hashable {
    /// The first of them.
    var text: String
    /// Where it stands: `words.txt:12`.
    var place: String
    /// How many fit.
    var count: Int
    /// How many entries there are.
    var total: Int

    /// Those of several lists together: the first list's first stays the first.
    static func joined(_ parts: [Sighting]) -> Sighting? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            whole.count += part.count
            whole.total += part.total
        }
        return whole
    }
}

extension SampleKey {
    /// How far the attempts of a sample's texts lie apart: a prime, so that what takes turns by the attempt comes to another
    /// option.
    static let textStride = 10_007

    /// The key of another text for the same sample.
    func ofText(_ number: Int) -> SampleKey {
        SampleKey(seed: seed, split: split, index: index, attempt: attempt + number * Self.textStride)
    }

    /// How far the attempts of the texts of one page lie apart: more texts than ever take each other's place.
    private static let placeStride = 4_001 * textStride

    /// The key of one of the texts of a page; that of the first is the page's own.
    func ofPlace(_ number: Int) -> SampleKey {
        SampleKey(seed: seed, split: split, index: index, attempt: attempt + number * Self.placeStride)
    }
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
    /// The named parts of what is drawn, in order; what stands within another comes after it.
    var parts: [TextPart] = []
    /// Whether the label has it, for each Unicode scalar of what is drawn; empty where it has all of them.
    var isLabelled: [Bool] = []

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
    static var members: [FamilyMember<any TextSource>] {
        [
            of(NumberText.self),
            of(DateText.self),
            of(PatternText.self),
            of(WordText.self),
            of(TemplateText.self),
            of(MixtureText.self),
        ]
    }

    static func record(_ source: any TextSource) -> any ConfigMember { source }

    private static func of<Record: TextSource>(_ type: Record.Type) -> FamilyMember<any TextSource> {
        FamilyMember(type) { $0 }
    }
}
