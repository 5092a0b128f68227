import Imaging
package import Samples

/// Pictures with the readings that were taken as their labels: a source without an end, to be learnt from.
///
/// Which picture a number stands for follows from the seed and the number.
package struct TakenSource: SampleSource {
    private let pictures: UnlabelledPictures
    private let taken: [AdaptationRound.Reading]
    private let seed: UInt64

    /// A source of at least one reading.
    init(
        _ taken: [AdaptationRound.Reading], of pictures: UnlabelledPictures, seed: UInt64
    ) {
        precondition(!taken.isEmpty, "nothing to learn from")
        (self.taken, self.pictures, self.seed) = (taken, pictures, seed)
    }

    package func count(of split: Split) -> Int? { nil }
    package var hasUniqueLabels: Bool { false }
    package func makeReader() throws -> any SampleReader { Reader(source: self) }

    private final class Reader: SampleReader {
        private let source: TakenSource

        init(source: TakenSource) { self.source = source }

        func sample(at index: Int, in split: Split) throws -> Sample {
            let key = SampleKey(seed: source.seed, split: split, index: index)
            var generator = key.generator("adapt.picture")
            let number = (UInt64(generator.nextWord()) &* UInt64(source.taken.count)) >> 32
            let reading = source.taken[Int(number)]
            let image = try source.pictures.picture(reading.picture)
            return Sample(
                key: key, image: image, label: reading.text, mask: Bitmap(width: 0, height: 0),
                textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))),
                characters: [])
        }
    }
}

extension TrainingStream {
    /// The name of what was taken among the sources.
    static let takenName = "pictures without labels"

    /// The same stream with a round's readings among its sources.
    ///
    /// - Throws: `RecognitionError`, as a stream does.
    func with(
        _ round: AdaptationRound?, of pictures: UnlabelledPictures, _ config: AdaptConfig
    ) throws(RecognitionError) -> TrainingStream {
        guard let round, !round.taken.isEmpty else { return self }
        let source = TakenSource(
            round.taken, of: pictures, seed: seed)
        let taken = try StreamSource(
            name: Self.takenName, source: source, split: .train, count: nil, weight: config.weight,
            distortion: Distortion(strength: config.distortion))
        return try TrainingStream(
            sources: sources + [taken], alphabet: alphabet, unknown: unknown, input: input, batchSize: batchSize,
            poolSize: poolSize, seed: seed)
    }
}
