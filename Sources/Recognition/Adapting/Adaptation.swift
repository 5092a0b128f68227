/// The rounds in which a model reads pictures without labels and takes what it is sure of as their labels.
package struct Adaptation: Sendable {
    /// The pictures.
    package let pictures: UnlabelledPictures
    let config: AdaptConfig
    /// How texts are found in them: a pattern's decoder, or greedily.
    package let decoder: any FrameDecoder
    private let hasPattern: Bool
    let fingerprint: UInt64

    /// How many refused readings are kept to be shown.
    private static let shownCount = 24

    /// Rounds over pictures.
    ///
    /// - Parameter pattern: reads texts of the pattern alone; nil where there is none.
    package init(_ pictures: UnlabelledPictures, _ config: AdaptConfig, pattern: PatternDecoder? = nil) {
        self.pictures = pictures
        self.config = config
        decoder = pattern ?? (GreedyDecoder() as any FrameDecoder)
        hasPattern = pattern != nil
        fingerprint = pictures.fingerprint
    }

    /// Reads all pictures and decides which readings are taken.
    ///
    /// - Parameters:
    ///   - step: steps that were made, of `steps`.
    ///   - heldOut: the share of the validation samples that the model reads without a fault.
    ///   - last: the round before.
    /// - Returns: nil where it was told to stop.
    /// - Throws: `RecognitionError`, where no picture can be read.
    func round(
        at step: Int, of steps: Int, by recognizer: Recognizer, batchSize: Int, heldOut: Double,
        after last: AdaptationRound?,
        shouldStop: () -> Bool
    ) throws -> AdaptationRound? {
        let best = max(heldOut, last?.bestHeldOut ?? 0)
        var round = AdaptationRound(
            step: step, pictures: fingerprint, count: pictures.count,
            threshold: config.threshold(at: step, of: steps), heldOut: heldOut, bestHeldOut: best)
        round.isRejected = heldOut < best - config.tolerance
        let reader = Reader(recognizer, decoder: decoder, batchSize: batchSize, views: config.views)
        var (refused, entropy, read): ([AdaptationRound.Reading], Double, Int) = ([], 0, 0)
        for first in stride(from: 0, to: pictures.count, by: 4 * batchSize) {
            if shouldStop() { return nil }
            var (numbers, views): ([Int], [[PreparedPicture]]) = ([], [])
            for number in first..<min(pictures.count, first + 4 * batchSize) {
                do {
                    views.append(try reader.views(of: try pictures.picture(number)))
                    numbers.append(number)
                } catch {
                    refused.append(.init(picture: number, text: "", probability: 0, refusal: .broken))
                }
            }
            for (number, looks) in zip(numbers, try reader.looks(at: views)) {
                let texts = looks.map(\.transcription)
                guard let ensemble = Ensemble(texts) else { continue }
                var reading = reading(of: number, texts, ensemble)
                read += 1
                round.meanProbability += reading.probability
                entropy += looks.reduce(0) { $0 + $1.entropy } / Double(max(1, looks.count))
                reading.refusal = refusal(of: ensemble, reading.probability, round)
                if reading.refusal == nil { round.taken.append(reading) } else { refused.append(reading) }
            }
        }
        guard read > 0 else {
            throw RecognitionError(
                .data,
                "data.unlabelled: none of the \(pictures.count) pictures can be read, such as \(pictures.paths[0])")
        }
        round.meanProbability /= Double(read)
        round.meanEntropy = entropy / Double(read)
        refused.sort { $0.picture < $1.picture }
        for reading in refused { if let reason = reading.refusal { round.refusals[reason, default: 0] += 1 } }
        let shown = min(Self.shownCount, refused.count)
        round.refused = (0..<shown).map { refused[$0 * refused.count / shown] }
        round.hasTaken = last?.hasTaken == true || !round.taken.isEmpty
        return round
    }

    private func reading(
        of picture: Int, _ views: [Transcription], _ ensemble: Ensemble
    ) -> AdaptationRound.Reading {
        let agreed = ensemble.transcription
        return AdaptationRound.Reading(
            picture: picture, text: agreed.text, probability: max(0, min(1, agreed.probability)),
            others: Set(views.map(\.text)).subtracting([agreed.text]).sorted())
    }

    private func refusal(
        of ensemble: Ensemble, _ probability: Double, _ round: AdaptationRound
    ) -> AdaptationRound.Refusal? {
        if ensemble.transcription.text.isEmpty { return .empty }
        if ensemble.agreement < config.agreement { return .disagreement }
        if hasPattern, !ensemble.transcription.fits { return .pattern }
        if probability < round.threshold { return .doubt }
        return round.isRejected ? .rejected : nil
    }
}
