public import Imaging

/// What was read on one picture.
public struct Reading: Sendable {
    /// The text and its probability.
    package let transcription: Transcription
    /// The characters of the text, in its order.
    public let characters: [Letter]
    /// Other texts, the most probable first, where some were asked for.
    package let alternatives: [Transcription]
    /// How often the picture was read: by each model in each view.
    package private(set) var readingCount = 1
    /// How many of these readings have this text.
    package private(set) var agreeing = 1
    /// What each model reads by itself, in the order of the models; empty where there is one.
    package private(set) var byModel: [Transcription] = []

    /// A character that was read.
    public struct Letter: Sendable {
        /// The character.
        public let character: Character
        /// How sure the network is of it, 0...1, whatever it says of the others.
        public let probability: Double
        /// Where it stands in the picture, px: between the middles of the ways to its neighbours, as high as the line.
        public let place: Rect
    }

    /// What is written.
    public var text: String { transcription.text }
    /// The text's probability, 0...1.
    public var probability: Double { transcription.probability }
    /// Other texts and their probabilities, the most probable first, where some were asked for.
    public var others: [(text: String, probability: Double)] { alternatives.map { ($0.text, $0.probability) } }
    /// The share of the readings that have this text, 0...1; nil where the picture was read once.
    package var agreement: Double? { readingCount > 1 ? Double(agreeing) / Double(readingCount) : nil }

    /// A reading of a picture that was read several times.
    ///
    /// - Parameters:
    ///   - picture: as the surest of the readings saw it, of whose model the next two are.
    ///   - byModel: what each model reads by itself, where there are several.
    init(
        _ ensemble: Ensemble, alternatives: [Transcription], of picture: PreparedPicture, _ model: any TextModel,
        _ input: InputPolicy, byModel: [Transcription] = []
    ) {
        self.init(ensemble.transcription, alternatives: alternatives, of: picture, model, input)
        (readingCount, agreeing, self.byModel) = (ensemble.count, ensemble.agreeing, byModel)
    }

    /// A reading of a picture by a model.
    init(
        _ transcription: Transcription, alternatives: [Transcription], of picture: PreparedPicture,
        _ model: any TextModel, _ input: InputPolicy
    ) {
        self.transcription = transcription
        self.alternatives = alternatives
        let width = input.paddedWidth(picture.image.width)
        let before = Double(input.paddingBefore(min(width, picture.image.width), paddedTo: width))
        let centers = transcription.spans.map { model.center(ofStep: $0.peak, width: width) - before }
        let columns = Self.columns(around: centers, height: Double(picture.image.height))
        var parts: [Int: (probability: Double, place: Rect)] = [:]
        for (span, columns) in zip(transcription.spans, columns) {
            let place = picture.place(of: columns)
            // A letter and its marks may have been read one by one.
            let known = parts[span.place]
            parts[span.place] = (
                min(span.probability, known?.probability ?? 1), known.map { $0.place.union(place) } ?? place
            )
        }
        characters = transcription.text.enumerated().compactMap { number, character in
            parts[number].map { Letter(character: character, probability: $0.probability, place: $0.place) }
        }
    }

    /// The columns of characters by their middles: up to half way to the next, and no wider than the line is high.
    static func columns(around centers: [Double], height: Double) -> [Range<Double>] {
        centers.indices.map { number in
            let center = centers[number]
            var (before, behind) = (height / 2, height / 2)
            if number > 0 { before = min(before, abs(center - centers[number - 1]) / 2) }
            if number + 1 < centers.count { behind = min(behind, abs(centers[number + 1] - center) / 2) }
            // The first and the last have a neighbour on one side alone.
            if number == 0, centers.count > 1 { before = min(before, max(behind, height / 8)) }
            if number == centers.count - 1, centers.count > 1 { behind = min(behind, max(before, height / 8)) }
            return center - before..<center + behind
        }
    }
}

extension Rect {
    /// The smallest box around both.
    fileprivate func union(_ other: Rect) -> Rect {
        Rect(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }
}
