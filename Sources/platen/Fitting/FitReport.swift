import Configs
import Foundation
import Learning

/// What came of a fit, for a person.
struct FitReport {
    private let fit: FittedRecipe

    init(_ fit: FittedRecipe) { self.fit = fit }

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
