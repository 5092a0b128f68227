/// What a model makes of a set of examples.
package struct Evaluation: Sendable {
    /// All scores.
    package private(set) var tally: Tally
    /// The mean CTC loss of the labels that fit into their time steps.
    package private(set) var loss = 0.0
    /// Labels that do not fit into their time steps.
    package private(set) var misfits = 0
    /// The share of time steps at which the blank is the most probable class.
    package private(set) var blankShare = 0.0
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
        var (sum, fitting, blanks, steps) = (0.0, 0, 0, 0)
        let seen = try recognizer.frames(of: examples, batchSize: batchSize)
        for (index, (frames, example)) in zip(seen, examples).enumerated() {
            let transcription = decoder.decode(frames, recognizer.alphabet)
            let label = example.label
            tally.add(label: label, transcription, inkShare: example.inkShare)
            let logProbability = frames.logProbability(of: example.classes)
            if logProbability > -.infinity {
                sum -= logProbability
                fitting += 1
            }
            blanks += frames.blankCount
            steps += frames.stepCount
            readings.append(Reading(index: index, label: label, transcription: transcription))
        }
        loss = sum / Double(max(1, fitting))
        misfits = readings.count - fitting
        blankShare = Double(blanks) / Double(max(1, steps))
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

extension Frames {
    /// Time steps at which the blank is the most probable class.
    var blankCount: Int {
        (0..<stepCount).lazy.filter { step in
            (0..<blank).allSatisfy { self[step, $0] < self[step, blank] }
        }.count
    }
}
