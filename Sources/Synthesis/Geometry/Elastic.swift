import Configs
import Imaging
import Samples

/// Moves every place of the sheet a little, at random and smoothly.
///
/// After Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document
/// analysis" (2003), with a cubic B-spline in the place of their Gaussian: the same bell, at a fraction of the cost.
struct Elastic: BendingStage {
    var amount = Quantity(0.3...1.2)
    var scale = Quantity(16...32)

    init() {}

    static let name = "elastic"
    static let summary = "Moves every place of the sheet a little, at random and smoothly, as the hand does in writing."
    static let shorthand: String? = "amount"
    static var fields: [Field<Elastic>] {
        [
            Field(
                "amount", \.amount, in: 0...200, unit: "px",
                "How far places move along x and y: the deviation; 3.6 times as far is the most. Up to an eighth of "
                    + "`scale` is safe, and more than a fifth is an error: the sheet would fold."),
            Field(
                "scale", \.scale, in: 4...1000, unit: "px",
                "How far apart places lie that move independently: at half of a letter's height its strokes bend, at "
                    + "its height or more it leans and stretches as a whole."),
        ]
    }

    func validate() throws(ConfigProblem) {
        let most = scale.bounds.lowerBound / 5
        guard amount.bounds.upperBound <= most else {
            throw ConfigProblem(
                key: "amount", "must be at most a fifth of the least scale, \(most) px, or the sheet would fold")
        }
    }

    func distortion(extent: Rect, _ chooser: inout Chooser) -> (any Distortion)? {
        let (amount, scale) = (chooser.number("amount", amount), chooser.number("scale", scale))
        guard amount > 0 else { return nil }
        var generator = chooser.generator("field")
        return ElasticDistortion(deviation: amount, step: scale, around: extent, using: &generator)
    }
}

/// A displacement at each place: a uniform cubic B-spline over a grid of random ones, the same again and again beyond
/// the text.
///
/// It leads from where things are seen to where they come from.
private struct ElasticDistortion: Distortion {
    /// The grid's step, px.
    let step: Double
    private let columns: Int
    private let rows: Int
    /// The first node's place, px.
    private let left, top: Double
    /// Displacements, in steps, row by row; the first three of each row follow its end again, and so do the rows, so
    /// that a cell's four by four always lie together.
    private let nodes: [SIMD2<Double>]
    /// Nodes from one row to the next.
    private let stride: Int
    let reach: Double

    /// - Parameter deviation: the displacement's along one axis, px.
    init(deviation: Double, step: Double, around extent: Rect, using generator: inout KeyedGenerator) {
        self.step = step
        // Room for the neighbours of the text's own cells. Larger fields repeat, where nobody will see it.
        let columns = min(256, Int(extent.width / step) + 6)
        let rows = min(256, Int(extent.height / step) + 6)
        left = extent.left - 2 * step
        top = extent.top - 2 * step
        // Uniform numbers deviate by 1/√3 of their reach; the spline's weights leave 0.4794 of that, along both axes. No
        // place moves farther than the nodes around it.
        let most = deviation / step * 3.0.squareRoot() / 0.4794
        reach = most * step
        let drawn = (0..<columns * rows).map { _ in
            let bits = generator.next()
            return SIMD2(
                Double(Int32(truncatingIfNeeded: bits)), Double(Int32(truncatingIfNeeded: bits >> 32)))
                * (most * 0x1p-31)
        }
        (self.columns, self.rows, stride) = (columns, rows, columns + 3)
        nodes = (0..<rows + 3).flatMap { row in
            let line = drawn[row % rows * columns..<(row % rows + 1) * columns]
            return line + line.prefix(3)
        }
    }

    func source(of point: Point) -> Point {
        let place = SIMD2((point.x - left) / step, (point.y - top) / step)
        let moved = nodes.withUnsafeBufferPointer { displacement(place, $0) }
        return Point(x: point.x + moved.x * step, y: point.y + moved.y * step)
    }

    func target(of point: Point) -> Point { nodes.withUnsafeBufferPointer { target(of: point, $0) } }

    func findTargets(of points: inout [Point]) {
        nodes.withUnsafeBufferPointer { nodes in
            for number in points.indices { points[number] = target(of: points[number], nodes) }
        }
    }

    private func target(of point: Point, _ nodes: UnsafeBufferPointer<SIMD2<Double>>) -> Point {
        let wanted = SIMD2((point.x - left) / step, (point.y - top) / step)
        var place = wanted - displacement(wanted, nodes)
        // Newton's steps: each squares what is missing, so that the last one needs no check.
        for _ in 0..<16 {
            let (moved, alongX, alongY) = slopes(place, nodes)
            let miss = place + moved - wanted
            let (a, b, c, d) = (1 + alongX.x, alongY.x, alongX.y, 1 + alongY.y)
            let determinant = a * d - b * c
            guard determinant > 1e-3 else { break }
            place -= SIMD2(d * miss.x - b * miss.y, a * miss.y - c * miss.x) / determinant
            if max(abs(miss.x), abs(miss.y)) < 3e-3 { break }
        }
        return Point(x: left + place.x * step, y: top + place.y * step)
    }

