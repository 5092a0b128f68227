package import Imaging

/// A digit's ink as the reader sees it: upright, 16 x 16 px, as large as fits.
///
/// What tells hands apart more than digits is taken out: place, size and slant. Proportions stay, since a 1 is narrow.
package struct DigitPicture: Sendable, Equatable {
    /// The side, px.
    static let side = 16
    /// The longer side of the ink's box, px.
    private static let box = 15.0
    /// From what coverage on a place counts as ink.
    private static let inked = 64

    /// Coverage 0...255, row by row.
    private(set) var pixels = [UInt8](repeating: 0, count: Self.side * Self.side)

    /// The picture of coverage of any size, one channel.
    package init(_ ink: Bitmap) {
        self.init(InkGrid(ink))
    }

    /// The picture of a trace that a pen of one width draws.
    /// - Parameter radius: half the line's width, in the trace's unit.
    init(_ trace: Trace, radius: Double) {
        self.init(InkGrid(trace, radius: radius))
    }

    private init(_ grid: InkGrid) {
        guard let slope = Self.slope(grid), let frame = Self.frame(grid, slope) else { return }
        let step = max(frame.high.x - frame.low.x, frame.high.y - frame.low.y) / Self.box
        let middle = (frame.low + frame.high) / 2
        let half = Double(Self.side) / 2 - 0.5
        for row in 0..<Self.side {
            let y = middle.y + (Double(row) - half) * step
            let left = middle.x - half * step + slope * y
            for column in 0..<Self.side {
                pixels[row * Self.side + column] = grid.coverage(x: left + Double(column) * step, y: y)
            }
        }
    }

    /// How far ink leans: by how many px to the right it moves with each px down, at most one either way; nil where
    /// there is none.
    private static func slope(_ grid: InkGrid) -> Double? {
        var (mass, sumX, sumY, sumXY, sumYY) = (0, 0, 0, 0, 0)
        for y in 0..<grid.height {
            for x in 0..<grid.width {
                let ink = Int(grid[x, y])
                mass += ink
                sumX += ink * x
                sumY += ink * y
                sumXY += ink * x * y
                sumYY += ink * y * y
            }
        }
        guard mass > 0 else { return nil }
        let (x, y) = (Double(sumX) / Double(mass), Double(sumY) / Double(mass))
        let along = Double(sumYY) / Double(mass) - y * y
        return min(max((Double(sumXY) / Double(mass) - x * y) / max(along, 0.1), -1), 1)
    }

    /// The corners of the box around the ink once it stands upright; nil where there is none.
    private static func frame(_ grid: InkGrid, _ slope: Double) -> (low: SIMD2<Double>, high: SIMD2<Double>)? {
        var low = SIMD2<Double>(repeating: .infinity)
        var high = -low
        for y in 0..<grid.height {
            for x in 0..<grid.width where Int(grid[x, y]) >= inked {
                let place = SIMD2(Double(x) - slope * Double(y), Double(y))
                (low, high) = (pointwiseMin(low, place - 0.5), pointwiseMax(high, place + 0.5))
            }
        }
        return low.x < high.x ? (low, high) : nil
    }
}
