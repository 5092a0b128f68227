package import Samples

/// What the labels of a stored dataset are made of.
package struct LabelStatistics: Sendable, Hashable, Encodable {
    /// A label that several samples have.
    package struct Repeated: Sendable, Hashable, Encodable {
        /// The label.
        package var label: String
        /// How many samples have it.
        package var samples: Int
    }

    /// What the dataset is.
    package var format: String
    /// Samples by split; all under `all` where there are no splits.
    package var samples: [String: Int] = [:]
    /// How many different labels there are.
    package var different = 0
    /// How many samples have a label that another one before them has.
    package var repeated = 0
    /// The labels that most samples have, 20 at most; none that one sample alone has.
    package var mostRepeated: [Repeated] = []
    /// How many labels stand in more than one split: a model that learnt them by heart would seem to read them.
    package var inSeveralSplits = 0
    /// By split, how many of its samples have a label that train has too.
    package var inTrain: [String: Int] = [:]
    /// Labels by their number of characters.
    package var lengths: [Int: Int] = [:]
    /// How often each character (grapheme cluster) occurs.
    package var characters: [String: Int] = [:]
    /// How often each character stands at each place of a label, from the first on; 64 places at most.
    package var charactersByPosition: [[String: Int]] = []
    /// Characters that other splits have, and train has not; none where there are no splits.
    package var unseenInTrain: [String] = []
    /// By split, how many of its samples have such a character.
    package var withUnseen: [String: Int] = [:]

    private static let listed = 20

    /// Counts the labels of a dataset, without reading its pictures.
    ///
    /// Of each sample 8 bytes are kept while it is counted.
    ///
    /// - Parameters:
    ///   - dataset: whose labels are counted.
    ///   - visit: sees each label, with its split, train where there are none, and its index.
    /// - Throws: `DatasetError` where a file has changed since it was opened; what `visit` throws.
    package init(
        _ dataset: StoredDataset, visit: (Split, Int, String) throws -> Void = { _, _, _ in }
    ) throws {
        format = dataset.format.name
        let splits = dataset.isWhole ? [.train] : dataset.splits
        var keys = LabelKeys()
        keys.reserve(splits.reduce(0) { $0 + (dataset.count(of: $1) ?? 0) })
        var all = Statistics([])
        var learnt: Set<String> = []
        for split in splits {
            var part = Statistics([])
            try dataset.forEachLabel(of: split) { index, label in
                keys.add(label, of: split)
                part.add(split: split, labels: [label], byteCount: 0, fonts: [], rejections: [])
                try visit(split, index, label)
            }
            samples[dataset.isWhole ? "all" : split.rawValue] = part.counts.total
            if split == .train { learnt = Set(part.summary(contentHash: "").characters.keys) }
            all.merge(part)
        }
        let summary = all.summary(contentHash: "")
        (lengths, characters) = (summary.labelLengths, summary.characters)
        charactersByPosition = summary.charactersByPosition
        if samples["train"] != nil {
            unseenInTrain = characters.keys.filter { !learnt.contains($0) }.sorted()
        }
        let frequent = count(&keys)
        try lookAgain(dataset, splits, frequent)
    }

    /// Counts which labels repeat, and gives the keys of those that do so most, with their numbers of samples.
    private mutating func count(_ keys: inout LabelKeys) -> [(key: UInt64, samples: Int)] {
        var (different, several, repeated) = (0, 0, 0)
        var inTrain = SplitCounts()
        var frequent: [(key: UInt64, samples: Int)] = []
        keys.forEachLabel { group in
            different += 1
            let total = group.counts.total
            repeated += total - 1
            if Split.allCases.count(where: { group.counts[$0] > 0 }) > 1 { several += 1 }
            if group.counts.train > 0 {
                for split in [Split.val, .test] { inTrain[split] += group.counts[split] }
            }
            guard total > 1, frequent.count < Self.listed || total > frequent.last?.samples ?? 0 else { return }
            // Groups come in the order of their keys, so that of equals the first stays first.
            frequent.insert((group.key, total), at: frequent.firstIndex { $0.samples < total } ?? frequent.count)
            if frequent.count > Self.listed { frequent.removeLast() }
        }
        (self.different, inSeveralSplits, self.repeated) = (different, several, repeated)
        if samples["train"] != nil {
            for split in [Split.val, .test] where samples[split.rawValue] != nil {
                self.inTrain[split.rawValue] = inTrain[split]
            }
        }
        return frequent
    }

    /// Finds the labels of keys, and counts samples with characters that train lacks; nothing where there are neither.
    private mutating func lookAgain(
        _ dataset: StoredDataset, _ splits: [Split], _ frequent: [(key: UInt64, samples: Int)]
    ) throws {
        guard !frequent.isEmpty || !unseenInTrain.isEmpty else { return }
        var wanted: Set<UInt64> = Set(frequent.map(\.key))
        var labels: [UInt64: String] = [:]
        let unseen = Set(unseenInTrain)
        for split in splits {
            let mayLack = split != .train && !unseen.isEmpty
            guard mayLack || !wanted.isEmpty else { continue }
            var lacking = 0
            try dataset.forEachLabel(of: split) { _, label in
                if !wanted.isEmpty, let key = wanted.remove(LabelKeys.key(of: label)) { labels[key] = label }
                if mayLack, label.contains(where: { unseen.contains(String($0)) }) { lacking += 1 }
            }
            if mayLack { withUnseen[split.rawValue] = lacking }
        }
        mostRepeated = frequent.compactMap { key, samples in
            labels[key].map { Repeated(label: $0, samples: samples) }
        }
    }
}
