#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// 256 equally likely deviations, one for each value of a random byte.
package struct NoiseTable: Sendable {
    /// Grey levels to add, indexed by the random byte.
    let steps: [Int16]

    /// Normally distributed: the 256 quantiles in the middle of equal shares, so at most 2.9 deviations out.
    /// - Parameters:
    ///   - deviation: grey levels.
    ///   - offset: grey levels added to all.
    package static func gaussian(deviation: Double, offset: Double = 0) -> NoiseTable {
        NoiseTable(steps: normalQuantiles.map { level($0 * deviation + offset) })
    }

    /// Evenly distributed over `low...high`, grey levels.
    package static func uniform(low: Double, high: Double) -> NoiseTable {
        NoiseTable(steps: (0..<256).map { level(low + (high - low) * (Double($0) + 0.5) / 256) })
    }

    private static func level(_ value: Double) -> Int16 {
        // Half away from zero, without the library call that `rounded()` is on older processors.
        let held = max(-255, min(255, value))
        return Int16(held < 0 ? held - 0.5 : held + 0.5)
    }

    /// The 256 quantiles in the middle of equal shares of the normal distribution.
    package static let normalQuantiles: [Double] = (0..<256).map { i in
        // The quantile by bisection of the normal distribution function: slow, exact, done once.
        let share = (Double(i) + 0.5) / 256
        var (low, high) = (-8.0, 8.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < share { low = middle } else { high = middle }
        }
        return ((low + high) / 2 * 65536).rounded() / 65536
    }
}

extension Bitmap {
    /// Adds noise: `table[random byte]` to every value, held within 0...255.
    /// - Parameter random: as many bytes as the image has pixels: all channels of a pixel move together; or as
    ///   many as it has values: each channel moves by itself.
    package mutating func addNoise(_ table: NoiseTable, random: UnsafeBufferPointer<UInt8>) {
        let channels = self.channels
        let together = random.count < pixels.count
        precondition(random.count == (together ? width * height : pixels.count), "\(random.count) random bytes")
        table.steps.withUnsafeBufferPointer { steps in
            withMutablePixels { values in
                guard let value = values.baseAddress, let byte = random.baseAddress, let step = steps.baseAddress else {
                    return
                }
                if together && channels == 3 {
                    for i in 0..<random.count {
                        let by = step[Int(byte[i])]
                        for c in 0..<3 { value[3 * i + c] = clamped(Int16(value[3 * i + c]) &+ by) }
                    }
                } else {
                    add(step, at: byte, to: value, count: values.count)
                }
            }
        }
    }
}

extension Bitmap {
    /// A page of one colour with noise: the same as `addNoise` on it, in one look-up a value.
    /// - Parameters:
    ///   - values: the colour, one value a channel.
    ///   - random: bytes as for `addNoise`.
    package init(
        width: Int, height: Int, filledWith values: [UInt8], noise table: NoiseTable,
        random: UnsafeBufferPointer<UInt8>
    ) {
        let channels = values.count
        let together = random.count < width * height * channels
        precondition(random.count == width * height * (together ? 1 : channels), "\(random.count) random bytes")
        let levels = values.map { value in table.steps.map { clamped(Int16(value) &+ $0) } }
        self.init(width: width, height: height, channels: channels) { pixels in
            guard let value = pixels.baseAddress, let byte = random.baseAddress else { return }
            if channels == 1 {
                levels[0].withUnsafeBufferPointer { level in
                    guard let level = level.baseAddress else { return }
                    lookUp(value, byte, in: level, count: width * height)
                }
                return
            }
            for c in 0..<channels {
                levels[c].withUnsafeBufferPointer { level in
                    guard let level = level.baseAddress else { return }
                    for i in 0..<width * height {
                        value[i * channels + c] = level[Int(byte[together ? i : i * channels + c])]
                    }
                }
            }
        }
    }
}

/// Adds `step[byte]` to each of many values: a piece is looked up first and then added in vector code.
private func add(
    _ step: UnsafePointer<Int16>, at byte: UnsafePointer<UInt8>, to value: UnsafeMutablePointer<UInt8>, count: Int
) {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 256) { piece in
        guard let found = piece.baseAddress else { return }
        for first in stride(from: 0, to: count, by: 256) {
            let (byte, value, length) = (byte + first, value + first, min(256, count - first))
            for i in 0..<length { found[i] = step[Int(byte[i])] }
            for i in 0..<length { value[i] = clamped(Int16(value[i]) &+ found[i]) }
        }
    }
}

/// `level[byte]` for each of many bytes, eight to a load and a store.
private func lookUp(
    _ values: UnsafeMutablePointer<UInt8>, _ bytes: UnsafePointer<UInt8>, in level: UnsafePointer<UInt8>, count: Int
) {
    let (target, source) = (UnsafeMutableRawPointer(values), UnsafeRawPointer(bytes))
    let whole = count & ~7
    for i in stride(from: 0, to: whole, by: 8) {
        let word = source.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        var found: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            found |= UInt64(level[Int(truncatingIfNeeded: (word &>> shift) & 0xFF)]) &<< shift
        }
        target.storeBytes(of: found, toByteOffset: i, as: UInt64.self)
    }
    for i in whole..<count { values[i] = level[Int(bytes[i])] }
}

@inline(__always)
func clamped(_ value: Int16) -> UInt8 { UInt8(truncatingIfNeeded: max(0, min(255, value))) }
