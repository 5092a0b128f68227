import Foundation

/// A thin, bent stroke in a relief: a fibre, a crease.
package struct ReliefStroke {
    /// Where it begins, px.
    package var start: Point
    /// Where it goes, turns clockwise from the right, 0..<1.
    package var heading: Double
    /// How much it turns on the way, turns a px.
    package var bend: Double
    /// Px.
    package var length: Int
    /// How high it stands, grey levels.
    package var height: Double

    package init(start: Point, heading: Double, bend: Double, length: Int, height: Double) {
        self.start = start
        self.heading = heading
        self.bend = bend
        self.length = length
        self.height = height
    }

    /// Where it ends, near enough to go on from there.
    package var end: (place: Point, heading: Double) {
        var (place, turn) = (start, heading)
        for _ in 0..<length {
            let step = direction(of: Int32(truncatingIfNeeded: Int(turn * 65536)))
            place.x += Double(step.x) / 65536
            place.y += Double(step.y) / 65536
            turn += bend
        }
        return (place, turn)
    }
}

extension Relief {
    /// Adds a stroke about one px wide that rises and sinks at its ends.
    /// - Parameter isEmbossed: whether it is lit from the upper left: light on one side, dark on the other.
    package mutating func add(_ stroke: ReliefStroke, isEmbossed: Bool = false) {
        let peak = Int32(max(-127, min(127, stroke.height)) * 16)
        guard peak != 0, width > 1, height > 1, abs(stroke.start.x) < 30000, abs(stroke.start.y) < 30000 else { return }
        var (x, y) = (Int32(stroke.start.x * 65536), Int32(stroke.start.y * 65536))
        var heading = Int32(truncatingIfNeeded: Int(stroke.heading * 65536))
        let bend = Int32(stroke.bend * 65536)
        let (width, height) = (self.width, self.height)
        let taper = Int32(max(2, min(8, stroke.length / 3)))
        let (length, rise) = (Int32(stroke.length), peak / taper)
        levels.withUnsafeMutableBufferPointer { levels in
            directions.withUnsafeBufferPointer { directions in
                guard let page = levels.baseAddress, let way = directions.baseAddress else { return }
                for step in 0..<length {
                    let level = rise &* min(taper, step &+ 1, length &- step)
                    splat(level, x, y, on: page, width, height)
                    if isEmbossed { splat(-level, x &+ 58000, y &+ 58000, on: page, width, height) }
                    let move = way[Int((heading >> 8) & 255)]
                    x &+= move.x
                    y &+= move.y
                    heading &+= bend
                }
            }
        }
    }
}

/// Shares a level out between the four px around a place, 16.16.
@inline(__always)
private func splat(
    _ level: Int32, _ x: Int32, _ y: Int32, on levels: UnsafeMutablePointer<Int16>, _ width: Int, _ height: Int
) {
    let (column, row) = (Int(x >> 16), Int(y >> 16))
    guard column >= 0, row >= 0, column < width - 1, row < height - 1 else { return }
    let (fx, fy) = ((x >> 12) & 15, (y >> 12) & 15)
    let i = row &* width &+ column
    let (upper, lower) = (level &* (16 &- fy), level &* fy)
    levels[i] &+= Int16(truncatingIfNeeded: (upper &* (16 &- fx)) >> 8)
    levels[i &+ 1] &+= Int16(truncatingIfNeeded: (upper &* fx) >> 8)
    levels[i &+ width] &+= Int16(truncatingIfNeeded: (lower &* (16 &- fx)) >> 8)
    levels[i &+ width &+ 1] &+= Int16(truncatingIfNeeded: (lower &* fx) >> 8)
}

/// One px along a heading of 65536ths of a turn, 16.16.
@inline(__always)
private func direction(of heading: Int32) -> SIMD2<Int32> { directions[Int((heading >> 8) & 255)] }

private let directions: [SIMD2<Int32>] = (0..<256).map { turn in
    let angle = Double(turn) * 2 * .pi / 256
    return SIMD2(Int32((cos(angle) * 65536).rounded()), Int32((sin(angle) * 65536).rounded()))
}
