import Imaging

/// The paper that a sample needs.
struct Sheet: Sendable {
    /// Columns, px.
    var width: Int
    /// Rows, px.
    var height: Int
    /// 1 or 3.
    var channels: Int
    /// From the sheet that lies flat to the image: the geometry that the ink went through.
    var map: Projection
    /// How the image is bent after that; nil where it is not.
    var field: WarpField?
    /// The same for points.
    var warp: Warp?
    /// Where on the flat sheet the text stands.
    var text: TextPlace

    /// A sheet that lies flat.
    /// - Parameter text: nil for a blank sheet: its text would stand in its middle.
    init(
        width: Int, height: Int, channels: Int, map: Projection = .identity, field: WarpField? = nil,
        warp: Warp? = nil, text: TextPlace? = nil
    ) {
        self.width = width
        self.height = height
        self.channels = channels
        self.map = map
        self.field = field
        self.warp = warp
        self.text = text ?? TextPlace(width: Double(width), height: Double(height))
    }

    /// Where a place of the flat sheet lies in the image.
    func place(_ point: Point) -> Point {
        let flat = map(point)
        return warp?.target(of: flat) ?? flat
    }

    /// The box of the text in the image, px.
    var textBox: Rect {
        let flat = map(Quad(text.extent))
        return (warp?(flat) ?? flat).bounds
    }

    /// Px of the image in one px of the flat sheet, where the text stands.
    var scale: Double { map.magnification(at: text.extent.center) }

    /// The part of the flat sheet that the image shows, and a little more.
    var reach: Rect {
        let back = map.inverse ?? .identity
        let (width, height) = (Double(width), Double(height))
        var box = Rect.empty
        for (x, y) in [(0, 0), (0.5, 0), (1, 0), (0, 0.5), (1, 0.5), (0, 1), (0.5, 1), (1, 1)] {
            let seen = Point(x: x * width, y: y * height)
            let flat = back(field?.source(of: seen) ?? seen)
            guard abs(flat.x) < 1e5, abs(flat.y) < 1e5 else { continue }
            box = box.union(Rect(left: flat.x - 2, top: flat.y - 2, right: flat.x + 2, bottom: flat.y + 2))
        }
        return box
    }

    /// Fills a mask of the image's size with a level for each px: 0...255, what lies beyond is cut off.
    ///
    /// Eight rows are asked for at once, one in each lane.
    /// - Parameter level: gets a column of px, the numbers of the first px in each of the rows, and the places on the flat
    ///   sheet, measured in px of the image.
    @inline(__always)
    func fill(
        _ page: UnsafeMutablePointer<UInt8>,
        with level: (_ column: Int, _ rows: SIMD8<Int>, _ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float>
    ) {
        let back = (map.inverse ?? .identity).then(.scale(x: scale, y: scale))
        // Short pieces keep a map that is not affine near its true course.
        let piece = field != nil || !map.isAffine ? 16 : max(1, width)
        for top in stride(from: 0, to: height, by: 8) {
            let rows = SIMD8<Int>.rows(from: top, below: height)
            let starts = rows &* width
            var x = 0
            while x < width {
                let count = min(piece, width - x)
                var at = flat(x, rows, back)
                let end = flat(x + count, rows, back)
                let step = (x: (end.x - at.x) / Float(count), y: (end.y - at.y) / Float(count))
                for column in x..<x + count {
                    let cover = covers(level(column, starts, at.x, at.y))
                    for lane in 0..<8 { page[starts[lane] &+ column] = cover[lane] }
                    at.x += step.x
                    at.y += step.y
                }
                x += count
            }
        }
    }

    /// Where the px of a column in eight rows lie on the flat sheet.
    /// - Parameter back: from the image before it is bent to the flat sheet.
    private func flat(_ column: Int, _ rows: SIMD8<Int>, _ back: Projection) -> (x: SIMD8<Float>, y: SIMD8<Float>) {
        var places = (x: SIMD8<Float>(), y: SIMD8<Float>())
        for lane in 0..<8 {
            let seen = Point(x: Double(column) + 0.5, y: Double(rows[lane]) + 0.5)
            let place = back(field?.source(of: seen) ?? seen)
            places.x[lane] = Float(max(-1e6, min(1e6, place.x)))
            places.y[lane] = Float(max(-1e6, min(1e6, place.y)))
        }
        return places
    }

    /// A line between two places of the flat sheet, as it runs through the image: straight pieces of some 24 px.
    func line(from start: Point, to end: Point) -> [Point] {
        let (first, last) = (place(start), place(end))
        let length = max(abs(last.x - first.x), abs(last.y - first.y))
        let pieces = max(1, min(512, Int(length / 24) + 1))
        return (0...pieces).map { number in
            let t = Double(number) / Double(pieces)
            return place(Point(x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t))
        }
    }
}

/// Where the text stands on its sheet: px of the text.
struct TextPlace: Sendable {
    /// The box of its ink.
    var extent: Rect
    /// What lengths given in em are measured by.
    var em: Double
    /// Where the baselines lie, from the top.
    var baselines: [Double]

    init(extent: Rect, em: Double, baselines: [Double]) {
        self.extent = extent
        self.em = em
        self.baselines = baselines
    }

    /// Where a line of text would stand in the middle of a blank sheet.
    fileprivate init(width: Double, height: Double) {
        em = max(4, min(32, height * 0.6))
        let baseline = height / 2 + em * 0.35
        extent = Rect(
            left: width * 0.25, top: baseline - em * 0.7, right: max(width * 0.25 + 1, width * 0.75), bottom: baseline)
        baselines = [baseline]
    }
}

extension Projection {
    /// How much lengths grow around a point: the root of the area's growth.
    func magnification(at point: Point) -> Double {
        let step = 0.5
        let (a, b, c) = (
            self(Point(x: point.x - step, y: point.y - step)), self(Point(x: point.x + step, y: point.y - step)),
            self(Point(x: point.x - step, y: point.y + step))
        )
        return abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).squareRoot()
    }
}
