package import Imaging
import Samples

extension DigitCollection {
    /// The first digits of the training part as one picture: a row for each digit, 0 above.
    ///
    /// - Parameters:
    ///   - columns: how many of each digit.
    ///   - scale: the side of a pixel of theirs, px.
    /// - Throws: `ImagingError` where there is no memory to draw with.
    package func sheet(columns: Int, scale: Int) throws -> Bitmap {
        let side = DigitTile.side * scale
        var sheet = Bitmap(width: columns * side, height: 10 * side)
        for index in 0..<10 * columns {
            let tile = try tile(at: index, in: .train)
            let (left, top) = (index / 10 * side, label(at: index, in: .train) * side)
            for y in 0..<side {
                for x in 0..<side { sheet[left + x, top + y] = tile[x / scale, y / scale] }
            }
        }
        return sheet
    }
}
