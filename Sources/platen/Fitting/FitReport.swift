import Configs
import Foundation
import Learning

/// What came of a fit.
struct FitReport: Encodable {
    private let fit: FittedRecipe
    private let output: String
    private let isWritten: Bool

    /// - Parameters:
    ///   - output: the file that was written.
    ///   - isWritten: whether the changes are in it.
    init(_ fit: FittedRecipe, output: String, isWritten: Bool) {
        (self.fit, self.output, self.isWritten) = (fit, output, isWritten)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(output, forKey: .output)
        try container.encode(isWritten, forKey: .changed)
        try container.encode(fit.isConfirmed, forKey: .confirmed)
        try container.encode(fit.trials, forKey: .trials)
        try container.encode(fit.fittedCount, forKey: .fittedTo)
        try container.encode(fit.heldCount, forKey: .keptToJudge)
        try container.encode(fit.drawnCount, forKey: .drawn)
        try container.encode(Side(fit.before.likeness), forKey: .before)
        try container.encode(Side(fit.after.likeness), forKey: .after)
        try container.encode(fit.changes.map(Change.init), forKey: .changes)
    }

    private enum Key: String, CodingKey {
        case output, changed, confirmed, trials, fittedTo, keptToJudge, drawn, before, after, changes
    }

    /// How alike drawn pictures and those that were kept to judge are.
    private struct Side: Encodable {
        /// The share that is told apart wrongly, 0...1.
        let error: Double
        /// Bits that a picture tells of its kind.
        let divergence: Double
        let meanOverlap: Double
        let overlaps: [String: Double]

        init(_ likeness: Likeness) {
            (error, divergence) = (likeness.separation.error, likeness.separation.divergence)
            meanOverlap = likeness.meanOverlap
            overlaps = Dictionary(likeness.overlaps.map { ($0.name, $0.share) }) { first, _ in first }
        }
    }

    /// A key that was given another value.
    private struct Change: Encodable {
        let key: String
        let from: String
        let to: String
        let worth: Double

        init(_ change: FittedRecipe.Change) {
            (key, from, to, worth) = (change.path, change.old, change.new, change.gain)
        }
    }

    /// Two tables: the figures, and what was changed.
    var text: String {
        let (before, after) = (fit.before.likeness, fit.after.likeness)
        var figures: [[String]] = [
            ["beside \(fit.heldCount.grouped) pictures that were kept", "before", "after"],
            ["told apart wrongly, % (50: nobody can tell)"]
                + [before, after].map { Self.number($0.separation.error * 100, 0) },
            ["bits a picture tells of its kind (0: nobody can tell)"]
                + [before, after].map { Self.number($0.separation.divergence) },
            ["mean overlap (1: the same)"] + [before, after].map { Self.number($0.meanOverlap) },
        ]
        figures += after.overlaps.map {
            ["  " + $0.name, Self.number(before.overlap(of: $0.name)), Self.number($0.share)]
        }
        guard !fit.changes.isEmpty else {
            return Self.table(figures, right: true)
                + "\n\nNothing was found that comes closer to the pictures than the recipe as it is."
        }
        let changes =
            [["changed", "from", "to", "worth", "helps most"]]
            + fit.changes.map { [$0.path, $0.old, $0.new, Self.number($0.gain, 3), $0.reason ?? ""] }
        return Self.table(figures, right: true) + "\n\n" + Self.table(changes, right: false)
    }

    private static func number(_ value: Double, _ decimals: Int = 2) -> String {
        String(format: "%.\(decimals)f", value)
    }

    /// Rows with their columns below each other; columns but the first stand to the right where that is asked for.
    private static func table(_ rows: [[String]], right: Bool) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column > 0 && right ? space + text : text + space
            }.joined(separator: "   ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
