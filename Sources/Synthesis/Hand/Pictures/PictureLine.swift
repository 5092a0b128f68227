import Handwriting
import Imaging

/// Puts pictures of characters side by side.
enum PictureLine {
    /// With one step from each to the next.
    ///
    /// - Parameter cell: how wide a picture is, px: marks, such as a full stop, stand in its middle, as at its left edge the digit
    ///   before them would cover them.
    static func stepped(_ glyphs: [HandGlyph], step: Double, cell: Double, digitHeight: Double) -> HandLine {
        var line = HandLine(glyphs: glyphs, width: 0, digitHeight: digitHeight)
        for number in glyphs.indices {
            let glyph = glyphs[number]
            if glyph.ink.width > 0, !glyph.character.isLetter, !glyph.character.isNumber {
                line.glyphs[number].left = ((cell - Double(glyph.ink.width)) / 2).rounded()
            }
            line.glyphs[number].left += Double(number) * step
            line.width = max(line.width, line.glyphs[number].left + Double(glyphs[number].ink.width))
        }
        return line
    }

    /// The least distance of a mark, such as a full stop, from its neighbours, digit heights: closer it would be lost.
    private static let clearance = 0.07

    /// By the distance between the ink of neighbours.
    /// - Parameters:
    ///   - gap: draws the next distance, in digit heights.
    ///   - space: draws the width of the next space, in digit heights.
    static func spaced(
        _ glyphs: [HandGlyph], digitHeight: Double, gap: () -> Double, space: () -> Double
    ) -> HandLine {
        var line = HandLine(glyphs: glyphs, width: 0, digitHeight: digitHeight)
        var last: (edges: InkEdges, left: Double, isMark: Bool)?
        var free = 0.0
        for number in glyphs.indices {
            let box = glyphs[number].ink.inkBox
            if box.isEmpty {
                line.glyphs[number].left = line.width
                free += space() * digitHeight
                continue
            }
            let edges = InkEdges(glyphs[number])
            let isMark = glyphs[number].source == nil
            let drawn = gap()
            var left = -box.left
            if let last {
                let distance = last.isMark || isMark ? max(drawn, clearance) : drawn
                left = last.left + last.edges.reach(to: edges) + distance * digitHeight + free
                // However far strokes could reach over or under each other: a full stop stays out from under a 7, and a
                // 9 out of the bow of a currency sign. Only a slash leans over its neighbours.
                let isSlash = [glyphs[number].character, glyphs[number - 1].character].contains("/")
                let share = (last.isMark || isMark) && !isSlash ? 0.1 : 0.4
                let overhang = share * min(box.width, last.edges.right - last.edges.left)
                left = max(left, last.left + last.edges.right - overhang - box.left)
            }
            line.glyphs[number].left = left.rounded()
            line.width = max(line.width, line.glyphs[number].left + box.right)
            last = (edges, line.glyphs[number].left, isMark)
            free = 0
        }
        return line
    }
}

/// Where the ink of a picture begins and ends in each of its lines, px.
private struct InkEdges {
    let left, right: Double
    private let first: Int
    private let starts: [Double?]
    private let ends: [Double?]

    init(_ glyph: HandGlyph) {
        let (ink, level) = (glyph.ink, UInt8(96))
        var starts: [Double?] = []
        var ends: [Double?] = []
        ink.withPixels { pixels in
            for y in 0..<ink.height {
                let row = pixels[y * ink.width..<(y + 1) * ink.width]
                starts.append(row.firstIndex { $0 >= level }.map { Double($0 - row.startIndex) })
                ends.append(row.lastIndex { $0 >= level }.map { Double($0 - row.startIndex + 1) })
            }
        }
        first = Int(glyph.top.rounded())
        self.starts = starts
        self.ends = ends
        let box = ink.inkBox
        (left, right) = (box.left, box.right)
    }

    /// How far another picture must stand to the right of this one so that they touch and nowhere overlap.
    func reach(to next: InkEdges) -> Double {
        var reach: Double?
        for (row, end) in ends.enumerated() {
            guard let end else { continue }
            // A line above and below count too: strokes that meet at a slope touch.
            for other in row - 1...row + 1 {
                let place = other + first - next.first
                guard next.starts.indices.contains(place), let start = next.starts[place] else { continue }
                reach = max(reach ?? -.infinity, end - start)
            }
        }
        return reach ?? right - next.left
    }
}
