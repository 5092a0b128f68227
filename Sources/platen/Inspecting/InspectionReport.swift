import Configs
import Datasets
import Foundation
import Imaging
import Learning

/// The figures of one set of pictures, or of two beside each other.
struct InspectionReport: Encodable {
    let data: Side
    let against: Side?
    /// What both sets have in common, by statistic, 0...1.
    let overlap: [String: Double]?
    /// What the labels are made of, where the first set has any.
    let labels: LabelStatistics?

    /// One set.
    struct Side: Encodable {
        let name: String
        let pictures: Int
        let unreadable: Int
        /// Mean width and height, px.
        let meanWidth: Double
        let meanHeight: Double
        let statistics: [String: Part]
        /// Shares of pixels by the length of their gradients.
        let gradients: [Double]
    }

    /// One statistic.
    struct Part: Encodable {
        /// How many pictures are large enough for it.
        let pictures: Int
        let mean: Double?
        let spread: Double?
    }

    init(_ first: MeasuredSet, against second: MeasuredSet?, labels: LabelStatistics?) {
        self.labels = labels
        data = Side(first)
        against = second.map { Side($0) }
        overlap = second.map { second in
            var overlap: [String: Double] = [:]
            for statistic in ImageStatistic.allCases {
                overlap[statistic.rawValue] = StatisticSummary.overlap(
                    first.values(statistic), second.values(statistic))
            }
            overlap["gradients"] = StatisticSummary.intersection(first.gradients, second.gradients)
            return overlap
        }
    }

    /// The figures for a person: a table.
    var text: String {
        let sides = [data] + (against.map { [$0] } ?? [])
        func row(_ name: String, _ cell: (Side) -> String, _ overlap: String = "") -> [String] {
            [name] + sides.map(cell) + (against == nil ? [] : [overlap])
        }
        var rows = [row("", { Self.short($0.name) }, "overlap")]
        rows.append(row("pictures") { $0.pictures.grouped })
        if sides.contains(where: { $0.unreadable > 0 }) { rows.append(row("unreadable") { $0.unreadable.grouped }) }
        rows.append(row("mean size, px") { "\(Self.number($0.meanWidth, 0)) x \(Self.number($0.meanHeight, 0))" })
        for statistic in ImageStatistic.allCases {
            let key = statistic.rawValue
            rows.append(
                row(
                    statistic.title,
                    { side in
                        guard let part = side.statistics[key], let mean = part.mean, let spread = part.spread else {
                            return "–"
                        }
                        return "\(Self.number(mean, statistic.digits)) ± \(Self.number(spread, statistic.digits))"
                    }, overlap?[key].map { Self.number($0, 2) } ?? "–"))
        }
        if let overlap { rows.append(row("all gradients", { _ in "" }, Self.number(overlap["gradients"] ?? 0, 2))) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + space : space + text
            }.joined(separator: "   ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n") + (labels.map { "\n\n" + $0.text } ?? "")
    }

    private static func number(_ value: Double, _ digits: Int) -> String {
        // No -0.00.
        let text = String(format: "%.\(digits)f", value)
        return Double(text) == 0 ? text.replacing("-", with: "") : text
    }

    /// The last folders of a path: the whole would fill the line.
    private static func short(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return parts.suffix(2).joined(separator: "/")
    }
}

extension InspectionReport.Side {
    init(_ set: MeasuredSet) {
        name = set.name
        pictures = set.pictures.count
        unreadable = set.complaints.count
        let count = Double(max(1, set.pictures.count))
        meanWidth = Double(set.pictures.reduce(0) { $0 + $1.width }) / count
        meanHeight = Double(set.pictures.reduce(0) { $0 + $1.height }) / count
        var parts: [String: InspectionReport.Part] = [:]
        for statistic in ImageStatistic.allCases {
            let summary = StatisticSummary(set.values(statistic))
            parts[statistic.rawValue] = InspectionReport.Part(
                pictures: summary.count, mean: summary.mean, spread: summary.spread)
        }
        statistics = parts
        gradients = set.gradients
    }
}

extension ImageStatistic {
    /// What it is called in a table.
    fileprivate var title: String {
        switch self {
        case .mean: "mean, levels"
        case .deviation: "contrast: deviation, levels"
        case .range: "contrast: 5 to 95 %, levels"
        case .noise: "noise, levels"
        case .gradient: "gradient, levels a px"
        case .slope: "slope of the spectrum"
        case .blockiness: "blockiness"
        }
    }

    fileprivate var digits: Int {
        switch self {
        case .mean, .deviation, .range, .noise, .gradient: 1
        case .slope, .blockiness: 2
        }
    }
}
