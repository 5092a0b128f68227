/// What a model makes of a set of examples.
package struct Evaluation: Sendable {
    /// All scores.
    package private(set) var tally: Tally
    /// The mean loss of the labels that can be read at all.
    package private(set) var loss = 0.0
    /// Labels that can't be read, such as those that do not fit into their time steps.
    package private(set) var misfits = 0
    /// What the model measures of its own, 0...1.
    package private(set) var measured: [(measure: Measure, share: Double)] = []
    /// What was read, in the order of the examples.
    package private(set) var readings: [Reading] = []

    /// One example's reading.
    package struct Reading: Sendable {
        /// The number of the example.
        package let index: Int
        /// What is written.
        package let label: String
        /// What was read.
        package let transcription: Transcription
    }

    /// Reads examples and compares.
    package init(of examples: [Example], by recognizer: Recognizer, batchSize: Int = 64) throws {
        tally = Tally()
        let decoder = GreedyDecoder()
        var (sum, fitting) = (0.0, 0)
        var shares = recognizer.model.measures.map { _ in Share() }
        let seen = try recognizer.impressions(of: examples, batchSize: batchSize)
        for (index, (impression, example)) in zip(seen, examples).enumerated() {
            let transcription = try impression.text(by: decoder, recognizer.alphabet)
            let label = example.label
            tally.add(label: label, transcription, inkShare: example.inkShare)
            let logProbability = try impression.logProbability(of: example.classes)
            if logProbability > -.infinity {
                sum -= logProbability
                fitting += 1
            }
            shares = zip(shares, impression.shares).map { $0 + $1 }
            readings.append(Reading(index: index, label: label, transcription: transcription))
        }
        loss = sum / Double(max(1, fitting))
        misfits = readings.count - fitting
        measured = zip(recognizer.model.measures, shares).map { ($0, $1.value) }
    }

    /// The value of a metric: better is less for `cer` and `loss`, more for `exact`.
    package func value(of monitor: TrainingConfig.Monitor) -> Double {
        switch monitor {
        case .cer: tally.total.characterErrorRate ?? 0
        case .exact: tally.total.exactRate ?? 0
        case .loss: loss
        }
    }
}
