/// What `platen.json` says: from which plan a dataset was made, and what it holds.
struct Manifest: Codable {
    /// The version of the folder's format.
    static let currentFormat = 1

    var format = Self.currentFormat
    var plan: PlanRecord
    var summary: DatasetSummary
}
