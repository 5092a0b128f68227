import Samples

/// Samples of a recipe by their numbers, also past those that it asks for, unless no label may come twice.
struct RangeSource: SampleSource {
    private let base: any SampleSource

    init(_ base: any SampleSource) { self.base = base }

    func count(of split: Split) -> Int? { base.hasUniqueLabels ? base.count(of: split) : nil }
    var hasUniqueLabels: Bool { base.hasUniqueLabels }
    var lexicon: (any SampleLexicon)? { base.lexicon }
    var hasPages: Bool { base.hasPages }
    func makeReader() throws -> any SampleReader { try base.makeReader() }
}
