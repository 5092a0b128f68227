import Samples

/// Keeps the labels of the splits apart, whatever writes them: every label belongs to one split by its hash,
/// and a label that belongs elsewhere is written anew.
struct DisjointLabels: Author {
    private let author: any Author
    private let sizes: SplitSizes
    private static let tries = 10_000

    init(_ author: any Author, sizes: SplitSizes) throws {
        self.author = author
        self.sizes = sizes
    }

    var hasUniqueLabels: Bool { author.hasUniqueLabels }
    var alphabet: [Character] { author.alphabet }
    var files: [TextFile] { author.files }
    var notes: [String] { author.notes }
    var lexicon: (any SampleLexicon)? { author.lexicon }

    func writing(for key: SampleKey) throws -> Writing {
        var key = SampleKey(seed: key.seed, split: key.split, index: key.index)
        for _ in 0..<Self.tries {
            let writing = try author.writing(for: key)
            if owner(of: writing.label, seed: key.seed) == key.split { return writing }
            key = key.nextAttempt
        }
        throw SynthesisError(
            .recipe,
            "\(key.split.rawValue)/\(key.index): no label of this split found in \(Self.tries) tries; with "
                + "'disjoint: true' there must be many more labels than splits")
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
