import Samples

/// The labels of a dataset by their fingerprints, 8 bytes a sample: which repeat, and in which splits.
struct LabelKeys {
    /// A fingerprint's first 62 bits, and behind them the number of the split.
    private var keys: [UInt64] = []

    /// Makes room for so many.
    mutating func reserve(_ count: Int) { keys.reserveCapacity(count) }

    /// Adds a sample's label.
    mutating func add(_ label: String, of split: Split) {
        keys.append(Fingerprint(of: label).value << 2 | UInt64(split.number))
    }

    /// What samples have one label.
    struct Group {
        /// The first 62 bits of the label's fingerprint.
        let key: UInt64
        /// How many samples each split has of it.
        var counts = SplitCounts()
    }

    /// Hands out the samples label by label.
    mutating func forEachLabel(_ body: (Group) -> Void) {
        keys.sort()
        var group: Group?
        for key in keys {
            if group?.key != key >> 2 {
                if let group { body(group) }
                group = Group(key: key >> 2)
            }
            for split in Split.allCases where UInt64(split.number) == key & 3 { group?.counts[split] += 1 }
        }
        if let group { body(group) }
    }

    /// What a label's group is known by.
    static func key(of label: String) -> UInt64 { Fingerprint(of: label).value & (UInt64.max >> 2) }
}
