import Configs
import Samples

extension MixtureText {
    func makeSpace() throws -> any LabelSpace { try MixtureSpace(self) }
}

/// The texts of all sources of a mixture, numbered, those of each behind those of the one before.
struct MixtureSpace: LabelSpace {
    let count: UInt64
    let shape: LabelShape
    /// The sources with a weight above 0.
    let parts: [PartSpace]
    private let starts: [UInt64]
    private let lists: JoinedLexicon?
    var lexicon: (any SampleLexicon)? { lists }

    /// - Throws: `SynthesisError` where two sources may write the same.
    init(_ text: MixtureText) throws {
        let mode = text.mode == .random || text.mode == .balanced ? "exhaustive" : text.mode.rawValue
        let parts = try text.sources.entries.filter { $0.value.weight > 0 }.map { entry in
            try PartSpace(entry.value.text, name: entry.name, path: "text.mixture.sources.\(entry.name)", mode: mode)
        }
        var (starts, total) = ([UInt64](), UInt64?(0))
        for part in parts {
            starts.append(total ?? 0)
            total = total?.adding(count: part.space.count)
        }
        guard let total else {
            throw SynthesisError(
                .recipe,
                "text.mixture: mode '\(mode)' numbers all labels, and these are more than 2^62; use mode 'random', or "
                    + "sources with fewer texts")
        }
        let shapes = parts.map(\.space.shape)
        count = total
        shape = shapes.dropFirst().reduce(shapes[0]) { $0.or($1) }
        self.parts = parts
        self.starts = starts
        lists = JoinedLexicon(parts.map(\.space.lexicon))
        guard let (one, other) = overlap(shapes), hasDistinctLabels(atMost: mostComparedLabels) != true else { return }
        throw SynthesisError(
            .recipe,
            "text.mixture.sources: mode '\(mode)' needs sources of which no two write the same, and '\(one)' and '\(other)' "
                + "may: give them different lengths, put a character into all texts of the one that the other never has, "
                + "or use mode 'random'")
    }

    /// The names of two sources that can't be told apart without looking.
    private func overlap(_ shapes: [LabelShape]) -> (String, String)? {
        for (place, shape) in shapes.enumerated() {
            for next in shapes.indices.dropFirst(place + 1) where !shape.isApart(from: shapes[next]) {
                return (parts[place].name, parts[next].name)
            }
        }
        return nil
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        let part = (starts.firstIndex { $0 > rank } ?? starts.count) - 1
        return writing(ofPart: part, at: rank - starts[part], for: key)
    }

    /// A text of one source.
    /// - Parameter rank: among the source's own.
    func writing(ofPart part: Int, at rank: UInt64, for key: SampleKey) -> Writing {
        var writing = parts[part].writing(at: rank, for: key)
        writing.lexiconLine = lists.flatMap { lists in writing.lexiconLine.map { lists.line($0, ofPart: part) } }
        writing.source = writing.source.map { parts[part].name + "/" + $0 } ?? parts[part].name
        return writing
    }
}

/// A mixture in which no label comes twice: each source writes its share of the samples.
struct UniqueMixture: Author {
    private let space: MixtureSpace
    private let sizes: SplitSizes
    private let order: KeyedPermutation
    /// Where the samples of each source end, in the keyed order.
    private let ends: [UInt64]
    /// The order of each source's own texts.
    private let orders: [KeyedPermutation]
    let alphabet: [Character]
    let files: [TextFile]
    let notes: [String]
    var hasUniqueLabels: Bool { true }
    var lexicon: (any SampleLexicon)? { space.lexicon }
    var isNumbered: Bool { true }
    let branches: [AuthorBranch]
    private let author: any Author
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try author.sighting(where: isSought) }

    /// - Parameters:
    ///   - author: draws the same texts by chance.
    ///   - weights: of the sources in the space.
    init(
        _ space: MixtureSpace, weights: [Double], like author: any Author, seed: UInt64, sizes: SplitSizes
    ) throws {
        let total = UInt64(max(1, sizes.total))
        let largest = weights.reduce(0, max)
        let sum = weights.reduce(0) { $0 + $1 / largest }
        var (reached, ends) = (0.0, [UInt64]())
        for weight in weights {
            reached += weight / largest
            ends.append(min(total, UInt64((Double(total) * (reached / sum)).rounded())))
        }
        ends[ends.count - 1] = total
        for (number, part) in space.parts.enumerated() {
            let wanted = ends[number] - (number == 0 ? 0 : ends[number - 1])
            guard part.space.count >= wanted else {
                throw SynthesisError(
                    .recipe,
                    "text.mixture.sources.\(part.name): mode 'unique' has \(part.space.count) labels for \(wanted) of the "
                        + "\(total) samples; ask for fewer samples, allow more labels, or lower its weight")
            }
        }
        self.space = space
        self.sizes = sizes
        self.ends = ends
        order = KeyedPermutation(count: total, seed: seed, salt: 0)
        orders = space.parts.map { KeyedPermutation(count: $0.space.count, seed: seed ^ $0.salt, salt: 0) }
        alphabet = author.alphabet
        files = author.files
        notes = author.notes
        branches = author.branches
        self.author = author
    }

    func writing(for key: SampleKey) throws -> Writing {
        guard key.index < sizes[key.split] else { throw LabelOrder.spent(key, sizes) }
        let place = order(UInt64(sizes.offset(of: key.split) + key.index))
        let part = ends.firstIndex { $0 > place } ?? ends.count - 1
        let own = place - (part == 0 ? 0 : ends[part - 1])
        return space.writing(ofPart: part, at: orders[part](own), for: key)
    }
}
