import Configs
import Samples

/// Texts of several kinds, of which one is drawn for each sample.
struct MixtureText: TextSource {
    var sources = Named<MixturePart>()
    var mode = LabelMode.random
    var disjoint = false

    init() {}

    var partNames: [String] { sources.entries.flatMap { $0.value.text.partNames } }

    static let name = "mixture"
    static let summary =
        "One of several kinds of text for each sample, by weight; the choice is noted as `text.source`."
    static var fields: [Field<MixtureText>] {
        [
            Field("sources", \.sources, required: true, "The kinds, by name."),
            Field(
                "mode", \.mode,
                "`random`: drawn freely; one text can come from two sources. `unique`: no label twice in the dataset; each "
                    + "source has its share of the samples, by weight. `exhaustive`: every possible label of all sources "
                    + "equally often. `balanced`: sources in turn, each equally often whatever its weight. In `unique` and "
                    + "`exhaustive` no two sources may write the same text; give the mode here and not to them."),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ]
    }

    func validate() throws(ConfigProblem) {
        guard !sources.entries.isEmpty else { throw ConfigProblem(key: "sources", "there must be one at least") }
        guard sources.entries.contains(where: { $0.value.weight > 0 }) else {
            throw ConfigProblem(key: "sources", "every weight is 0; one must be above 0")
        }
    }

    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let author = try MixedTexts(self, seed: seed, sizes: sizes)
        switch mode {
        case .unique:
            let weights = sources.entries.map(\.value.weight).filter { $0 > 0 }
            return try UniqueMixture(
                try MixtureSpace(self), weights: weights, like: author, seed: seed, sizes: sizes)
        case .exhaustive:
            return try NumberedTexts(
                space: try MixtureSpace(self), like: author, mode: mode, disjoint: disjoint, seed: seed, sizes: sizes,
                path: "text.mixture")
        case .random, .balanced: break
        }
        return disjoint && !author.hasUniqueLabels ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
    }
}

/// One kind of text in a mixture.
struct MixturePart: ConfigRecord {
    var text = OneOf<TextSources>(NumberText())
    var weight = 1.0
    var hand: [OneOf<Hands>] = []
    var fonts: FontsRecipe?
    var type: TypeRecipe?
    var ink: InkRecipe?

    static let summary = "One kind of text in a mixture, and how it is put down where that differs from the rest."
    static var fields: [Field<MixturePart>] {
        [
            Field("text", \.text, required: true, "What is written."),
            Field("weight", \.weight, in: 0..., "How often it is drawn, against the others."),
            Field("hand", \.hand, count: 0...64, "Takes the place of the recipe's `hand`."),
            Field("fonts", \.fonts, "Takes the place of the recipe's `fonts`."),
            Field("type", \.type, "Takes the place of the recipe's `type`."),
            Field("ink", \.ink, "Takes the place of the recipe's `ink`."),
        ]
    }
}

private struct MixedTexts: Author {
    private let names: [String]
    private let sources: [SubSource]
    private let odds: Odds
    /// Sources in turn, and not by weight.
    private let turns: Turns?
    /// The lists of all sources, one after the other; nil where one has none.
    private let lists: JoinedLexicon?
    private static let stream: ChoiceName = "text.source"

    init(_ text: MixtureText, seed: UInt64, sizes: SplitSizes) throws {
        // What is never drawn need not be there: a word list with the weight 0 is not read.
        let entries = text.sources.entries.filter { $0.value.weight > 0 }
        guard !entries.isEmpty else {
            throw SynthesisError(.recipe, "text.mixture.sources: no source has a weight above 0")
        }
        names = entries.map(\.name)
        odds = Odds(weights: entries.map(\.value.weight))
        turns = text.mode == .balanced ? Turns(weights: entries.map(\.value.weight), name: Self.stream) : nil
        sources = try entries.map { entry in
            try SubSource(
                entry.value.text, name: entry.name, path: "text.mixture.sources.\(entry.name)", seed: seed, sizes: sizes
            )
        }
        lists = JoinedLexicon(sources.map(\.author.lexicon))
    }

    var hasUniqueLabels: Bool { sources.count == 1 && sources[0].author.hasUniqueLabels }

    var files: [TextFile] { sources.flatMap(\.author.files) }
    var notes: [String] { sources.flatMap(\.author.notes) }
    var lexicon: (any SampleLexicon)? { lists }
    var isNumbered: Bool { sources.allSatisfy(\.author.isNumbered) }

    var branches: [AuthorBranch] {
        zip(names, sources).flatMap { name, source in
            source.author.branches.map {
                AuthorBranch(source: $0.source.map { name + "/" + $0 } ?? name, author: $0.author)
            }
        }
    }

    func sighting(where isSought: (String) -> Bool) throws -> Sighting? {
        Sighting.joined(try sources.compactMap { try $0.author.sighting(where: isSought) })
    }

    var alphabet: [Character] {
        let all = sources.map(\.author.alphabet)
        if all.contains(where: \.isEmpty) { return [] }
        var seen = Set<Character>()
        return all.joined().filter { seen.insert($0).inserted }
    }

    func writing(for key: SampleKey) throws -> Writing {
        let number: Int
        if let turns {
            number = turns.option(for: key)
        } else {
            var generator = key.generator(Self.stream)
            number = odds.draw(&generator)
        }
        var writing = try sources[number].writing(for: key)
        writing.lexiconLine = lists.flatMap { lists in writing.lexiconLine.map { lists.line($0, ofPart: number) } }
        // A mixture in a mixture: words/names.
        writing.source = writing.source.map { names[number] + "/" + $0 } ?? names[number]
        return writing
    }
}
