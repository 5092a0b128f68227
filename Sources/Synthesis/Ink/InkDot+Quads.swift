import Imaging
import Samples

extension [InkDot] {
    /// The quad, with edges moved out as far as the dots reach, and its corners kept on the page.
    func around(_ quad: Quad, on page: Bitmap) -> Quad {
        isEmpty ? quad : quad.grown(around: self).clamped(to: page)
    }

    /// The boxes of characters, each grown around the dots that lie in it or nearest to it.
    func around(_ characters: [Sample.CharacterBox], on page: Bitmap) -> [Sample.CharacterBox] {
        if isEmpty { return characters }
        var grown = characters
        for (number, dots) in owned(by: characters).enumerated() {
            grown[number].quad = dots.around(grown[number].quad, on: page)
        }
        return grown
    }

    /// For each of a text's characters the dots that lie in it or nearest to it.
    func owned(by characters: [Sample.CharacterBox]) -> [[InkDot]] {
        let inked = characters.indices.filter { !characters[$0].text.isBlank }
        var owned = [[InkDot]](repeating: [], count: characters.count)
        for dot in self {
            let distances = inked.map { characters[$0].quad.distance(outTo: dot.center) }
            let nearest = distances.indices.min { (distances[$0], $0) < (distances[$1], $1) }
            if let nearest { owned[inked[nearest]].append(dot) }
        }
        return owned
    }
}

extension Quad {
    /// How far a point lies outside of the quad, px; negative inside.
    fileprivate func distance(outTo point: Point) -> Double {
        edges.reduce(-Double.infinity) { Swift.max($0, $1.distance(outTo: point)) }
    }

    /// The quad with every edge moved out until no dot reaches over it.
    fileprivate func grown(around dots: [InkDot]) -> Quad {
        let moved = edges.map { edge in
            edge.moved(out: dots.reduce(0) { Swift.max($0, edge.distance(outTo: $1.center) + $1.radius) })
        }
        if moved.count == 4, let topLeft = moved[3].meeting(moved[0]), let topRight = moved[0].meeting(moved[1]),
            let bottomRight = moved[1].meeting(moved[2]), let bottomLeft = moved[2].meeting(moved[3])
        {
            return Quad(topLeft: topLeft, topRight: topRight, bottomRight: bottomRight, bottomLeft: bottomLeft)
        }
        // What has no area has no edges to move.
        return Quad(
            dots.reduce(bounds) { box, dot in
                let (center, radius) = (dot.center, dot.radius)
                return Rect(
                    left: min(box.left, center.x - radius), top: min(box.top, center.y - radius),
                    right: max(box.right, center.x + radius), bottom: max(box.bottom, center.y + radius))
            })
    }

    /// The quad with its corners on the page.
    fileprivate func clamped(to page: Bitmap) -> Quad {
        map { corner in
            Point(
                x: max(0, min(Double(page.width), corner.x)), y: max(0, min(Double(page.height), corner.y)))
        }
    }

    private struct Edge {
        var place, along: Point

        /// Clockwise with y down: outside lies to the left.
        func distance(outTo point: Point) -> Double { along.y * (point.x - place.x) - along.x * (point.y - place.y) }

        func moved(out distance: Double) -> Edge {
            Edge(place: Point(x: place.x + along.y * distance, y: place.y - along.x * distance), along: along)
        }

        /// Where it meets another; nil where they run almost alongside.
        func meeting(_ other: Edge) -> Point? {
            let cross = along.x * other.along.y - along.y * other.along.x
            guard abs(cross) > 0.2 else { return nil }
            let (x, y) = (other.place.x - place.x, other.place.y - place.y)
            let part = (x * other.along.y - y * other.along.x) / cross
            return Point(x: place.x + along.x * part, y: place.y + along.y * part)
        }
    }

    /// The edges that have a length, clockwise from the upper one.
    private var edges: [Edge] {
        let corners = self.corners
        return zip(corners, corners.dropFirst() + corners.prefix(1)).compactMap { a, b in
            let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
            guard length > 1e-6 else { return nil }
            return Edge(place: a, along: Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length))
        }
    }
}
