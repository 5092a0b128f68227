extension Bitmap {
    /// A picture of `width` x `height` px taken from this one through a map from the picture's px to ours.
    ///
    /// Beyond its edges the image is continued by its mirror image, so no edge ever shows. Bilinear, 16.16
    /// fixed point.
    ///
    /// - Parameter field: of the picture's size, where the picture is bent: `map` then takes what the field shows.
    package func crop(width: Int, height: Int, through map: Projection, bentBy field: WarpField? = nil) -> Bitmap {
        func place(_ x: Int, _ y: Int) -> Point {
            let seen = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
            return map(field?.source(of: seen) ?? seen)
        }
        let piece = field != nil ? WarpField.cell : map.isAffine ? width : 16
        return Bitmap(width: width, height: height, channels: channels) { target in
            withPixels { source in
                for y in 0..<height {
                    // Short pieces keep a map that is not affine within a fraction of a pixel of its true course.
                    var x = 0
                    while x < width {
                        let count = min(piece, width - x)
                        let first = place(x, y)
                        let last = place(x + count, y)
                        let (u, v) = (fixed(first.x - 0.5), fixed(first.y - 0.5))
                        let du = (fixed(last.x - 0.5) - u) / count
                        let dv = (fixed(last.y - 0.5) - v) / count
                        let walk = WarpArea.Span(u: u, v: v, du: du, dv: dv)
                        if channels == 1, walk.steps(inside: self.width, self.height, of: count).count == count {
                            read(source, walk, into: target, y * width + x, count)
                        } else {
                            for step in 0..<count {
                                let at = MirrorSample(u + step * du, v + step * dv, self.width, self.height)
                                for c in 0..<channels {
                                    target[(y * width + x + step) * channels + c] = at.value(source, channels, c)
                                }
                            }
                        }
                        x += count
                    }
                }
            }
        }
    }
}

extension Bitmap {
    /// Reads a walk that stays within a grey image.
    @inline(__always)
    private func read(
        _ source: UnsafeBufferPointer<UInt8>, _ walk: WarpArea.Span, into target: UnsafeMutableBufferPointer<UInt8>,
        _ first: Int, _ count: Int
    ) {
        guard let values = source.baseAddress else { return }
        var walk = walk
        for i in first..<first + count {
            target[i] = UInt8(truncatingIfNeeded: bilinear(values, width, walk))
            walk.u &+= walk.du
            walk.v &+= walk.dv
        }
    }
}

/// The four neighbours of a place and their weights, in an image that is mirrored at its edges.
private struct MirrorSample {
    let p00, p01, p10, p11: Int
    let fx, fy: UInt32

    @inline(__always)
    init(_ u: Int, _ v: Int, _ width: Int, _ height: Int) {
        let (x0, x1) = (mirrored(u >> 16, width), mirrored((u >> 16) &+ 1, width))
        let (y0, y1) = (mirrored(v >> 16, height) * width, mirrored((v >> 16) &+ 1, height) * width)
        (p00, p01, p10, p11) = (y0 + x0, y0 + x1, y1 + x0, y1 + x1)
        fx = UInt32(truncatingIfNeeded: (u >> 8) & 0xFF)
        fy = UInt32(truncatingIfNeeded: (v >> 8) & 0xFF)
    }

    @inline(__always)
    func value(_ source: UnsafeBufferPointer<UInt8>, _ channels: Int, _ c: Int) -> UInt8 {
        let upper = UInt32(source[p00 * channels + c]) * (256 - fx) + UInt32(source[p01 * channels + c]) * fx
        let lower = UInt32(source[p10 * channels + c]) * (256 - fx) + UInt32(source[p11 * channels + c]) * fx
        return UInt8(truncatingIfNeeded: (upper * (256 - fy) + lower * fy + 0x8000) >> 16)
    }
}

/// A coordinate folded into `0..<size`: ...
///
/// 1 0 | 0 1 2 ... size-1 | size-1 ...
@inline(__always)
private func mirrored(_ position: Int, _ size: Int) -> Int {
    if UInt(bitPattern: position) < UInt(bitPattern: size) { return position }
    let period = 2 * size
    let folded = ((position % period) + period) % period
    return folded < size ? folded : period - 1 - folded
}
