import Datasets
import Foundation
import Samples

extension DatasetSummary {
    /// The summary for a person.
    /// - Parameters:
    ///   - drawn: how many samples this run drew; nil where it drew none.
    ///   - elapsed: seconds.
    func text(directory: String, drawn: Int? = nil, elapsed: Double = 0) -> String {
        var lines = [
            "\(directory): \(counts.total.grouped) samples (train \(counts.train.grouped), "
                + "val \(counts.val.grouped), test \(counts.test.grouped)), \(sizeText(imageBytes))"
        ]
        if let drawn {
            let rate = drawn > 0 && elapsed > 0 ? ", \(Int(Double(drawn) / elapsed).grouped) samples/s" : ""
            lines.append(
                "  drawn now    \(drawn.grouped) in \(elapsed < 10 ? String(format: "%.2f s", elapsed) : timeText(elapsed))\(rate)"
            )
        }
        lines.append("  characters   " + histogram(characters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        lines.append(
            "  lengths      " + histogram(labelLengths.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) }))
        lines.append(
            "  fonts        "
                + histogram(fonts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }))
        let again = redraws.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        lines.append("  redraws      " + (again.isEmpty ? "none" : histogram(again.map { ($0.key, $0.value) })))
        if !missingGlyphs.isEmpty {
            lines.append(
                "  lacking      " + histogram(missingGlyphs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
        for (warning, count) in warnings.sorted(by: { $0.key < $1.key }) {
            lines.append("  warning      \(warning) (\(count.grouped))")
        }
        lines.append("  content      sha256 \(contentHash)")
        return lines.joined(separator: "\n")
    }

    private func histogram(_ entries: [(String, Int)]) -> String {
        let shown = entries.prefix(12).map { "\($0.0 == " " ? "space" : $0.0) \($0.1.grouped)" }
        return shown.joined(separator: ", ") + (entries.count > 12 ? ", and \(entries.count - 12) more" : "")
    }

    private func sizeText(_ bytes: Int) -> String {
        let size = Double(bytes)
        if size < 1e6 { return String(format: "%.1f kB", size / 1e3) }
        if size < 1e9 { return String(format: "%.1f MB", size / 1e6) }
        return String(format: "%.2f GB", size / 1e9)
    }
}
