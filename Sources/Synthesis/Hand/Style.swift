import Configs
import Handwriting
import Samples
import Typography

/// How texts are put down: by which hands, with which marks and ink.
struct Style: Sendable {
    let type: TypeRecipe
    let ink: InkRecipe
    let hands: [PreparedStage<any Scribe>]
    let handWeights: [Double]
    let marks: [PreparedStage<any Mark>]
    let inkStages: [PreparedStage<any InkStage>]
    /// Those of them whose ink reaches beyond the strokes.
    private let spreading: [PreparedStage<any InkStage>]
    /// The parts of a text that are put down in their own way.
    let parts: [StyledPart]
    /// What a person should know of its hands.
    private let handNotes: [String]

    /// - Parameter path: where it stands in the recipe, with a dot at its end; empty for the recipe's own.
    init(_ recipe: StyleRecipe, at path: String, for texts: Texts, cache: StyleCache) throws {
        type = recipe.type
        ink = recipe.ink
        // What a part writes is not told by what all of them write.
        let isWhole = !recipe.parts.entries.contains { $0.value.isSetApart }
        let supplies = HandSupplies(
            fonts: { try cache.book(recipe.fonts) }, pictures: cache.collection, fontsRecipe: recipe.fonts,
            type: recipe.type,
            alphabet: isWhole ? texts.alphabet.filter { !$0.isNewline } : [], splits: texts.splits, seed: texts.seed)
        var slips = RecipeSlips()
        hands = PreparedStage.prepare(recipe.hand, part: "hand").compactMap { hand in
            slips.attempt {
                do {
                    return PreparedStage<any Scribe>(
                        stage: try hand.stage.makeScribe(supplies), path: hand.path, probability: 1)
                } catch let error as SynthesisError where !path.isEmpty {
                    throw error.below(path)
                }
            }
        }
        handWeights = recipe.hand.map(\.weight)
        handNotes = PreparedStage.prepare(recipe.hand, part: path + "hand")
            .flatMap { hand in hand.stage.notes.map { "\(hand.path).\($0.key): \($0.text)" } }
        guard handWeights.contains(where: { $0 > 0 }) else {
            throw SynthesisError(.recipe, at: path + "hand", "every weight is 0; at least one must be above")
        }
        marks = PreparedStage.prepare(type.marks, part: "type.marks")
        inkStages = PreparedStage.prepare(ink.stages, part: "ink")
        spreading = inkStages.filter { $0.stage is any SpreadingInk }
        parts = recipe.parts.entries.compactMap { name, part in
            var own = recipe
            own.parts = Named()
            if !part.hand.isEmpty { own.hand = part.hand }
            own.fonts = part.fonts ?? own.fonts
            own.type = part.type ?? own.type
            own.ink = part.ink ?? own.ink
            let path = "style.\(name)"
            var texts = texts
            texts.alphabet = []
            let made = slips.attempt {
                try Style(own, at: part.isSetApart ? path + "." : path, for: texts, cache: cache)
            }
            guard let style = made else { return nil }
            return StyledPart(
                names: PartStyle.names(of: name), path: path, recipe: part, style: style,
                marks: PreparedStage.prepare(part.marks, part: path + ".marks"))
        }
        try slips.check()
    }

    /// How far ink may reach beyond the strokes that it is made of, px.
    func inkReach(_ chooser: Chooser) -> Double {
        var (trial, reach) = (chooser, 0.0)
        for stage in spreading {
            stage.apply(&trial) { chooser in
                if let spreading = stage.stage as? any SpreadingInk { reach = max(reach, spreading.reach(&chooser)) }
            }
        }
        return reach
    }

