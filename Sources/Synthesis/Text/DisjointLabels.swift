import Samples

/// Keeps the labels of the splits apart, whatever writes them: every label belongs to one split by its hash,
/// and a label that belongs elsewhere is written anew.
struct DisjointLabels: Author {
    private let author: any Author
    private let sizes: SplitSizes
    private static let tries = 10_000

    /// - Throws: `SynthesisError` where a split has no label of its own.
    init(_ author: any Author, seed: UInt64, sizes: SplitSizes) throws {
        self.author = author
        self.sizes = sizes
        // A split that has no label is better told of now than at its first sample.
        for split in Split.allCases where sizes[split] > 0 {
            _ = try label(for: SampleKey(seed: seed, split: split, index: 0))
        }
    }

    var hasUniqueLabels: Bool { author.hasUniqueLabels }
    var alphabet: [Character] { author.alphabet }
    var files: [TextFile] { author.files }
    var notes: [String] { author.notes }
    var lexicon: (any SampleLexicon)? { author.lexicon }
    var isNumbered: Bool { author.isNumbered }
    var branches: [AuthorBranch] { author.branches }
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try author.sighting(where: isSought) }

    func writing(for key: SampleKey) throws -> Writing { try label(for: key) }

    private func label(for key: SampleKey) throws -> Writing {
        var key = key
        var met = Set<String>()
        for _ in 0..<Self.tries {
            let writing = try author.writing(for: key)
            if owner(of: writing.label, seed: key.seed) == key.split { return writing }
            met.insert(writing.label)
            key = key.nextAttempt
        }
        let (count, one) = (met.count, met.min() ?? "")
        let labels =
            count == 1 ? "the one label that there is, '\(one)', belongs" : "all \(count) labels that came belong"
        throw SynthesisError(
            .recipe,
            "\(key.split.rawValue)/\(key.index): with 'disjoint: true' each label belongs to one split, and "
                + "\(labels) to others than \(key.split.rawValue) (\(Self.tries) tries); there must be many more labels than "
                + "splits: allow more, or set samples.\(key.split.rawValue) to 0")
    }

    private func owner(of label: String, seed: UInt64) -> Split {
        let hash = ChoiceName(label).number ^ seed
        let mixed = Philox.block(
            Philox.Block(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32), 0, 0),
            key: SIMD2(0x4449_534A, 0x4F49_4E54))
        let total = UInt64(max(1, sizes.total))
        let place = Int((UInt64(mixed.x) << 32 | UInt64(mixed.y)).multipliedFullWidth(by: total).high)
        return Split.allCases.last { place >= sizes.offset(of: $0) && sizes[$0] > 0 } ?? .train
    }
}
