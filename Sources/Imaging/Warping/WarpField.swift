/// A smooth map of an image that no matrix can write down: for each place of the image, where what is seen there
/// comes from.
///
/// Held at the nodes of a grid of 4 px and bilinear between them; beyond its edges it goes on as its outermost cells do.
package struct WarpField: Sendable {
    /// The image's columns, px.
    package let width: Int
    /// The image's rows, px.
    package let height: Int
    /// The grid's step, px.
    static let cell = 4
    /// Nodes in a row of the grid.
    private let columns: Int
    private let rows: Int
    /// The places that the nodes show, row by row.
    private let nodes: [SIMD2<Double>]

    /// A field from a function, which is asked once a node.
    /// - Parameters:
    ///   - width: the image's columns, px.
    ///   - height: the image's rows, px.
    ///   - source: from a place of the image to the place that is seen there.
    package init(width: Int, height: Int, source: (Point) -> Point) {
        precondition(width > 0 && height > 0, "an image without pixels has no field")
        self.width = width
        self.height = height
        columns = (width - 1) / Self.cell + 2
        rows = (height - 1) / Self.cell + 2
        var nodes: [SIMD2<Double>] = []
        nodes.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let place = source(Point(x: Double(column * Self.cell), y: Double(row * Self.cell)))
                nodes.append(SIMD2(place.x, place.y))
            }
        }
        self.nodes = nodes
    }

    /// Where what is seen at a place comes from.
    package func source(of place: Point) -> Point {
        let line = Line(place.y, rows: rows)
        let column = max(0, min(columns - 2, Int((place.x / Double(Self.cell)).rounded(.down))))
        let (left, right) = (node(column, line), node(column + 1, line))
        let found = left + (right - left) * (place.x / Double(Self.cell) - Double(column))
        return Point(x: found.x, y: found.y)
    }

    /// Whether no place shows up twice: the field neither folds nor tears, nor squeezes an area to less than a twentieth.
    package var isOneToOne: Bool {
        let least = 0.05 * Double(Self.cell * Self.cell)
        func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }
        for row in 0..<rows - 1 {
            for upper in row * columns..<row * columns + columns - 1 {
                let (a, b) = (nodes[upper], nodes[upper + 1])
                let (c, d) = (nodes[upper + columns], nodes[upper + columns + 1])
                // The determinant of a bilinear map is least at a corner.
                let areas = SIMD4(cross(b - a, c - a), cross(b - a, d - b), cross(d - c, c - a), cross(d - c, d - b))
                guard areas.min() >= least else { return false }
            }
        }
        return true
    }

    /// A line of the image in the grid: the row of nodes above it, and how far below that it lies, in cells.
    struct Line {
        let row: Int
        let part: Double

        init(_ y: Double, rows: Int) {
            row = max(0, min(rows - 2, Int((y / Double(WarpField.cell)).rounded(.down))))
            part = y / Double(WarpField.cell) - Double(row)
        }
    }

    private func node(_ column: Int, _ line: Line) -> SIMD2<Double> {
        let upper = nodes[line.row * columns + column]
        return upper + (nodes[(line.row + 1) * columns + column] - upper) * line.part
    }

    /// Walks a line of pixels from cell to cell.
    /// - Parameters:
    ///   - y: the row of pixels; its centres are what counts.
    ///   - cells: the cells' numbers, from 0 at the image's left edge; they may lie outside of it.
    ///   - map: from the place that is seen to the px that are read.
    ///   - target: gets the places of the cells' edges, 16.16, one more than there are cells.
    func walk(
        _ y: Int, cells: Range<Int>, through map: Projection, into target: UnsafeMutableBufferPointer<SIMD2<Int>>
    ) {
        let line = Line(Double(y) + 0.5, rows: rows)
        let first = max(cells.lowerBound, 0)
        let inner = first..<max(first, min(cells.upperBound + 1, columns))
        nodes.withUnsafeBufferPointer { nodes in
            let (upper, lower) = (line.row * columns, (line.row + 1) * columns)
            for (number, column) in (cells.lowerBound...cells.upperBound).enumerated() {
                let place: SIMD2<Double>
                if inner.contains(column) {
                    place = nodes[upper + column] + (nodes[lower + column] - nodes[upper + column]) * line.part
                } else {
                    place = beyond(column, line)
                }
                let found = map(Point(x: place.x, y: place.y))
                target[number] = SIMD2(fixed(found.x), fixed(found.y))
            }
        }
    }

    /// What a node outside of the grid would show.
    private func beyond(_ column: Int, _ line: Line) -> SIMD2<Double> {
        let (edge, next) = column < 0 ? (0, 1) : (columns - 1, columns - 2)
        let place = node(edge, line)
        return place + (place - node(next, line)) * Double(abs(column - edge))
    }
}
