import Imaging

/// What a picture's ground looks like: along the picture, the brightness that half of the pixels around are below.
///
/// Ink covers less than half of any stretch of a line of text, so that the median is the ground's, be it light or dark.
struct Ground {
    /// Levels 0...255 at the middle of each stretch, for each channel.
    private let levels: [[Double]]
    /// The width of a stretch, px.
    private let stretch: Double

    /// Measures a picture, which must not be empty.
    init(of picture: Bitmap) {
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        // Two letters or more, so that no stretch is all ink.
        let count = max(1, width / max(32, 2 * height))
        stretch = Double(width) / Double(count)
        levels = (0..<channels).map { channel in
            (0..<count).map { number in
                var counts = [Int](repeating: 0, count: 256)
                let (first, end) = (number * width / count, (number + 1) * width / count)
                picture.withPixels { pixels in
                    for y in 0..<height {
                        for x in first..<end { counts[Int(pixels[(y * width + x) * channels + channel])] += 1 }
                    }
                }
                return Double(counts.quantile(0.5))
            }
        }
    }

    /// The ground's level at a column, 0...255; beyond the picture it stays what it is at its edge.
    func level(x: Int, channel: Int = 0) -> Double {
        let stretches = levels[channel]
        let place = (Double(x) + 0.5) / stretch - 0.5
        let first = max(0, min(stretches.count - 1, Int(place.rounded(.down))))
        let second = min(stretches.count - 1, first + 1)
        let share = max(0, min(1, place - Double(first)))
        return stretches[first] + (stretches[second] - stretches[first]) * share
    }
}

extension [Int] {
    /// Of counts of the values 0, 1, ...: the least value that a share (0...1) of what was counted is not above.
    func quantile(_ share: Double) -> Int {
        let wanted = Int((Double(reduce(0, +)) * share).rounded(.up))
        var sum = 0
        for (value, count) in enumerated() {
            sum += count
            if sum >= wanted { return value }
        }
        return 0
    }
}
