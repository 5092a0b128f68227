extension Projection {
    /// The map that takes a box to a quad, its corners to the quad's; nil where the quad is not convex or nearly flat.
    ///
    /// Source: Heckbert, "Fundamentals of texture mapping and image warping" (1989), section 2.2.3.
    public init?(from box: Rect, to quad: Quad) {
        guard !box.isEmpty else { return nil }
        let (p, q, r, s) = (quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft)
        let (dx1, dy1) = (q.x - r.x, q.y - r.y)
        let (dx2, dy2) = (s.x - r.x, s.y - r.y)
        let (sumX, sumY) = (p.x - q.x + r.x - s.x, p.y - q.y + r.y - s.y)
        let area = dx1 * dy2 - dx2 * dy1
        guard area.isFinite, abs(area) > 1e-9 else { return nil }
        let g = (sumX * dy2 - dx2 * sumY) / area
        let h = (dx1 * sumY - sumX * dy1) / area
        // No corner may lie at infinity or behind it.
        guard min(1 + g, 1 + h, 1 + g + h) > 0.05 else { return nil }
        let ofSquare = Projection(
            q.x - p.x + g * q.x, s.x - p.x + h * s.x, p.x,
            q.y - p.y + g * q.y, s.y - p.y + h * s.y, p.y,
            g, h, 1)
        self = Projection.translation(x: -box.left, y: -box.top)
            .then(.scale(x: 1 / box.width, y: 1 / box.height)).then(ofSquare)
    }
}
