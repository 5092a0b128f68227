import Samples

/// What became of a dataset that was shared out.
package struct DivisionSummary: Sendable, Hashable, Encodable {
    /// What one split got.
    package struct Part: Sendable, Hashable, Encodable {
        /// The share that was asked for, 0...1.
        package var wanted: Double
        /// How many samples it got.
        package var samples: Int
        /// How many different labels these have.
        package var labels = 0
        /// How many of its samples have a label that train has too; 0 for train itself.
        package var labelsInTrain = 0
    }

    /// The dataset that was divided.
    package var source: String
    /// What it is.
    package var format: DatasetFormat
    /// The splits, by name.
    package var splits: [String: Part] = [:]
    /// How many labels stand in more than one split.
    package var labelsInSeveralSplits = 0
    /// How many broken samples were left out.
    package var leftOut: Int
    /// The seed.
    package var seed: UInt64
    /// Whether samples with equal labels went to one split.
    package var byLabel: Bool
    /// The lists, by split; none where the pictures were copied.
    package var files: [String: String] = [:]

    /// Counts the labels of a dataset that a rule divided.
    init(_ dataset: StoredDataset, _ rule: DivisionRule) throws {
        source = dataset.path
        format = dataset.format
        leftOut = dataset.problems.count
        seed = rule.seed
        byLabel = rule.byLabel
        var parts: [Split: Part] = [:]
        var keys = LabelKeys()
        let counts = SplitCounts(of: dataset)
        keys.reserve(counts.total)
        for split in Split.allCases {
            parts[split] = Part(wanted: rule.fractions[split], samples: counts[split])
            try dataset.forEachLabel(of: split) { _, label in keys.add(label, of: split) }
        }
        var several = 0
        keys.forEachLabel { group in
            let held = Split.allCases.filter { group.counts[$0] > 0 }
            if held.count > 1 { several += 1 }
            for split in held {
                parts[split]?.labels += 1
                if split != .train, group.counts.train > 0 { parts[split]?.labelsInTrain += group.counts[split] }
            }
        }
        labelsInSeveralSplits = several
        for (split, part) in parts { splits[split.rawValue] = part }
    }
}
