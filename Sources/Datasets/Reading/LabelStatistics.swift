import Samples

/// What the labels of a stored dataset are made of.
public struct LabelStatistics: Sendable, Hashable, Encodable {
    /// What the dataset is.
    public var format: String
    /// Samples by split; all under `all` where there are no splits.
    public var samples: [String: Int] = [:]
    /// How many different labels there are.
    public var different = 0
    /// How many labels stand in more than one split: a model that learnt them by heart would seem to read them.
    public var inSeveralSplits = 0
    /// Labels by their number of characters.
    public var lengths: [Int: Int] = [:]
    /// How often each character (grapheme cluster) occurs.
    public var characters: [String: Int] = [:]
    /// Characters that other splits have, and train has not; none where there are no splits.
    public var unseenInTrain: [String] = []

    /// Counts the labels of a dataset, without reading its pictures.
    ///
    /// - Throws: `DatasetError` where a file has changed since it was opened.
    public init(_ dataset: StoredDataset) throws {
        format = dataset.format.name
        var splits: [String: UInt8] = [:]
        var learnt: Set<Character> = []
        var counts: [Character: Int] = [:]
        for (place, split) in (dataset.isWhole ? [.train] : dataset.splits).enumerated() {
            var number = 0
            try dataset.forEachLabel(of: split) { _, label in
                number += 1
                splits[label, default: 0] |= 1 << UInt8(place)
                lengths[label.count, default: 0] += 1
                for character in label { counts[character, default: 0] += 1 }
                if split == .train { learnt.formUnion(label) }
            }
            samples[dataset.isWhole ? "all" : split.rawValue] = number
        }
        different = splits.count
        inSeveralSplits = splits.values.count { $0.nonzeroBitCount > 1 }
        for (character, count) in counts { characters[String(character)] = count }
        if samples["train"] != nil {
            unseenInTrain = counts.keys.filter { !learnt.contains($0) }.map(String.init).sorted()
        }
    }
}
