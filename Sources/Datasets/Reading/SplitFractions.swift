public import Samples

/// How much of a dataset each split gets, as fractions of its rows.
public struct SplitFractions: Sendable, Hashable {
    /// The part to learn from.
    public var train: Double
    /// The part to look at while learning.
    public var val: Double
    /// The part to look at once, at the end.
    public var test: Double

    /// Fractions, 0...1 each, 1 at most together; what is left over is not used.
    public init(train: Double, val: Double = 0, test: Double = 0) {
        self.train = train
        self.val = val
        self.test = test
    }

    /// The fraction of one split.
    public subscript(split: Split) -> Double {
        switch split {
        case .train: train
        case .val: val
        case .test: test
        }
    }

    /// Where each split's part begins and ends, as fractions of the whole.
    var parts: [(split: Split, start: Double, end: Double)] {
        var start = 0.0
        return Split.allCases.map { split in
            // Whole from end to end, whatever 0.8 + 0.1 + 0.1 adds up to.
            let end = min(1, ((start + self[split]) * 1e9).rounded() / 1e9)
            defer { start = end }
            return (split, start, end)
        }
    }

    /// - Throws: `DatasetError` with code `.plan`.
    func validate() throws {
        for split in Split.allCases where !(0...1).contains(self[split]) {
            throw DatasetError(.plan, "the \(split) split gets \(self[split]) of the dataset: give 0 to 1")
        }
        guard train + val + test <= 1 + 1e-9 else {
            throw DatasetError(
                .plan, "the splits get \(train) + \(val) + \(test) of the dataset, which is more than all of it")
        }
    }
}
