/// The list of words that a source's labels are made from: `Sample.lexiconLine` is a line of it.
public protocol SampleLexicon: Sendable {
    /// How many words there are.
    var count: Int { get }

    /// The UTF-8 of a word, without a line break.
    /// - Parameter line: from 0, below `count`.
    func word(atLine line: Int) -> ArraySlice<UInt8>
}
