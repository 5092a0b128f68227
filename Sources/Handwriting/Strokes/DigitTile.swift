package import Imaging
package import Samples

/// A digit as the MNIST collection shows one: 28 x 28 px, white ink on black.
///
/// The ink's box is fitted into 20 x 20 px, its proportions kept, and placed so that the ink's centre of mass is
/// the middle (LeCun, Bottou, Bengio and Burges, "Gradient-based learning applied to document
/// recognition", 1998).
package enum DigitTile {
    /// The side of the picture, px.
    package static let side = 28
    /// Where the centre of mass comes to lie: the collection's lies in the middle of the pixel right below the
    /// picture's centre.
    private static let centre = Double(side) / 2 + 0.5
    /// The longer side of the ink's box, px.
    static let box = 20

    /// One digit of a writer.
    ///
    /// - Parameters:
    ///   - digit: 0...9.
    ///   - height: how high it is written before it is shrunk, px.
    /// - Throws: `ImagingError` where there is no memory to draw with.
    package static func draw(
        _ digit: Int, by writer: Writer, height: Double = StyleRanges().scan, _ generator: KeyedGenerator
    ) throws -> Bitmap {
        precondition((0...9).contains(digit), "\(digit) is no digit")
        let line = try writer.line(String(digit), digitHeight: height, generator)
        return normalised(line?.glyphs.first?.ink ?? Bitmap(width: 0, height: 0))
    }

    /// Coverage of any size as a picture of 28 x 28 px.
    package static func normalised(_ ink: Bitmap) -> Bitmap {
        var scan = ink
        // Their digits were scanned in black and white.
        scan.withMutablePixels { pixels in
            for i in pixels.indices { pixels[i] = pixels[i] < 128 ? 0 : 255 }
        }
        guard let bounds = inkBounds(scan) else { return Bitmap(width: side, height: side) }
        let scale = Double(box) / Double(max(bounds.width, bounds.height))
        let size = (
            max(1, Int((Double(bounds.width) * scale).rounded())),
            max(1, Int((Double(bounds.height) * scale).rounded()))
        )
        return centred(areaMeans(scan, bounds, size))
    }

    private static func inkBounds(_ ink: Bitmap) -> (x: Int, y: Int, width: Int, height: Int)? {
        var (left, top, right, bottom) = (ink.width, ink.height, -1, -1)
        ink.withPixels { pixels in
            for y in 0..<ink.height {
                for x in 0..<ink.width where pixels[y * ink.width + x] > 0 {
                    (left, right) = (min(left, x), max(right, x))
                    (top, bottom) = (min(top, y), max(bottom, y))
                }
            }
        }
        return right < left ? nil : (left, top, right - left + 1, bottom - top + 1)
    }

    /// A box of a picture at another size: each pixel the mean of the area that it covers.
    private static func areaMeans(
        _ ink: Bitmap, _ box: (x: Int, y: Int, width: Int, height: Int), _ size: (width: Int, height: Int)
    ) -> Bitmap {
        let (columns, rows) = (cuts(box.width, size.width), cuts(box.height, size.height))
        // One more row and column, for shares of nothing.
        let stride = size.width + 1
        var sums = [Float](repeating: 0, count: stride * (size.height + 1))
        var line = [Float](repeating: 0, count: stride)
        ink.withPixels { pixels in
            for (y, row) in rows.enumerated() {
                for i in line.indices { line[i] = 0 }
                let start = (box.y + y) * ink.width + box.x
                for (x, column) in columns.enumerated() where pixels[start + x] > 0 {
                    line[column.first] += column.share
                    line[column.first + 1] += 1 - column.share
                }
                for i in line.indices {
                    sums[row.first * stride + i] += row.share * line[i]
                    sums[(row.first + 1) * stride + i] += (1 - row.share) * line[i]
                }
            }
        }
        let scale = 255 * Float(size.width * size.height) / Float(box.width * box.height)
        return Bitmap(width: size.width, height: size.height) { pixels in
            for y in 0..<size.height {
                for x in 0..<size.width {
                    pixels[y * size.width + x] = UInt8(min(255, (sums[y * stride + x] * scale).rounded()))
                }
            }
        }
    }

    /// For each old place: the first new one that it covers, and what part of it lies there.
    private static func cuts(_ old: Int, _ new: Int) -> [(first: Int, share: Float)] {
        (0..<old).map { place in
            let (from, to) = (Double(place * new) / Double(old), Double((place + 1) * new) / Double(old))
            let first = min(new - 1, Int(from))
            guard to > Double(first + 1), first + 1 < new else { return (first, 1) }
            return (first, Float((Double(first + 1) - from) / (to - from)))
        }
    }

    /// A picture in the middle of a larger one, by its centre of mass.
    private static func centred(_ ink: Bitmap) -> Bitmap {
        var (mass, momentX, momentY) = (0.0, 0.0, 0.0)
        for y in 0..<ink.height {
            for x in 0..<ink.width {
                let value = Double(ink[x, y])
                mass += value
                momentX += value * (Double(x) + 0.5)
                momentY += value * (Double(y) + 0.5)
            }
        }
        guard mass > 0 else { return Bitmap(width: side, height: side) }
        func start(_ moment: Double, _ length: Int) -> Int {
            min(max(0, Int((centre - moment / mass).rounded())), side - length)
        }
        let (left, top) = (start(momentX, ink.width), start(momentY, ink.height))
        var tile = Bitmap(width: side, height: side)
        for y in 0..<ink.height {
            for x in 0..<ink.width { tile[left + x, top + y] = ink[x, y] }
        }
        return tile
    }
}