    /// Whether any of its hands can put a line down in a split, or the characters one by one where parts of texts have hands
    /// of their own.
    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) throws -> Bool {
        let others = parts.filter(\.recipe.isSetApart)
        if others.isEmpty { return try handsCanWrite(line, in: split, typesetter) }
        return try line.allSatisfy { character in
            try ([self] + others.map(\.style)).contains {
                try $0.handsCanWrite(String(character), in: split, typesetter)
            }
        }
    }

    private func handsCanWrite(_ line: String, in split: Split, _ typesetter: Typesetter) throws -> Bool {
        try zip(hands, handWeights).contains { hand, weight in
            try weight > 0 && hand.stage.canWrite(line, in: split, typesetter)
        }
    }

    /// Whether any of its hands sets in type.
    var setsType: Bool { zip(hands, handWeights).contains { $0.stage.fonts != nil && $1 > 0 } }
}

extension Style {
    /// The features that draw letters in the other case.
    private static let caseFeatures: Set = ["smcp", "c2sc", "pcap", "c2pc", "unic"]

    /// What a person should know of it.
    var notes: [String] {
        var notes = parts.reduce(handNotes) { $0 + $1.style.handNotes }
        let vanishing =
            (ink.contrast > 0 ? [] : ["ink"]) + parts.filter { $0.recipe.ink?.contrast == 0 }.map { $0.path + ".ink" }
        notes += vanishing.map {
            "\($0).contrast: at 0 ink may have the colour of its ground, and labels have what nobody sees"
        }
        guard hands.contains(where: { $0.stage.fonts?.letterCase == .exact }) else { return notes }
        let asked = type.features.filter { $0.value > 0 && Self.caseFeatures.contains($0.tag) }.map(\.tag)
        guard !asked.isEmpty else { return notes }
        return notes + [
            "type.features: \(asked.joined(separator: ", ")) draws letters in the other case, and labels keep theirs; "
                + "say 'fonts.case: folded' where who reads the labels folds their case"
        ]
    }
}

/// What is known of the texts that a style is for.
struct Texts {
    /// Every character; empty where that is not known.
    var alphabet: [Character]
    /// The splits that there are samples of.
    var splits: [Split]
    /// The seed of the recipe.
    var seed: UInt64
}

/// The keys of a recipe that say how its texts are put down.
struct StyleRecipe {
    var hand: [OneOf<Hands>]
    var fonts: FontsRecipe
    var type: TypeRecipe
    var ink: InkRecipe
    var parts = Named<PartStyle>()
}

/// A part of a text that is put down in its own way.
struct StyledPart: Sendable {
    /// The parts' names: several that are put down alike, by one writer in one ink.
    let names: [String]
    /// Where it stands in the recipe; its choices are noted under this.
    let path: String
    let recipe: PartStyle
    /// All that it is put down by, its own and the text's.
    let style: Style
    /// What is drawn to it alone.
    let marks: [PreparedStage<any Mark>]
}

/// What the styles of a recipe are made from; what several share is made once.
final class StyleCache {
    private var made: [(recipe: ConfigValue, book: FontBook)] = []
    private var read: [(options: CollectionOptions, collection: CharacterCollection)] = []
    /// Where books are kept beyond this recipe.
    private let shelf: BookShelf?

    init(_ shelf: BookShelf? = nil) { self.shelf = shelf }

    /// The book of a recipe.
    func book(_ recipe: FontsRecipe) throws -> FontBook {
        let encoded = recipe.encoded
        if let known = made.first(where: { $0.recipe == encoded }) { return known.book }
        let book = try shelf?.book(encoded) ?? FontBook(recipe)
        shelf?.keep(book, of: encoded)
        made.append((encoded, book))
        return book
    }

    /// The pictures of a folder.
    func collection(_ folder: String, _ options: CollectionOptions) throws -> CharacterCollection {
        if let known = read.first(where: { $0.collection.path == folder && $0.options == options }) {
            return known.collection
        }
        let collection = try CharacterCollection.read(folder, options)
        read.append((options, collection))
        return collection
    }

    /// All books that were asked for.
    var books: [FontBook] { made.map(\.book) }
    /// All pictures that were asked for.
    var collections: [CharacterCollection] { read.map(\.collection) }
}
