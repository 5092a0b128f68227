import Synthesis
import Typography

/// What `fonts --json` prints.
struct FontReport: Encodable {
    let recipe: String
    let alphabet: [String]
    let faces: [Face]
    /// Files that are no fonts that can be used.
    let skipped: [Skipped]

    /// A face.
    struct Face: Encodable {
        let name: String
        let family: String
        let style: String
        let path: String
        let sha256: String
        /// The share of the alphabet that it can write, 0...1.
        let coverage: Double
        let missing: [String]
        let use: String
        /// What it does with the two cases of letters; nil where it draws both.
        let remark: String?
        /// What the font says of its licence, and else the catalogue.
        let licence: String?
    }

    /// A file that was found, and why it is not used.
    struct Skipped: Encodable {
        let path: String
        let reason: String
    }

    init(_ survey: FontSurvey, of recipe: String) {
        self.recipe = recipe
        alphabet = survey.alphabet.map(String.init)
        faces = survey.entries.map { entry in
            Face(
                name: entry.face.name, family: entry.face.family, style: entry.face.style, path: entry.face.path,
                sha256: entry.face.sha256, coverage: entry.coverage, missing: entry.missing.map(String.init),
                use: entry.use.rawValue, remark: entry.habit?.rawValue,
                licence: entry.face.licence ?? entry.catalogLicence)
        }
        skipped = survey.skipped.map { Skipped(path: $0.path, reason: $0.reason) }
    }
}
