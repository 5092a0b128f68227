public import Configs
public import Samples

/// How many samples each split has.
public struct SplitSizes: ConfigRecord, Hashable {
    /// Samples to train on.
    public var train = 1600
    /// Samples to look at while training.
    public var val = 200
    /// Samples to look at once.
    public var test = 200

    /// The default: 1600, 200, 200.
    public init() {}

    /// What the record is.
    public static let summary = "How many samples each split has."
    /// The keys.
    public static var fields: [Field<SplitSizes>] {
        [
            Field("train", \.train, in: 0...1e12, "Samples to train on."),
            Field("val", \.val, in: 0...1e12, "Samples to look at while training."),
            Field("test", \.test, in: 0...1e12, "Samples to look at once, at the end."),
        ]
    }

    /// All samples.
    public var total: Int { train + val + test }

    /// The size of one split.
    public subscript(split: Split) -> Int {
        switch split {
        case .train: train
        case .val: val
        case .test: test
        }
    }

    /// How many samples stand before a split when all are counted through: train, val, test.
    public func offset(of split: Split) -> Int {
        switch split {
        case .train: 0
        case .val: train
        case .test: train + val
        }
    }

    /// The same proportions with another total.
    public func scaled(to count: Int) -> SplitSizes {
        guard total > 0 else {
            var all = self
            all.train = count
            return all
        }
        // Where the splits end is rounded, not how long they are: so they add up, and none is below 0.
        func end(_ samples: Int) -> Int { Int((Double(count) * Double(samples) / Double(total)).rounded()) }
        var scaled = self
        scaled.train = end(train)
        scaled.val = end(train + val) - scaled.train
        scaled.test = count - end(train + val)
        return scaled
    }
}
