/// What `platen.json` says: from which plan a dataset was made, and what it holds.
struct Manifest: Codable {
    /// The version of the folder's format.
    static let currentFormat = 1

    var format = Self.currentFormat
    var plan: PlanRecord
    var summary: DatasetSummary
    /// The files beside the images, by name; for a folder with a file an image, all of these one after the other.
    ///
    /// Nil in datasets of earlier versions.
    var files: [String: FileRecord]?
}

/// The size and the hash of a file.
struct FileRecord: Codable, Equatable {
    var bytes: Int
    /// Hexadecimal.
    var sha256: String
}
