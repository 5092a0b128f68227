import Configs
import Samples

/// Texts taken from the list of all possible ones in a keyed order.
struct NumberedTexts: Author {
    private let space: any LabelSpace
    private let order: LabelOrder
    let hasUniqueLabels: Bool
    let alphabet: [Character]
    let files: [TextFile]
    let notes: [String]
    var lexicon: (any SampleLexicon)? { space.lexicon }
    var isNumbered: Bool { true }
    let branches: [AuthorBranch]
    private let author: any Author
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try author.sighting(where: isSought) }

    /// - Parameters:
    ///   - author: draws the same texts by chance.
    ///   - path: the source's path in the recipe, for messages.
    init(
        space: any LabelSpace, like author: any Author, mode: LabelMode, disjoint: Bool, seed: UInt64,
        sizes: SplitSizes, path: String
    ) throws {
        self.space = space
        order = try LabelOrder(
            count: space.count, mode: mode, disjoint: disjoint, seed: seed, sizes: sizes, path: path)
        hasUniqueLabels = mode == .unique
        alphabet = author.alphabet
        files = author.files
        notes = author.notes
        branches = author.branches
        self.author = author
    }

    func writing(for key: SampleKey) throws -> Writing {
        space.writing(at: try order.position(for: key), for: key)
    }
}
