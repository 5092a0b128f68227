import Configs
import Samples

/// How labels are taken from all that are possible.
enum LabelMode: String, ConfigEnum {
    case random, unique, exhaustive, balanced

    /// Whether labels are taken from the list of all that are possible.
    var isNumbered: Bool { self == .unique || self == .exhaustive }

    static let doc =
        "`random`: drawn freely. `unique`: no label twice in the dataset. `exhaustive`: every possible label equally "
        + "often. `balanced`: drawn, but the options of each choice are taken in turn, so that each comes equally "
        + "often. The last three take no heed of weights."
}

/// The order in which numbered labels are handed out to samples: the modes `unique` and `exhaustive`.
struct LabelOrder: Sendable {
    private let count: UInt64
    private let isUnique: Bool
    private let isDisjoint: Bool
    private let seed: UInt64
    private let sizes: SplitSizes
    private let order: KeyedPermutation

    /// The most labels that can be numbered.
    static let most: UInt64 = 1 << 62

    /// - Parameters:
    ///   - count: how many labels there are, 1...`most`.
    ///   - path: the source's path in the recipe, for messages.
    /// - Throws: `SynthesisError` where there are too few labels.
    init(
        count: UInt64, mode: LabelMode, disjoint: Bool, seed: UInt64, sizes: SplitSizes, path: String
    ) throws {
        self.count = count
        self.seed = seed
        self.sizes = sizes
        isUnique = mode == .unique
        isDisjoint = disjoint
        order = KeyedPermutation(count: count, seed: seed, salt: 0)
        if isUnique, count < UInt64(sizes.total) {
            throw SynthesisError(
                .recipe,
                "\(path): mode 'unique' has \(count) label\(count == 1 ? "" : "s") for \(sizes.total) samples; ask for fewer samples, allow "
                    + "more labels, or use mode 'exhaustive'")
        }
        if disjoint, !isUnique, let split = Split.allCases.first(where: { sizes[$0] > 0 && share(of: $0).isEmpty }) {
            throw SynthesisError(
                .recipe,
                "\(path): with 'disjoint: true' none of the \(count) labels is left for \(split.rawValue); allow more "
                    + "labels, or make its part of the samples larger")
        }
    }

    /// The number of a sample's label, below `count`.
    func position(for key: SampleKey) throws -> UInt64 {
        if isUnique {
            guard key.index < sizes[key.split] else {
                throw Self.spent(key, sizes)
            }
            return order(UInt64(sizes.offset(of: key.split) + key.index))
        }
        // Round after round through all labels of the split, each round in an order of its own.
        let part = isDisjoint ? share(of: key.split) : 0..<count
        guard !part.isEmpty else {
            throw SynthesisError(.recipe, "\(key.split.rawValue)/\(key.index): the split has no samples, and no labels")
        }
        let size = UInt64(part.count)
        let round = UInt64(key.index) / size
        let salt = (UInt32(truncatingIfNeeded: round) &+ 1) &* 4 &+ key.split.number
        let place = KeyedPermutation(count: size, seed: seed, salt: salt)(UInt64(key.index) % size)
        return isDisjoint ? order(part.lowerBound + place) : place
    }

    /// The error that the mode `unique` has no label for a sample.
    static func spent(_ key: SampleKey, _ sizes: SplitSizes) -> SynthesisError {
        SynthesisError(
            .recipe,
            "\(key.split.rawValue)/\(key.index): mode 'unique' has labels for the \(sizes[key.split]) samples of this "
                + "split only; raise samples.\(key.split.rawValue)")
    }

    /// The labels that belong to a split, as a part of the keyed order in proportion to the splits' sizes.
    private func share(of split: Split) -> Range<UInt64> {
        func bound(_ samples: Int) -> UInt64 {
            let (high, low) = count.multipliedFullWidth(by: UInt64(samples))
            return UInt64(max(1, sizes.total)).dividingFullWidth((high, low)).quotient
        }
        return bound(sizes.offset(of: split))..<bound(sizes.offset(of: split) + sizes[split])
    }
}
