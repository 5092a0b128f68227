/// How often each grey level occurs in an image.
package struct ToneHistogram: Sendable, Hashable {
    /// The number of pixels of each of the 256 levels.
    package let counts: [Int]
    private let total: Int

    /// Counts the levels of an image, as one channel.
    package init(_ image: Bitmap) {
        let image = image.grey
        var counts = [Int](repeating: 0, count: 256)
        image.withPixels { pixels in
            for pixel in pixels { counts[Int(pixel)] += 1 }
        }
        self.counts = counts
        total = image.width * image.height
    }

    /// The mean, grey levels; nil without pixels.
    package var mean: Double? {
        guard total > 0 else { return nil }
        return Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(total)
    }

    /// The standard deviation, grey levels; nil without pixels.
    package var deviation: Double? {
        guard let mean else { return nil }
        let sum = counts.enumerated().reduce(0.0) { sum, level in
            sum + Double(level.element) * (Double(level.offset) - mean) * (Double(level.offset) - mean)
        }
        return (sum / Double(total)).squareRoot()
    }

    /// The least level at or below which a share of the pixels (0...1) lies; nil without pixels.
    package func percentile(_ share: Double) -> Int? {
        guard total > 0 else { return nil }
        let wanted = share * Double(total)
        var seen = 0
        for (level, count) in counts.enumerated() {
            seen += count
            if count > 0, Double(seen) >= wanted { return level }
        }
        return counts.lastIndex { $0 > 0 }
    }

    /// From the 5th to the 95th percentile, grey levels; nil without pixels.
    package var range: Double? {
        guard let low = percentile(0.05), let high = percentile(0.95) else { return nil }
        return Double(high - low)
    }
}
