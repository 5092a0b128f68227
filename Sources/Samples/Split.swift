/// One of the three parts of a dataset.
///
/// The number is part of every sample's key: it never changes.
public enum Split: String, Sendable, Hashable, CaseIterable, Codable {
    /// What a model learns from.
    case train
    /// What is looked at while it learns.
    case val
    /// What is looked at once, at the end.
    case test

    /// The split's number in a sample's key.
    public var number: UInt32 {
        switch self {
        case .train: 0
        case .val: 1
        case .test: 2
        }
    }
}
