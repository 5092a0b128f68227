import Configs
import Datasets
import Foundation
import Imaging
import Learning

/// The figures of one set of pictures, or of two beside each other.
struct InspectionReport: Encodable {
    /// nil where no picture was looked at.
    let data: Side?
    let against: Side?
    /// What both sets have in common, by statistic, 0...1.
    let overlap: [String: Double]?
    /// What the labels are made of, where the first set has any.
    let labels: LabelStatistics?
    /// What an alphabet has to do with them, where one was given.
    let alphabet: AlphabetCheck?
    /// What is remarkable about the first set's pictures; nil where none was looked at.
    let pictures: PictureFindings?
    /// Lines of annotations that are broken, the first ones.
    let broken: [String]
    /// Whether the set is fit to train on; nil where it has no labels, or is compared with another.
    let fitness: Fitness?

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

    /// - Parameters:
    ///   - set: the first set, and what was measured on it.
    ///   - tolerated: the share of samples that may have a flaw, 0...1.
    init(_ set: PictureSet, _ first: MeasuredSet?, against second: MeasuredSet?, tolerated: Double) {
        labels = set.labels
        alphabet = set.alphabet
        broken = set.problems.first.map(\.description)
        data = first.map { Side($0) }
        against = second.map { Side($0) }
        pictures = first.map { PictureFindings($0, of: set) }
        if let labels = set.labels, second == nil {
            fitness = Fitness(
                labels: labels, alphabet: set.alphabet, problems: set.problems, measured: first, pictures: pictures,
                tolerated: tolerated)
        } else {
            fitness = nil
        }
        guard let first, let second else {
            overlap = nil
            return
        }
        var overlap: [String: Double] = [:]
        for statistic in ImageStatistic.allCases {
            overlap[statistic.rawValue] = StatisticSummary.overlap(first.values(statistic), second.values(statistic))
        }
        overlap["gradients"] = StatisticSummary.intersection(first.gradients, second.gradients)
        self.overlap = overlap
    }

    /// The figures for a person.
    var text: String {
        let parts = [data == nil ? nil : table, pictures?.text, labels?.text, alphabet?.text, fitness?.text]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// The statistics as a table.
    private var table: String {
        let sides = [data, against].compactMap { $0 }
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
        return textTable(rows)
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
        pictures = set.count
        unreadable = set.unreadable
        let count = Double(max(1, set.count))
        meanWidth = Double(set.figures.reduce(0) { $0 + Int($1.width) }) / count
        meanHeight = Double(set.figures.reduce(0) { $0 + Int($1.height) }) / count
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
    var title: String {
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

    var digits: Int {
        switch self {
        case .mean, .deviation, .range, .noise, .gradient: 1
        case .slope, .blockiness: 2
        }
    }
}
