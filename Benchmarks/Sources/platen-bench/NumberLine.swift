import Configs
import Synthesis

/// A line of nine digits on 200x48 px grey, which stages and presets are timed on.
enum NumberLine {
    private static let yaml = """
        text: {number: {digits: 9, mode: unique}}
        fonts: {faces: [Liberation Serif], size: 30}
        page: {width: 200, height: 48}
        """

    /// The line with changes to its recipe, and as many samples to train on.
    static func source(_ overrides: [String], count: Int = 1_000_000) throws -> SyntheticSource {
        var document = try ConfigDocument(yaml: yaml, name: "benchmark", baseDirectory: ".")
        for override in overrides + ["samples={train: \(count), val: 0, test: 0}"] { try document.override(override) }
        return try SyntheticSource(try document.decode(Recipe.self))
    }
}
