import Foundation

/// All that was measured, for the screen and for a file.
struct Report: Encodable {
    let jobs: Int
    let processors: Int
    /// How many tasks wanted a processor, on average over the last minute: before and after.
    let load: [Double]
    /// Mean width and height of the nine-digit images, px.
    let imageSize: [Double]
    let figures: [Figure]
    let memory: [PeakMemory]
    let goals: [Goal]

    /// Markdown.
    var text: String {
        [machine, throughput, labels, reading, stages, split, memoryTable, goalTable].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private var machine: String {
        var text =
            "\(jobs) threads on \(processors) processors; load \(load.map { $0.shown }.joined(separator: " to "))."
        if let most = load.max(), most > Double(processors) + 1 {
            text += "\nOther work was running: the figures are too low."
        }
        if imageSize.count == 2 {
            text += "\nNine-digit images are \(imageSize[0].shown)x\(imageSize[1].shown) px on average."
        }
        return text
    }

    private var throughput: String {
        let rates = figures.filter { !$0.isCost && !$0.isOfLabels && !$0.isStage && !$0.isReading }
        guard !rates.isEmpty else { return "" }
        return Table(
            ["samples a second", "median", "least to most", "processor time, µs each"],
            rates.map { row($0, $0.rate) + [$0.processorMicroseconds?.median.shown ?? ""] }
        ).text
    }

    private var labels: String {
        let rates = figures.filter(\.isOfLabels)
        guard !rates.isEmpty else { return "" }
        return Table(
            ["labels a second, by one core's time", "median", "least to most", "processor time, µs each"],
            rates.map { row($0, $0.rate) + [$0.processorMicroseconds?.median.shown ?? ""] }
        ).text
    }

    private var reading: String {
        let readings = figures.filter(\.isReading)
        guard !readings.isEmpty else { return "" }
        return Table(
            [
                "a list of \(Double(Reading.lines).shown) lines, as MJSynth's", "median, s", "least to most",
                "processor time, s", "peak memory (VmHWM)",
            ],
            readings.map { figure in
                row(figure, figure.seconds) + [
                    figure.processorMicroseconds.map { ($0.median * Double(Reading.lines) / 1e6).shown } ?? "",
                    figure.peakBytes.map { (Double($0) / 1e6).shown + " MB" } ?? "",
                ]
            }
        ).text
    }

    private var stages: String {
        let costs = figures.filter(\.isStage)
        guard !costs.isEmpty else { return "" }
        return Table(
            ["one stage alone, 200x48 grey, µs of one core a sample", "median", "least to most"],
            costs.map { row($0, $0.microseconds) }
        ).text
    }

    private func row(_ figure: Figure, _ spread: Spread) -> [String] {
        [figure.title, spread.median.shown, "\(spread.least.shown) to \(spread.most.shown)"]
    }

    private var split: String {
        let costs = figures.filter(\.isCost)
        guard !costs.isEmpty else { return "" }
        var text = Table(
            ["nine digits, one core, µs a sample", "median", "least to most", "processor time"],
            costs.map { row($0, $0.microseconds) + [$0.processorMicroseconds?.median.shown ?? ""] }
        ).text
        if let whole = processorTime("core.write"), let png = processorTime("core.png"),
            let create = processorTime("core.create")
        {
            let share = 100 * (1 - (png + create) / whole)
            text += "\n\nOutside of encoding and file creation: \(share.shown) % of the whole's processor time."
        }
        return text
    }

    private func processorTime(_ id: String) -> Double? {
        figures.first { $0.id == id }?.processorMicroseconds?.median
    }

    private var memoryTable: String {
        guard !memory.isEmpty else { return "" }
        return Table(
            ["samples", "", "peak memory (VmHWM)"],
            memory.map { [Double($0.samples).shown, $0.title, (Double($0.bytes) / 1e6).shown + " MB"] }
        ).text
    }

    private var goalTable: String {
        guard !goals.isEmpty else { return "" }
        return Table(
            ["goal", "wanted", "measured", ""],
            goals.map {
                [$0.title, $0.wanted.shown + $0.unit, $0.measured.shown + $0.unit, $0.isReached ? "reached" : "missed"]
            }
        ).text
    }

    /// Writes everything, each round's value included.
    func writeJSON(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
    }
}

extension Figure {
    /// Whether it is shown as what one sample costs.
    fileprivate var isCost: Bool { id.hasPrefix("core.") }
    /// Whether it is of labels alone.
    fileprivate var isOfLabels: Bool { id.hasPrefix("labels.") }
    /// Whether it is of a list that is read.
    fileprivate var isReading: Bool { id.hasPrefix("reading.") }
    /// Whether it is what a stage adds to a sample.
    fileprivate var isStage: Bool { id.hasPrefix("stages.") }
}

/// A Markdown table with its columns lined up.
private struct Table {
    private let rows: [[String]]

    init(_ header: [String], _ rows: [[String]]) { self.rows = [header] + rows }

    var text: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        lines.insert("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|", at: 1)
        return lines.joined(separator: "\n")
    }
}

extension Double {
    /// Three digits or so, with thousands set apart: 21,340; 98.2; 3.14.
    fileprivate var shown: String {
        guard isFinite else { return "-" }
        if magnitude < 100 { return String(format: magnitude < 10 ? "%.2f" : "%.1f", self) }
        var digits = String(Int(rounded()).magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
