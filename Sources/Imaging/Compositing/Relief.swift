/// A field of small differences in lightness, in 16ths of a grey level: what paper is shaped with.
package struct Relief: Sendable {
    package let width: Int
    package let height: Int
    var levels: [Int16]

    /// A flat field.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        levels = [Int16](repeating: 0, count: width * height)
    }
}

extension Bitmap {
    /// A page of one colour, shaded by a relief.
    /// - Parameter values: the colour, one value a channel.
    package init(width: Int, height: Int, relief: Relief, around values: [UInt8]) {
        self.init(width: width, height: height, filledWith: values)
        shade(by: relief)
    }

    /// Makes each pixel lighter or darker by its share: paper that is dark already changes less, and black stays black.
    ///
    /// A value becomes `value * (1 + level / 255)`, where the relief is `level` grey levels high.
    package mutating func shade(by relief: Relief) {
        precondition(relief.levels.count == width * height, "relief and page differ")
        let channels = self.channels
        relief.levels.withUnsafeBufferPointer { levels in
            withMutablePixels { pixels in
                if channels == 1 {
                    for i in 0..<levels.count { pixels[i] = shaded(pixels[i], levels[i]) }
                } else {
                    for i in 0..<levels.count {
                        for c in 0..<3 { pixels[3 * i + c] = shaded(pixels[3 * i + c], levels[i]) }
                    }
                }
            }
        }
    }
}

/// `value * (1 + level / 16 / 256)`; the high half of a 16-bit product, which vector units have.
@inline(__always)
private func shaded(_ value: UInt8, _ level: Int16) -> UInt8 {
    let held = max(-4095, min(4095, level))
    let change = (Int32(Int16(value) &<< 5) &* Int32(held &<< 3)) >> 16
    return clamped((Int16(value) &* 16 &+ 8 &+ Int16(truncatingIfNeeded: change)) >> 4)
}
