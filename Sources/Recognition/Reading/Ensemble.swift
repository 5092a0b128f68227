import Glibc

/// Several readings of one picture taken together: of several views of it, of several models, or of both.
///
/// Each reading gives its probability to the text that it reads. The text that is given most is taken, and the mean over
/// all readings is its probability. Of texts that are given as much it is that of the earlier reading. Of two readings
/// that differ so the more probable one is taken.
package struct Ensemble: Sendable {
    /// The text that is taken, with the probability that the readings give to it together.
    package let transcription: Transcription
    /// The number of the reading that is surest of it, from 0.
    package let chosen: Int
    /// How many readings there are.
    package let count: Int
    /// How many of them read this text.
    package let agreeing: Int

    /// Takes readings of one picture together; nil where there is none.
    package init?(_ readings: [Transcription]) {
        guard let first = readings.first else { return nil }
        count = readings.count
        guard readings.count > 1 else {
            (transcription, chosen, agreeing) = (first, 0, 1)
            return
        }
        var (best, most): ([Int], Double) = ([], -1)
        for (number, reading) in readings.enumerated() {
            let isNew = !readings[..<number].contains { $0.text == reading.text }
            guard isNew else { continue }
            let like = readings.indices.filter { readings[$0].text == reading.text }
            let sum = like.reduce(0.0) { $0 + readings[$1].probability }
            if sum > most { (best, most) = (like, sum) }
        }
        chosen = best.max { readings[$0].logProbability < readings[$1].logProbability } ?? 0
        agreeing = best.count
        transcription = readings[chosen].with(logProbability: log(most / Double(readings.count)))
    }

    /// The share of the readings that read this text, 0...1.
    package var agreement: Double { Double(agreeing) / Double(count) }
}
