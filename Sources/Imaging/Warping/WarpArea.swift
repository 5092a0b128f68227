/// Where a mapped image lands, and how to walk it backwards line by line.
struct WarpArea {
    /// Target px, half-open.
    let left, top, right, bottom: Int
    /// From target px to source px.
    private let inverse: Projection
    /// Whether straight lines at even steps stay so.
    private let isAffine: Bool
    /// What one px to the right is in the source, 16.16, where the map is affine.
    private let steps: (u: Int, v: Int)

    /// A line of the target in the source: positions and steps in 16.16 px, at pixel centres.
    struct Span {
        var u, v, du, dv: Int

        /// Which of the first `count` steps have all four neighbours in a source of a size: from both ends inwards,
        /// since few lie outside as a rule.
        @inline(__always)
        func steps(inside width: Int, _ height: Int, of count: Int) -> Range<Int> {
            let right = UInt(bitPattern: (width &- 1) &<< 16)
            let bottom = UInt(bitPattern: (height &- 1) &<< 16)
            func isInside(_ step: Int) -> Bool {
                UInt(bitPattern: u &+ step &* du) < right && UInt(bitPattern: v &+ step &* dv) < bottom
            }
            var (first, end) = (0, count)
            while first < end, !isInside(first) { first &+= 1 }
            while end > first, !isInside(end &- 1) { end &-= 1 }
            return first..<end
        }
    }

    /// The area that an image covers after `map`; nil where the map has no inverse there or sends a corner
    /// behind the eye.
    init?(width: Int, height: Int, through map: Projection) {
        let frame = Quad(Rect(left: 0, top: 0, right: Double(width), bottom: Double(height)))
        for corner in frame.corners {
            let w = map.m20 * corner.x + map.m21 * corner.y + map.m22
            guard w > 1e-6 else { return nil }
        }
        let bounds = map(frame).bounds
        guard let inverse = map.inverse, abs(bounds.left) < 1e8, abs(bounds.right) < 1e8, abs(bounds.top) < 1e8,
            abs(bounds.bottom) < 1e8
        else { return nil }
        self.inverse = inverse
        isAffine = inverse.isAffine
        steps = (fixed(inverse.m00), fixed(inverse.m10))
        left = Int(bounds.left.rounded(.down))
        top = Int(bounds.top.rounded(.down))
        right = Int(bounds.right.rounded(.up))
        bottom = Int(bounds.bottom.rounded(.up))
    }

    /// How many px a walk may go in a straight line: all for an affine map; for others so few that it stays
    /// within a fraction of a px of its true course.
    var reach: Int { isAffine ? max(1, right - left) : 8 }

    /// The walk along a part of a line, from `first` to `last` px: exact at both ends and linear between them.
    @inline(__always)
    func span(_ y: Int, from first: Int, to last: Int) -> Span {
        let (x, line) = (Double(first) + 0.5, Double(y) + 0.5)
        if isAffine {
            let u = inverse.m00 * x + inverse.m01 * line + inverse.m02
            let v = inverse.m10 * x + inverse.m11 * line + inverse.m12
            return Span(u: fixed(u - 0.5), v: fixed(v - 0.5), du: steps.u, dv: steps.v)
        }
        let start = inverse(Point(x: x, y: line))
        let end = inverse(Point(x: Double(last) + 0.5, y: Double(y) + 0.5))
        let count = max(1, last - first)
        let (u, v) = (fixed(start.x - 0.5), fixed(start.y - 0.5))
        return Span(u: u, v: v, du: (fixed(end.x - 0.5) - u) / count, dv: (fixed(end.y - 0.5) - v) / count)
    }
}

/// A coordinate in 16.16 fixed point; what is not a number or is out of reach becomes far away.
@inline(__always)
func fixed(_ value: Double) -> Int {
    guard abs(value) < 1e9 else { return value > 0 ? 1 << 46 : -(1 << 46) }
    // Half away from zero, without the library call that `rounded()` is on older processors.
    let scaled = value * 65536
    return Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
}

/// Both coordinates of a place in 16.16 fixed point; what is out of reach becomes far away.
@inline(__always)
func fixed(_ place: SIMD2<Double>) -> SIMD2<Int> {
    let far = SIMD2(repeating: 1e9)
    // In this order, what is not a number becomes far away too.
    let near = far.replacing(with: place, where: place .< far)
    let held = (-far).replacing(with: near, where: near .> -far)
    // The nearest whole number: the last bits of a sum with 1.5 times 2^52.
    return unsafeBitCast(held * 65536 + 0x1.8p52, to: SIMD2<Int>.self) &- 0x4338_0000_0000_0000
}
