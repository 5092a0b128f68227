import Imaging

/// Where the cells of a sheet stand: in rows, each column as wide as its widest cell and each row as high as
/// its highest.
struct SheetGrid {
    /// The size of a cell without its caption, px.
    typealias Size = (width: Int, height: Int)

    /// The sheet's size, px.
    private(set) var width: Int
    private(set) var height: Int
    /// The place of each cell, with its caption.
    private(set) var frames: [Rect] = []

    init(sizes: [Size], columns: Int?) {
        let columns = max(1, min(columns ?? Self.columns(for: sizes), sizes.count))
        let widths = Self.columnWidths(sizes, columns: columns)
        width = max(SheetStyle.minWidth, Self.sheetWidth(widths))
        var top = SheetStyle.margin + SheetStyle.headerHeight
        for start in stride(from: 0, to: sizes.count, by: columns) {
            let row = sizes[start..<min(start + columns, sizes.count)]
            let rowHeight = row.reduce(0) { max($0, $1.height) } + SheetStyle.captionHeight
            var left = SheetStyle.margin
            for (width, _) in zip(widths, row) {
                frames.append(
                    Rect(
                        left: Double(left), top: Double(top), right: Double(left + width),
                        bottom: Double(top + rowHeight)))
                left += width + SheetStyle.gap.x
            }
            top += rowHeight + SheetStyle.gap.y
        }
        height = top - (sizes.isEmpty ? 0 : SheetStyle.gap.y) + SheetStyle.margin
    }

    /// The largest number of columns that keeps the sheet within its target width.
    private static func columns(for sizes: [Size]) -> Int {
        // No cell is narrower than a pixel and the gap beside it.
        let most = min(sizes.count, SheetStyle.targetWidth / (SheetStyle.gap.x + 1))
        let fitting = stride(from: most, to: 1, by: -1).first {
            sheetWidth(columnWidths(sizes, columns: $0)) <= SheetStyle.targetWidth
        }
        return fitting ?? 1
    }

    private static func columnWidths(_ sizes: [Size], columns: Int) -> [Int] {
        var widths = [Int](repeating: 0, count: min(columns, sizes.count))
        for (i, size) in sizes.enumerated() { widths[i % columns] = max(widths[i % columns], size.width) }
        return widths
    }

    private static func sheetWidth(_ columns: [Int]) -> Int {
        2 * SheetStyle.margin + columns.reduce(0, +) + SheetStyle.gap.x * max(0, columns.count - 1)
    }
}
