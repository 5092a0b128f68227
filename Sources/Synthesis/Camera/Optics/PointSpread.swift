import Imaging

/// What a lens or a movement makes of a point of light: taps around it, whose weights add up to 65536.
struct PointSpread {
    /// One px that a part of the light falls on.
    struct Tap {
        let dx, dy: Int
        let weight: UInt16
    }

    let taps: [Tap]
    /// The farthest tap, px along x or y.
    let reach: Int

    /// - Parameter weights: of the square of `2 * reach + 1` px around the point, row by row.
    private init(reach: Int, weights: [Double]) {
        self.reach = reach
        let side = 2 * reach + 1
        let total = weights.reduce(0, +)
        var taps: [Tap] = []
        // Each is what it adds to the rounded sum of all so far, so that rounding errors do not pile up.
        var (sum, taken) = (0.0, 0)
        for (number, weight) in weights.enumerated() where weight > 0 {
            sum += weight / total
            let upTo = min(65536, Int((sum * 65536).rounded()))
            guard upTo > taken else { continue }
            taps.append(
                Tap(dx: number % side - reach, dy: number / side - reach, weight: UInt16(min(65535, upTo - taken))))
            taken = upTo
        }
        self.taps = taps
    }

    /// An even disc.
    /// - Parameter radius: px; up to 0.5 the point stays a point.
    static func disc(radius: Double) -> PointSpread {
        let reach = Int((radius + 0.5).rounded(.up))
        var weights: [Double] = []
        for dy in -reach...reach {
            for dx in -reach...reach {
                weights.append(max(0, min(1, radius + 0.5 - Double(dx * dx + dy * dy).squareRoot())))
            }
        }
        return PointSpread(reach: reach, weights: weights)
    }

    /// An even line.
    /// - Parameters:
    ///   - length: px; 0 leaves the point a point.
    ///   - degrees: 0 along x, 90 along y.
    static func line(length: Double, degrees: Double) -> PointSpread {
        let way = Projection.rotation(degrees: degrees)(Point(x: length, y: 0))
        let reach = Int((length / 2).rounded(.up)) + 1
        let side = 2 * reach + 1
        var weights = [Double](repeating: 0, count: side * side)
        let steps = max(1, Int((length * 4).rounded(.up)))
        for step in 0..<steps {
            let t = (Double(step) + 0.5) / Double(steps) - 0.5
            let (x, y) = (way.x * t + Double(reach), way.y * t + Double(reach))
            let (column, row) = (Int(x), Int(y))
            let (fx, fy) = (x - Double(column), y - Double(row))
            weights[row * side + column] += (1 - fx) * (1 - fy)
            weights[row * side + column + 1] += fx * (1 - fy)
            weights[(row + 1) * side + column] += (1 - fx) * fy
            weights[(row + 1) * side + column + 1] += fx * fy
        }
        return PointSpread(reach: reach, weights: weights)
    }
}

extension Bitmap {
    /// Spreads each px over others; beyond the edges the outermost px go on.
    mutating func scatter(by spread: PointSpread) {
        guard spread.taps.count > 1, width > 0, height > 0 else { return }
        let (stride, height, channels, reach) = (self.stride, self.height, self.channels, spread.reach)
        let margin = reach * channels
        let line = stride + 2 * margin
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: line * (height + 2 * reach)) { padded in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: stride) { sums in
                withMutablePixels { pixels in
                    guard let padded = padded.baseAddress, let sum = sums.baseAddress, let page = pixels.baseAddress
                    else { return }
                    for y in 0..<height + 2 * reach {
                        let (row, copy) = (page + max(0, min(height - 1, y - reach)) * stride, padded + y * line)
                        (copy + margin).update(from: row, count: stride)
                        for i in 0..<margin {
                            copy[i] = row[i % channels]
                            copy[margin + stride + i] = row[stride - channels + i % channels]
                        }
                    }
                    for y in 0..<height {
                        for i in 0..<stride { sum[i] = 32768 }
                        for tap in spread.taps {
                            add(
                                padded + (y + reach + tap.dy) * line + margin + tap.dx * channels, times: tap.weight,
                                to: sum, count: stride)
                        }
                        let row = page + y * stride
                        for i in 0..<stride { row[i] = UInt8(truncatingIfNeeded: sum[i] &>> 16) }
                    }
                }
            }
        }
    }
}

/// Adds a weighed line to sums, which the compiler turns into vector code.
@inline(__always)
private func add(
    _ line: UnsafePointer<UInt8>, times weight: UInt16, to sum: UnsafeMutablePointer<UInt32>, count: Int
) {
    for i in 0..<count { sum[i] = sum[i] &+ UInt32(line[i]) &* UInt32(weight) }
}
