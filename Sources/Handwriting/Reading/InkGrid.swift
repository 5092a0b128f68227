import Imaging

/// Coverage on a few pixels: enough to read a digit by, and quick to draw.
struct InkGrid {
    /// The longer side of the ink's box, px, where it is drawn from a trace.
    private static let box = 20.0

    /// The size, px.
    let width: Int
    let height: Int
    private var pixels: [UInt8]

    /// Coverage 0...255 at a place inside.
    subscript(x: Int, y: Int) -> UInt8 { pixels[y * width + x] }

    /// Coverage between pixels, whose middles are the whole numbers: 0 outside.
    func coverage(x: Double, y: Double) -> UInt8 {
        guard x > -1, y > -1, x < Double(width), y < Double(height) else { return 0 }
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (right, down) = (x - Double(column), y - Double(row))
        func at(_ x: Int, _ y: Int) -> Double {
            x < 0 || y < 0 || x >= width || y >= height ? 0 : Double(pixels[y * width + x])
        }
        let above = at(column, row) * (1 - right) + at(column + 1, row) * right
        let below = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right
        return UInt8((above * (1 - down) + below * down).rounded())
    }

    /// A picture's first channel.
    ///
    /// What is much larger than a trace is drawn is read from means of its pixels.
    init(_ ink: Bitmap) {
        let cell = max(1, (max(ink.width, ink.height) + 39) / 40)
        (width, height) = ((ink.width + cell - 1) / cell, (ink.height + cell - 1) / cell)
        var sums = [Int](repeating: 0, count: width * height)
        for y in 0..<ink.height {
            for x in 0..<ink.width { sums[y / cell * width + x / cell] += Int(ink[x, y]) }
        }
        pixels = sums.map { UInt8($0 / (cell * cell)) }
    }

    /// What a pen of one width leaves along a trace.
    /// - Parameter radius: half the line's width, in the trace's unit.
    init(_ trace: Trace, radius: Double) {
        guard let box = trace.box else {
            (width, height, pixels) = (0, 0, [])
            return
        }
        let size = box.high - box.low + 2 * radius
        let scale = Self.box / max(size.x, size.y, 1e-6)
        // A pixel's margin on each side.
        (width, height) = (Int((size.x * scale).rounded(.up)) + 2, Int((size.y * scale).rounded(.up)) + 2)
        pixels = [UInt8](repeating: 0, count: width * height)
        let origin = box.low - radius - 0.5 / scale
        for stroke in trace.strokes {
            guard var last = stroke.first.map({ (trace.points[$0] - origin) * scale }) else { continue }
            if stroke.count == 1 { draw(from: last, to: last, radius: radius * scale) }
            for point in stroke.dropFirst() {
                let next = (trace.points[point] - origin) * scale
                draw(from: last, to: next, radius: radius * scale)
                last = next
            }
        }
    }

    /// Draws a piece with round ends over what is there.
    private mutating func draw(from start: SIMD2<Double>, to end: SIMD2<Double>, radius: Double) {
        let way = end - start
        let square = max((way * way).sum(), 1e-12)
        let reach = SIMD2<Double>(repeating: radius + 0.5)
        let (low, high) = (pointwiseMin(start, end) - reach, pointwiseMax(start, end) + reach)
        let (left, top) = (max(0, Int(low.x.rounded(.up))), max(0, Int(low.y.rounded(.up))))
        let (right, bottom) = (min(width - 1, Int(high.x)), min(height - 1, Int(high.y)))
        guard left <= right, top <= bottom else { return }
        let outside = (radius + 0.5) * (radius + 0.5)
        for y in top...bottom {
            for x in left...right where pixels[y * width + x] < 255 {
                let place = SIMD2(Double(x), Double(y)) - start
                let along = min(max((place * way).sum() / square, 0), 1)
                let beside = place - along * way
                let distance = (beside * beside).sum()
                guard distance < outside else { continue }
                let ink = min(1, radius + 0.5 - distance.squareRoot())
                pixels[y * width + x] = max(pixels[y * width + x], UInt8((255 * ink).rounded()))
            }
        }
    }
}
