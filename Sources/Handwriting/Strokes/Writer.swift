package import Samples

/// Somebody who writes digits and amounts by hand: a style, drawn once, that all lines of the writer share.
///
/// A writer is a value without state: the same writer and the same stream give the same line.
package struct Writer: Sendable {
    /// The characters that can be written, the space among them.
    package static let alphabet: [Character] = Skeleton.alphabet.map(\.character) + [" "]

    /// What can be written, in words.
    package static let repertoire: String = {
        let marks = Skeleton.alphabet.filter { $0.kind == .mark }.map(\.character)
        return "the letters A to Z and a to z, Western, Arabic-Indic and Persian digits, \(String(marks)) and spaces"
    }()

    var style: Style

    /// The writer of a sample.
    package init(_ key: SampleKey, ranges: StyleRanges = StyleRanges()) {
        self.init(key.generator("hand.writer"), ranges: ranges)
    }

    /// A writer drawn from a stream.
    package init(_ generator: KeyedGenerator, ranges: StyleRanges = StyleRanges()) {
        var dice = Dice(generator)
        style = Style(ranges, &dice)
    }

    /// Whether all of a text can be written.
    package static func canWrite(_ text: String) -> Bool {
        text.allSatisfy { $0 == " " || Skeleton.places[$0] != nil }
    }

    /// Writes a text.
    ///
    /// - Parameters:
    ///   - digitHeight: how high the writer means a digit to be, px; above 0.
    ///   - generator: what makes this line differ from the writer's others.
    ///   - memory: that of this very line, where it is written at several heights.
    /// - Returns: the line; nil where a character is not in the alphabet.
    /// - Throws: `ImagingError` where a character is too large to be drawn.
    package func line(
        _ text: String, digitHeight: Double, _ generator: KeyedGenerator, memory: FormMemory = FormMemory()
    ) throws -> HandLine? {
        guard Self.canWrite(text) else { return nil }
        var dice = Dice(generator)
        var line = LineInProgress(style: style, digitHeight: digitHeight, memory: memory, dice: &dice)
        return try line.write(text, &dice)
    }
}
