package import Samples

/// How a stored dataset is shared out among the splits.
package struct DivisionRule: Sendable, Hashable {
    /// Which samples are shared out.
    package enum Part: Sendable, Hashable {
        /// All of a dataset that has no splits.
        case whole
        /// All of a dataset, whose splits are put together first.
        case joined
        /// Those of one split.
        case one(Split)
    }

    /// How much each split gets.
    package var fractions: SplitFractions
    /// Which samples are shared out.
    package var part: Part
    /// Whether samples with equal labels go to one split.
    package var byLabel: Bool
    /// The seed of the order.
    package var seed: UInt64

    /// A rule from its parts.
    package init(_ fractions: SplitFractions, part: Part = .whole, byLabel: Bool = false, seed: UInt64 = 1) {
        self.fractions = fractions
        self.part = part
        self.byLabel = byLabel
        self.seed = seed
    }
}

extension DivisionRule: CustomStringConvertible {
    /// `train 0.8, val 0.1, test 0.1, seed 1`.
    package var description: String {
        "train \(fractions.train), val \(fractions.val), test \(fractions.test), seed \(seed)"
            + (byLabel ? ", equal labels together" : "")
    }
}

extension StoredDataset {
    /// The samples that a rule shares out, as a dataset that is whole.
    ///
    /// - Throws: `DatasetError` with code `.plan` where they are not to be had.
    func part(of rule: DivisionRule) throws -> StoredDataset {
        switch rule.part {
        case .whole where !isWhole:
            throw DatasetError(
                .plan,
                "\(path) is divided into splits already (\(splits.map(\.rawValue).joined(separator: ", "))): say which one is "
                    + "to be divided, or that all are to be put together first (--part)")
        case .whole: return self
        case .joined: return try joined()
        case .one(let split):
            guard splits.contains(split) else {
                throw DatasetError(
                    .plan,
                    isWhole
                        ? "\(path) has no splits, of which one could be divided: divide all of it"
                        : "\(path) has no split \(split): it has \(splits.map(\.rawValue).joined(separator: ", "))")
            }
            return only(split)
        }
    }
}
