package import Imaging
import Markup

/// What a report tells of a run: the course of its training, and what its model is worth.
package struct RunReport {
    /// The heading: the run's name.
    package var title: String
    /// Facts for the head of the page, in order: model, data, seed, time.
    package var facts: [(name: String, value: String)]
    /// The course of the training; empty for an evaluation.
    package var history: [MetricsRow]
    /// The scores.
    package var tally: Tally
    /// The worst mistakes, the worst first.
    package var mistakes: [Mistake]
    /// The configuration, as it was written.
    package var config: String
    /// What became of pictures without labels; nil where there were none.
    var adaptation: AdaptationSection?

    /// A report from its parts.
    package init(
        title: String, facts: [(name: String, value: String)] = [], history: [MetricsRow] = [], tally: Tally,
        mistakes: [Mistake] = [], config: String = ""
    ) {
        self.title = title
        self.facts = facts
        self.history = history
        self.tally = tally
        self.mistakes = mistakes
        self.config = config
    }

    /// The whole page: one file that needs no other.
    ///
    /// - Throws: `ImagingError` where the picture of a mistake can't be encoded.
    package func html() throws -> String { try ReportPage(self).page().text }
}

/// A sample that was read wrongly.
package struct Mistake: Sendable {
    /// Which sample it is: its number or its file.
    package var name: String
    /// Its picture, as it was read.
    package var image: Bitmap
    /// What stands in it.
    package var label: String
    /// What was read.
    package var reading: String
    /// The reading's probability, 0...1.
    package var probability: Double

    /// A mistake from its parts.
    package init(name: String, image: Bitmap, label: String, reading: String, probability: Double) {
        self.name = name
        self.image = image
        self.label = label
        self.reading = reading
        self.probability = probability
    }
}

/// What was measured at a step; nil for what was not measured there.
package struct MetricsRow: Sendable, Hashable {
    /// Steps made so far.
    package var step: Int
    /// Seconds of training so far.
    package var seconds: Double?
    /// The loss of the batch.
    package var loss: Double?
    /// The learning rate.
    package var rate: Double?
    /// The loss over the validation data.
    package var validationLoss: Double?
    /// The character error rate of the validation data, from 0.
    package var characterErrorRate: Double?
    /// The share of the validation data that was read without a fault, 0...1.
    package var exactRate: Double?
    /// The share of the pictures without labels whose readings were taken, 0...1.
    package var takenShare: Double?
    /// The mean probability of the readings of these pictures, 0...1.
    package var pictureProbability: Double?

    /// A row from its parts.
    package init(
        step: Int, loss: Double? = nil, rate: Double? = nil, validationLoss: Double? = nil,
        characterErrorRate: Double? = nil, exactRate: Double? = nil
    ) {
        self.step = step
        self.loss = loss
        self.rate = rate
        self.validationLoss = validationLoss
        self.characterErrorRate = characterErrorRate
        self.exactRate = exactRate
    }

    /// The rows of a run's `metrics.csv`, by the names of its columns; rows without a step are passed over.
    package static func rows(ofCSV text: String) -> [MetricsRow] {
        var lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard !lines.isEmpty else { return [] }
        let names = lines.removeFirst()
        return lines.compactMap { fields in
            func value(_ name: String) -> Double? {
                guard let column = names.firstIndex(where: { $0 == name }), column < fields.count else { return nil }
                return Double(fields[column])
            }
            guard let step = value("step").flatMap({ Int(exactly: $0) }) else { return nil }
            var row = MetricsRow(
                step: step, loss: value("loss"), rate: value("rate"), validationLoss: value("val_loss"),
                characterErrorRate: value("val_cer"), exactRate: value("val_exact"))
            row.seconds = value("seconds")
            (row.takenShare, row.pictureProbability) = (value("adapt_taken"), value("adapt_probability"))
            return row
        }
    }
}
