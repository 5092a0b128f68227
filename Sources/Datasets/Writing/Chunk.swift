/// Consecutive samples whose files are in place: what is left to do is to note them, in order.
struct Chunk: Sendable {
    /// How drawing a chunk ended.
    struct Outcome: Sendable {
        /// The first ordinal.
        var start: Int
        var result: Result<Chunk, any Error>
    }

    var ordinals: Range<Int>
    /// What is to be added to each annotation file, and behind these, for each format with a file an image, what these files
    /// hold.
    var additions: [[UInt8]]
    var statistics: Statistics
    /// The note of its files' names, in the working folder.
    var note: String
    /// How long it took.
    var duration: Duration

    /// The name of a chunk's note.
    static func note(_ ordinals: Range<Int>) -> String {
        notePrefix + "\(ordinals.lowerBound)-\(ordinals.upperBound)"
    }

    static let notePrefix = "chunk-"
}
