extension Bitmap {
    /// Draws a line with round ends and joints into a mask; a line of one point is a dot.
    ///
    /// Each pixel keeps the greater of what it holds and what the line covers of it.
    /// - Parameters:
    ///   - points: px, in order; each with the width of the line there, px.
    ///   - value: what full cover comes to.
    package mutating func draw(line points: [(at: Point, width: Double)], value: UInt8 = 255) {
        precondition(channels == 1, "ink is grey")
        let (width, height) = (self.width, self.height)
        withMutablePixels { pixels in
            guard let page = pixels.baseAddress, let last = points.indices.last else { return }
            // A dot is a piece from its point to the same.
            for number in 0..<max(1, last) {
                PenPiece(from: points[number], to: points[min(number + 1, last)])
                    .draw(on: page, width: width, height: height, value: Double(value))
            }
        }
    }
}

/// A straight piece of a line, with round ends.
private struct PenPiece {
    let from, to: (at: Point, width: Double)
    /// From one end to the other, px.
    private let dx, dy: Double
    /// The square of its length.
    private let square: Double

    init(from: (at: Point, width: Double), to: (at: Point, width: Double)) {
        (self.from, self.to) = (from, to)
        (dx, dy) = (to.at.x - from.at.x, to.at.y - from.at.y)
        square = dx * dx + dy * dy
    }

    /// Draws it, row by row where it may reach.
    @inline(__always)
    func draw(on page: UnsafeMutablePointer<UInt8>, width: Int, height: Int, value: Double) {
        let reach = max(from.width, to.width) / 2 + 0.5
        let columns = Self.pixels(min(from.at.x, to.at.x) - reach, max(from.at.x, to.at.x) + reach, width)
        let rows = Self.pixels(min(from.at.y, to.at.y) - reach, max(from.at.y, to.at.y) + reach, height)
        // What a row cuts out of the strip along the whole line, and a px more: its middle moves with the row.
        let isSteep = abs(dy) > 1e-3
        let slope = isSteep ? dx / dy : 0
        let aside = isSteep ? reach * (1 + slope * slope).squareRoot() + 1 : .infinity
        for y in rows {
            let py = Double(y) + 0.5 - from.at.y
            let middle = from.at.x + py * slope
            let left = Int(max(Double(columns.lowerBound), middle - aside))
            let right = Int(min(Double(columns.upperBound), middle + aside))
            let row = page + y * width
            var x = left
            while x < right {
                let ink = inks(x, py, value)
                if x &+ 4 <= width {
                    let place = UnsafeMutableRawPointer(row + x)
                    let held = place.loadUnaligned(as: SIMD4<UInt8>.self)
                    place.storeBytes(of: held.replacing(with: ink, where: ink .> held), as: SIMD4<UInt8>.self)
                } else {
                    for lane in 0..<width &- x where ink[lane] > row[x &+ lane] { row[x &+ lane] = ink[lane] }
                }
                x &+= 4
            }
        }
    }

    /// What it covers of four px from column `x`, in a row that lies `py` below its start.
    @inline(__always)
    private func inks(_ x: Int, _ py: Double, _ value: Double) -> SIMD4<UInt8> {
        let px = SIMD4(0.5, 1.5, 2.5, 3.5) + Double(x) - from.at.x
        let (none, all) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 1))
        var along = none
        if square > 0 { along = lesser(all, greater(none, (px * dx + py * dy) / square)) }
        let (qx, qy) = (px - along * dx, py - along * dy)
        let half = (from.width + (to.width - from.width) * along) / 2
        let distance = (qx * qx + qy * qy).squareRoot()
        // A line thinner than a px covers no more of a px than its width.
        let cover = greater(none, lesser(lesser(all, 2 * half), half + 0.5 - distance))
        // The nearest level, halves upwards: a sum with 1.5 times 2^52 holds it in its last bits.
        let (level, holder) = (cover * value, 0x1.8p52)
        let even = level + holder - holder
        let nearest = even.replacing(with: even + 1, where: level - even .>= 0.5) + holder
        return SIMD4<UInt8>(truncatingIfNeeded: unsafeBitCast(nearest, to: SIMD4<UInt64>.self))
    }

    /// The pixels of a row or column that a stretch touches.
    private static func pixels(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
        guard high > 0, low < Double(count) else { return 0..<0 }
        return Int(max(0, low))..<Int(min(Double(count), high.rounded(.up)))
    }
}
