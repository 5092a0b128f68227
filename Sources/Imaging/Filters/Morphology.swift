extension Bitmap {
    /// Thickens the ink of a mask on all sides, by a disc.
    /// - Parameter radius: px, at most 32; fractions count.
    package func dilated(by radius: Double) -> Bitmap {
        spread(radius) { $0 }
    }

    /// Thins the ink of a mask on all sides, by a disc.
    /// - Parameter radius: px, at most 32; fractions count.
    package func eroded(by radius: Double) -> Bitmap {
        spread(radius) { ~$0 }
    }

    /// The greatest of all neighbours within a disc, each weighed by how far the disc reaches over it; between `flip` and
    /// back, so that erosion is the dilation of what is empty.
    private func spread(_ radius: Double, _ flip: (UInt8) -> UInt8) -> Bitmap {
        precondition(channels == 1, "ink is grey")
        let radius = max(0, min(32, radius))
        let reach = Int(radius.rounded(.up))
        guard radius > 0.002, width > 0, height > 0 else { return self }
        let (width, height) = (self.width, self.height)
        let source = pixels.map(flip)
        var result = source
        source.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                for dy in -reach...reach {
                    for dx in -reach...reach where dx != 0 || dy != 0 {
                        let distance = Double(dx * dx + dy * dy).squareRoot()
                        let weight = UInt16((max(0, min(1, radius + 1 - distance)) * 256).rounded())
                        guard weight > 0 else { continue }
                        let (first, last) = (max(0, -dx), min(width, width - dx))
                        guard first < last else { continue }
                        for y in max(0, -dy)..<max(max(0, -dy), min(height, height - dy)) {
                            let (to, from) = (y * width, (y + dy) * width + dx)
                            for x in first..<last {
                                let value = UInt8(truncatingIfNeeded: (UInt16(source[from + x]) &* weight) &>> 8)
                                if value > target[to + x] { target[to + x] = value }
                            }
                        }
                    }
                }
            }
        }
        return Bitmap(width: width, height: height, pixels: result.map(flip))
    }

    /// What of this mask another leaves free.
    package func subtracting(_ other: Bitmap) -> Bitmap {
        precondition(pixels.count == other.pixels.count, "masks differ in size")
        return Bitmap(width: width, height: height) { target in
            withPixels { mine in
                other.withPixels { theirs in
                    for i in 0..<target.count { target[i] = mine[i] > theirs[i] ? mine[i] - theirs[i] : 0 }
                }
            }
        }
    }

    /// The mask moved by whole px, what leaves the image lost.
    package func shifted(x: Int, y: Int) -> Bitmap {
        Bitmap(width: width, height: height) { target in
            withPixels { source in
                for row in 0..<height {
                    for column in 0..<width {
                        let (fromX, fromY) = (column - x, row - y)
                        let inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
                        target[row * width + column] = inside ? source[fromY * width + fromX] : 0
                    }
                }
            }
        }
    }

    /// Keeps the greater of both masks in every pixel.
    package mutating func formUnion(_ other: Bitmap) {
        precondition(pixels.count == other.pixels.count, "masks differ in size")
        other.withPixels { theirs in
            withMutablePixels { mine in
                for i in 0..<mine.count { mine[i] = max(mine[i], theirs[i]) }
            }
        }
    }

    /// A mask of solid ink with the empty border that stamping asks for.
    /// - Parameters:
    ///   - width: of the ink, px; the mask is 2 px wider.
    ///   - height: of the ink, px; the mask is 2 px higher.
    package static func block(width: Int, height: Int) -> Bitmap {
        Bitmap(width: width + 2, height: height + 2) { pixels in
            for y in 0..<height + 2 {
                for x in 0..<width + 2 {
                    let inside = x > 0 && x <= width && y > 0 && y <= height
                    pixels[y * (width + 2) + x] = inside ? 255 : 0
                }
            }
        }
    }
}
