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

    /// The same on a part of the canvas.
    /// - Parameter corner: where the part's upper left corner lies, px.
    func seen(from corner: Point) -> Warp {
        var warp = self
        warp.origin = Point(x: origin.x - corner.x, y: origin.y - corner.y)
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

    /// A box that a quad lies in after the distortions, with some px to spare.
    func area(_ quad: Quad) -> Rect {
        // Where nothing moves far, the box around all places it could move to is found at once.
        let reach = distortions.reduce(0) { $0 + $1.reach } * scale
        if reach < 8 { return quad.bounds.grown(by: reach + 1) }
        return outline(quad, every: 8).bounds.grown(by: 2)
    }

    /// A quad around a quad after the distortions: its corners are those of the bent one, moved out as far as its bent edges
    /// reach.
    func callAsFunction(_ quad: Quad) -> Quad {
        let outline = self.outline(quad, every: 6)
        let bent = outline.corners
        guard let top = outline.edge(from: bent.topLeft, to: bent.topRight),
            let right = outline.edge(from: bent.topRight, to: bent.bottomRight),
            let bottom = outline.edge(from: bent.bottomRight, to: bent.bottomLeft),
            let left = outline.edge(from: bent.bottomLeft, to: bent.topLeft)
        else { return bent }
        guard let topLeft = left.meeting(top), let topRight = top.meeting(right),
            let bottomRight = right.meeting(bottom), let bottomLeft = bottom.meeting(left)
        else { return Quad(outline.bounds) }
        return Quad(topLeft: topLeft, topRight: topRight, bottomRight: bottomRight, bottomLeft: bottomLeft)
    }

    /// A straight line through a place, along a direction of length 1.
    private struct Line {
        let place, along: Point

        /// Where it meets another; nil where they run almost alongside.
        func meeting(_ other: Line) -> Point? {
            let cross = along.x * other.along.y - along.y * other.along.x
            guard abs(cross) > 0.2 else { return nil }
            let (x, y) = (other.place.x - place.x, other.place.y - place.y)
            let part = (x * other.along.y - y * other.along.x) / cross
            return Point(x: place.x + along.x * part, y: place.y + along.y * part)
        }
    }

    /// Points on the four bent edges of a quad, clockwise from its first corner.
    private struct Outline {
        var points: [Point] = []
        /// Which of them are the corners.
        var numbers = SIMD4<Int>()

        var corners: Quad {
            Quad(
                topLeft: points[numbers[0]], topRight: points[numbers[1]], bottomRight: points[numbers[2]],
                bottomLeft: points[numbers[3]])
        }

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

        /// The line through two corners, moved out until all points lie on one side; nil where the corners meet.
        func edge(from a: Point, to b: Point) -> Line? {
            let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
            // What has no width has nothing to hold.
            guard length > 1e-6 else { return nil }
            let along = Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length)
            // Clockwise with y down: outside lies to the left.
            let out = points.reduce(0) { max($0, along.y * ($1.x - a.x) - along.x * ($1.y - a.y)) }
            return Line(place: Point(x: a.x + along.y * out, y: a.y - along.x * out), along: along)
        }
    }

    /// - Parameter stride: how far apart the points lie, px.
    private func outline(_ quad: Quad, every stride: Double) -> Outline {
        var outline = Outline()
        outline.points.reserveCapacity(64)
        func follow(_ number: Int, from a: Point, to b: Point) {
            let length = max(abs(b.x - a.x), abs(b.y - a.y))
            let count = Int(max(1, min(1024, (length / stride).rounded(.up))))
            outline.numbers[number] = outline.points.count
            for step in 0..<count {
                let part = Double(step) / Double(count)
                let (x, y) = (a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
                outline.points.append(Point(x: (x - origin.x) / scale, y: (y - origin.y) / scale))
            }
        }
        follow(0, from: quad.topLeft, to: quad.topRight)
        follow(1, from: quad.topRight, to: quad.bottomRight)
        follow(2, from: quad.bottomRight, to: quad.bottomLeft)
        follow(3, from: quad.bottomLeft, to: quad.topLeft)
        for distortion in distortions { distortion.findTargets(of: &outline.points) }
        for number in outline.points.indices { outline.points[number] = onCanvas(outline.points[number]) }
        return outline
    }
}

extension Rect {
    /// The box with every edge moved out.
    fileprivate func grown(by margin: Double) -> Rect {
        Rect(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }
}
