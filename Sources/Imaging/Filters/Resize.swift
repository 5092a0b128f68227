extension Bitmap {
    /// The image at another size: a tent filter as wide as the shrinking asks for, so that nothing aliases;
    /// bilinear where it grows.
    ///
    /// Weights are whole 16384ths.
    package func resized(width newWidth: Int, height newHeight: Int) -> Bitmap {
        guard newWidth != width || newHeight != height, width > 0, height > 0 else { return self }
        return resizedColumns(to: newWidth).resizedRows(to: newHeight)
    }

    private func resizedColumns(to newWidth: Int) -> Bitmap {
        guard newWidth != width else { return self }
        let (channels, height, stride, newStride) = (self.channels, self.height, self.stride, newWidth * self.channels)
        return Bitmap(width: newWidth, height: height, channels: channels) { target in
            withPixels { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                // Eight rows at once, one in each lane, since the weights are the same for all of them.
                withUnsafeTemporaryAllocation(of: SIMD8<UInt8>.self, capacity: stride) { lines in
                    guard let line = lines.baseAddress else { return }
                    let taps = ResizeTaps(from: width, to: newWidth)
                    for top in Swift.stride(from: 0, to: height, by: 8) {
                        let rows = SIMD8<Int>.rows(from: top, below: height)
                        let (from, to) = (rows &* stride, rows &* newStride)
                        for i in 0..<stride {
                            let p = source + i
                            line[i] = SIMD8(
                                p[from[0]], p[from[1]], p[from[2]], p[from[3]], p[from[4]], p[from[5]], p[from[6]],
                                p[from[7]])
                        }
                        taps.forEach { x, first, weights in
                            for c in 0..<channels {
                                let value = weighed(weights) { line[(first &+ $0) &* channels &+ c] }
                                let p = target + x * channels + c
                                for lane in 0..<8 { p[to[lane]] = value[lane] }
                            }
                        }
                    }
                }
            }
        }
    }

    private func resizedRows(to newHeight: Int) -> Bitmap {
        guard newHeight != height else { return self }
        let stride = self.stride
        return Bitmap(width: width, height: newHeight, channels: channels) { target in
            withPixels { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                ResizeTaps(from: height, to: newHeight).forEach { y, first, weights in
                    let (upper, row) = (source + first * stride, target + y * stride)
                    var i = 0
                    while i &+ 8 <= stride {
                        let value = weighed(weights) { tap in
                            UnsafeRawPointer(upper + (tap &* stride &+ i)).loadUnaligned(as: SIMD8<UInt8>.self)
                        }
                        UnsafeMutableRawPointer(row + i).storeBytes(of: value, as: SIMD8<UInt8>.self)
                        i &+= 8
                    }
                    for i in i..<stride {
                        row[i] = weighed(weights) { SIMD8(repeating: upper[$0 &* stride &+ i]) }[0]
                    }
                }
            }
        }
    }
}

extension SIMD8<Int> {
    /// The numbers of eight rows; below the last row it comes again.
    @inline(__always)
    package static func rows(from top: Int, below height: Int) -> SIMD8<Int> {
        SIMD8(0, 1, 2, 3, 4, 5, 6, 7).clamped(
            lowerBound: SIMD8(repeating: 0), upperBound: SIMD8(repeating: height &- 1 &- top)) &+ top
    }
}

/// The weighed sum of eight values at a time.
@inline(__always)
private func weighed(_ weights: UnsafeBufferPointer<Int16>, _ values: (Int) -> SIMD8<UInt8>) -> SIMD8<UInt8> {
    var sum = SIMD8<Int32>(repeating: 8192)
    for tap in 0..<weights.count {
        let value = SIMD8<Int32>(truncatingIfNeeded: SIMD8<Int16>(truncatingIfNeeded: values(tap)))
        sum &+= value &* SIMD8<Int32>(repeating: Int32(weights[tap]))
    }
    return SIMD8<UInt8>(truncatingIfNeeded: sum &>> 14)
}

/// For each new position: the first old one that counts, and the weights from there on.
private struct ResizeTaps {
    private var first: [Int] = []
    /// Where each position's weights begin.
    private var starts: [Int] = []
    private var weights: [Int16] = []

    init(from old: Int, to new: Int) {
        let ratio = Double(old) / Double(new)
        let reach = max(1, ratio)
        let count = min(old, Int((2 * reach).rounded(.up)) + 1)
        first.reserveCapacity(new)
        starts.reserveCapacity(new + 1)
        weights.reserveCapacity(new * count)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { raw in
            for position in 0..<new {
                let center = (Double(position) + 0.5) * ratio
                let start = max(0, min(old - count, Int((center - reach).rounded(.down))))
                var total = 0.0
                for tap in 0..<count {
                    raw[tap] = max(0, 1 - abs(Double(start + tap) + 0.5 - center) / reach)
                    total += raw[tap]
                }
                // What weighs nothing at either end is left out.
                let counts = (raw.firstIndex { $0 > 0 } ?? 0)...(raw.lastIndex { $0 > 0 } ?? 0)
                first.append(start + counts.lowerBound)
                starts.append(weights.count)
                var (left, largest) = (Int16(16384), weights.count)
                for tap in counts {
                    let weight = Int16(raw[tap] / total * 16384 + 0.5)
                    weights.append(weight)
                    left -= weight
                    if weight > weights[largest] { largest = weights.count - 1 }
                }
                // Rounding must not change the brightness: the largest weight takes what is left over.
                weights[largest] += left
            }
        }
        starts.append(weights.count)
    }

    /// Calls `body` with each new position, the first old one that counts and the weights from there on.
    @inline(__always)
    func forEach(_ body: (Int, Int, UnsafeBufferPointer<Int16>) -> Void) {
        weights.withUnsafeBufferPointer { weights in
            for position in first.indices {
                let range = starts[position]..<starts[position + 1]
                body(position, first[position], UnsafeBufferPointer(rebasing: weights[range]))
            }
        }
    }
}
