import Configs
import Datasets
import Foundation

extension LabelStatistics {
    /// The figures for a person.
    var text: String {
        let total = samples.values.reduce(0, +)
        let order = ["all", "train", "val", "test"]
        let parts = order.compactMap { name in samples[name].map { "\(name) \($0.grouped)" } }
        var lines = [
            summaryLine("format", format),
            summaryLine("samples", "\(total.grouped): " + parts.joined(separator: ", ")),
            summaryLine("labels", "\(different.grouped) different, \(inSeveralSplits.grouped) in several splits"),
            summaryLine("lengths", Self.list(lengths.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) })),
            summaryLine("characters", "\(characters.count.grouped) kinds: " + Self.list(ranked)),
        ]
        let rare = ranked.filter { $0.1 < Self.few }
        if !rare.isEmpty { lines.append(summaryLine("rare", Self.list(rare))) }
        if !unseenInTrain.isEmpty {
            lines.append(
                summaryLine("not in train", unseenInTrain.prefix(Self.shown).map(Self.visible).joined(separator: ", ")))
        }
        return lines.joined(separator: "\n")
    }

    /// Below how many times a character is rare.
    private static let few = 10
    private static let shown = 40

    /// The most frequent first.
    private var ranked: [(String, Int)] {
        characters.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func list(_ entries: [(String, Int)]) -> String {
        entries.prefix(shown).map { "\(visible($0.0)) \($0.1.grouped)" }.joined(separator: ", ")
            + (entries.count > shown ? ", and \((entries.count - shown).grouped) more" : "")
    }

    /// A character that can be told from what stands around it.
    private static func visible(_ text: String) -> String {
        let isPlain = text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        return isPlain
            ? text
            : "'"
                + text.unicodeScalars.map {
                    $0.properties.isWhitespace && $0 != " " ? $0.escaped(asASCII: true) : "\($0)"
                }.joined() + "'"
    }
}
