extension Bitmap {
    /// Prints ink onto the page as ink is: it takes away light, so paper shows through where it is thin and the
    /// paper's own marks stay visible in it.
    ///
    /// A pixel becomes `paper * (1 - coverage * absorption)`.
    /// - Parameters:
    ///   - mask: coverage, of the page's size.
    ///   - absorption: for each channel, the share of the light (0...1) that full coverage swallows.
    package mutating func printInk(_ mask: Bitmap, absorption: [Double]) {
        precondition(mask.width == width && mask.height == height && mask.channels == 1, "mask and page differ")
        precondition(absorption.count == channels, "\(absorption.count) absorptions for \(channels) channels")
        let parts = absorption.map { UInt32((max(0, min(1, $0)) * 256).rounded()) }
        let channels = self.channels
        mask.withPixels { ink in
            withMutablePixels { page in
                guard let cover = ink.baseAddress, let value = page.baseAddress else { return }
                if channels == 1 {
                    let part = parts[0]
                    // Most of a page is bare: eight pixels without ink take one look.
                    var i = 0
                    while i + 8 <= ink.count {
                        if UnsafeRawPointer(cover + i).loadUnaligned(as: UInt64.self) != 0 {
                            for j in i..<i + 8 { value[j] = inked(value[j], cover[j], part) }
                        }
                        i += 8
                    }
                    for j in i..<ink.count { value[j] = inked(value[j], cover[j], part) }
                } else {
                    for i in 0..<ink.count where cover[i] != 0 {
                        for c in 0..<3 { value[3 * i + c] = inked(value[3 * i + c], cover[i], parts[c]) }
                    }
                }
            }
        }
    }
}

/// `paper * (1 - cover / 255 * part / 256)`, rounded.
@inline(__always)
private func inked(_ paper: UInt8, _ cover: UInt8, _ part: UInt32) -> UInt8 {
    let light = 65280 &- UInt32(cover) &* part
    return UInt8(truncatingIfNeeded: (UInt32(paper) &* light &+ 32640) / 65280)
}
