import Glibc
package import Imaging

/// What style matching asks of a picture of a character.
package struct InkMeasure: Sendable, Hashable {
    /// The mean width of the strokes, px; 0 where there is no ink.
    ///
    /// A stroke under 2 px that fills no pixel may read as up to 2.
    package var strokeWidth: Double
    /// How far the character leans to the right, degrees; negative to the left.
    package var slant: Double
    /// The columns that ink covers, px.
    package var columns: Range<Int>
    /// The rows that ink covers, px.
    package var rows: Range<Int>

    /// Pixels that are covered less than this are no part of the box.
    private static let faintest: UInt8 = 64

    /// Measures a picture of coverage, 0...255, one channel.
    package init(of picture: Bitmap) {
        let (width, height) = (picture.width, picture.height)
        var (left, right, top, bottom) = (width, 0, height, 0)
        // Moments of the ink.
        var (area, sumX, sumY, sumXY, sumYY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        // The integral of the gradient's length is the outline's length, however blurred the outline is.
        var outline = 0.0
        picture.withPixels { pixels in
            func value(_ x: Int, _ y: Int) -> Double {
                x >= 0 && x < width && y >= 0 && y < height ? Double(pixels[y * width + x]) / 255 : 0
            }
            for y in -1..<height {
                for x in -1..<width {
                    let (a, b, c, d) = (value(x, y), value(x + 1, y), value(x, y + 1), value(x + 1, y + 1))
                    if a + b + c + d == 0 { continue }
                    let (acrossX, acrossY) = (b + d - a - c, c + d - a - b)
                    outline += (acrossX * acrossX + acrossY * acrossY).squareRoot() / 2
                    guard a > 0 else { continue }
                    let (px, py) = (Double(x) + 0.5, Double(y) + 0.5)
                    area += a
                    sumX += a * px
                    sumY += a * py
                    sumXY += a * px * py
                    sumYY += a * py * py
                    if pixels[y * width + x] >= Self.faintest {
                        left = min(left, x)
                        right = max(right, x + 1)
                        top = min(top, y)
                        bottom = max(bottom, y + 1)
                    }
                }
            }
        }
        columns = left < right ? left..<right : 0..<0
        rows = top < bottom ? top..<bottom : 0..<0
        guard area > 0 else {
            (strokeWidth, slant) = (0, 0)
            return
        }
        // A stroke of length l and width w has the area l w and the outline 2 l + 2 w.
        let half = outline / 4
        let root = half * half - area
        strokeWidth = root > 0 ? half - root.squareRoot() : area.squareRoot()
        let acrossBoth = sumXY - sumX * sumY / area
        let acrossRows = sumYY - sumY * sumY / area
        slant = acrossRows > 0 ? atan(-acrossBoth / acrossRows) * 180 / .pi : 0
    }
}
