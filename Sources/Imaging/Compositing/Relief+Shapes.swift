extension Relief {
    /// Adds a plane through the middle: `x` and `y` grey levels from one edge to the other.
    package mutating func addSlope(x: Double, y: Double) {
        add(
            columns: Self.line(width) { x * ($0 - 0.5) }, rows: Self.line(height) { y * ($0 - 0.5) })
    }

    /// Adds a bowl: 0 at its deepest place, and `height` grey levels at the corner that lies farthest from there.
    /// - Parameter center: in shares of the width and the height.
    package mutating func addBowl(center: Point, height depth: Double, power: Int = 2) {
        let far = (x: max(center.x, 1 - center.x), y: max(center.y, 1 - center.y))
        func level(_ t: Double) -> Double {
            let square = t * t
            return depth / 2 * (power == 2 ? square : square * square)
        }
        add(
            columns: Self.line(width) { level(($0 - center.x) / far.x) },
            rows: Self.line(height) { level(($0 - center.y) / far.y) })
    }

    /// A level, in 16ths, for each px of a line of so many; `level` is given the place as a share of the line.
    private static func line(_ count: Int, _ level: (Double) -> Double) -> [Int16] {
        (0..<count).map { place in
            let value = level((Double(place) + 0.5) / Double(count)) * 16
            return Int16(max(-16384, min(16384, value < 0 ? value - 0.5 : value + 0.5)))
        }
    }

    /// Adds what a column and a row come to together: two reliefs of one row, as long as this is wide and high.
    package mutating func add(columns: Relief, rows: Relief) {
        precondition(columns.levels.count == width && rows.levels.count == height, "lines and page differ")
        add(columns: columns.levels, rows: rows.levels)
    }

    /// Adds what a column and a row come to together.
    private mutating func add(columns: [Int16], rows: [Int16]) {
        levels.withUnsafeMutableBufferPointer { levels in
            columns.withUnsafeBufferPointer { columns in
                guard let page = levels.baseAddress, let column = columns.baseAddress else { return }
                for (y, level) in rows.enumerated() {
                    let row = page + y * columns.count
                    for x in 0..<columns.count { row[x] = row[x] &+ column[x] &+ level }
                }
            }
        }
    }

    /// Adds a level to every px, grey levels.
    package mutating func add(_ level: Double) {
        let step = Int16(max(-2047, min(2047, level * 16)))
        levels.withUnsafeMutableBufferPointer { levels in
            for i in 0..<levels.count { levels[i] = levels[i] &+ step }
        }
    }

    /// The relief as a mask: 0 where it is 0 or less, 255 where it is 255 grey levels or more.
    package var mask: Bitmap {
        Bitmap(width: width, height: height) { pixels in
            levels.withUnsafeBufferPointer { levels in
                for i in 0..<levels.count { pixels[i] = clamped(levels[i] >> 4) }
            }
        }
    }
}

extension Relief {
    /// The light and shade of a grey picture: what it is lighter or darker than its mean, as a share of that.
    /// - Parameter mean: 0...1.
    package init(_ picture: Bitmap, around mean: Double, strength: Double) {
        self.init(width: picture.width, height: picture.height)
        let table = (0..<256).map { value in
            Int16(max(-4080, min(4080, (Double(value) / 255 / mean - 1) * 4080 * strength)))
        }
        picture.withPixels { pixels in
            for i in levels.indices { levels[i] = table[Int(pixels[i])] }
        }
    }

    /// The levels, row by row, in grey levels.
    package var values: [Double] { levels.map { Double($0) / 16 } }
}

