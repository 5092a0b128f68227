public import Imaging

/// Faces on one picture, for a person to look at: a row for each, with its name and a line set in it.
public enum FontSheet {
    /// One face.
    public struct Row: Sendable {
        /// The face's name.
        public var name: String
        /// What is said below the name.
        public var detail: String
        /// A line in the face: the ink, one channel; nil where it can write none.
        public var ink: Bitmap?

        /// A row from its parts.
        public init(name: String, detail: String, ink: Bitmap?) {
            self.name = name
            self.detail = detail
            self.ink = ink
        }
    }

    /// How wide a line is, px.
    public static let lineWidth = 900
    private static let nameWidth = 300
    private static let leastHeight = 44

    /// Draws a sheet, RGB.
    ///
    /// Throws `ImagingError` if the sheet would be longer than 32767 px.
    public static func draw(_ rows: [Row], title: String) throws -> Bitmap {
        let margin = SheetStyle.margin
        let heights = rows.map { max(leastHeight, ($0.ink?.height ?? 0) + 12) }
        let width = 2 * margin + nameWidth + lineWidth
        let top = margin + SheetStyle.headerHeight
        let canvas = try Canvas(
            width: width, height: top + heights.reduce(0, +) + margin, background: SheetStyle.background)
        canvas.write(
            title, x: Double(margin), baseline: Double(margin) + 13, style: SheetStyle.title,
            maxWidth: Double(width - 2 * margin))
        var y = top
        for (row, height) in zip(rows, heights) {
            let (left, middle) = (Double(margin), Double(y) + Double(height) / 2)
            let line = Rect(
                left: left + Double(nameWidth), top: Double(y) + 1, right: Double(width - margin),
                bottom: Double(y + height) - 1)
            canvas.fill(line, colour: .white)
            canvas.write(
                row.name, x: left, baseline: middle - 3, style: SheetStyle.subtitle, maxWidth: Double(nameWidth - 12))
            canvas.write(
                row.detail, x: left, baseline: middle + 13, style: SheetStyle.label, maxWidth: Double(nameWidth - 12))
            if let ink = row.ink {
                let place = Double(y + (height - ink.height) / 2)
                try canvas.tint(
                    ink,
                    in: Rect(
                        left: line.left, top: place, right: line.left + Double(ink.width),
                        bottom: place + Double(ink.height)), colour: .black, opacity: 1)
            } else {
                canvas.write(
                    "has not all characters of any text", x: line.left + 8, baseline: middle + 5,
                    style: SheetStyle.index)
            }
            y += height
        }
        return try canvas.makeBitmap()
    }
}
