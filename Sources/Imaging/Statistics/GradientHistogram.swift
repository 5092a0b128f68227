/// How often gradients of each length occur in an image.
package struct GradientHistogram: Sendable, Hashable {
    /// Where bins end, grey levels a px: each is 1.5 times as far as the one before; the last bin has no end.
    package static let edges: [Double] = (0..<12).map { step in (0..<step).reduce(0.5) { edge, _ in edge * 1.5 } }

    /// The number of pixels in each bin; one more than there are edges.
    package let counts: [Int]
    /// The mean length, grey levels a px; nil for images under 3x3 px.
    package let mean: Double?

    /// Counts the lengths of an image's gradients, as one channel: central differences inside of its rim.
    package init(_ image: Bitmap) {
        let image = image.grey
        var counts = [Int](repeating: 0, count: Self.edges.count + 1)
        guard image.width >= 3, image.height >= 3 else {
            self.counts = counts
            mean = nil
            return
        }
        let width = image.width
        // Squares of the edges for twice the gradient, which is a whole number.
        let limits = Self.edges.map { 4 * $0 * $0 }
        var sum = 0.0
        image.withPixels { pixels in
            for y in 1..<image.height - 1 {
                for x in 1..<width - 1 {
                    let i = y * width + x
                    let across = Int(pixels[i + 1]) - Int(pixels[i - 1])
                    let down = Int(pixels[i + width]) - Int(pixels[i - width])
                    let square = Double(across * across + down * down)
                    sum += square.squareRoot() / 2
                    var bin = 0
                    while bin < limits.count, square >= limits[bin] { bin += 1 }
                    counts[bin] += 1
                }
            }
        }
        self.counts = counts
        mean = sum / Double((width - 2) * (image.height - 2))
    }

    /// The counts as shares of 1; all 0 for images under 3x3 px.
    package var shares: [Double] {
        let total = Double(max(1, counts.reduce(0, +)))
        return counts.map { Double($0) / total }
    }
}
