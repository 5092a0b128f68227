package import Configuration
package import Samples

/// A kind of text that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `TextSources`.
package protocol TextSource: ConfigMember {
    /// Prepares the writing of labels: checks what can only be checked with the counts at hand.
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author
}

/// Writes labels: a pure function of the sample's key.
package protocol Author: Sendable {
    /// Whether no two samples of the dataset can have the same label.
    var hasUniqueLabels: Bool { get }

    /// Every character that a label may hold, each once, in order of appearance.
    var alphabet: [Character] { get }

    /// The label of a sample. Redraws of the sample do not change it: only seed, split and index count.
    func label(for key: SampleKey) throws -> String
}

/// The kinds of text.
package enum TextSources: ConfigFamily {
    package static let title = "text"
    package static let modifier = ConfigModifier.none
    package static var members: [any ConfigMember.Type] { [NumberText.self] }
}
