import Imaging

/// The distortions of a sample, one after the other, with their place on the canvas.
///
/// Boxes move by the distortions themselves. Pixels move by a field that follows them within a fraction of a px.
struct Warp: Sendable {
    /// The distortions, each about the text's centre.
    private var distortions: [any Distortion] = []
    /// Px of the canvas in one px of the distortions.
    private var scale = 1.0
    /// Where on the canvas the text's centre lies.
    private var origin = Point(x: 0, y: 0)

    /// Whether nothing moves.
    var isStill: Bool { distortions.isEmpty }

    /// Adds a distortion, after those that are there.
    mutating func append(_ distortion: any Distortion) { distortions.append(distortion) }

    /// The same distortions on a canvas: first enlarged about the text's centre, then moved.
    func placed(scale: Double, at origin: Point) -> Warp {
        var warp = self
        warp.scale = scale
        warp.origin = origin
        return warp
    }

    /// Where a point goes.
    func target(of point: Point) -> Point {
        var place = Point(x: (point.x - origin.x) / scale, y: (point.y - origin.y) / scale)
        for distortion in distortions { place = distortion.target(of: place) }
        return onCanvas(place)
    }

    /// Where a point comes from.
    func source(of point: Point) -> Point {
        var place = Point(x: (point.x - origin.x) / scale, y: (point.y - origin.y) / scale)
        for distortion in distortions.reversed() { place = distortion.source(of: place) }
        return onCanvas(place)
    }

    /// The field for a canvas; nil where the distortions would fold it.
    func field(width: Int, height: Int) -> WarpField? {
        let field = WarpField(width: width, height: height, sources: sources)
        return field.isOneToOne ? field : nil
    }

    /// Where the points of a grid come from, row by row.
    private func sources(columns: [Double], rows: [Double]) -> [Point] {
        guard let last = distortions.last else { return rows.flatMap { y in columns.map { Point(x: $0, y: y) } } }
        var points = last.sources(
            columns: columns.map { ($0 - origin.x) / scale }, rows: rows.map { ($0 - origin.y) / scale })
        for distortion in distortions.dropLast().reversed() { distortion.findSources(of: &points) }
        for number in points.indices { points[number] = onCanvas(points[number]) }
        return points
    }

    /// A point of the distortions' plane on the canvas.
    private func onCanvas(_ place: Point) -> Point {
        Point(x: origin.x + place.x * scale, y: origin.y + place.y * scale)
    }

    /// The box around a quad after the distortions, with 2 px to spare for what lies between the points that are followed.
    func area(_ quad: Quad) -> Rect {
        let box = outline(quad, every: 8).bounds
        return Rect(left: box.left - 2, top: box.top - 2, right: box.right + 2, bottom: box.bottom + 2)
    }

    /// A quad around a quad after the distortions: its corners are those of the bent one, moved out as far as its bent edges
    /// reach.
    func callAsFunction(_ quad: Quad) -> Quad {
        let outline = self.outline(quad, every: 6)
        let corners = outline.corners
        var edges: [(from: Point, along: Point)] = []
        for (number, a) in corners.enumerated() {
            let b = corners[(number + 1) % 4]
            let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
            // What has no width has nothing to hold.
            guard length > 1e-6 else { return Quad(corners) ?? quad }
            let along = Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length)
            // Clockwise with y down: outside lies to the left.
            let out = outline.points.reduce(0) { max($0, along.y * ($1.x - a.x) - along.x * ($1.y - a.y)) }
            edges.append((Point(x: a.x + along.y * out, y: a.y - along.x * out), along))
        }
        let moved = edges.indices.compactMap { meeting(edges[($0 + 3) % 4], edges[$0]) }
        return Quad(moved) ?? Quad(outline.bounds)
    }

    /// Where two lines meet; nil where they run almost alongside.
    private func meeting(_ a: (from: Point, along: Point), _ b: (from: Point, along: Point)) -> Point? {
        let cross = a.along.x * b.along.y - a.along.y * b.along.x
        guard abs(cross) > 0.2 else { return nil }
        let part = ((b.from.x - a.from.x) * b.along.y - (b.from.y - a.from.y) * b.along.x) / cross
        return Point(x: a.from.x + a.along.x * part, y: a.from.y + a.along.y * part)
    }

    /// Points on the four bent edges, clockwise from the first corner.
    private struct Outline {
        var points: [Point] = []
        /// Which of them are the corners.
        var numbers: [Int] = []

        var corners: [Point] { numbers.map { points[$0] } }

        var bounds: Rect {
            var box = Rect(left: points[0].x, top: points[0].y, right: points[0].x, bottom: points[0].y)
            for point in points {
                box.left = min(box.left, point.x)
                box.top = min(box.top, point.y)
                box.right = max(box.right, point.x)
                box.bottom = max(box.bottom, point.y)
            }
            return box
        }
    }

    /// - Parameter stride: how far apart the points lie, px.
    private func outline(_ quad: Quad, every stride: Double) -> Outline {
        let corners = quad.corners
        var outline = Outline()
        outline.points.reserveCapacity(64)
        for (number, a) in corners.enumerated() {
            let b = corners[(number + 1) % 4]
            let length = max(abs(b.x - a.x), abs(b.y - a.y))
            let count = Int(max(1, min(1024, (length / stride).rounded(.up))))
            outline.numbers.append(outline.points.count)
            for step in 0..<count {
                let part = Double(step) / Double(count)
                let (x, y) = (a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
                outline.points.append(Point(x: (x - origin.x) / scale, y: (y - origin.y) / scale))
            }
        }
        for distortion in distortions { distortion.findTargets(of: &outline.points) }
        for number in outline.points.indices { outline.points[number] = onCanvas(outline.points[number]) }
        return outline
    }
}

extension Quad {
    /// A quad from four corners, clockwise from the top left; nil from any other number.
    fileprivate init?(_ corners: [Point]) {
        guard corners.count == 4 else { return nil }
        self.init(topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
    }
}
