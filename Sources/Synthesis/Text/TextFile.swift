/// A file that texts come from, for the manifest.
struct TextFile: Sendable, Hashable {
    /// The file's name.
    var name: String
    /// Where it lies.
    var path: String
    /// The file's SHA-256, hex.
    var sha256: String
}
