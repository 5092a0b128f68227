import Configs
import Samples

/// A text within another: it draws from streams of its own, so that two alike differ.
struct SubSource: Sendable {
    let author: any Author
    /// What sets its streams apart from those of others.
    private let salt: UInt64

    /// - Parameters:
    ///   - name: its name within the other.
    ///   - path: its path in the recipe, for messages.
    init(_ text: OneOf<TextSources>, name: String, path: String, seed: UInt64, sizes: SplitSizes) throws {
        salt = ChoiceName(name).number
        do {
            author = try text.value.makeAuthor(seed: seed ^ salt, sizes: sizes)
        } catch let error as SynthesisError {
            throw SynthesisError(error.code, "\(path): \(error.message)")
        }
    }

    func writing(for key: SampleKey) throws -> Writing {
        try author.writing(
            for: SampleKey(seed: key.seed ^ salt, split: key.split, index: key.index, attempt: key.attempt))
    }
}
