import Configs
import Production
package import Recognition
package import Samples
import Synthesis

/// A recipe whose texts, and no others, are read.
package struct PatternFile {
    private let path: String

    /// The recipe in a file.
    package init(path: String) { self.path = path }

    /// Reads the texts of the recipe, as they stand in pictures.
    ///
    /// - Throws: `ConfigError` or `SynthesisError`, where the recipe can't be read or its texts are endless;
    ///   `RecognitionError`, where they can't be brought into the order of the picture.
    package func decoder(for alphabet: Alphabet, width: Int = 16) throws -> PatternDecoder {
        let recipe = try ConfigDocument(path: path).decode(DatasetRecipe.self).recipe
        return PatternDecoder(try alphabet.seen(try LabelSource(recipe).labelAutomaton(), path), width: width)
    }
}

extension Alphabet {
    /// Texts as they stand in pictures from left to right.
    ///
    /// - Parameter path: where the texts come from, for messages.
    package func seen(_ labels: LabelAutomaton, _ path: String) throws(RecognitionError) -> LabelAutomaton {
        guard let order else { return labels }
        guard let seen = labels.seen(order) else {
            throw RecognitionError(
                .config,
                "\(path): its texts run to the left and to the right, and are too many to bring each into the order of "
                    + "the picture; use fewer words or a narrower pattern, or --decoder beam without a list")
        }
        return seen
    }
}
