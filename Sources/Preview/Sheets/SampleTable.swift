public import Imaging
public import Samples

/// Samples in rows and columns, for a person to compare: those of a row differ in one way, those of a column in another.
public enum SampleTable {
    /// One row.
    public struct Row: Sendable {
        /// What all of its samples share.
        public var name: String
        /// The samples, one for each column.
        public var samples: [Sample]

        /// A row from its parts.
        public init(name: String, samples: [Sample]) {
            self.name = name
            self.samples = samples
        }
    }

    /// Draws a table, RGB.
    ///
    /// - Parameters:
    ///   - columns: what stands above the columns.
    ///   - corner: what the rows' names are values of.
    ///   - options: as of a contact sheet, but for its columns.
    /// - Throws: `ImagingError` if the table would be wider or longer than 32767 px: show fewer samples then.
    public static func draw(
        _ rows: [Row], columns: [String], corner: String = "", options: ContactSheet.Options
    ) throws -> Bitmap {
        let ruler = try Canvas(width: 1, height: 1)
        let cells = rows.map { $0.samples.map { SheetCell($0, options: options) } }
        let sizes = cells.map { $0.map { $0.size(measuring: ruler) } }
        let names = ([corner] + rows.map(\.name)).map { ruler.width(of: $0, style: SheetStyle.step) }
        let nameWidth = Int(min(mostName, names.max() ?? 0).rounded(.up)) + SheetStyle.gap.x
        let widths = columns.indices.map { column in
            sizes.reduce(Int(min(mostName, ruler.width(of: columns[column], style: SheetStyle.step)).rounded(.up)) + 1)
            {
                column < $1.count ? max($0, $1[column].width) : $0
            }
        }
        let heights = sizes.map { row in row.reduce(0) { max($0, $1.height) } + SheetStyle.captionHeight }

        let margin = SheetStyle.margin
        let first = margin + SheetStyle.headerHeight
        let width = max(
            SheetStyle.minWidth,
            2 * margin + nameWidth + widths.reduce(-SheetStyle.gap.x) { $0 + $1 + SheetStyle.gap.x })
        let height = first + headHeight + heights.reduce(0) { $0 + $1 + SheetStyle.gap.y } - SheetStyle.gap.y + margin
        let canvas = try Canvas(width: width, height: height, background: SheetStyle.background)
        SheetHeader(rows.flatMap(\.samples), title: options.title, counts: false).draw(on: canvas, width: width)

        let room = Double(nameWidth - SheetStyle.gap.x)
        var x = margin
        canvas.write(
            corner, x: Double(x), baseline: Double(first) + 13, style: SheetStyle.subtitle, maxWidth: room)
        x += nameWidth
        for (name, columnWidth) in zip(columns, widths) {
            canvas.write(
                name, x: Double(x), baseline: Double(first) + 13, style: SheetStyle.step, maxWidth: Double(columnWidth))
            x += columnWidth + SheetStyle.gap.x
        }
        var y = first + headHeight
        for (number, row) in cells.enumerated() {
            let picture = heights[number] - SheetStyle.captionHeight
            canvas.write(
                rows[number].name, x: Double(margin), baseline: Double(y) + Double(picture) / 2 + 4,
                style: SheetStyle.step, maxWidth: room)
            x = margin + nameWidth
            for (cell, columnWidth) in zip(row, widths) {
                let frame = Rect(
                    left: Double(x), top: Double(y), right: Double(x + columnWidth), bottom: Double(y + heights[number])
                )
                try cell.draw(on: canvas, in: frame)
                x += columnWidth + SheetStyle.gap.x
            }
            y += heights[number] + SheetStyle.gap.y
        }
        return try canvas.makeBitmap()
    }

    /// Above the first row, px.
    private static let headHeight = 24
    /// The widest name of a row or a column that is written out, px.
    private static let mostName = 280.0
}
