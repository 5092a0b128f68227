import Configuration
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
    /// Displacements, in steps, row by row.
    private let nodes: [SIMD2<Double>]

    /// - Parameter deviation: the displacement's along one axis, px.
    init(deviation: Double, step: Double, around extent: Rect, using generator: inout KeyedGenerator) {
        self.step = step
        // Room for the neighbours of the text's own cells. Larger fields repeat, where nobody will see it.
        columns = min(256, Int(extent.width / step) + 6)
        rows = min(256, Int(extent.height / step) + 6)
        left = extent.left - 2 * step
        top = extent.top - 2 * step
        // Uniform numbers deviate by 1/√3 of their reach; the spline's weights leave 0.4794 of that, along both axes.
        let reach = deviation / step * 3.0.squareRoot() / 0.4794
        nodes = (0..<columns * rows).map { _ in
            let bits = generator.next()
            return SIMD2(
                Double(Int32(truncatingIfNeeded: bits)), Double(Int32(truncatingIfNeeded: bits >> 32)))
                * (reach * 0x1p-31)
        }
    }

    func source(of point: Point) -> Point {
        let moved = displacement(x: (point.x - left) / step, y: (point.y - top) / step)
        return Point(x: point.x + moved.x * step, y: point.y + moved.y * step)
    }

    func target(of point: Point) -> Point {
        let wanted = SIMD2((point.x - left) / step, (point.y - top) / step)
        var place = wanted - displacement(x: wanted.x, y: wanted.y)
        // Newton's steps: each squares what is missing, so that the last one needs no check.
        for _ in 0..<16 {
            let (moved, alongX, alongY) = slopes(x: place.x, y: place.y)
            let miss = place + moved - wanted
            let (a, b, c, d) = (1 + alongX.x, alongY.x, alongX.y, 1 + alongY.y)
            let determinant = a * d - b * c
            guard determinant > 1e-3 else { break }
            place -= SIMD2(d * miss.x - b * miss.y, a * miss.y - c * miss.x) / determinant
            if max(abs(miss.x), abs(miss.y)) < 1e-3 { break }
        }
        return Point(x: left + place.x * step, y: top + place.y * step)
    }

    /// The displacement at a place; both in steps from the first node.
    private func displacement(x: Double, y: Double) -> SIMD2<Double> {
        let (column, row) = (x.rounded(.down), y.rounded(.down))
        let (across, down) = (weights(x - column), weights(y - row))
        var sum = SIMD2(0.0, 0)
        gather(column, row, across, across) { number, line, _ in sum += line * down[number] }
        return sum
    }

    /// The displacement at a place, and how it changes along x and along y.
    private func slopes(x: Double, y: Double) -> (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>) {
        let (column, row) = (x.rounded(.down), y.rounded(.down))
        let (across, down) = (weights(x - column), weights(y - row))
        let (changeAcross, changeDown) = (changes(x - column), changes(y - row))
        var (sum, alongX, alongY) = (SIMD2(0.0, 0), SIMD2(0.0, 0), SIMD2(0.0, 0))
        gather(column, row, across, changeAcross) { number, line, change in
            sum += line * down[number]
            alongX += change * down[number]
            alongY += line * changeDown[number]
        }
        return (sum, alongX, alongY)
    }

    /// Adds up four rows of four nodes each by two sets of weights, from the node above and left of a cell.
    @inline(__always)
    private func gather(
        _ column: Double, _ row: Double, _ weights: SIMD4<Double>, _ changes: SIMD4<Double>,
        _ body: (Int, SIMD2<Double>, SIMD2<Double>) -> Void
    ) {
        // Far away, where no image is, nothing moves.
        guard abs(column) < 1e9, abs(row) < 1e9 else { return }
        let (first, upper) = (wrapped(Int(column) - 1, columns), wrapped(Int(row) - 1, rows))
        nodes.withUnsafeBufferPointer { nodes in
            var line = upper
            for number in 0..<4 {
                var (sum, change) = (SIMD2(0.0, 0), SIMD2(0.0, 0))
                var place = first
                for weight in 0..<4 {
                    let node = nodes[line * columns + place]
                    sum += node * weights[weight]
                    change += node * changes[weight]
                    place = place + 1 == columns ? 0 : place + 1
                }
                body(number, sum, change)
                line = line + 1 == rows ? 0 : line + 1
            }
        }
    }

    private func wrapped(_ number: Int, _ count: Int) -> Int {
        let rest = number % count
        return rest < 0 ? rest + count : rest
    }

    /// What the four nodes around a cell count at a place in it.
    private func weights(_ t: Double) -> SIMD4<Double> {
        let s = 1 - t
        return SIMD4(s * s * s, 3 * t * t * t - 6 * t * t + 4, 3 * s * s * s - 6 * s * s + 4, t * t * t) / 6
    }

    /// How these weights change with the place.
    private func changes(_ t: Double) -> SIMD4<Double> {
        let s = 1 - t
        return SIMD4(-s * s, 3 * t * t - 4 * t, 4 * s - 3 * s * s, t * t) / 2
    }
}
