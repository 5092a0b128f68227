import Chance
import Configs
import Imaging
import Samples

/// A text that is to stand on a page with others.
struct PageBlock {
    /// All that it takes up, px of the text; its first baseline lies at 0.
    var box: Rect
    /// What gaps are measured by, px.
    var em: Double
}

/// Where the texts of a page stand on the flat sheet.
///
/// No two boxes overlap. Lengths are px of the text.
struct PageLayout {
    /// How far each text is moved; nil for one that found no room.
    private(set) var offsets: [Point?]
    private let blocks: [PageBlock]
    private let recipe: TextsRecipe
    private let width, height: Double
    private var gaps, lineGaps: KeyedGenerator

    /// How often a place for a scattered text is sought.
    private static let tries = 200

    /// Lays texts out, in their order.
    /// - Parameter room: how large the sheet may be; nil for sides that grow.
    init(
        _ blocks: [PageBlock], _ recipe: TextsRecipe, room: (width: Double?, height: Double?), _ chooser: inout Chooser
    ) {
        self.blocks = blocks
        self.recipe = recipe
        offsets = [Point?](repeating: nil, count: blocks.count)
        (gaps, lineGaps) = (chooser.generator("gap"), chooser.generator("line_gap"))
        let arrangement = chooser.pick("arrangement", recipe.arrangement)
        (width, height) = Self.size(for: blocks, arrangement, gap: recipe.gap.bounds.upperBound, room)
        switch arrangement {
        case .lines: layLines(chooser.pick("alignment", recipe.alignment))
        case .columns: layColumns(chooser.pick("alignment", recipe.alignment))
        case .scattered:
            var places = chooser.generator("place")
            scatter(&places)
        }
    }

    /// The sheet's size: sides that grow are as long as a page of such texts is, or have no end.
    /// - Parameter gap: the largest between two texts, em.
    private static func size(
        for blocks: [PageBlock], _ arrangement: TextsRecipe.Arrangement, gap: Double,
        _ room: (width: Double?, height: Double?)
    ) -> (Double, Double) {
        let widest = blocks.reduce(0) { max($0, $1.box.width) }
        let tallest = blocks.reduce(0) { max($0, $1.box.height) }
        func area(with margin: Double) -> Double {
            blocks.reduce(0) { $0 + ($1.box.width + margin * $1.em) * ($1.box.height + margin * $1.em) }
        }
        switch arrangement {
        case .lines: return (room.width ?? max(widest, (1.6 * area(with: 1)).squareRoot()), room.height ?? .infinity)
        case .columns:
            return (room.width ?? .infinity, room.height ?? max(tallest, (area(with: 1) / 1.6).squareRoot()))
        case .scattered:
            // So much that a place for the last is found as soon as one for the first.
            let free = 2.5 * area(with: 2 * min(4, gap))
            let width = room.width ?? max(widest, room.height.map { free / $0 } ?? (1.4 * free).squareRoot())
            return (width, room.height ?? max(tallest, free / width))
        }
    }

    private mutating func gap(_ em: Double) -> Double { recipe.gap.draw(using: &gaps) * em }

    private mutating func lineGap(_ em: Double) -> Double { recipe.lineGap.draw(using: &lineGaps) * em }

    // MARK: Lines

    /// Texts that stand on one baseline.
    private struct Line {
        /// Which they are, and where each begins.
        var texts: [(number: Int, left: Double)] = []
        var width = 0.0
        var ascent = 0.0
        var descent = 0.0
        var em = 0.0

        var height: Double { ascent + descent }

        /// The line with a text at its end.
        func with(_ number: Int, _ block: PageBlock, after gap: Double) -> Line {
            var line = self
            let left = texts.isEmpty ? 0 : width + gap
            line.texts.append((number, left))
            line.width = left + block.box.width
            line.ascent = max(ascent, -block.box.top)
            line.descent = max(descent, block.box.bottom)
            line.em = max(em, block.em)
            return line
        }
    }

    private mutating func layLines(_ alignment: TextsRecipe.Alignment) {
        var lines: [(line: Line, top: Double)] = []
        for (number, block) in blocks.enumerated() {
            if let (line, top) = lines.last {
                let longer = line.with(number, block, after: gap(max(line.em, block.em)))
                if longer.width <= width, top + longer.height <= height {
                    lines[lines.count - 1].line = longer
                    continue
                }
            }
            let next = Line().with(number, block, after: 0)
            let top = lines.last.map { $0.top + $0.line.height + lineGap(max($0.line.em, block.em)) } ?? 0
            if next.width <= width, top + next.height <= height { lines.append((next, top)) }
        }
        let widest = lines.reduce(0) { max($0, $1.line.width) }
        for (line, top) in lines {
            let start = alignment.share * (widest - line.width)
            for (number, left) in line.texts {
                offsets[number] = Point(x: start + left - blocks[number].box.left, y: top + line.ascent)
            }
        }
    }

    // MARK: Columns

    /// Texts that stand below each other.
    private struct Column {
        /// Which they are, and where each begins.
        var texts: [(number: Int, top: Double)] = []
        var width = 0.0
        var height = 0.0
        var em = 0.0

        /// The column with a text at its end.
        func with(_ number: Int, _ block: PageBlock, after gap: Double) -> Column {
            var column = self
            let top = texts.isEmpty ? 0 : height + gap
            column.texts.append((number, top))
            column.width = max(width, block.box.width)
            column.height = top + block.box.height
            column.em = max(em, block.em)
            return column
        }
    }

    private mutating func layColumns(_ alignment: TextsRecipe.Alignment) {
        var columns: [(column: Column, left: Double)] = []
        for (number, block) in blocks.enumerated() {
            if let (column, left) = columns.last {
                let longer = column.with(number, block, after: lineGap(max(column.em, block.em)))
                if longer.height <= height, left + longer.width <= width {
                    columns[columns.count - 1].column = longer
                    continue
                }
            }
            let next = Column().with(number, block, after: 0)
            let left = columns.last.map { $0.left + $0.column.width + gap(max($0.column.em, block.em)) } ?? 0
            if next.height <= height, left + next.width <= width { columns.append((next, left)) }
        }
        for (column, left) in columns {
            for (number, top) in column.texts {
                let box = blocks[number].box
                let start = left + alignment.share * (column.width - box.width)
                offsets[number] = Point(x: start - box.left, y: top - box.top)
            }
        }
    }

    // MARK: Scattered

    private mutating func scatter(_ places: inout KeyedGenerator) {
        var taken: [Rect] = []
        for (number, block) in blocks.enumerated() {
            let (freeWidth, freeHeight) = (width - block.box.width, height - block.box.height)
            let clear = gap(block.em)
            guard freeWidth >= 0, freeHeight >= 0 else { continue }
            for _ in 0..<Self.tries {
                let (left, top) = (places.unit() * freeWidth, places.unit() * freeHeight)
                let box = Rect(
                    left: left - clear, top: top - clear, right: left + block.box.width + clear,
                    bottom: top + block.box.height + clear)
                guard !taken.contains(where: box.overlaps) else { continue }
                taken.append(
                    Rect(left: left, top: top, right: left + block.box.width, bottom: top + block.box.height))
                offsets[number] = Point(x: left - block.box.left, y: top - block.box.top)
                break
            }
        }
    }
}

extension TextsRecipe.Alignment {
    /// How much of what is free lies to the left.
    fileprivate var share: Double {
        switch self {
        case .left: 0
        case .center: 0.5
        case .right: 1
        }
    }
}

extension Rect {
    /// Whether two boxes share more than an edge.
    fileprivate func overlaps(_ other: Rect) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}
