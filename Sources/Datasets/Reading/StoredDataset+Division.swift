package import Samples

extension StoredDataset {
    /// The rows of one split as a dataset of their own, which is whole and can be divided again.
    package func only(_ split: Split) -> StoredDataset {
        var dataset = self
        dataset.rows = .whole(rows(of: split))
        return dataset
    }

    /// The rows of all splits as one dataset, which is whole and can be divided again: train's first, then val's and test's.
    ///
    /// - Throws: `DatasetError` with code `.plan` where the dataset was divided by fractions.
    package func joined() throws -> StoredDataset {
        guard case .divided(let sets) = rows else { return self }
        guard !sets.values.contains(where: \.isPart) else {
            throw DatasetError(.plan, "\(path) was divided by fractions: open it again to have it whole")
        }
        var dataset = self
        dataset.rows = .whole(RowSet(joining: Split.allCases.compactMap { sets[$0] }))
        return dataset
    }

    /// The whole dataset, its rows shared out among the splits.
    ///
    /// The same fractions and seed give each row to the same split, in the same place, on every run.
    ///
    /// - Parameters:
    ///   - fractions: The share of each split.
    ///   - seed: Another one gives other rows to each split.
    ///   - byLabel: Whether rows with equal labels go to one split. The labels' order is then that of a hash with the seed in
    ///     it, cut where the fractions are met best; rows stay in the order in which they are stored. Without it, the rows are
    ///     shuffled by the seed.
    /// - Throws: `DatasetError` with code `.plan` where the dataset is divided already.
    public func divided(
        _ fractions: SplitFractions, seed: UInt64, byLabel: Bool = false
    ) throws -> StoredDataset {
        try fractions.validate()
        guard case .whole(let set) = rows, !set.isPart else {
            throw DatasetError(
                .plan,
                "\(path) is divided into splits already (\(splits.map(\.rawValue).joined(separator: ", "))): "
                    + "divide one of them alone, or take them as they are")
        }
        var dataset = self
        if byLabel {
            dataset.rows = .divided(try Self.partsByLabel(of: set, fractions, seed: seed))
        } else {
            var sets: [Split: RowSet] = [:]
            for part in fractions.parts { sets[part.split] = set.part(from: part.start, to: part.end, seed: seed) }
            dataset.rows = .divided(sets)
        }
        return dataset
    }

    private static func partsByLabel(
        of set: RowSet, _ fractions: SplitFractions, seed: UInt64
    ) throws -> [Split: RowSet] {
        var keys: [UInt64] = []
        keys.reserveCapacity(set.count)
        try set.forEach { _, row, _, _ in keys.append(Fingerprint(of: row.label, seed: seed).value) }
        let cuts = LabelCuts(keys.sorted(), fractions)
        var others: [Split: [Int]] = [:]
        for (index, key) in keys.enumerated() {
            let home = cuts.split(of: key)
            for split in Split.allCases where split != home { others[split, default: []].append(index) }
        }
        var sets: [Split: RowSet] = [:]
        for split in Split.allCases { sets[split] = set.excluding(others[split] ?? []) }
        return sets
    }
}

/// Where the labels of splits end, in the order of their keys.
private struct LabelCuts {
    /// From which key on labels are no longer the split's; nil where it has all that are left.
    private var ends: [(split: Split, end: UInt64?)] = []

    /// - Parameter keys: those of all rows, sorted.
    init(_ keys: [UInt64], _ fractions: SplitFractions) {
        for part in fractions.parts {
            var place = Int((Double(keys.count) * part.end).rounded())
            if place > 0, place < keys.count, keys[place - 1] == keys[place] {
                // Rows of one label: its nearer end.
                let first = keys[..<place].lastIndex { $0 != keys[place] }.map { $0 + 1 } ?? 0
                let end = keys[place...].firstIndex { $0 != keys[place] } ?? keys.count
                place = place - first <= end - place ? first : end
            }
            ends.append((part.split, place < keys.count ? keys[place] : nil))
        }
    }

    /// The split of a label; nil where no split has it.
    func split(of key: UInt64) -> Split? { ends.first { $0.end.map { key < $0 } ?? true }?.split }
}
