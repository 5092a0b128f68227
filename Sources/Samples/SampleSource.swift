/// Something that holds numbered samples: a recipe that draws them or a dataset that stores them.
///
/// The source is shared by all threads; each thread asks it for a reader of its own.
public protocol SampleSource: Sendable {
    /// How many samples a split has; `nil` where they never end.
    func count(of split: Split) -> Int?

    /// Whether no two samples, of one split or of two, have the same label.
    var hasUniqueLabels: Bool { get }

    /// The list of words that every label is made from; `nil` where there is none.
    var lexicon: (any SampleLexicon)? { get }

    /// Whether pictures are known to be pages of several texts, each with a label of its own.
    var hasPages: Bool { get }

    /// A reader for the use of one thread at a time.
    func makeReader() throws -> any SampleReader
}

extension SampleSource {
    /// No list.
    public var lexicon: (any SampleLexicon)? { nil }

    /// No.
    public var hasPages: Bool { false }
}

/// Reads samples by number.
///
/// Not for two threads at once: it owns caches and C handles.
public protocol SampleReader: AnyObject {
    /// The sample at an index of a split: the same for the same arguments, whatever was read before.
    func sample(at index: Int, in split: Split) throws -> Sample
}
