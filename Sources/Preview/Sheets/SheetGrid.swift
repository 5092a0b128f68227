import Imaging

/// Where the cells of a sheet stand: in columns of one width and rows as high as their highest cell.
///
/// A cell wider than a column takes several. So one long line among short ones does not widen them all.
struct SheetGrid {
    /// The size of a cell without its caption, px.
    typealias Size = (width: Int, height: Int)

    /// The sheet's size, px.
    let width: Int
    let height: Int
    /// The place of each cell, with its caption.
    let frames: [Rect]

    /// Places cells in so many columns, or in as many as the target width allows.
    init(sizes: [Size], columns wished: Int?) {
        let gap = SheetStyle.gap
        let widths = sizes.map(\.width).sorted()
        let unit = (wished == nil ? Self.commonWidth(widths) : widths.last) ?? 1
        let room = SheetStyle.targetWidth - 2 * SheetStyle.margin
        let spans = sizes.map { max(1, ($0.width + gap.x + unit + gap.x - 1) / (unit + gap.x)) }
        let columns = max(1, min(wished ?? (room + gap.x) / (unit + gap.x), spans.reduce(0, +)))

        var frames: [Rect] = []
        var (column, top, rowHeight) = (0, SheetStyle.margin + SheetStyle.headerHeight, 0)
        /// Where the row begins among the cells.
        var first = 0
        func endRow(before next: Int) {
            for i in first..<next { frames[i].bottom = Double(top + rowHeight) }
            top += rowHeight + gap.y
            (column, rowHeight, first) = (0, 0, next)
        }
        for (i, (size, span)) in zip(sizes, spans).enumerated() {
            if column > 0, column + span > columns { endRow(before: i) }
            let left = SheetStyle.margin + column * (unit + gap.x)
            let width = max(size.width, span * (unit + gap.x) - gap.x)
            frames.append(
                Rect(left: Double(left), top: Double(top), right: Double(left + width), bottom: Double(top)))
            rowHeight = max(rowHeight, size.height + SheetStyle.captionHeight)
            column += span
        }
        endRow(before: sizes.count)

        let content = max(columns * (unit + gap.x) - gap.x, widths.last ?? 0)
        width = max(SheetStyle.minWidth, content + 2 * SheetStyle.margin)
        height = top - gap.y + SheetStyle.margin
        self.frames = frames.map { frame in
            var frame = frame
            frame.right = min(frame.right, Double(SheetStyle.margin + content))
            return frame
        }
    }

    /// The width of the widest cell that is not an outlier: not much wider than nine cells of ten.
    private static func commonWidth(_ sorted: [Int]) -> Int? {
        guard let usual = sorted.dropLast(sorted.count / 10).last else { return nil }
        return sorted.last { $0 <= usual + usual / 4 }
    }
}
