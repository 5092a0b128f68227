extension Bitmap {
    /// Draws a straight line with square ends into a mask, along whole columns or rows of pixels: a tenth of the cost of
    /// `draw(line:)`, for lines that are much longer than wide.
    ///
    /// Each pixel keeps the greater of what it holds and what the line covers of it. A line that goes on where another
    /// ended leaves neither a gap nor a joint.
    /// - Parameter width: px.
    package mutating func drawRule(from start: Point, to end: Point, width thick: Double) {
        precondition(channels == 1, "ink is grey")
        let isLevel = abs(end.x - start.x) >= abs(end.y - start.y)
        let (a, b) = isLevel ? (start, end) : (Point(x: start.y, y: start.x), Point(x: end.y, y: end.x))
        let (low, high) = a.x <= b.x ? (a, b) : (b, a)
        let (dx, dy) = (high.x - low.x, high.y - low.y)
        guard dx > 1e-6, dx < 1e6, abs(low.y) < 1e6 else { return }
        let (long, across) = isLevel ? (width, height) : (height, width)
        let slope = Float(dy / dx)
        // How much nearer a slanted line is than a px of its column tells.
        let lean = 1 / (1 + slope * slope).squareRoot()
        let half = Float(thick / 2)
        let most = min(1, 2 * half) * 255
        let reach = (half + 0.5) / lean
        let first = max(0, Int(max(0, low.x + 0.5)))
        let last = min(long, Int(max(0, high.x + 0.5)))
        guard first < last else { return }
        withMutablePixels { pixels in
            var middle = Float(low.y) + slope * (Float(first) + 0.5 - Float(low.x))
            let (alongStep, acrossStep) = isLevel ? (1, long) : (across, 1)
            for place in first..<last {
                let top = max(0, min(Float(across), middle - reach))
                let bottom = max(0, min(Float(across), middle + reach + 1))
                for line in Int(top)..<max(Int(top), Int(bottom)) {
                    let cover = (half + 0.5 - abs(Float(line) + 0.5 - middle) * lean) * 255
                    let ink = UInt8(max(0, min(most, cover)))
                    let i = place * alongStep + line * acrossStep
                    if ink > pixels[i] { pixels[i] = ink }
                }
                middle += slope
            }
        }
    }
}
