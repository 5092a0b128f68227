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

/// A fold in a relief: a straight line with a shape of its own to either side.
package struct ReliefFold {
    /// A place on it, px.
    package var middle: Point
    /// Where it runs, a vector of length 1.
    package var along: Point
    /// The level at each distance from the line, grey levels: from `-profile.count / 2` quarters of a px on.
    package var profile: [Double]
    /// How far it reaches to either side of its middle, px; it fades out on the way. Nil for the whole page.
    package var reach: Double?

    package init(middle: Point, along: Point, profile: [Double], reach: Double? = nil) {
        self.middle = middle
        self.along = along
        self.profile = profile
        self.reach = reach
    }
}

extension Relief {
    /// Adds a fold.
    package mutating func add(_ fold: ReliefFold) {
        let profile = fold.profile.map { Int32(max(-127, min(127, $0)) * 16) }
        let half = Double(profile.count / 2) / 4
        let (nx, ny) = (-fold.along.y, fold.along.x)
        // (1 - s²)² of the way out, in 256ths, for 128 steps.
        let window: [Int32] = (0...128).map { step in
            let s = Double(step) / 128
            return Int32((1 - s * s) * (1 - s * s) * 256)
        }
        let (width, height) = (self.width, self.height)
        let pace = fold.reach.map { 128 / max(1, $0) }
        levels.withUnsafeMutableBufferPointer { levels in
            for y in 0..<height {
                let dy = Double(y) + 0.5 - fold.middle.y
                var span = Self.span(nx, ny * dy - fold.middle.x * nx, within: half, of: width)
                if let reach = fold.reach {
                    span = span.clamped(
                        to: Self.span(fold.along.x, fold.along.y * dy - fold.middle.x * fold.along.x, within: reach, of: width))
                }
                guard !span.isEmpty else { continue }
                let dx = Double(span.lowerBound) + 0.5 - fold.middle.x
                var off = Int32(((dx * nx + dy * ny) + half) * 4 * 4096)
                let perColumn = Int32(nx * 4 * 4096)
                var far = Int32((dx * fold.along.x + dy * fold.along.y) * (pace ?? 0) * 4096)
                let farPerColumn = Int32(fold.along.x * (pace ?? 0) * 4096)
                for i in y * width + span.lowerBound..<y * width + span.upperBound {
                    let place = Int(off >> 12)
                    if place >= 0, place < profile.count {
                        var level = profile[place]
                        if pace != nil { level = (level &* window[Int(min(128, abs(far) >> 12))]) >> 8 }
                        levels[i] &+= Int16(truncatingIfNeeded: level)
                    }
                    off &+= perColumn
                    far &+= farPerColumn
                }
            }
        }
    }

    /// The columns at which `(x + 0.5) * slope + start` lies within `-reach...reach`.
    private static func span(_ slope: Double, _ start: Double, within reach: Double, of width: Int) -> Range<Int> {
        guard abs(slope) > 1e-6 else { return abs(start) <= reach ? 0..<width : 0..<0 }
        let ends = [(-reach - start) / slope, (reach - start) / slope].map { max(-1, min(Double(width) + 1, $0)) }
        let (low, high) = (Int(min(ends[0], ends[1]) - 0.5), Int(max(ends[0], ends[1]) + 1))
        return max(0, low)..<max(0, low, min(width, high))
    }
}
