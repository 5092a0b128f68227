public import Imaging
public import Samples

/// Many samples on one picture, for a person to look at: a grid of images with their labels below.
public enum ContactSheet {
    /// What a sheet shows.
    public struct Options: Sendable, Hashable {
        /// What the header begins with, before seed, splits and indices: the recipe's name.
        public var title: String
        /// How many samples stand in a row; nil for as many as fit on about 1600 px.
        public var columns: Int?
        /// Whether the boxes of characters and text are drawn, and the ink is tinted.
        public var showsBoxes: Bool
        /// How many times samples are enlarged; nil for 2 under boxes on samples lower than 64 px, else 1.
        public var scale: Int?

        /// Options from their parts.
        public init(title: String, columns: Int? = nil, showsBoxes: Bool = false, scale: Int? = nil) {
            self.title = title
            self.columns = columns
            self.showsBoxes = showsBoxes
            self.scale = scale
        }
    }

    /// Draws a sheet, RGB.
    ///
    /// Samples keep their pixels, each enlarged `scale` times; only those wider than the sheet are made
    /// smaller. Throws `ImagingError` if the sheet would be longer than 32767 px: show fewer samples then.
    public static func draw(_ samples: [Sample], options: Options) throws -> Bitmap {
        let cells = samples.map { SheetCell($0, options: options) }
        let ruler = try Canvas(width: 1, height: 1)
        let grid = SheetGrid(sizes: cells.map { $0.size(measuring: ruler) }, columns: options.columns)
        let canvas = try Canvas(width: grid.width, height: grid.height, background: SheetStyle.background)
        SheetHeader(samples, title: options.title).draw(on: canvas, width: grid.width)
        for (cell, frame) in zip(cells, grid.frames) { try cell.draw(on: canvas, in: frame) }
        return try canvas.makeBitmap()
    }
}
