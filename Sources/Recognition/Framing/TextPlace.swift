import Imaging

/// Where a line of text stands in a picture that may be much larger than it.
///
/// It is looked for in a small copy of the picture, in which noise is evened out: ink that hangs together is a part, parts
/// beside each other are a line, and the line that has most ink is the text.
struct TextPlace: Hashable {
    /// The columns that hold it, with ground on both sides where there is some, px.
    let columns: Range<Int>
    /// The rows that hold it, with ground above and below where there is some, px.
    let rows: Range<Int>

    /// The copy in which it is looked for has no more rows and columns than this.
    private static let longestSide = 100
    /// Parts stand in one line where the gap between them is at most this, in heights of the line.
    private static let gap = 1.5
    /// The ground that is kept around a line, in its heights.
    private static let margin = 0.75
    /// A line has at least so many rows in the copy: less is a rule or a smudge.
    private static let leastRows = 2
    /// A part fills at least this share of its box: less is a line across the picture.
    private static let leastDensity = 0.1
    /// The same for one that reaches over most of the picture both ways: less is a frame.
    private static let leastDensityOfLarge = 0.2
    /// Long parts that fill more of their box are rules.
    private static let ruleDensity = 0.85
    /// What counts as most of the picture.
    private static let largeShare = 0.7

    /// Finds the place; nil where there is no text to be seen.
    init?(in picture: Bitmap) {
        let longest = max(picture.width, picture.height)
        guard picture.width > 0, picture.height > 0 else { return nil }
        let scale = max(1, Double(longest) / Double(Self.longestSide))
        let copy = picture.grey.resized(
            width: max(1, Int(Double(picture.width) / scale)), height: max(1, Int(Double(picture.height) / scale)))
        let parts = Self.parts(of: InkDots(of: copy).dots, copy.width, copy.height)
        let lines = Self.lines(of: parts.filter { $0.isText(in: copy) })
        guard let text = lines.filter({ $0.rows.count >= Self.leastRows }).max(by: { $0.ink < $1.ink }) else {
            return nil
        }
        let ground = Int((Self.margin * Double(text.rows.count)).rounded(.up)) + 1
        func scaled(_ range: Range<Int>, _ size: Int, of whole: Int) -> Range<Int> {
            max(0, range.lowerBound - ground) * whole / size..<min(size, range.upperBound + ground) * whole / size
        }
        columns = scaled(text.columns, copy.width, of: picture.width)
        rows = scaled(text.rows, copy.height, of: picture.height)
    }

    /// Ink that belongs together, and the least box around it, px of the copy.
    private struct Part {
        var columns: Range<Int>
        var rows: Range<Int>
        var ink: Int

        /// Whether it may be letters of a picture, and no line across it and no frame around it.
        func isText(in picture: Bitmap) -> Bool {
            let isWide = Double(columns.count) > TextPlace.largeShare * Double(picture.width)
            let isHigh = Double(rows.count) > TextPlace.largeShare * Double(picture.height)
            let density = Double(ink) / Double(columns.count * rows.count)
            // A rule, or a frame's side: no stroke is so long and so thin, and letters that have run together leave gaps.
            if isWide, columns.count > 12 * rows.count, density > TextPlace.ruleDensity { return false }
            if isHigh, rows.count > max(40, 20 * columns.count) { return false }
            return density >= (isWide && isHigh ? TextPlace.leastDensityOfLarge : TextPlace.leastDensity)
        }

        /// Whether another stands in the same line, beside it.
        func isBeside(_ other: Part) -> Bool {
            let shared = min(rows.upperBound, other.rows.upperBound) - max(rows.lowerBound, other.rows.lowerBound)
            let apart =
                max(columns.lowerBound, other.columns.lowerBound) - min(columns.upperBound, other.columns.upperBound)
            return 2 * shared >= min(rows.count, other.rows.count)
                && Double(apart) <= TextPlace.gap * Double(max(rows.count, other.rows.count))
        }

        mutating func join(_ other: Part) {
            columns =
                min(columns.lowerBound, other.columns.lowerBound)..<max(columns.upperBound, other.columns.upperBound)
            rows = min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound)
            ink += other.ink
        }
    }

    /// Ink that touches, corners included.
    private static func parts(of dots: [InkDots.Dot], _ width: Int, _ height: Int) -> [Part] {
        var isInk = [Bool](repeating: false, count: width * height)
        for dot in dots { isInk[dot.y * width + dot.x] = true }
        var parts: [Part] = []
        for dot in dots where isInk[dot.y * width + dot.x] {
            var part = Part(columns: dot.x..<dot.x + 1, rows: dot.y..<dot.y + 1, ink: 0)
            var open = [dot]
            isInk[dot.y * width + dot.x] = false
            while let next = open.popLast() {
                part.join(Part(columns: next.x..<next.x + 1, rows: next.y..<next.y + 1, ink: 1))
                for y in max(0, next.y - 1)...min(height - 1, next.y + 1) {
                    for x in max(0, next.x - 1)...min(width - 1, next.x + 1) where isInk[y * width + x] {
                        isInk[y * width + x] = false
                        open.append(InkDots.Dot(x: x, y: y))
                    }
                }
            }
            parts.append(part)
        }
        return parts
    }

    /// Parts that stand beside each other, joined: each line grows from the part that has most ink of those that are left.
    private static func lines(of parts: [Part]) -> [Part] {
        var left = parts.sorted { $0.ink > $1.ink }
        var lines: [Part] = []
        while var line = left.first {
            left.removeFirst()
            while let next = left.firstIndex(where: { line.isBeside($0) }) { line.join(left.remove(at: next)) }
            lines.append(line)
        }
        return lines
    }
}
