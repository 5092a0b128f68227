import Configs
import Foundation
import Recognition

/// The scores of a model on a set of samples, as they are shown.
struct ScoreSheet: Encodable {
    let samples: Int
    let exact: Double
    let cer: Double
    let meanCer: Double
    let wer: Double?
    let meanReadLength: Double
    let meanLabelLength: Double
    let repeats: Part
    let separators: SeparatorPart
    let byLength: [Length]
    let byInkShare: [InkShare]
    let confusions: [Pair]
    let calibrationError: Double?
    let accepted: [Acceptance]
    /// By whether several readings agree; nil where pictures were read once.
    let agreement: AgreementTable?
    let by: [BreakdownTable]

    /// Scores of a part of the samples.
    struct Part: Encodable {
        let samples: Int
        let exact: Double?
        let cer: Double?
    }

    /// Scores of the separators alone.
    struct SeparatorPart: Encodable {
        let samples: Int
        let exact: Double?
        let score: Double?
    }

    /// Scores of the labels of one length.
    struct Length: Encodable {
        let length: Int
        let samples: Int
        let exact: Double?
        let cer: Double?
    }

    /// Scores of the pictures whose ink fills a share of the height, 0...1, from one to below another.
    struct InkShare: Encodable {
        let from: Double
        let to: Double
        let samples: Int
        let exact: Double?
        let cer: Double?
    }

    /// What was read for what; an empty text stands for nothing.
    struct Pair: Encodable {
        let label: String
        let read: String
        let count: Int
    }

    /// How many readings are accepted at an error rate of those that are.
    struct Acceptance: Encodable {
        let errorRate: Double
        let coverage: Double
        let threshold: Double
    }

    init(_ tally: Tally, agreement: AgreementTable? = nil, by breakdowns: [Breakdown] = []) {
        self.agreement = agreement
        by = breakdowns.map(BreakdownTable.init)
        let total = tally.total
        samples = total.samples
        exact = total.exactRate ?? 0
        cer = total.characterErrorRate ?? 0
        meanCer = total.meanCharacterErrorRate ?? 0
        wer = tally.wordErrorRate
        meanReadLength = total.meanReadLength ?? 0
        meanLabelLength = total.meanLabelLength ?? 0
        repeats = Part(
            samples: tally.withRepeats.samples, exact: tally.withRepeats.exactRate,
            cer: tally.withRepeats.characterErrorRate)
        separators = SeparatorPart(
            samples: tally.withSeparators.samples, exact: tally.withSeparators.exactRate,
            score: tally.separators.score)
        byLength = tally.byLength.map {
            Length(
                length: $0.length, samples: $0.scores.samples, exact: $0.scores.exactRate,
                cer: $0.scores.characterErrorRate)
        }
        byInkShare = tally.byInkShare.map {
            InkShare(
                from: $0.shares.lowerBound, to: $0.shares.upperBound, samples: $0.scores.samples,
                exact: $0.scores.exactRate, cer: $0.scores.characterErrorRate)
        }
        confusions = tally.confusions.prefix(20).map {
            Pair(
                label: $0.confusion.label.map(String.init) ?? "", read: $0.confusion.reading.map(String.init) ?? "",
                count: $0.count)
        }
        calibrationError = tally.calibration.expectedError()
        accepted = [0.001, 0.01].compactMap { rate in
            tally.calibration.acceptance(atErrorRate: rate).map {
                Acceptance(errorRate: rate, coverage: $0.coverage, threshold: $0.threshold)
            }
        }
    }

    /// The scores for a person.
    var text: String {
        var lines = [
            "samples          \(samples.grouped)",
            "exact match      \(percent(exact, 2))",
            "CER              \(percent(cer, 3)) of all characters (micro), \(percent(meanCer, 3)) a text (macro)",
        ]
        if let wer { lines.append("WER              \(percent(wer, 2))") }
        lines.append("mean length      \(number(meanReadLength)) read, \(number(meanLabelLength)) in labels")
        if let exact = repeats.exact {
            lines.append("with repeats     \(percent(exact, 2)) exact of \(repeats.samples.grouped)")
        }
        if let exact = separators.exact {
            let score = separators.score.map { ", separators alone \(percent($0, 2))" } ?? ""
            lines.append("with separators  \(percent(exact, 2)) exact of \(separators.samples.grouped)\(score)")
        }
        if let calibrationError {
            lines.append("calibration      probabilities are off by \(percent(calibrationError, 2)) in the mean")
        }
        for accepted in accepted {
            lines.append(
                "at \(percent(accepted.errorRate, 1)) errors   \(percent(accepted.coverage, 1)) of readings can be "
                    + "accepted: those with a probability of at least \(String(format: "%.3f", accepted.threshold))")
        }
        if let agreement { lines.append(agreement.text) }
        if byLength.count > 1 {
            lines.append("by length")
            lines += byLength.map { part in
                "  \(pad("\(part.length)", 3))  \(percent(part.exact ?? 0, 2)) exact, CER \(percent(part.cer ?? 0, 3)), "
                    + "\(part.samples.grouped) samples"
            }
        }
        if byInkShare.count > 1 {
            lines.append("by the ink's share of the height")
            lines += byInkShare.map { part in
                "  \(number(part.from))-\(number(part.to))  \(percent(part.exact ?? 0, 2)) exact, CER "
                    + "\(percent(part.cer ?? 0, 3)), \(part.samples.grouped) samples"
            }
        }
        if !confusions.isEmpty {
            let list = confusions.prefix(10).map { pair in
                switch (pair.label.isEmpty, pair.read.isEmpty) {
                case (true, _): "\(pair.read) read where nothing is: \(pair.count)"
                case (_, true): "\(pair.label) not read: \(pair.count)"
                default: "\(pair.label) read as \(pair.read): \(pair.count)"
                }
            }
            lines.append("most frequent errors")
            lines += list.map { "  " + $0 }
        }
        lines += by.map(\.text)
        return lines.joined(separator: "\n")
    }

    private func percent(_ rate: Double, _ digits: Int) -> String { String(format: "%.\(digits)f %%", rate * 100) }
    private func number(_ value: Double) -> String { String(format: "%.2f", value) }
    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
