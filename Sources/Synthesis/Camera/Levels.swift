import Imaging
import Samples

// Whole-number work on pixels that stages share.

/// A grey level from a sum that may lie beyond 0...255.
@inline(__always)
func level(_ sum: Int32) -> UInt8 { UInt8(truncatingIfNeeded: max(0, min(255, sum))) }

/// `count` 65536ths of a number: for products that are shifted back by 16 bits.
@inline(__always)
func parts(_ share: Double) -> Int32 {
    // Half away from zero, without the library call that `rounded()` is on older processors.
    let held = max(-128, min(128, share)) * 65536
    return Int32(held < 0 ? held - 0.5 : held + 0.5)
}

extension KeyedGenerator {
    /// Lends random bytes.
    mutating func withBytes<R>(_ count: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { bytes in
            fill(bytes)
            return try body(UnsafeBufferPointer(bytes.assumingMemoryBound(to: UInt8.self)))
        }
    }
}

extension Bitmap {
    /// Lays a colour over the picture, as far as a mask covers it.
    ///
    /// A value becomes `value + (color - value) * cover * strength`.
    /// - Parameters:
    ///   - color: one value a channel.
    ///   - cover: a mask of the picture's size.
    ///   - strength: 0...1.
    mutating func lay(_ color: [UInt8], through cover: Bitmap, strength: Double = 1) {
        precondition(cover.width == width && cover.height == height && cover.channels == 1, "cover and picture differ")
        precondition(color.count == channels, "\(color.count) values for \(channels) channels")
        let shares = (0..<256).map { parts(Double($0) / 255 * max(0, min(1, strength))) }
        let channels = self.channels
        cover.withPixels { cover in
            withMutablePixels { pixels in
                let bytes = UnsafeRawBufferPointer(cover)
                var place = 0
                while place < cover.count {
                    // Covers are empty over long stretches, which are passed eight px at a time.
                    if place + 8 <= cover.count, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0 {
                        place += 8
                        continue
                    }
                    let end = min(place + 8, cover.count)
                    for place in place..<end where cover[place] > 0 {
                        let share = shares[Int(cover[place])]
                        for c in 0..<channels {
                            let old = Int32(pixels[place * channels + c])
                            pixels[place * channels + c] = level(old + ((Int32(color[c]) - old) * share + 32768) >> 16)
                        }
                    }
                    place = end
                }
            }
        }
    }
}

extension Color {
    /// The colour in grey levels, one a channel.
    func levels(channels: Int) -> [UInt8] {
        values(channels: channels).map { UInt8((max(0, min(1, $0)) * 255).rounded()) }
    }

    /// The colour, lighter or darker.
    func scaled(by factor: Double) -> Color {
        Color(red: min(1, red * factor), green: min(1, green * factor), blue: min(1, blue * factor))
    }
}
