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
    /// How high digits are written before they are shrunk, px.
    static let digitHeight = 60.0

    /// One digit of a writer.
    package static func draw(_ digit: Int, by writer: Writer, _ generator: KeyedGenerator) -> Bitmap? {
        guard let glyph = writer.line(String(digit), digitHeight: digitHeight, generator)?.glyphs.first else {
            return nil
        }
        return normalised(glyph.ink)
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

    /// A box of a picture at a smaller size: each pixel the mean of the area that it covers.
    private static func areaMeans(
        _ ink: Bitmap, _ box: (x: Int, y: Int, width: Int, height: Int), _ size: (width: Int, height: Int)
    ) -> Bitmap {
        let (columns, rows) = (Self.cuts(box.width, size.width), Self.cuts(box.height, size.height))
        var sums = [Double](repeating: 0, count: size.width * size.height)
        ink.withPixels { pixels in
            for (y, row) in rows.enumerated() {
                for (x, column) in columns.enumerated() where pixels[(box.y + y) * ink.width + box.x + x] > 0 {
                    for (j, v) in [(row.first, row.share), (row.first + 1, 1 - row.share)] where v > 0 {
                        for (i, u) in [(column.first, column.share), (column.first + 1, 1 - column.share)] where u > 0 {
                            sums[j * size.width + i] += u * v
                        }
                    }
                }
            }
        }
        let full = Double(box.width * box.height) / Double(size.width * size.height)
        return Bitmap(
            width: size.width, height: size.height, pixels: sums.map { UInt8(min(255, ($0 / full * 255).rounded())) })
    }

    /// For each old place: the first new one that it covers, and what part of it lies there.
    private static func cuts(_ old: Int, _ new: Int) -> [(first: Int, share: Double)] {
        (0..<old).map { place in
            let (from, to) = (Double(place * new) / Double(old), Double((place + 1) * new) / Double(old))
            let first = min(new - 1, Int(from))
            guard to > Double(first + 1), first + 1 < new else { return (first, 1) }
            return (first, (Double(first + 1) - from) / (to - from))
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
