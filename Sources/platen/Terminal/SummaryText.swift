import Configs
import Datasets
import Foundation
import Samples

/// A character, or a name, so that it can be told: in quotation marks where it is nothing but marks, and what can't be seen
/// as its number.
func visible(_ text: String) -> String {
    let scalars = text.unicodeScalars
    if scalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) { return text }
    return "'" + scalars.map { $0.isInvisible ? $0.escaped(asASCII: true) : "\($0)" }.joined() + "'"
}

extension Unicode.Scalar {
    /// Whether nothing is seen of it; a space is seen between quotation marks.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: properties.isWhitespace && self != " "
        }
    }
}

/// A line of a summary: what it is about, and what there is to say.
///
/// Lists go on in further lines rather than past the edge.
func summaryLine(_ name: String, _ text: String) -> String {
    let indent = 15
    var lines = [("  " + name).padding(toLength: indent, withPad: " ", startingAt: 0)]
    for part in text.components(separatedBy: ", ") {
        let last = lines.count - 1
        let isFirst = lines[last].count == indent
        if !isFirst, lines[last].count + part.count > 96 {
            lines[last] += ","
            lines.append(String(repeating: " ", count: indent) + part)
        } else {
            lines[last] += (isFirst ? "" : ", ") + part
        }
    }
    return lines.joined(separator: "\n")
}

extension DatasetSummary {
    /// The summary for a person.
    /// - Parameters:
    ///   - drawn: how many samples this run drew; nil where it drew none.
    ///   - elapsed: seconds.
    func text(directory: String, drawn: Int? = nil, elapsed: Double = 0) -> String {
        let size = counted(counts.total, "sample")
        let parts = "train \(counts.train.grouped), val \(counts.val.grouped), test \(counts.test.grouped)"
        var lines = ["\(directory): \(size) (\(parts)), \(sizeText(imageBytes))"]
        func add(_ name: String, _ text: String) { lines.append(summaryLine(name, text)) }
        if let drawn { add("drawn now", drawnText(drawn, elapsed)) }
        if !sources.isEmpty { add("sources", histogram(ranked(sources))) }
        add("characters", histogram(characters.sorted { $0.key < $1.key }))
        add("lengths", histogram(labelLengths.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) }))
        if !places.isEmpty { add("places", places) }
        if !hands.isEmpty { add("hand", histogram(ranked(hands).map { ($0.replacing("hand.", with: ""), $1) })) }
        if !fonts.isEmpty || hands.isEmpty { add("fonts", histogram(ranked(fonts))) }
        add("redraws", histogram(redraws.sorted { $0.key < $1.key }))
        if let shrunkTexts, let leastEm {
            add(
                "shrunk",
                "\(counted(shrunkTexts, "text")) to fit, the smallest to \(String(format: "%.1f", leastEm)) px an em")
        }
        if !missingGlyphs.isEmpty { add("lacking", histogram(ranked(missingGlyphs))) }
        for (warning, count) in warnings.sorted(by: { $0.key < $1.key }) {
            add("warning", "\(warning) (\(counted(count, "label")))")
        }
        add("content", "sha256 \(contentHash)")
        return lines.joined(separator: "\n")
    }

    private func drawnText(_ drawn: Int, _ elapsed: Double) -> String {
        guard drawn > 0 else { return "0: all were there" }
        let time = elapsed < 10 ? String(format: "%.2f s", elapsed) : timeText(elapsed)
        return "\(drawn.grouped) in \(time)" + (elapsed > 0 ? ", \(rateText(Double(drawn) / elapsed))" : "")
    }

    /// For the first places in a label: how many characters stand there, and the most frequent with its share.
    private var places: String {
        let shown = charactersByPosition.prefix(Self.placesShown).enumerated().compactMap { place, counts -> String? in
            guard let top = ranked(counts).first else { return nil }
            let share = Double(top.1) / Double(max(1, counts.values.reduce(0, +)))
            if counts.count == 1 { return "\(place + 1): always \(visible(top.0))" }
            return "\(place + 1): \(counts.count.grouped) kinds (\(visible(top.0)) \(Int((share * 100).rounded())) %)"
        }
        let more = charactersByPosition.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? ", and \(more.grouped) more" : "")
    }

    private static let placesShown = 10

    /// The most frequent first.
    private func ranked(_ counts: [String: Int]) -> [(String, Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Entries that were counted, no more than a person reads: of many, the most frequent.
    private func histogram(_ entries: [(key: String, value: Int)]) -> String {
        var entries = entries.filter { $0.value > 0 }
        if entries.isEmpty { return "none" }
        if entries.count > 12 { entries.sort { ($1.value, $0.key) < ($0.value, $1.key) } }
        let shown = entries.prefix(12).map { "\(visible($0.key)) \($0.value.grouped)" }.joined(separator: ", ")
        return shown + (entries.count > 12 ? ", and \((entries.count - 12).grouped) more" : "")
    }

    private func counted(_ count: Int, _ unit: String) -> String { "\(count.grouped) \(unit)\(count == 1 ? "" : "s")" }

    private func sizeText(_ bytes: Int) -> String {
        let size = Double(bytes)
        if size < 1e6 { return String(format: "%.1f kB", size / 1e3) }
        if size < 1e9 { return String(format: "%.1f MB", size / 1e6) }
        return String(format: "%.2f GB", size / 1e9)
    }
}
