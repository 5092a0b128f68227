import Configs
import Foundation
import Recognition

/// A comparison of models, as it is shown.
struct ComparisonSheet: Encodable {
    let data: String
    let samples: Int
    let models: [Row]
    let differences: [Pair]
    let pictures: [Picture]

    /// A model.
    struct Row: Encodable {
        let name: String
        let path: String
        let exact: Double
        let cer: Double
        let parameters: Int
        let multiplyAdds: Double
        let trainingSeconds: Double?
        let millisecondsPerPicture: Double
        let bytes: Int
    }

    /// A model against one that was named before it.
    struct Pair: Encodable {
        let model: String
        let against: String
        let exact: Estimate
        let cer: Estimate
        let gains: Int
        let losses: Int
        /// Of McNemar's exact test.
        let chance: Double
    }

    /// A difference, and the interval of 95 %.
    struct Estimate: Encodable {
        let value: Double
        let from: Double
        let to: Double

        init(_ estimate: PairedDifference.Estimate) {
            (value, from, to) = (estimate.value, estimate.interval.lowerBound, estimate.interval.upperBound)
        }
    }

    /// A picture that not all models read alike.
    struct Picture: Encodable {
        let name: String
        let label: String
        let readings: [Reading]

        /// What a model read.
        struct Reading: Encodable {
            let text: String
            let probability: Double
            let exact: Bool
        }
    }

    init(_ comparison: Comparison, of models: [ComparedModel], on data: String) {
        self.data = data
        samples = comparison.count
        self.models = zip(models, comparison.tallies).map { model, tally in
            Row(
                name: model.name, path: model.path, exact: tally.total.exactRate ?? 0,
                cer: tally.total.characterErrorRate ?? 0, parameters: model.parameterCount,
                multiplyAdds: model.multiplyAdds, trainingSeconds: model.trainingSeconds,
                millisecondsPerPicture: model.secondsPerPicture * 1000, bytes: model.byteCount)
        }
        differences = comparison.pairs().map { pair in
            Pair(
                model: models[pair.model].name, against: models[pair.base].name, exact: Estimate(pair.exact),
                cer: Estimate(pair.characterErrorRate), gains: pair.gains, losses: pair.losses, chance: pair.chance)
        }
        pictures = comparison.byGap.map { difference in
            Picture(
                name: difference.name, label: difference.label,
                readings: difference.answers.map {
                    .init(text: $0.text, probability: $0.probability, exact: $0.edits == 0)
                })
        }
    }

    /// How many pictures a person is shown.
    private static let picturesShown = 20

    /// The comparison for a person.
    var text: String {
        let head = ["model", "exact", "CER", "parameters", "M mult.-adds", "training", "ms a picture", "MB"]
        let rows = models.map { model -> [String] in
            [
                model.name, percent(model.exact, 2), percent(model.cer, 3), model.parameters.grouped,
                number(model.multiplyAdds * 1e-6, 1), model.trainingSeconds.map(timeText) ?? "-",
                number(model.millisecondsPerPicture, 2), number(Double(model.bytes) * 1e-6, 2),
            ]
        }
        var lines = ["\(samples.grouped) pictures of \(data)"] + Self.aligned([head] + rows)
        if !differences.isEmpty {
            lines.append("differences in points, with the interval of 95 %")
            for pair in differences {
                lines.append(
                    "  \(pair.model) against \(pair.against): exact \(points(pair.exact, 2)), CER \(points(pair.cer, 3)); only "
                        + "it reads \(pair.gains.grouped), only the other \(pair.losses.grouped) (chance "
                        + "\(number(pair.chance, 4)))")
            }
        }
        if pictures.isEmpty {
            lines.append("every picture is read alike")
        } else {
            let shown = min(pictures.count, Self.picturesShown)
            lines.append(
                "pictures that are read differently: \(pictures.count.grouped)"
                    + (shown < pictures.count ? ", the first \(shown)" : ""))
            for picture in pictures.prefix(Self.picturesShown) {
                let readings = picture.readings.map { $0.exact ? "right" : "'\($0.text)'" }
                lines.append("  \(picture.name)  '\(picture.label)': \(readings.joined(separator: ", "))")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Rows as lines, the first column left and the others right.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell -> String in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + space : space + cell.0
            }.joined(separator: "  ")
        }
    }

    private func points(_ estimate: Estimate, _ digits: Int) -> String {
        func signed(_ share: Double) -> String { String(format: "%+.\(digits)f", share * 100) }
        return "\(signed(estimate.value)) (\(signed(estimate.from)) to \(signed(estimate.to)))"
    }

    private func percent(_ rate: Double, _ digits: Int) -> String { number(rate * 100, digits) + " %" }
    private func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
