extension Bitmap {
    /// Thickens the ink of a mask on all sides, by a disc.
    /// - Parameter radius: px, at most 32; fractions count.
    package func dilated(by radius: Double) -> Bitmap { spread(radius, of: 0) }

    /// Thins the ink of a mask on all sides, by a disc.
    /// - Parameter radius: px, at most 32; fractions count.
    package func eroded(by radius: Double) -> Bitmap { spread(radius, of: 255) }

    /// The greatest of all neighbours within a disc, each weighed by how far the disc reaches over it.
    ///
    /// Between a flip of all bits and back, so that erosion is the dilation of what is empty.
    /// - Parameter flip: what values are combined with: 0 for ink, 255 for what is empty.
    private func spread(_ radius: Double, of flip: UInt8) -> Bitmap {
        precondition(channels == 1, "ink is grey")
        let radius = max(0, min(32, radius))
        let reach = Int(radius.rounded(.up))
        guard radius > 0.002, width > 0, height > 0 else { return self }
        let (width, height) = (self.width, self.height)
        return Bitmap(width: width, height: height) { target in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: width * height) { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                withPixels { pixels in for i in 0..<width * height { source[i] = pixels[i] ^ flip } }
                target.update(from: source, count: width * height)
                for dy in -reach...reach {
                    for dx in -reach...reach where dx != 0 || dy != 0 {
                        let distance = Double(dx * dx + dy * dy).squareRoot()
                        let weight = UInt16((max(0, min(1, radius + 1 - distance)) * 256).rounded())
                        let (first, last) = (max(0, -dx), min(width, width - dx))
                        let (top, bottom) = (max(0, -dy), min(height, height - dy))
                        guard weight > 0, first < last, top < bottom else { continue }
                        for y in top..<bottom {
                            raise(
                                target + y * width + first, to: source + (y + dy) * width + first + dx, weight: weight,
                                count: last - first)
                        }
                    }
                }
                for i in 0..<width * height { target[i] ^= flip }
            }
        }
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
        let (first, last) = (max(0, x), min(width, width + x))
        let (top, bottom) = (max(0, y), min(height, height + y))
        guard first < last, top < bottom else { return Bitmap(width: width, height: height) }
        return Bitmap(width: width, height: height) { target in
            withPixels { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                target.update(repeating: 0, count: width * height)
                for row in top..<bottom {
                    (target + row * width + first).update(
                        from: source + (row - y) * width + first - x, count: last - first)
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
        roundedBlock(width: width, height: height, radius: 0)
    }

    /// The same with rounded corners.
    /// - Parameter radius: of the corners, px; no more than half of the shorter side counts.
    package static func roundedBlock(width: Int, height: Int, radius: Double) -> Bitmap {
        let radius = max(0, min(radius, Double(min(width, height)) / 2))
        guard radius > 0 else { return sharpBlock(width: width, height: height) }
        let (right, bottom) = (Double(width) - radius, Double(height) - radius)
        return Bitmap(width: width + 2, height: height + 2) { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    let (across, down) = (Double(x) + 0.5, Double(y) + 0.5)
                    let dx = max(radius - across, 0, across - right)
                    let dy = max(radius - down, 0, down - bottom)
                    let cover = max(0, min(1, radius + 0.5 - (dx * dx + dy * dy).squareRoot()))
                    pixels[(y + 1) * (width + 2) + x + 1] = UInt8(cover * 255 + 0.5)
                }
            }
        }
    }

    private static func sharpBlock(width: Int, height: Int) -> Bitmap {
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

/// Raises values to weighed ones where these are greater; without a branch, so that the compiler turns it into vector code.
@inline(__always)
private func raise(
    _ target: UnsafeMutablePointer<UInt8>, to source: UnsafePointer<UInt8>, weight: UInt16, count: Int
) {
    for x in 0..<count {
        target[x] = max(target[x], UInt8(truncatingIfNeeded: (UInt16(source[x]) &* weight) &>> 8))
    }
}
