#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Bitmap {
    /// The slope of the power spectrum: the exponent `a` of the line `power ~ frequency^a` through it.
    ///
    /// 0 for white noise, about -2 for photographs, -3 for sharp edges, lower for what is out of focus. Power is averaged over all
    /// directions, from two waves along the shorter side up to the highest frequency, in bins of equal width on a logarithmic
    /// scale. Of images longer than 512 px the middle is taken. nil for images under 8x8 px and flat ones.
    package var powerSpectrumSlope: Double? {
        let image = grey
        let (columns, rows) = (min(width, Self.spectrumSide), min(height, Self.spectrumSide))
        guard columns >= 8, rows >= 8 else { return nil }
        let (left, top) = ((width - columns) / 2, (height - rows) / 2)
        // Windowed, so that edges which do not fit each other make no frequencies; the mean goes, and with it its leakage.
        let (across, down) = (hannWindow(columns), hannWindow(rows))
        var (mean, weights) = (0.0, 0.0)
        for y in 0..<rows {
            for x in 0..<columns {
                mean += Double(image[left + x, top + y]) * across[x] * down[y]
                weights += across[x] * down[y]
            }
        }
        mean /= weights
        let transform = FourierTransform(columns: powerOfTwo(columns), rows: powerOfTwo(rows))
        var real = [Double](repeating: 0, count: transform.columns * transform.rows)
        for y in 0..<rows {
            for x in 0..<columns {
                real[y * transform.columns + x] = (Double(image[left + x, top + y]) - mean) * across[x] * down[y]
            }
        }
        let power = transform.power(of: real)
        return Self.slope(power, transform, from: 2 / Double(min(columns, rows)))
    }

    private static let spectrumSide = 512
    private static let binCount = 12

    /// The slope of a line through the logarithms of the means of bins.
    private static func slope(_ power: [Double], _ transform: FourierTransform, from lowest: Double) -> Double? {
        let (low, high) = (log(lowest), log(0.5))
        var sums = [(power: Double, frequency: Double, count: Double)](repeating: (0, 0, 0), count: binCount)
        for v in 0..<transform.rows {
            let y = Double(min(v, transform.rows - v)) / Double(transform.rows)
            for u in 0...transform.columns / 2 {
                let x = Double(u) / Double(transform.columns)
                let frequency = (x * x + y * y).squareRoot()
                guard frequency >= lowest, frequency <= 0.5 else { continue }
                let place = log(frequency)
                let bin = min(binCount - 1, Int((place - low) / (high - low) * Double(binCount)))
                sums[bin].power += power[v * transform.columns + u]
                sums[bin].frequency += place
                sums[bin].count += 1
            }
        }
        let points = sums.filter { $0.count > 0 && $0.power > 1e-9 }.map {
            (x: $0.frequency / $0.count, y: log($0.power / $0.count))
        }
        guard points.count > 2 else { return nil }
        let (count, x, y) = (Double(points.count), points.reduce(0) { $0 + $1.x }, points.reduce(0) { $0 + $1.y })
        let xx = points.reduce(0) { $0 + ($1.x - x / count) * ($1.x - x / count) }
        let xy = points.reduce(0) { $0 + ($1.x - x / count) * ($1.y - y / count) }
        return xx > 0 ? xy / xx : nil
    }
}

/// The weights of Hann's window.
private func hannWindow(_ count: Int) -> [Double] {
    (0..<count).map { 0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / Double(count)) }
}

/// The least power of two that is no less.
private func powerOfTwo(_ count: Int) -> Int {
    var size = 1
    while size < count { size *= 2 }
    return size
}
