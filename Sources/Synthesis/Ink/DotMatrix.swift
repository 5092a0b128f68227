import Configs
import Imaging
import Samples

/// Prints with pins: the strokes become dots on a grid.
struct DotMatrix: SpreadingInk {
    var pitch = Quantity(2...3)
    var size = Quantity(0.85...1.25)
    var wear = Quantity(0...0.35)

    init() {}

    static let name = "dot_matrix"
    static let summary = "Prints with pins: the strokes become dots on a grid, one row for each pin."
    static let shorthand: String? = "pitch"
    static var fields: [Field<DotMatrix>] {
        [
            Field(
                "pitch", \.pitch, in: 1.5...32, unit: "px",
                "From one dot to the next. A tenth of a letter's height is safe; a printer has a seventh to a ninth."),
            Field("size", \.size, in: 0.4...3, "A dot's diameter in pitches: below 1 dots stand apart."),
            Field(
                "wear", \.wear, in: 0...0.9,
                "How much less some pins print than others. They never fall below `ink.contrast`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let pitch = chooser.number("pitch", pitch)
        let width = pitch * chooser.number("size", size)
        let wear = chooser.number("wear", wear)
        var generator = chooser.generator("pins")
        let (left, top) = (generator.share() * pitch, generator.share() * pitch)
        let columns = PinGrid(count: ink.text.mask.width, pitch: pitch, start: left)
        let rows = PinGrid(count: ink.text.mask.height, pitch: pitch, start: top)
        let pins = rows.places.map { _ in max(ink.faintest, 1 - wear * generator.share()) }
        /// The dots that print a mask, each with its row.
        func dots(of mask: Bitmap) -> [(dot: InkDot, row: Int)] {
            let hits = mask.hits(columns, rows)
            return rows.places.enumerated().flatMap { row, y in
                columns.places.enumerated().compactMap { column, x in
                    guard hits[row * columns.places.count + column] else { return nil }
                    let center = Point(x: x, y: y).kept(width / 2, inside: mask)
                    return (InkDot(center: center, radius: width / 2), row)
                }
            }
        }
        ink.dots = dots(of: ink.text.mask).map(\.dot)
        ink.change { mask in
            var printed = Bitmap(width: mask.width, height: mask.height)
            for (dot, row) in dots(of: mask) {
                printed.draw(line: [(at: dot.center, width: width)], value: UInt8(255 * pins[row]))
            }
            mask = printed
        }
    }

    /// A dot's middle lies at most 0.43 of a pitch beyond the ink that it is struck for: with less in its square it is not
    /// struck.
    func reach(_ chooser: inout Chooser) -> Double {
        let pitch = chooser.number("pitch", pitch)
        return 0.45 * pitch + pitch * chooser.number("size", size) / 2 + 0.5
    }
}

extension Point {
    /// The point, moved so that it lies no nearer to a page's edge than `distance`; in the middle where there is no room.
    fileprivate func kept(_ distance: Double, inside page: Bitmap) -> Point {
        func kept(_ place: Double, _ length: Int) -> Double {
            let length = Double(length)
            return length < 2 * distance ? length / 2 : max(distance, min(length - distance, place))
        }
        return Point(x: kept(x, page.width), y: kept(y, page.height))
    }
}

/// The dots along one side of a page.
private struct PinGrid {
    /// Their middles, px.
    let places: [Double]
    /// The dot that each px belongs to.
    let dots: [Int]

    /// - Parameter start: how far the first dot's place is cut off, px.
    init(count: Int, pitch: Double, start: Double) {
        dots = (0..<count).map { Int((Double($0) + 0.5 + start) / pitch) }
        places = (0...(dots.last ?? 0)).map { (Double($0) + 0.5) * pitch - start }
    }
}

extension Bitmap {
    /// Where on a grid there is ink enough to strike, row by row.
    ///
    /// A spot that is smaller than the grid strikes once, where there is most of it: a decimal point is not lost.
    fileprivate func hits(_ columns: PinGrid, _ rows: PinGrid) -> [Bool] {
        let (across, down) = (columns.places.count, rows.places.count)
        var (sums, counts) = ([Int](repeating: 0, count: across * down), [Int](repeating: 0, count: across * down))
        withPixels { pixels in
            for y in 0..<height {
                let row = rows.dots[y] * across
                for x in 0..<width {
                    sums[row + columns.dots[x]] += Int(pixels[y * width + x])
                    counts[row + columns.dots[x]] += 1
                }
            }
        }
        let means = zip(sums, counts).map { $0 / max(1, $1) }
        return means.indices.map { place in
            let mean = means[place]
            if mean >= 97 { return true }
            guard mean >= 18 else { return false }
            let (x, y) = (place % across, place / across)
            for near in max(0, y - 1)...min(down - 1, y + 1) {
                for beside in max(0, x - 1)...min(across - 1, x + 1) {
                    let other = near * across + beside
                    if means[other] > mean || means[other] == mean && other < place { return false }
                }
            }
            return true
        }
    }
}
