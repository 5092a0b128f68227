#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Bitmap {
    /// Blurs with a Gaussian; beyond the edges the outermost pixels go on.
    ///
    /// Separable; the weights are whole 256ths, so below a deviation of about 0.29 px nothing happens.
    /// - Parameter deviation: the Gaussian's standard deviation, px, at most 64.
    package mutating func blur(deviation: Double) {
        let kernel = gaussianKernel(deviation)
        guard kernel.count > 1, width > 0, height > 0 else { return }
        convolveRows(kernel)
        convolveColumns(kernel)
    }

    private mutating func convolveRows(_ kernel: [UInt16]) {
        let (stride, channels, height, radius) = (self.stride, self.channels, self.height, kernel.count - 1)
        let margin = radius * channels
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stride + 2 * margin) { padded in
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: stride) { sums in
                guard let line = padded.baseAddress, let sum = sums.baseAddress else { return }
                withMutablePixels { pixels in
                    guard let base = pixels.baseAddress else { return }
                    for y in 0..<height {
                        let row = base + y * stride
                        (line + margin).update(from: row, count: stride)
                        for i in 0..<margin {
                            line[i] = row[i % channels]
                            line[margin + stride + i] = row[stride - channels + i % channels]
                        }
                        weigh(sum, line + margin, kernel[0], stride)
                        for tap in 1...radius {
                            weigh(
                                sum, line + margin - tap * channels, line + margin + tap * channels, kernel[tap], stride
                            )
                        }
                        settle(row, sum, stride)
                    }
                }
            }
        }
    }

    private mutating func convolveColumns(_ kernel: [UInt16]) {
        let (stride, height, radius) = (self.stride, self.height, kernel.count - 1)
        let source = self
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: stride) { sums in
            guard let sum = sums.baseAddress else { return }
            source.withPixels { input in
                withMutablePixels { output in
                    guard let from = input.baseAddress, let to = output.baseAddress else { return }
                    for y in 0..<height {
                        weigh(sum, from + y * stride, kernel[0], stride)
                        for tap in 1...radius {
                            let above = from + max(0, y - tap) * stride
                            let below = from + min(height - 1, y + tap) * stride
                            weigh(sum, above, below, kernel[tap], stride)
                        }
                        settle(to + y * stride, sum, stride)
                    }
                }
            }
        }
    }
}

/// Half of a symmetric kernel in 256ths, the middle weight first; the whole adds up to 256.
func gaussianKernel(_ deviation: Double) -> [UInt16] {
    guard deviation > 0.01, deviation.isFinite else { return [256] }
    let sigma = min(deviation, 64)
    let reach = Int((3 * sigma).rounded(.up))
    let raw = (0...reach).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
    let total = raw[0] + 2 * raw[1...].reduce(0, +)
    // Each weight is what it adds to the rounded sum of all from the rim inwards: so rounding errors do not pile
    // up, however many small weights there are.
    var half = [UInt16](repeating: 0, count: reach + 1)
    var (outside, taken) = (0.0, 0)
    for i in stride(from: reach, through: 1, by: -1) {
        outside += raw[i] / total
        let sum = Int((outside * 256).rounded())
        half[i] = UInt16(sum - taken)
        taken = sum
    }
    half[0] = UInt16(256 - 2 * taken)
    while half.count > 1, half[half.count - 1] == 0 { half.removeLast() }
    return half
}

// The three loops below work on whole lines with wrapping 16-bit sums (256 x 255 fits), which the compiler
// turns into vector code.

@inline(__always)
private func weigh(
    _ sum: UnsafeMutablePointer<UInt16>, _ line: UnsafePointer<UInt8>, _ weight: UInt16, _ count: Int
) {
    for i in 0..<count { sum[i] = UInt16(line[i]) &* weight }
}

@inline(__always)
private func weigh(
    _ sum: UnsafeMutablePointer<UInt16>, _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>,
    _ weight: UInt16, _ count: Int
) {
    for i in 0..<count { sum[i] = sum[i] &+ (UInt16(first[i]) &+ UInt16(second[i])) &* weight }
}

@inline(__always)
private func settle(_ line: UnsafeMutablePointer<UInt8>, _ sum: UnsafePointer<UInt16>, _ count: Int) {
    // 255 x 256 + 128 does not overflow 16 bits.
    for i in 0..<count { line[i] = UInt8(truncatingIfNeeded: (sum[i] &+ 128) &>> 8) }
}
