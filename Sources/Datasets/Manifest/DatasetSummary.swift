public import Samples

/// What a dataset, or one shard of it, holds.
public struct DatasetSummary: Sendable, Hashable, Codable {
    /// Samples by split.
    public var counts: SplitCounts
    /// Bytes of all image files, masks included.
    public var imageBytes: Int
    /// Tries that were thrown away, by reason.
    public var redraws: [String: Int]
    /// Tries that were thrown away because a font lacks a glyph, by font.
    public var missingGlyphs: [String: Int]
    /// Samples by font: the values of choices named `font` or `....font`.
    public var fonts: [String: Int]
    /// Samples by hand: the values of choices named `hand`, which those that are written have.
    public var hands: [String: Int]
    /// Samples by the source of a mixture that wrote their text: the values of choices named `text.source`.
    public var sources: [String: Int]
    /// How often each character (grapheme cluster) of a label occurs.
    public var characters: [String: Int]
    /// The same for each place in the label, the first 64 places.
    public var charactersByPosition: [[String: Int]]
    /// Labels by length, in characters.
    public var labelLengths: [Int: Int]
    /// Labels that some readers of a chosen format read differently, by what they make of them.
    public var warnings: [String: Int]
    /// How many samples' texts had to shrink to fit the page; nil where none had to.
    public var shrunkTexts: Int?
    /// The least type size that a text had to shrink to, px an em.
    public var leastEm: Double?
    /// The SHA-256 of the bytes of `samples.jsonl`, in hexadecimal: each image's own hash is in there.
    public var contentHash: String

    /// The count of each rejection reason, also of those that did not happen.
    public func redraws(_ reason: Sample.Rejection.Reason) -> Int {
        redraws[reason.rawValue] ?? 0
    }
}
