/// A plane projective map (homography), row-major 3x3: `(x, y, 1) -> (m00 x + m01 y + m02, ...) / w`.
///
/// Affine maps are those whose last row is 0, 0, 1. Angles are in degrees; as y runs down, a positive
/// rotation turns clockwise.
public struct Projection: Sendable, Hashable {
    /// First row: x.
    public var m00, m01, m02: Double
    /// Second row: y.
    public var m10, m11, m12: Double
    /// Third row: w.
    public var m20, m21, m22: Double

    /// A map from its rows.
    public init(
        _ m00: Double, _ m01: Double, _ m02: Double,
        _ m10: Double, _ m11: Double, _ m12: Double,
        _ m20: Double = 0, _ m21: Double = 0, _ m22: Double = 1
    ) {
        (self.m00, self.m01, self.m02) = (m00, m01, m02)
        (self.m10, self.m11, self.m12) = (m10, m11, m12)
        (self.m20, self.m21, self.m22) = (m20, m21, m22)
    }

    /// The map that moves nothing.
    public static let identity = Projection(1, 0, 0, 0, 1, 0)

    /// A move, px.
    public static func translation(x: Double, y: Double) -> Projection { Projection(1, 0, x, 0, 1, y) }

    /// A scaling about the origin.
    public static func scale(x: Double, y: Double) -> Projection { Projection(x, 0, 0, 0, y, 0) }

    /// Whether parallel lines stay parallel.
    public var isAffine: Bool { m20 == 0 && m21 == 0 }

    /// Where a point goes.
    @inlinable
    public func callAsFunction(_ p: Point) -> Point {
        let x = m00 * p.x + m01 * p.y + m02
        let y = m10 * p.x + m11 * p.y + m12
        let w = m20 * p.x + m21 * p.y + m22
        return w == 1 ? Point(x: x, y: y) : Point(x: x / w, y: y / w)
    }

    /// Where the corners of a quad go.
    public func callAsFunction(_ quad: Quad) -> Quad { quad.map { self($0) } }

    /// First `self`, then `next`.
    public func then(_ next: Projection) -> Projection {
        Projection(
            next.m00 * m00 + next.m01 * m10 + next.m02 * m20,
            next.m00 * m01 + next.m01 * m11 + next.m02 * m21,
            next.m00 * m02 + next.m01 * m12 + next.m02 * m22,
            next.m10 * m00 + next.m11 * m10 + next.m12 * m20,
            next.m10 * m01 + next.m11 * m11 + next.m12 * m21,
            next.m10 * m02 + next.m11 * m12 + next.m12 * m22,
            next.m20 * m00 + next.m21 * m10 + next.m22 * m20,
            next.m20 * m01 + next.m21 * m11 + next.m22 * m21,
            next.m20 * m02 + next.m21 * m12 + next.m22 * m22)
    }

    /// The map that undoes this one, or nil where it flattens the plane.
    public var inverse: Projection? {
        let c00 = m11 * m22 - m12 * m21
        let c01 = m12 * m20 - m10 * m22
        let c02 = m10 * m21 - m11 * m20
        let determinant = m00 * c00 + m01 * c01 + m02 * c02
        guard determinant.isFinite, abs(determinant) > 1e-12 else { return nil }
        let f = 1 / determinant
        var result = Projection(
            c00 * f, (m02 * m21 - m01 * m22) * f, (m01 * m12 - m02 * m11) * f,
            c01 * f, (m00 * m22 - m02 * m20) * f, (m02 * m10 - m00 * m12) * f,
            c02 * f, (m01 * m20 - m00 * m21) * f, (m00 * m11 - m01 * m10) * f)
        if isAffine { (result.m20, result.m21, result.m22) = (0, 0, 1) }
        return result
    }
}
