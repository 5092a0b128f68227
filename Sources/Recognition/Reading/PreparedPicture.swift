package import Imaging

/// A picture as a model reads it, before it is padded, and the way back to the picture that it was made from.
package struct PreparedPicture: Sendable {
    /// The picture at the model's height.
    package let image: Bitmap
    /// Columns of the picture that it was made from, px.
    package let sourceWidth: Int
    /// Rows of the picture that it was made from, px.
    package let sourceHeight: Int
    private let firstColumn: Double
    private let firstRow: Double
    private let slope: Double
    /// Columns and rows of the source for one of the image.
    private let across: Double
    private let rows: Double

    init(_ image: Bitmap, of source: Bitmap, _ frame: Framing.Frame) {
        self.image = image
        (sourceWidth, sourceHeight) = (source.width, source.height)
        (firstColumn, firstRow, slope) = (Double(frame.firstColumn), frame.firstRow, frame.slope)
        across = Double(frame.picture.width) / Double(max(1, image.width))
        rows = Double(frame.picture.height)
    }

    /// A picture that is at the model's height already, such as a tensor that a program prepared by itself.
    package init(_ image: Bitmap) { self.init(image, of: image, Framing.Frame(image)) }

    /// Where columns of the image lie in the source, px: all rows of the line there.
    package func place(of columns: Range<Double>) -> Rect {
        func within(_ value: Double, _ limit: Int) -> Double { max(0, min(Double(limit), value)) }
        let left = firstColumn + columns.lowerBound * across
        let right = firstColumn + columns.upperBound * across
        let top = firstRow + slope * ((left + right) / 2 - Double(sourceWidth) / 2)
        return Rect(
            left: within(left, sourceWidth), top: within(top, sourceHeight), right: within(right, sourceWidth),
            bottom: within(top + rows, sourceHeight))
    }
}
