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
        self.init(width: width, height: height) { columns, rows in
            rows.flatMap { y in columns.map { source(Point(x: $0, y: y)) } }
        }
    }

    /// A field from a function that is asked once, for all nodes of the grid.
    /// - Parameters:
    ///   - width: the image's columns, px.
    ///   - height: the image's rows, px.
    ///   - sources: from the columns and the rows of the grid to the places that are seen at its nodes, row by row.
    package init(width: Int, height: Int, sources: (_ columns: [Double], _ rows: [Double]) -> [Point]) {
        precondition(width > 0 && height > 0, "an image without pixels has no field")
        self.width = width
        self.height = height
        columns = (width - 1) / Self.cell + 2
        rows = (height - 1) / Self.cell + 2
        let places = sources(
            (0..<columns).map { Double($0 * Self.cell) }, (0..<rows).map { Double($0 * Self.cell) })
        precondition(places.count == columns * rows, "\(places.count) places for \(columns) x \(rows) nodes")
        nodes = places.map { SIMD2($0.x, $0.y) }
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
        func isWide(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool { a.x * b.y - a.y * b.x >= least }
        return nodes.withUnsafeBufferPointer { nodes in
            for row in 0..<rows - 1 {
                for upper in row * columns..<row * columns + columns - 1 {
                    let (a, b) = (nodes[upper], nodes[upper + 1])
                    let (c, d) = (nodes[upper + columns], nodes[upper + columns + 1])
                    let (above, below, left, right) = (b - a, d - c, c - a, d - b)
                    // The determinant of a bilinear map is least at a corner.
                    guard isWide(above, left), isWide(above, right), isWide(below, left), isWide(below, right) else {
                        return false
                    }
                }
            }
            return true
        }
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
        let (alongX, alongY) = (SIMD2(map.m00, map.m10), SIMD2(map.m01, map.m11))
        let start = SIMD2(map.m02, map.m12)
        nodes.withUnsafeBufferPointer { nodes in
            guard let nodes = nodes.baseAddress, let target = target.baseAddress else { return }
            let (upper, lower) = (nodes + line.row * columns, nodes + (line.row + 1) * columns)
            for column in cells.lowerBound...cells.upperBound {
                let isInside = column >= 0 && column < columns
                let place =
                    isInside ? upper[column] + (lower[column] - upper[column]) * line.part : beyond(column, line)
                var found = alongX * place.x + alongY * place.y + start
                if !map.isAffine { found /= map.m20 * place.x + map.m21 * place.y + map.m22 }
                target[column &- cells.lowerBound] = fixed(found)
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
