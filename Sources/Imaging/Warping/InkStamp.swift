/// How ink joins the ink that lies there already.
package enum InkJoining: Sendable, Hashable {
    /// As independent layers do: `1 - (1 - a)(1 - b)`.
    case layers
    /// The darker of the two.
    case maximum
}

extension Bitmap {
    /// Adds the ink of a grey mask through a map from the mask's px to this image's px.
    ///
    /// Sampling is bilinear in 16.16 fixed point; to stay free of aliasing the map should shrink by no more than a half.
    ///
    /// - Parameters:
    ///   - mask: coverage with a border of one empty pixel all round.
    ///   - map: from mask px to image px.
    ///   - joining: how it joins the ink that is there.
    /// - Returns: how much ink fell outside of the image, as a sum of coverage; 0 as a rule, `Int.max` where
    ///   the map tears the mask apart.
    package mutating func stampInk(
        _ mask: Bitmap, through map: Projection, joining: InkJoining = .layers
    ) -> Int {
        precondition(channels == 1 && mask.channels == 1, "ink is grey")
        guard mask.width > 2, mask.height > 2 else { return 0 }
        if let (x, y) = map.wholeSteps, x >= 0, y >= 0, x + mask.width <= width, y + mask.height <= height {
            copyInk(mask, x: x, y: y, joining)
            return 0
        }
        guard let area = WarpArea(width: mask.width, height: mask.height, through: map) else { return Int.max }
        let inside = area.left >= 0 && area.top >= 0 && area.right <= width && area.bottom <= height
        let reach = 4096
        guard area.left > -reach, area.top > -reach, area.right < width + reach, area.bottom < height + reach else {
            return Int.max
        }

        var lost = 0
        let (width, height) = (self.width, self.height)
        withMutablePixels { target in
            mask.withPixels { source in
                guard let ink = source.baseAddress, let page = target.baseAddress else { return }
                for y in area.top..<area.bottom {
                    let row = y >= 0 && y < height ? page + y * width : nil
                    for left in Swift.stride(from: area.left, to: area.right, by: area.reach) {
                        let right = min(left + area.reach, area.right)
                        var walk = area.span(y, from: left, to: right)
                        let steps = walk.steps(inside: mask.width, mask.height, of: right - left)
                        walk.u &+= steps.lowerBound &* walk.du
                        walk.v &+= steps.lowerBound &* walk.dv
                        if let row, inside {
                            stamp(ink, mask.width, walk, row + left + steps.lowerBound, steps.count, joining)
                            continue
                        }
                        lost += edge(
                            ink, mask.width, walk, row, left + steps.lowerBound, width, steps.count, joining)
                    }
                }
            }
        }
        return lost
    }
}

extension Bitmap {
    /// Adds a mask that lies on the image as it is, pixel for pixel.
    private mutating func copyInk(_ mask: Bitmap, x: Int, y: Int, _ joining: InkJoining) {
        let stride = self.stride
        withMutablePixels { target in
            mask.withPixels { source in
                guard let ink = source.baseAddress, let page = target.baseAddress else { return }
                for line in 0..<mask.height {
                    let (row, values) = (page + (y + line) * stride + x, ink + line * mask.width)
                    switch joining {
                    case .maximum: for i in 0..<mask.width { row[i] = max(row[i], values[i]) }
                    case .layers: for i in 0..<mask.width { row[i] = join(row[i], UInt32(values[i]), .layers) }
                    }
                }
            }
        }
    }
}

extension Projection {
    /// The whole px by which it moves an image; nil where it does anything else.
    fileprivate var wholeSteps: (x: Int, y: Int)? {
        guard isAffine, m00 == 1, m01 == 0, m10 == 0, m11 == 1, abs(m02) < 1e6, abs(m12) < 1e6 else { return nil }
        let (x, y) = (m02.rounded(), m12.rounded())
        // A millionth of a px is rounding; sampling could not tell it from none.
        return abs(x - m02) < 1e-6 && abs(y - m12) < 1e-6 ? (Int(x), Int(y)) : nil
    }
}

@inline(__always)
func join(_ a: UInt8, _ b: UInt32, _ joining: InkJoining) -> UInt8 {
    if joining == .maximum { return max(a, UInt8(truncatingIfNeeded: b)) }
    let product = UInt32(a) &* b
    return UInt8(truncatingIfNeeded: UInt32(a) &+ b &- (product &+ 128 &+ ((product &+ 128) &>> 8)) &>> 8)
}

/// Stamps a part of a line that lies on the page and in the mask.
@inline(__always)
func stamp(
    _ ink: UnsafePointer<UInt8>, _ width: Int, _ walk: WarpArea.Span, _ row: UnsafeMutablePointer<UInt8>, _ count: Int,
    _ joining: InkJoining
) {
    var walk = walk
    for x in 0..<count {
        let value = bilinear(ink, width, walk)
        walk.u &+= walk.du
        walk.v &+= walk.dv
        if value == 0 { continue }
        // Glyphs seldom meet.
        row[x] = row[x] == 0 ? UInt8(truncatingIfNeeded: value) : join(row[x], value, joining)
    }
}

/// Stamps a part of a line that may leave the page.
/// - Returns: the ink that left it.
func edge(
    _ ink: UnsafePointer<UInt8>, _ maskWidth: Int, _ walk: WarpArea.Span, _ row: UnsafeMutablePointer<UInt8>?,
    _ left: Int, _ width: Int, _ count: Int, _ joining: InkJoining
) -> Int {
    var (walk, lost) = (walk, 0)
    for x in left..<left + count {
        let value = bilinear(ink, maskWidth, walk)
        walk.u &+= walk.du
        walk.v &+= walk.dv
        if value == 0 { continue }
        if let row, x >= 0, x < width {
            row[x] = join(row[x], value, joining)
        } else {
            lost += Int(value)
        }
    }
    return lost
}

/// The coverage at a place whose four neighbours all lie in the mask.
@inline(__always)
func bilinear(_ ink: UnsafePointer<UInt8>, _ width: Int, _ at: WarpArea.Span) -> UInt32 {
    // Both neighbours of a line at once: most of a glyph's box is empty.
    let p = UnsafeRawPointer(ink + ((at.v &>> 16) &* width &+ (at.u &>> 16)))
    let upper = UInt32(UInt16(littleEndian: p.loadUnaligned(as: UInt16.self)))
    let lower = UInt32(UInt16(littleEndian: p.loadUnaligned(fromByteOffset: width, as: UInt16.self)))
    if upper | lower == 0 { return 0 }
    let fx = UInt32(truncatingIfNeeded: (at.u &>> 8) & 0xFF)
    let fy = UInt32(truncatingIfNeeded: (at.v &>> 8) & 0xFF)
    // Both columns in the halves of a word: 255 x 256 fits in 16 bits.
    let columns =
        ((upper | upper &<< 8) & 0xFF00FF) &* (256 &- fy) &+ ((lower | lower &<< 8) & 0xFF00FF) &* fy
    return ((columns & 0xFFFF) &* (256 &- fx) &+ (columns &>> 16) &* fx &+ 0x8000) &>> 16
}
