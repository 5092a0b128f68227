/// What is stored of each row: the number is the filter byte of the file format.
enum PNGFilter: UInt8 {
    /// The row itself: best for independent noise, which a difference only makes wider.
    case none = 0
    /// The difference to the row above: best for smooth pages.
    case up = 2

    /// A filter, and how it leaves the image.
    struct Judgement {
        var filter: PNGFilter
        /// Over how many values the filtered bytes are spread: as many equally frequent ones would give the same sum
        /// of squared shares.
        var spread: Double

        /// Whether the bytes are so varied that there is nothing to gain from looking for repeats.
        var isNoise: Bool { spread >= 6 }
    }

    /// The filter that most likely gives the smaller file, judged from a few rows.
    ///
    /// Of the values and the differences, the less spread compress better. The sum of squared counts measures
    /// that as well as an entropy does, without logarithms.
    static func cheapest(for image: Bitmap) -> Judgement {
        let stride = image.stride
        guard image.height >= 2 else { return Judgement(filter: .none, spread: 1) }
        return image.withPixels { pixels in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 512) { counts in
                counts.initialize(repeating: 0)
                let step = max(2, image.height / 8)
                var rows = 0
                for y in Swift.stride(from: step / 2, to: image.height, by: step) where y > 0 {
                    rows += 1
                    for i in (y * stride)..<(y + 1) * stride {
                        counts[Int(pixels[i])] += 1
                        counts[256 + Int(pixels[i] &- pixels[i - stride])] += 1
                    }
                }
                var (plain, difference) = (0.0, 0.0)
                for value in 0..<256 {
                    plain += Double(counts[value]) * Double(counts[value])
                    difference += Double(counts[256 + value]) * Double(counts[256 + value])
                }
                let total = Double(rows * stride)
                return Judgement(
                    filter: difference > plain ? .up : .none, spread: total * total / max(1, max(plain, difference)))
            }
        }
    }

    /// Writes every row behind its filter byte: `(stride + 1) * height` bytes.
    func write(_ pixels: UnsafeBufferPointer<UInt8>, of image: Bitmap, to rows: UnsafeMutableBufferPointer<UInt8>) {
        let stride = image.stride
        for y in 0..<image.height {
            let row = UnsafeBufferPointer(rebasing: pixels[y * stride..<(y + 1) * stride])
            let start = y * (stride + 1)
            let target = UnsafeMutableBufferPointer(rebasing: rows[start + 1..<start + 1 + stride])
            // Above the first row lies a row of zeros, so "up" leaves it as it is.
            rows[start] = rawValue
            if self == .none || y == 0 {
                _ = target.update(fromContentsOf: row)
            } else {
                let above = UnsafeBufferPointer(rebasing: pixels[(y - 1) * stride..<y * stride])
                for i in 0..<stride { target[i] = row[i] &- above[i] }
            }
        }
    }
}