    func sources(columns: [Double], rows: [Double]) -> [Point] {
        let across = columns.map { Knots(at: ($0 - left) / step, of: self.columns) }
        var points: [Point] = []
        points.reserveCapacity(columns.count * rows.count)
        // The sums along the four rows of nodes around a row of points serve all points between the same rows.
        var sums: [SIMD2<Double>] = []
        var summed: Int?
        nodes.withUnsafeBufferPointer { nodes in
            for y in rows {
                let down = Knots(at: (y - top) / step, of: self.rows)
                if down.first != summed {
                    sums.removeAll(keepingCapacity: true)
                    for knots in across {
                        for number in 0..<4 {
                            sums.append(weighed(nodes, (down.first + number) * stride + knots.first, knots.weights))
                        }
                    }
                    summed = down.first
                }
                sums.withUnsafeBufferPointer { sums in
                    for (number, x) in columns.enumerated() {
                        let moved = weighed(sums, 4 * number, down.weights)
                        points.append(Point(x: x + moved.x * step, y: y + moved.y * step))
                    }
                }
            }
        }
        return points
    }

    /// The displacement at a place; both in steps from the first node.
    private func displacement(_ place: SIMD2<Double>, _ nodes: UnsafeBufferPointer<SIMD2<Double>>) -> SIMD2<Double> {
        let (across, down) = (Knots(at: place.x, of: columns), Knots(at: place.y, of: rows))
        let first = down.first &* stride &+ across.first
        let (weights, parts) = (across.weights, down.weights)
        var sum = weighed(nodes, first, weights) * parts[0]
        sum += weighed(nodes, first &+ stride, weights) * parts[1]
        sum += weighed(nodes, first &+ 2 &* stride, weights) * parts[2]
        return sum + weighed(nodes, first &+ 3 &* stride, weights) * parts[3]
    }

    /// The displacement at a place, and how it changes along x and along y.
    private func slopes(
        _ place: SIMD2<Double>, _ nodes: UnsafeBufferPointer<SIMD2<Double>>
    ) -> (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>) {
        let (across, down) = (Knots(at: place.x, of: columns), Knots(at: place.y, of: rows))
        let (changeAcross, changeDown) = (across.changes, down.changes)
        var (sum, alongX, alongY) = (SIMD2(0.0, 0), SIMD2(0.0, 0), SIMD2(0.0, 0))
        @inline(__always)
        func add(_ row: Int, _ part: Double, _ change: Double) {
            let first = (down.first &+ row) &* stride &+ across.first
            let line = weighed(nodes, first, across.weights)
            sum += line * part
            alongX += weighed(nodes, first, changeAcross) * part
            alongY += line * change
        }
        // Written out, since a lane that a loop picks goes through memory.
        add(0, down.weights[0], changeDown[0])
        add(1, down.weights[1], changeDown[1])
        add(2, down.weights[2], changeDown[2])
        add(3, down.weights[3], changeDown[3])
        return (sum, alongX, alongY)
    }

    /// The sum of four nodes that follow each other.
    @inline(__always)
    private func weighed(
        _ nodes: UnsafeBufferPointer<SIMD2<Double>>, _ first: Int, _ weights: SIMD4<Double>
    ) -> SIMD2<Double> {
        var sum = nodes[first] * weights[0]
        sum += nodes[first &+ 1] * weights[1]
        sum += nodes[first &+ 2] * weights[2]
        return sum + nodes[first &+ 3] * weights[3]
    }
}

/// A place along one axis of the grid: the four nodes around it.
private struct Knots {
    /// The first of them.
    let first: Int
    /// What they count.
    let weights: SIMD4<Double>
    /// How this changes with the place.
    var changes: SIMD4<Double> {
        let (t, s) = (part, 1 - part)
        return SIMD4(-s * s, 3 * t * t - 4 * t, 4 * s - 3 * s * s, t * t) * (scale / 2)
    }
    /// How far behind the second node it lies.
    private let part: Double
    /// 0 far away, where no image is and nothing moves.
    private let scale: Double

    /// - Parameters:
    ///   - place: in steps from the grid's first node.
    ///   - count: how many nodes there are before they come again.
    @inline(__always)
    init(at place: Double, of count: Int) {
        scale = abs(place) < 1e9 ? 1 : 0
        let held = scale == 1 ? place : 0
        // Downwards, without the library call that `rounded` is on older processors.
        let towardsZero = Int(held)
        let cell = Double(towardsZero) > held ? towardsZero - 1 : towardsZero
        var number = cell - 1
        if number < 0 || number >= count {
            number %= count
            if number < 0 { number += count }
        }
        first = number
        part = held - Double(cell)
        let (t, s) = (part, 1 - part)
        weights =
            SIMD4(s * s * s, 3 * t * t * t - 6 * t * t + 4, 3 * s * s * s - 6 * s * s + 4, t * t * t) * (scale / 6)
    }
}
