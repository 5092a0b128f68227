import Configuration
import Samples

/// A kind of text that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `TextSources`.
protocol TextSource: ConfigMember {
    /// Prepares the writing of labels: checks what can only be checked with the counts at hand.
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author
}

/// Writes labels: a pure function of the sample's key.
protocol Author: Sendable {
    /// Whether no two samples of the dataset can have the same label.
    var hasUniqueLabels: Bool { get }

    /// Every character that a label may hold, each once, in order of appearance.
    var alphabet: [Character] { get }

    /// The label of a sample. Redraws of the sample do not change it: only seed, split and index count.
    func label(for key: SampleKey) throws -> String
}

/// The kinds of text.
enum TextSources: ConfigFamily {
    static let title = "text"
    static let modifier = ConfigModifier.none
    static var members: [any ConfigMember.Type] { [NumberText.self] }
}
