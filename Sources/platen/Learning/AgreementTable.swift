import Configs
import Foundation
import Recognition

/// How well samples are read by several models or views together, as it is shown.
struct AgreementTable: Encodable {
    /// The share of samples that all readings read alike, 0...1.
    let share: Double
    let agreed: Part
    let differing: Part
    let models: [Model]

    /// Scores of a part of the samples.
    struct Part: Encodable {
        let samples: Int
        let exact: Double?
        let cer: Double?

        init(_ scores: Scores) {
            (samples, exact, cer) = (scores.samples, scores.exactRate, scores.characterErrorRate)
        }
    }

    /// Scores of one model by itself.
    struct Model: Encodable {
        let model: String
        let exact: Double?
        let cer: Double?
    }

    init(_ tally: AgreementTally, models names: [String]) {
        (agreed, differing) = (Part(tally.agreed), Part(tally.differing))
        share = Double(agreed.samples) / Double(max(1, agreed.samples + differing.samples))
        models = zip(names, tally.byModel).map {
            Model(model: $0, exact: $1.exactRate, cer: $1.characterErrorRate)
        }
    }

    /// The table for a person.
    var text: String {
        var lines = [
            "where all readings agree: \(Self.text(agreed.exact, agreed.cer)), \(agreed.samples.grouped) samples "
                + "(\(String(format: "%.2f %%", share * 100)))"
        ]
        if differing.samples > 0 {
            lines.append(
                "where they differ: \(Self.text(differing.exact, differing.cer)), \(differing.samples.grouped) samples")
        }
        if !models.isEmpty {
            lines.append("each model by itself")
            lines += models.map { "  \($0.model): \(Self.text($0.exact, $0.cer))" }
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ exact: Double?, _ cer: Double?) -> String {
        let cer = cer.map { String(format: ", CER %.3f %%", $0 * 100) } ?? ""
        return (exact.map { String(format: "%.2f %% exact", $0 * 100) } ?? "nothing to read") + cer
    }
}
