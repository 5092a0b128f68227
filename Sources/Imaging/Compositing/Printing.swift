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
        let parts = absorption.map { UInt16((max(0, min(1, $0)) * 256).rounded()) }
        let channels = self.channels
        mask.withPixels { ink in
            withMutablePixels { page in
                guard let cover = ink.baseAddress, let value = page.baseAddress else { return }
                if channels == 1 {
                    let part = parts[0]
                    for i in 0..<ink.count { value[i] = inked(value[i], cover[i], part) }
                } else {
                    for i in 0..<ink.count where cover[i] != 0 {
                        for c in 0..<3 { value[3 * i + c] = inked(value[3 * i + c], cover[i], parts[c]) }
                    }
                }
            }
        }
    }

    /// Lays ink over the page that hides what it covers, as if only paper lay beneath.
    ///
    /// A pixel becomes `page * (1 - cover) + paper * (cover - ink * absorption)`.
    /// - Parameters:
    ///   - cover: what is hidden, of the page's size.
    ///   - ink: coverage, of the page's size; no more than `cover`.
    ///   - absorption: for each channel, the share of the light (0...1) that full coverage swallows.
    ///   - paper: the page before anything was printed.
    package mutating func layInk(_ ink: Bitmap, absorption: [Double], hiding cover: Bitmap, paper: Bitmap) {
        precondition(paper.pixels.count == pixels.count && paper.channels == channels, "paper and page differ")
        precondition(
            ink.pixels.count * channels == pixels.count && cover.pixels.count == ink.pixels.count,
            "mask and page differ")
        precondition(absorption.count == channels, "\(absorption.count) absorptions for \(channels) channels")
        let parts = absorption.map { UInt32((max(0, min(1, $0)) * 256).rounded()) }
        let channels = self.channels
        withMutablePixels { page in
            for i in 0..<ink.pixels.count where cover.pixels[i] != 0 {
                let hidden = UInt32(cover.pixels[i])
                for c in 0..<channels {
                    let swallowed = (UInt32(ink.pixels[i]) * parts[c] + 128) >> 8
                    let light = hidden > swallowed ? hidden - swallowed : 0
                    let k = i * channels + c
                    let sum = UInt32(page[k]) * (255 - hidden) + UInt32(paper.pixels[k]) * light
                    page[k] = UInt8(truncatingIfNeeded: (sum + 127) / 255)
                }
            }
        }
    }
}

/// `paper * (1 - cover / 255 * part / 256)`, to the nearest level or the one beside it.
///
/// All in 16 bits, which the compiler turns into vector code: 255 x 255 + 128, and its 257th part on top, fit.
@inline(__always)
private func inked(_ paper: UInt8, _ cover: UInt8, _ part: UInt16) -> UInt8 {
    let swallowed = (UInt16(cover) &* part) &>> 8
    let light = UInt16(paper) &* swallowed &+ 128
    return paper &- UInt8(truncatingIfNeeded: (light &+ (light &>> 8)) &>> 8)
}

extension Bitmap {
    /// Makes a mask fainter by another of its size.
    package mutating func multiply(by other: Bitmap) {
        precondition(other.pixels.count == pixels.count && other.channels == channels, "masks differ")
        other.withPixels { factors in
            withMutablePixels { values in
                for i in 0..<values.count {
                    let product = UInt16(values[i]) &* UInt16(factors[i]) &+ 128
                    values[i] = UInt8(truncatingIfNeeded: (product &+ (product &>> 8)) &>> 8)
                }
            }
        }
    }
}
