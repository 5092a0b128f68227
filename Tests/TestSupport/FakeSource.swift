import Imaging
public import Samples

/// A source of small pictures that are made of nothing but their keys' random numbers.
public struct FakeSource: SampleSource {
    /// What can go wrong with it on purpose.
    public struct Failure: Error, CustomStringConvertible {
        /// The message.
        public var description: String

        /// A failure with a message.
        public init(_ description: String) { self.description = description }
    }

    /// The seed of all keys.
    public var seed: UInt64
    /// How many samples each split has; nil for as many as are asked for.
    public var counts: [Split: Int]?
    /// What `hasUniqueLabels` says.
    public var hasUniqueLabels: Bool
    /// The words that labels are made from; nil for none.
    public var words: [String]?
    /// The label of a sample.
    public var label: @Sendable (Split, Int) -> String
    /// Runs before a sample is made; may throw in its place.
    public var before: @Sendable (Split, Int) throws -> Void
    /// Runs on a sample before it is handed out.
    public var adjust: @Sendable (inout Sample) -> Void

    /// A source whose labels are the split's number and the index, five digits.
    public init(seed: UInt64 = 7, counts: [Split: Int]? = nil, hasUniqueLabels: Bool = true) {
        self.seed = seed
        self.counts = counts
        self.hasUniqueLabels = hasUniqueLabels
        label = { split, index in String(1_000_000 + Int(split.number) * 100_000 + index).dropFirst().description }
        before = { _, _ in }
        adjust = { _ in }
    }

    /// As many as `counts` says.
    public func count(of split: Split) -> Int? { counts.map { $0[split] ?? 0 } }

    /// `words`, as a lexicon.
    public var lexicon: (any SampleLexicon)? { words.map(Lexicon.init) }

    private struct Lexicon: SampleLexicon {
        let words: [String]

        init(_ words: [String]) { self.words = words }

        var count: Int { words.count }
        func word(atLine line: Int) -> ArraySlice<UInt8> { Array(words[line].utf8)[...] }
    }

    /// A reader of pictures.
    public func makeReader() throws -> any SampleReader { Reader(self) }

    private final class Reader: SampleReader {
        let source: FakeSource

        init(_ source: FakeSource) { self.source = source }

        func sample(at index: Int, in split: Split) throws -> Sample {
            try source.before(split, index)
            let label = source.label(split, index)
            let isRedrawn = index % 7 == 3
            let key = SampleKey(seed: source.seed, split: split, index: index, attempt: isRedrawn ? 1 : 0)
            var sample = FakeSource.sample(key, label: label)
            if isRedrawn { sample.rejections = [.init(index % 2 == 1 ? .missingGlyph : .lostInk, font: "Fake Sans")] }
            source.adjust(&sample)
            return sample
        }
    }

    /// A picture of noise, 6 px a character wide and 12 px high, with a box for each character.
    public static func sample(_ key: SampleKey, label: String) -> Sample {
        let width = max(1, 6 * label.count)
        var generator = key.generator("fake.pixels")
        let image = Bitmap(width: width, height: 12) { buffer in
            generator.fill(UnsafeMutableRawBufferPointer(buffer))
        }
        let characters = label.enumerated().map { position, character in
            Sample.CharacterBox(
                text: String(character),
                quad: Quad(
                    Rect(left: Double(6 * position) + 0.126, top: 1.5, right: Double(6 * position) + 5, bottom: 11)))
        }
        var choices = [Sample.Choice("font", key.index % 2 == 0 ? "Fake Sans" : "Fake \"Serif\"")]
        choices.append(Sample.Choice("camera.blur.sigma", Double(generator.nextWord() % 1000) / 1000))
        choices.append(Sample.Choice("camera.noise", 3))
        return Sample(
            key: key, image: image, label: label, mask: Bitmap(width: width, height: 12, filledWith: 9),
            textQuad: Quad(Rect(left: 0.126, top: 1.5, right: Double(width) - 1, bottom: 11)),
            characters: characters, choices: choices)
    }
}
