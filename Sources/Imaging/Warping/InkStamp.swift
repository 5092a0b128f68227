extension Bitmap {
    /// Adds the ink of a grey mask through a map from the mask's px to this image's px.
    ///
    /// Ink joins as independent layers do, `1 - (1 - a)(1 - b)`. Sampling is bilinear in 16.16 fixed point; to
    /// stay free of aliasing the map should shrink by no more than a half.
    ///
    /// - Parameters:
    ///   - mask: coverage with a border of one empty pixel all round.
    ///   - map: from mask px to image px.
    /// - Returns: how much ink fell outside of the image, as a sum of coverage; 0 as a rule, `Int.max` where
    ///   the map tears the mask apart.
    package mutating func stampInk(_ mask: Bitmap, through map: Projection) -> Int {
        precondition(channels == 1 && mask.channels == 1, "ink is grey")
        guard mask.width > 2, mask.height > 2 else { return 0 }
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
                        let span = area.span(y, from: left, to: right)
                        if let row, inside {
                            stampRow(ink, mask.width, mask.height, span, row + left, right - left)
                            continue
                        }
                        for x in left..<right {
                            let value = bilinear(ink, mask.width, mask.height, span, x - left)
                            if value == 0 { continue }
                            if let row, x >= 0, x < width { row[x] = join(row[x], value) } else { lost += Int(value) }
                        }
                    }
                }
            }
        }
        return lost
    }
}

@inline(__always)
private func join(_ a: UInt8, _ b: UInt32) -> UInt8 {
    let product = UInt32(a) &* b
    return UInt8(truncatingIfNeeded: UInt32(a) &+ b &- (product &+ 128 &+ ((product &+ 128) &>> 8)) &>> 8)
}

@inline(__always)
private func stampRow(
    _ ink: UnsafePointer<UInt8>, _ width: Int, _ height: Int, _ span: WarpArea.Span,
    _ row: UnsafeMutablePointer<UInt8>, _ count: Int
) {
    for x in 0..<count {
        let value = bilinear(ink, width, height, span, x)
        if value != 0 { row[x] = join(row[x], value) }
    }
}

@inline(__always)
private func bilinear(
    _ ink: UnsafePointer<UInt8>, _ width: Int, _ height: Int, _ span: WarpArea.Span, _ step: Int
) -> UInt32 {
    let u = span.u &+ step &* span.du
    let v = span.v &+ step &* span.dv
    let column = u &>> 16
    let line = v &>> 16
    guard UInt(bitPattern: column) < UInt(bitPattern: width &- 1),
        UInt(bitPattern: line) < UInt(bitPattern: height &- 1)
    else { return 0 }
    // Both neighbours of a line at once: most of a glyph's box is empty.
    let p = UnsafeRawPointer(ink + (line &* width &+ column))
    let upperPair = UInt16(littleEndian: p.loadUnaligned(as: UInt16.self))
    let lowerPair = UInt16(littleEndian: p.loadUnaligned(fromByteOffset: width, as: UInt16.self))
    if upperPair | lowerPair == 0 { return 0 }
    let fx = UInt32(truncatingIfNeeded: (u &>> 8) & 0xFF)
    let fy = UInt32(truncatingIfNeeded: (v &>> 8) & 0xFF)
    let upper = UInt32(upperPair & 0xFF) &* (256 &- fx) &+ UInt32(upperPair &>> 8) &* fx
    let lower = UInt32(lowerPair & 0xFF) &* (256 &- fx) &+ UInt32(lowerPair &>> 8) &* fx
    return (upper &* (256 &- fy) &+ lower &* fy &+ 0x8000) &>> 16
}
