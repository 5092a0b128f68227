package import Imaging
package import Samples

/// The stages of one sample as a strip: what each made of it, with its name and what it drew.
package enum StepStrip {
    /// Draws a strip, RGB; it goes on in further rows where it would be wider than about 1600 px.
    ///
    /// - Parameters:
    ///   - sample: what the stages led to; its key and its label stand in the header.
    ///   - title: what the header begins with: the recipe's name.
    ///   - scale: how many times pictures are enlarged; nil for 2 where they are lower than 64 px, else 1.
    /// - Throws: `ImagingError` if the strip would be longer than 32767 px.
    package static func draw(
        _ steps: [SampleStep], of sample: Sample, title: String, scale: Int? = nil
    ) throws -> Bitmap {
        let ruler = try Canvas(width: 1, height: 1)
        let wished = Double(scale ?? (sample.image.height < 64 ? 2 : 1))
        let cells = steps.enumerated().map { StepCell($1, number: $0 + 1, scale: wished, measuring: ruler) }
        let rows = rows(of: cells)
        let margin = SheetStyle.margin
        let content = rows.map { $0.reduce(-SheetStyle.gap.x) { $0 + cells[$1].width + SheetStyle.gap.x } }.max() ?? 0
        let pictureHeights = rows.map { row in row.reduce(0) { max($0, cells[$1].pictureHeight) } }
        let heights = zip(rows, pictureHeights).map { row, height in
            height + row.reduce(0) { max($0, cells[$1].textHeight) }
        }
        let top = margin + SheetStyle.headerHeight
        let width = max(SheetStyle.minWidth, content + 2 * margin)
        let canvas = try Canvas(
            width: width, height: top + heights.reduce(0) { $0 + $1 + rowGap } - rowGap + margin,
            background: SheetStyle.background)
        SheetHeader([sample], title: title, more: sample.label).draw(on: canvas, width: width)
        var y = top
        for (number, row) in rows.enumerated() {
            var x = margin
            for cell in row {
                try cells[cell].draw(on: canvas, x: x, y: y, pictureHeight: pictureHeights[number])
                x += cells[cell].width + SheetStyle.gap.x
            }
            y += heights[number] + rowGap
        }
        return try canvas.makeBitmap()
    }

    private static let rowGap = 20

    /// The numbers of the cells in each row.
    private static func rows(of cells: [StepCell]) -> [[Int]] {
        let room = SheetStyle.targetWidth - 2 * SheetStyle.margin
        var rows: [[Int]] = [[]]
        var x = 0
        for (number, cell) in cells.enumerated() {
            if x > 0, x + cell.width > room {
                rows.append([])
                x = 0
            }
            rows[rows.count - 1].append(number)
            x += cell.width + SheetStyle.gap.x
        }
        // Rows are about even: the last one takes from the one above rather than standing almost empty.
        guard rows.count > 1 else { return rows }
        let even = (cells.count + rows.count - 1) / rows.count
        let evened = stride(from: 0, to: cells.count, by: even).map { Array($0..<min($0 + even, cells.count)) }
        let fits = evened.allSatisfy { row in
            row.reduce(-SheetStyle.gap.x) { $0 + cells[$1].width + SheetStyle.gap.x } <= room
        }
        return fits ? evened : rows
    }
}

/// One stage on a strip.
struct StepCell {
    private let step: SampleStep
    private let title: String
    private let lines: [(name: String, value: String)]
    private let scale: Double
    /// The size with all that is written, px.
    let width: Int

    private static let (leastWidth, mostText) = (132, 300.0)
    private static let lineHeight = 14

    init(_ step: SampleStep, number: Int, scale: Double, measuring canvas: Canvas) {
        self.step = step
        title = "\(number)  \(step.name)"
        lines = step.choices.map { ($0.name(within: step.name), $0.value.shown) }
        let room = Double(SheetStyle.targetWidth - 2 * SheetStyle.margin)
        self.scale = min(scale, room / Double(max(1, step.picture?.width ?? 1)))
        let text = lines.reduce(canvas.width(of: title, style: SheetStyle.step)) { widest, line in
            max(widest, canvas.width(of: "\(line.name)  \(line.value)", style: SheetStyle.label))
        }
        width = max(
            Self.leastWidth, Int((Double(step.picture?.width ?? 0) * self.scale).rounded()),
            Int(min(Self.mostText, text).rounded(.up)) + 2)
    }

    /// How high the picture is, px.
    var pictureHeight: Int { Int((Double(step.picture?.height ?? 0) * scale).rounded(.up)) }

    /// How high all is that is written, px.
    var textHeight: Int { 22 + Self.lineHeight * max(1, lines.count) }

    func draw(on canvas: Canvas, x: Int, y: Int, pictureHeight room: Int) throws {
        let (left, right) = (Double(x), Double(x + width))
        var baseline = Double(y + room) + 16
        let isDrawn = step.picture != nil
        canvas.write(
            title, x: left, baseline: baseline, style: isDrawn ? SheetStyle.step : SheetStyle.subtitle,
            maxWidth: right - left)
        if let picture = step.picture {
            let size = (width: Double(picture.width) * scale, height: Double(picture.height) * scale)
            // All stand on one line, whatever their heights.
            let top = Double(y + room) - size.height.rounded(.up)
            let box = Rect(left: left, top: top, right: left + size.width, bottom: top + size.height)
            canvas.fill(
                Rect(left: box.left - 1, top: box.top - 1, right: box.right + 1, bottom: box.bottom + 1),
                colour: SheetStyle.frame)
            try canvas.draw(picture, in: box)
        }
        for line in lines {
            baseline += Double(Self.lineHeight)
            let end = canvas.write(
                line.name + "  ", x: left, baseline: baseline, style: SheetStyle.index, maxWidth: right - left)
            canvas.write(line.value, x: end, baseline: baseline, style: SheetStyle.label, maxWidth: right - end)
        }
        if lines.isEmpty {
            canvas.write(
                isDrawn ? "nothing drawn" : "not for this sample", x: left,
                baseline: baseline + Double(Self.lineHeight),
                style: SheetStyle.index)
        }
    }
}
