/// Something that is measured once a round.
struct Trial {
    /// The name in the JSON file.
    let id: String
    /// The name in the table.
    let title: String
    /// Measures once.
    let run: () async throws -> Lap
}
