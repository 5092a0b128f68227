import Foundation

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
        let breadth = max(1, min(4000, fold.breadth))
        let reach = fold.reach.map { max(1, min(4000, $0)) }
        let (along, across) = (fold.along, Point(x: -fold.along.y, y: fold.along.x))
        let profile = FoldProfile(fold, breadth: breadth, reach: reach)
        // How far out it can be seen. Up and down that is as far as the corners of both.
        let (seen, end) = (profile.visiblePart * breadth, reach.map { profile.visibleReach * $0 })
        var rows = 0..<height
        if let end {
            let extent = abs(across.y) * seen + abs(along.y) * end
            rows = Self.places(fold.middle.y - extent, fold.middle.y + extent, of: height)
        }
        let width = self.width
        let (near, on) = (Band(across, reach: seen), Band(along, reach: end ?? .infinity))
        levels.withUnsafeMutableBufferPointer { levels in
            guard let page = levels.baseAddress else { return }
            for y in rows {
                let dy = Double(y) + 0.5 - fold.middle.y
                let (middle, other) = (fold.middle.x + near.drift * dy, fold.middle.x + on.drift * dy)
                let low = max(0, max(middle - near.half, other - on.half))
                let high = min(Double(width), min(middle + near.half, other + on.half))
                guard low < high else { continue }
                // In whole vectors where there is room: beyond its span it adds nothing.
                let count = min(width, (Int(high) + 4 - Int(low)) & ~3)
                let first = min(Int(low), width - count)
                let dx = Double(first) + 0.5 - fold.middle.x
                profile.add(
                    to: page + y * width + first, count: count,
                    off: Float(dx * across.x + dy * across.y), far: Float(dx * along.x + dy * along.y))
            }
        }
    }

    /// The px of a line that a stretch touches.
    private static func places(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
        let (first, end) = (max(0, min(Double(count), low)), max(0, min(Double(count), high + 1)))
        return Int(first)..<max(Int(first), Int(end))
    }
}

/// The places that lie at most so far from a straight line through the origin, row by row.
private struct Band {
    /// How far its middle moves from one row to the next, px.
    let drift: Double
    /// Half of its width in a row, px; endless where it lies along the rows.
    let half: Double

    /// - Parameter normal: the direction across the line, of length 1.
    init(_ normal: Point, reach: Double) {
        let isLevel = abs(normal.x) < 1e-6
        drift = isLevel ? 0 : -normal.y / normal.x
        half = isLevel ? .infinity : abs(reach / normal.x)
    }
}

private typealias Lanes = SIMD4<Float>

/// What a fold adds at each distance from it, in 16ths of a grey level.
private struct FoldProfile {
    /// Its greatest height, of whatever sign, and what it grows by a px away from the line.
    private let highest, slope: Lanes
    private let ridge: Lanes
    /// One over how far it is seen.
    private let perBreadth: Lanes
    /// How far across the fold the px lie from the first of them, px.
    private let offsets: Lanes
    /// The same along the fold, in shares of how far it runs.
    private let shares: Lanes
    /// One over how far it runs.
    private let perReach: Float
    /// From four px to the next.
    private let offStride, shareStride: Lanes
    /// Up to which part of its breadth it can be seen; the line itself always is.
    let visiblePart: Double
    /// The same along the fold.
    let visibleReach: Double

    /// A quarter of a grey level: no one sees less.
    private static let visible = 4.0

    init(_ fold: ReliefFold, breadth: Double, reach: Double?) {
        let height = max(-127, min(127, fold.height)) * 16
        let ridge = max(-127, min(127, fold.height * fold.ridge)) * 16
        let numbers = Lanes(0, 1, 2, 3)
        let (step, share) = (Float(-fold.along.y), reach.map { Float(fold.along.x / $0) } ?? 0)
        highest = Lanes(repeating: Float(abs(height)))
        // The step from light to shade is about a px wide, as is the line.
        slope = Lanes(repeating: Float(1.25 * height))
        self.ridge = Lanes(repeating: Float(ridge))
        perBreadth = Lanes(repeating: Float(1 / breadth))
        perReach = reach.map { Float(1 / $0) } ?? 0
        (offsets, shares) = (numbers * step, numbers * share)
        (offStride, shareStride) = (Lanes(repeating: 4 * step), Lanes(repeating: 4 * share))
        visiblePart = max(1.34 / breadth, 1 - cbrt(Self.visible / max(Self.visible, abs(height))))
        visibleReach = (1 - (Self.visible / max(Self.visible, abs(height) + abs(ridge))).squareRoot()).squareRoot()
    }

    /// Adds it to px that lie side by side, the first of them `off` px across and `far` px along the fold.
    ///
    /// Four at once, and without a branch.
    @inline(__always)
    func add(to line: UnsafeMutablePointer<Int16>, count: Int, off: Float, far: Float) {
        let one = Lanes(repeating: 1)
        var (off, far) = (offsets + off, shares + far * perReach)
        var x = 0
        while x < count {
            let away = greater(off, -off)
            let side = lesser(greater(off * slope, -highest), highest)
            let sharp = greater(one - away * 0.75, Lanes())
            let near = greater(one - away * perBreadth, Lanes())
            let end = greater(one - far * far, Lanes())
            let level = (near * near * near * side + ridge * sharp) * (end * end)
            let added = SIMD4<Int16>(truncatingIfNeeded: whole(level))
            if x &+ 4 <= count {
                let place = UnsafeMutableRawPointer(line + x)
                place.storeBytes(of: place.loadUnaligned(as: SIMD4<Int16>.self) &+ added, as: SIMD4<Int16>.self)
            } else {
                for lane in 0..<count &- x { line[x &+ lane] = line[x &+ lane] &+ added[lane] }
            }
            (off, far) = (off + offStride, far + shareStride)
            x &+= 4
        }
    }
}
