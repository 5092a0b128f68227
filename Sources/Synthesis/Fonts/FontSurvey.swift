import Configs
import Samples
public import Typography

/// The faces that a recipe would use, and how much of its texts each can write.
public struct FontSurvey: Sendable {
    /// One face.
    public struct Entry: Sendable, Hashable {
        /// The face.
        public var face: FontFace
        /// The licence's short name in the recipe's catalog; `nil` where the family is not in it.
        ///
        /// What the font says itself is `face.licence`.
        public var catalogLicence: String?
        /// Who sees the face.
        public var use: Use
        /// The characters of the alphabet that the face lacks, in the alphabet's order.
        public var missing: [Character]
        /// The share of the alphabet that the face can write, 0...1.
        public var coverage: Double
        /// What the face does with the two cases of letters, where it doesn't draw both.
        public var habit: Habit?
    }

    /// What a face draws in the other case.
    public enum Habit: String, Sendable, Hashable, CaseIterable {
        /// Small letters.
        case capitals = "draws capitals for small letters"
        /// Capitals.
        case small = "draws small letters for capitals"
    }

    /// Which splits are set in a face.
    public enum Use: String, Sendable, Hashable, CaseIterable {
        /// All of them.
        case all
        /// Train, where other faces are held out for val and test.
        case train
        /// Val and test: the face is held out.
        case heldOut = "held out"
        /// None: its weight is 0.
        case none = "not drawn"
    }

    /// The faces, each once, in the recipe's order.
    public let entries: [Entry]
    /// Font files that were found but can't be used, and why.
    public let skipped: [(path: String, reason: String)]
    /// What a person should know of the choice of faces.
    public let notes: [String]
    /// The characters that the recipe's texts are made of, in order of appearance.
    public let alphabet: [Character]
    /// A few of the recipe's own texts, as they are drawn.
    let samples: [String]

    /// How many texts tell the alphabet where the recipe's source does not know it.
    private static let sampleCount = 5000

    /// Finds a recipe's faces and opens each.
    /// - Throws: `SynthesisError` or `TypographyError`, which say what is missing and what to do.
    public init(_ recipe: Recipe) throws {
        let source = try LabelSource(recipe)
        // A mixture's sources may have fonts of their own.
        let books = try StyleSheet(recipe, alphabet: source.author.alphabet).books
        let catalog = try recipe.fonts.catalog.map { try FontCatalog(path: $0.path) }
        samples = source.displays(48)
        alphabet = source.author.alphabet.isEmpty ? Self.characters(of: source) : source.author.alphabet
        skipped = books.flatMap(\.skipped).reduce(into: []) { all, file in
            if !all.contains(where: { $0.path == file.path }) { all.append((file.path, file.reason)) }
        }

        notes = books.notes

        let typesetter = try Typesetter()
        var features = recipe.type.shaping
        let train = Set(books.flatMap { $0.faces(for: .train) })
        let evaluation = Set(books.flatMap { $0.faces(for: .test) })
        let faces = books.flatMap(\.faces).reduce(into: [FontFace]()) { if !$0.contains($1) { $0.append($1) } }
        var entries: [Entry] = []
        for font in faces {
            let face = try typesetter.open(font)
            let users = books.filter { $0.faces.contains(font) }
            features.letterCase = users.contains { $0.letterCase == .exact } ? .exact : .folded
            let missing = alphabet.filter {
                !typesetter.shape(String($0), face: face, features: features).missing.isEmpty
            }
            let use: Use =
                switch (train.contains(font), evaluation.contains(font)) {
                case (true, true): .all
                case (true, false): .train
                case (false, true): .heldOut
                case (false, false): .none
                }
            entries.append(
                Entry(
                    face: font, catalogLicence: catalog?.licence(ofFamily: font.family), use: use,
                    missing: missing, coverage: 1 - Double(missing.count) / Double(max(1, alphabet.count)),
                    habit: Habit(face.caseHabit)))
        }
        self.entries = entries
    }

    /// Every character of many texts, in order of appearance.
    private static func characters(of source: LabelSource) -> [Character] {
        var seen = Set<Character>()
        return source.displays(sampleCount).joined().filter { seen.insert($0).inserted }
    }
}

extension LabelSource {
    /// What is drawn for the first samples, fewer where the recipe has fewer.
    fileprivate func displays(_ count: Int) -> [String] {
        let split = Split.allCases.first { recipe.samples[$0] > 0 } ?? .train
        return (0..<count).compactMap { try? text(at: $0, in: split).display }
    }
}

extension FontSurvey.Habit {
    fileprivate init?(_ habit: LetterCases.Habit) {
        switch habit {
        case .both: return nil
        case .capitals: self = .capitals
        case .small: self = .small
        }
    }
}

extension [FontBook] {
    /// What a person should know of all of them, each note once.
    var notes: [String] { flatMap(\.notes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

extension FontCatalog {
    /// What the catalogue says of a family's licence.
    fileprivate func licence(ofFamily name: String) -> String? {
        groups.lazy.compactMap { families(inGroup: $0)?.first { $0.family == name }?.licence }.first
    }
}
