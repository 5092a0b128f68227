/// Consecutive samples that are in place: what is left to do is to note them, in order.
struct Chunk: Sendable {
    /// How drawing a chunk ended.
    struct Outcome: Sendable {
        /// The first ordinal.
        var start: Int
        var result: Result<Chunk, any Error>
    }

    var ordinals: Range<Int>
    /// What is to be added to each list.
    var additions: [[UInt8]]
    /// Where in the additions to the records the words go that say where pictures lie: of each sample.
    var marks: [Int]
    /// What the store has of them.
    var staged: StagedChunk
    var statistics: Statistics
    /// How long it took.
    var duration: Duration
}