/// A fold in a relief: a straight line with light on one side of it and shade on the other.
package struct ReliefFold {
    /// A place on it, px.
    package var middle: Point
    /// Where it runs, a vector of length 1.
    package var along: Point
    /// How much lighter it is on its right side, looking along it, grey levels; on the left as much darker.
    package var height: Double
    /// How far that can be seen, px.
    package var breadth: Double
    /// How high the line itself stands out, as a share of the height.
    package var ridge: Double
    /// How far it runs to either side of its middle, px, fading out on the way; nil for the whole page.
    package var reach: Double?

    package init(
        middle: Point, along: Point, height: Double, breadth: Double, ridge: Double, reach: Double? = nil
    ) {
        self.middle = middle
        self.along = along
        self.height = height
        self.breadth = breadth
        self.ridge = ridge
        self.reach = reach
    }
}

extension Relief {
    /// Adds a fold.
    package mutating func add(_ fold: ReliefFold) {
        let height = Int32(max(-127, min(127, fold.height)) * 16)
        let ridge = Int32(max(-127, min(127, fold.height * fold.ridge)) * 16)
        let breadth = max(1, min(4000, fold.breadth))
        let (nx, ny) = (-fold.along.y, fold.along.x)
        let (width, rows) = (self.width, self.height)
        // Distances are 4096ths of a px; shares of the way out come in 256 steps.
        let pace = Int32(256 * 4096 / breadth / 16)
        let farPace = fold.reach.map { 256 / max(1, min(4000, $0)) } ?? 0
        let (step, farStep) = (Int32(nx * 4096), Int32(fold.along.x * farPace * 4096))
        levels.withUnsafeMutableBufferPointer { levels in
            fading.withUnsafeBufferPointer { fading in
                guard let page = levels.baseAddress, let fade = fading.baseAddress else { return }
                for y in 0..<rows {
                    let dy = Double(y) + 0.5 - fold.middle.y
                    var span = Self.span(nx, ny * dy - fold.middle.x * nx, within: breadth, of: width)
                    if let reach = fold.reach {
                        let start = fold.along.y * dy - fold.middle.x * fold.along.x
                        span = span.clamped(to: Self.span(fold.along.x, start, within: reach, of: width))
                    }
                    guard !span.isEmpty else { continue }
                    let dx = Double(span.lowerBound) + 0.5 - fold.middle.x
                    var off = Int32((dx * nx + dy * ny) * 4096)
                    var far = Int32((dx * fold.along.x + dy * fold.along.y) * farPace * 4096)
                    for i in y * width + span.lowerBound..<y * width + span.upperBound {
                        let away = abs(off)
                        // The step from light to shade is about a px wide, as is the line.
                        let side = max(-4096, min(4096, off &+ (off >> 2)))
                        let line = max(0, 4096 &- ((away &* 3) >> 2))
                        let part = fade[Int(min(255, ((away >> 4) &* pace) >> 16))]
                        let end = fade[256 &+ Int(min(255, abs(far) >> 12))]
                        let level = (((height &* part) >> 8) &* side &+ ridge &* line) >> 12
                        page[i] = page[i] &+ Int16(truncatingIfNeeded: (level &* end) >> 8)
                        off &+= step
                        far &+= farStep
                    }
                }
            }
        }
    }

    /// The columns at which `(x + 0.5) * slope + start` lies within `-reach...reach`.
    private static func span(_ slope: Double, _ start: Double, within reach: Double, of width: Int) -> Range<Int> {
        guard abs(slope) > 1e-6 else { return abs(start) <= reach ? 0..<width : 0..<0 }
        let (a, b) = ((-reach - start) / slope, (reach - start) / slope)
        let low = Int(max(-1, min(Double(width) + 1, min(a, b))) - 0.5)
        let high = Int(max(-1, min(Double(width) + 1, max(a, b))) + 1)
        return max(0, low)..<max(0, low, min(width, high))
    }
}

/// What is left of a fold, in 256ths: 256 steps of the way away from it, then 256 of the way along it.
private let fading: [Int32] = (0..<512).map { step in
    let s = Double(step & 255) / 255
    return Int32(256 * (step < 256 ? (1 - s) * (1 - s) * (1 - s) : (1 - s * s) * (1 - s * s)))
}
