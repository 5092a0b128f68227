import Configs
import Foundation
import Recognition

/// The scores of a breakdown, as they are shown: worst first.
struct BreakdownTable: Encodable {
    let key: String
    let groups: [Group]

    /// Samples for which the same was drawn.
    struct Group: Encodable {
        /// A word; nil for numbers, and where nothing was drawn.
        let value: String?
        /// The least number, and the greatest.
        let from: Double?
        let to: Double?
        let samples: Int
        let exact: Double
        let cer: Double?

        init(_ group: Breakdown.Group) {
            switch group.value {
            case .word(let word): (value, from, to) = (word, nil, nil)
            case .numbers(let range): (value, from, to) = (nil, range.lowerBound, range.upperBound)
            case .none: (value, from, to) = (nil, nil, nil)
            }
            samples = group.scores.samples
            exact = group.scores.exactRate ?? 0
            cer = group.scores.characterErrorRate
        }

        /// What was drawn, for a person.
        var title: String {
            if let value { return value }
            guard let from, let to else { return "(not drawn)" }
            return from == to ? Self.short(from) : "\(Self.short(from))..\(Self.short(to))"
        }

        private static func short(_ number: Double) -> String {
            number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(format: "%.4g", number)
        }
    }

    init(_ breakdown: Breakdown) {
        key = breakdown.key
        groups = breakdown.groups.map(Group.init)
    }

    /// The table for a person.
    var text: String {
        let width = min(60, groups.map(\.title.count).max() ?? 0)
        let rows = groups.map { group in
            let title = group.title.padding(toLength: max(width, group.title.count), withPad: " ", startingAt: 0)
            let cer = group.cer.map { String(format: ", CER %.3f %%", $0 * 100) } ?? ""
            return "  \(title)  \(String(format: "%6.2f %%", group.exact * 100)) exact\(cer), "
                + "\(group.samples.grouped) samples"
        }
        return (["by \(key), worst first"] + rows).joined(separator: "\n")
    }
}
