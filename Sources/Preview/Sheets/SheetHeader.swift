import Imaging
import Samples

/// The line above the grid: title, seed, splits and indices.
struct SheetHeader {
    let title: String
    let details: String

    /// - Parameters:
    ///   - counts: whether it is said how many samples there are.
    ///   - more: what is said at the end.
    init(_ samples: [Sample], title: String, counts: Bool = true, more: String? = nil) {
        self.title = title
        var parts: [String] = []
        let seeds = samples.map(\.key.seed).reduce(into: [UInt64]()) { if !$0.contains($1) { $0.append($1) } }
        if !seeds.isEmpty { parts.append("seed " + seeds.map(String.init).joined(separator: ", ")) }
        for split in Split.allCases {
            let indices = samples.filter { $0.key.split == split }.map(\.key.index)
            guard let first = indices.min(), let last = indices.max() else { continue }
            if first == last {
                parts.append("\(split.rawValue) \(first)")
            } else {
                // Not every number between the two need be there: the count tells.
                parts.append("\(split.rawValue) \(first)–\(last)")
            }
        }
        if let more {
            parts.append(String(more.prefix(200)))
        } else if counts {
            parts.append(samples.count == 1 ? "1 sample" : samples.isEmpty ? "no samples" : "\(samples.count) samples")
        }
        details = parts.joined(separator: "  ·  ")
    }

    func draw(on canvas: Canvas, width: Int) {
        let (left, right) = (Double(SheetStyle.margin), Double(width - SheetStyle.margin))
        let baseline = Double(SheetStyle.margin) + 13
        // The details say which samples these are, so a long title gives way to them, up to a third.
        let needed = canvas.width(of: details, style: SheetStyle.subtitle)
        let room = max((right - left) / 3, right - left - needed - 16)
        let end = canvas.write(title, x: left, baseline: baseline, style: SheetStyle.title, maxWidth: room)
        let start = title.isEmpty ? left : end + 16
        canvas.write(details, x: start, baseline: baseline, style: SheetStyle.subtitle, maxWidth: right - start)
    }
}
