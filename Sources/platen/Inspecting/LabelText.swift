import Configs
import Datasets
import Foundation
import Learning

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
        ]
        if !inTrain.isEmpty {
            let shares = order.compactMap { name in inTrain[name].map { "\(name) \($0.grouped)" } }
            lines.append(
                summaryLine("train's too", "samples with a label that train has: " + shares.joined(separator: ", ")))
        }
        if repeated > 0 {
            let most = mostRepeated.prefix(10).map { ("'\($0.label.shortened)'", $0.samples) }
            lines.append(
                summaryLine(
                    "repeated",
                    "\(repeated.grouped) samples, " + most.map { "\($0.0) \($0.1.grouped)" }.joined(separator: ", ")))
        }
        lines.append(
            summaryLine("lengths", counted(lengths.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) })))
        lines.append(summaryLine("characters", "\(characters.count.grouped) kinds: " + counted(ranked(characters))))
        if !places.isEmpty { lines.append(summaryLine("places", places)) }
        let rare = ranked(characters).filter { $0.1 < Self.few }
        if !rare.isEmpty { lines.append(summaryLine("rare", counted(rare))) }
        if !unseenInTrain.isEmpty {
            lines.append(
                summaryLine("not in train", unseenInTrain.prefix(40).map(visible).joined(separator: ", ")))
        }
        return lines.joined(separator: "\n")
    }

    /// Below how many times a character is rare.
    static let few = 10

    /// For the first places in a label: how many kinds of characters stand there, and the most frequent with its share.
    private var places: String {
        let shown = charactersByPosition.prefix(8).enumerated().compactMap { place, counts -> String? in
            guard let top = ranked(counts).first else { return nil }
            let share = 100 * Double(top.1) / Double(max(1, counts.values.reduce(0, +)))
            return "\(place + 1): \(counts.count.grouped) kinds (\(visible(top.0)) \(Int(share.rounded())) %)"
        }
        let more = charactersByPosition.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? ", and \(more.grouped) more" : "")
    }
}

extension AlphabetCheck {
    /// The figures for a person.
    var text: String {
        var lines = [summaryLine("alphabet", "\(file): \(size.grouped) characters")]
        func add(_ name: String, _ text: String) { lines.append(summaryLine(name, text)) }
        if !unseen.isEmpty {
            let more = unseen.count > 40 ? ", and \((unseen.count - 40).grouped) more" : ""
            add("in no label", unseen.prefix(40).map(visible).joined(separator: ", ") + more)
        }
        if !rare.isEmpty { add("rare", counted(ranked(rare))) }
        if !unknown.isEmpty {
            add("unknown", "in \(samplesWithUnknown.grouped) samples, " + counted(ranked(unknown)))
        }
        return lines.joined(separator: "\n")
    }
}

extension PictureFindings {
    /// The figures for a person.
    var text: String {
        var lines: [String] = []
        func add(_ name: String, _ text: String) { lines.append(summaryLine(name, text)) }
        func extent(_ extent: Extent, _ digits: Int) -> String {
            [extent.least, extent.median, extent.greatest].map { String(format: "%.\(digits)f", $0) }
                .joined(separator: " / ")
        }
        if let width, let height, let aspectRatio {
            add(
                "sizes",
                "least / median / greatest: width \(extent(width, 0)) px, height \(extent(height, 0)) px, width by height \(extent(aspectRatio, 2))"
            )
        }
        if blank > 0 { add("blank", blank.grouped) }
        if atEdge > 0 {
            let sides = ["left", "top", "right", "bottom"].compactMap { name in
                edges[name].map { "\(name) \($0.grouped)" }
            }
            add("ink at edge", "\(atEdge.grouped): " + sides.joined(separator: ", "))
        }
        if repeated > 0 {
            add("repeated", "\(repeated.grouped) \(repeated == 1 ? "picture is" : "pictures are") there before")
        }
        if contradicting > 0 {
            add(
                "conflicting",
                "\(contradicting.grouped) \(contradicting == 1 ? "picture is" : "pictures are") there before with another label"
            )
        }
        if !inTrain.isEmpty {
            add(
                "train's too",
                inTrain.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.grouped)" }.joined(separator: ", "))
        }
        if !suspects.isEmpty {
            let kinds = Suspect.Reason.allCases.compactMap { reason -> String? in
                let few = suspects.filter { $0.reason == reason }
                return few.first.map { "\(reason.title): \($0.place)" + (few.count > 1 ? " and others" : "") }
            }
            add("look at", kinds.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }
}

extension Suspect.Reason {
    /// What it is called.
    var title: String {
        switch self {
        case .contradicting: "the same picture with another label"
        case .inTrain: "in train too"
        case .unknownCharacters: "characters that the alphabet lacks"
        case .blank: "blank"
        case .narrow: "narrow for its label"
        case .wide: "wide for its label"
        case .atEdge: "ink at the edge"
        case .faint: "faint"
        }
    }
}

extension Fitness {
    /// The verdict for a person.
    var text: String {
        summaryLine("verdict", isFit ? "fit to train on" : "not fit to train on: " + reasons.joined(separator: ", "))
    }
}

/// The most frequent first.
func ranked(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
}

/// Entries with their counts, no more than a person reads.
private func counted(_ entries: [(String, Int)]) -> String {
    let shown = 40
    return entries.prefix(shown).map { "\(visible($0.0)) \($0.1.grouped)" }.joined(separator: ", ")
        + (entries.count > shown ? ", and \((entries.count - shown).grouped) more" : "")
}

extension String {
    /// The first 40 characters.
    fileprivate var shortened: String { count > 40 ? prefix(39) + "…" : self }
}
