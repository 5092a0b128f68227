import Configs
import Samples

extension TemplateText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let author = try ComposedTexts(self, seed: seed, sizes: sizes)
        guard mode == .random || mode == .balanced else {
            return try NumberedTexts(
                space: try TemplateSpace(self), like: author, mode: mode, disjoint: disjoint, seed: seed, sizes: sizes,
                path: "text.template")
        }
        return disjoint && !author.hasUniqueLabels ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
    }
}

/// Texts put together from others.
private struct ComposedTexts: Author {
    private let composer: TemplateComposer
    private let odds: Odds
    /// Templates in turn, and not by weight.
    private let turns: Turns?
    private let parts: [SubSource]
    private static let stream: ChoiceName = "text.form"

    let hasUniqueLabels: Bool
    var alphabet: [Character] { composer.alphabet(ofParts: parts.map(\.author.alphabet)) }
    var files: [TextFile] { parts.flatMap(\.author.files) }
    var notes: [String] { parts.flatMap(\.author.notes) }
    var isNumbered: Bool { composer.forms.count == 1 && parts.allSatisfy(\.author.isNumbered) }
    /// It is put down in one style, whatever its parts are.
    var branches: [AuthorBranch] { [AuthorBranch(source: nil, author: self)] }

    func sighting(where isSought: (String) -> Bool) throws -> Sighting? {
        Sighting.joined(try parts.compactMap { try $0.author.sighting(where: isSought) })
    }

    init(_ text: TemplateText, seed: UInt64, sizes: SplitSizes) throws {
        composer = try TemplateComposer(text)
        let weights = text.form.options.map(\.weight)
        odds = Odds(weights: weights)
        turns = text.mode == .balanced ? Turns(weights: weights, name: Self.stream) : nil
        let parts = try text.parts.entries.map { entry in
            try SubSource(
                entry.value, name: entry.name, path: "text.template.parts.\(entry.name)", seed: seed, sizes: sizes)
        }
        self.parts = parts
        // With one template and one part, the part alone tells texts apart. Were there others beside it, two texts
        // could be cut at different places and read the same.
        hasUniqueLabels =
            composer.forms.count == 1 && parts.count == 1 && parts[0].author.hasUniqueLabels
            && composer.forms[0].pieces.contains { if case .part = $0 { true } else { false } }
    }

    func writing(for key: SampleKey) throws -> Writing {
        var number = 0
        if let turns {
            number = turns.option(for: key)
        } else if composer.forms.count > 1 {
            var generator = key.generator(Self.stream)
            number = odds.draw(&generator)
        }
        return try composer.text(number) { try parts[$0].writing(for: key) }
    }
}
