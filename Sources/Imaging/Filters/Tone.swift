#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A curve from old to new values: 256 of them.
package struct ToneCurve: Sendable {
    /// The new value of each old one.
    let values: [UInt8]

    /// A curve from a function of 0...1; what leaves that range is cut off.
    package init(_ curve: (Double) -> Double) {
        // Half up, without the library call that `rounded()` is on older processors.
        values = (0..<256).map { UInt8(max(0, min(255, curve(Double($0) / 255) * 255)) + 0.5) }
    }

    /// `(v - pivot) * factor + pivot + shift`, all in 0...1.
    package static func contrast(_ factor: Double, around pivot: Double, shift: Double = 0) -> ToneCurve {
        ToneCurve { ($0 - pivot) * factor + pivot + shift }
    }

    /// `v ^ exponent`: above 1 darkens the mid-tones, below 1 lightens them.
    package static func gamma(_ exponent: Double) -> ToneCurve {
        ToneCurve { pow($0, exponent) }
    }
}

extension Bitmap {
    /// Passes every value of every channel through a curve.
    package mutating func apply(_ curve: ToneCurve) {
        curve.values.withUnsafeBufferPointer { table in
            withMutablePixels { pixels in
                guard let value = pixels.baseAddress, let table = table.baseAddress else { return }
                for i in 0..<pixels.count { value[i] = table[Int(value[i])] }
            }
        }
    }

    /// Passes each channel through a curve of its own.
    package mutating func apply(_ curves: [ToneCurve]) {
        precondition(curves.count == channels, "\(curves.count) curves for \(channels) channels")
        if channels == 1 { return apply(curves[0]) }
        withMutablePixels { pixels in
            for c in 0..<3 {
                curves[c].values.withUnsafeBufferPointer { table in
                    for i in Swift.stride(from: c, to: pixels.count, by: 3) { pixels[i] = table[Int(pixels[i])] }
                }
            }
        }
    }

    /// Raises what is darker to a least value, 0...1.
    package mutating func keep(atLeast least: Double) {
        let floor = UInt8(max(0, min(255, least * 255)) + 0.5)
        guard floor > 0 else { return }
        withMutablePixels { pixels in
            for i in 0..<pixels.count { pixels[i] = max(pixels[i], floor) }
        }
    }

    /// Turns dark into light.
    package mutating func invert() {
        withMutablePixels { pixels in
            for i in 0..<pixels.count { pixels[i] = ~pixels[i] }
        }
    }

    /// Turns dark into light where a mask of the picture's size covers it.
    ///
    /// What is covered in part is ink and ground mixed: its ink is taken to be as light as the rest, and turned alone.
    package mutating func invert(where mask: Bitmap) {
        precondition(mask.width == width && mask.height == height && mask.channels == 1, "mask and picture differ")
        let channels = self.channels
        mask.withPixels { cover in
            withMutablePixels { pixels in
                let inks = (0..<channels).map { channel in
                    var (sum, weights) = (0, 0)
                    for i in 0..<cover.count where cover[i] != 0 {
                        let weight = Int(cover[i]) * Int(cover[i])
                        sum += weight * Int(pixels[i * channels + channel])
                        weights += weight
                    }
                    return weights == 0 ? 0 : Double(sum) / Double(weights)
                }
                for i in 0..<cover.count where cover[i] != 0 {
                    let share = Double(cover[i]) / 255
                    let trust = share * share * share
                    for channel in 0..<channels {
                        let own = Double(pixels[i * channels + channel])
                        let ink = inks[channel] + trust * (own - inks[channel])
                        let turned = own + share * (255 - 2 * ink)
                        pixels[i * channels + channel] = UInt8(max(0, min(255, turned.rounded())))
                    }
                }
            }
        }
    }

    /// The mean of each channel, 0...1.
    package var channelMeans: [Double] {
        guard !pixels.isEmpty else { return [Double](repeating: 0, count: channels) }
        var sums = [Int](repeating: 0, count: channels)
        withPixels { pixels in
            if channels == 1 {
                // In pieces that 32 bits hold, which the compiler adds up in vectors.
                var start = 0
                while start < pixels.count {
                    let end = min(pixels.count, start + (1 << 24))
                    var sum: UInt32 = 0
                    for i in start..<end { sum &+= UInt32(pixels[i]) }
                    sums[0] += Int(sum)
                    start = end
                }
            } else {
                var (red, green, blue) = (0, 0, 0)
                for i in 0..<(pixels.count / 3) {
                    red &+= Int(pixels[3 * i])
                    green &+= Int(pixels[3 * i + 1])
                    blue &+= Int(pixels[3 * i + 2])
                }
                sums = [red, green, blue]
            }
        }
        return sums.map { Double($0) / Double(width * height) / 255 }
    }

    /// The mean of each channel within a box, 0...1; of the whole image where the box lies outside of it.
    package func channelMeans(in box: Rect) -> [Double] {
        let columns = max(0, Int(max(0, box.left)))..<max(0, Int(max(0, min(Double(width), box.right.rounded(.up)))))
        let rows = max(0, Int(max(0, box.top)))..<max(0, Int(max(0, min(Double(height), box.bottom.rounded(.up)))))
        guard !columns.isEmpty, !rows.isEmpty else { return channelMeans }
        var sums = [Int](repeating: 0, count: channels)
        for y in rows {
            for x in columns {
                for c in 0..<channels { sums[c] += Int(pixels[(y * width + x) * channels + c]) }
            }
        }
        return sums.map { Double($0) / Double(columns.count * rows.count) / 255 }
    }
}
