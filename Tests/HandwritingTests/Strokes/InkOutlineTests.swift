import Foundation
import Imaging
import Samples
import Testing

@testable import Handwriting

/// Outlines of strokes, against what a pen's round tip covers on its way.
@Suite struct InkOutlineTests {
    /// How far a place lies inside what the tip covers, px; below 0 outside.
    private func depth(_ place: SIMD2<Double>, in trace: Trace) -> Double {
        var deepest = -Double.infinity
        for stroke in trace.strokes {
            for i in stroke {
                let (from, to) = (trace.points[max(i - 1, stroke.lowerBound)], trace.points[i])
                let way = to - from
                let square = (way * way).sum()
                let along = square > 0 ? min(max(((place - from) * way).sum() / square, 0), 1) : 0
                let (a, b) = (trace.radii[max(i - 1, stroke.lowerBound)], trace.radii[i])
                deepest = max(deepest, a + along * (b - a) - length(place - from - along * way))
            }
        }
        return deepest
    }

    /// Draws a trace and compares every pixel that lies clearly inside or outside.
    private func expectRightInk(_ trace: Trace, within tolerance: Double, _ what: String) throws {
        var ink = InkOutline()
        ink.draw(trace)
        let (mask, left, top) = try MaskCanvas().fill(ink.outline)
        for y in -1...mask.height {
            for x in -1...mask.width {
                let isInside = x >= 0 && y >= 0 && x < mask.width && y < mask.height
                let value = isInside ? mask[x, y] : 0
                let depth = depth(SIMD2(Double(left + x) + 0.5, Double(top + y) + 0.5), in: trace)
                if depth > 0.71 + tolerance { #expect(value == 255, "\(what): a hole at \(x), \(y), \(depth) px deep") }
                if depth < -0.71 - tolerance { #expect(value == 0, "\(what): a blot at \(x), \(y), \(-depth) px off") }
            }
        }
    }

    private func trace(_ points: [SIMD2<Double>], radius: Double) -> Trace {
        var trace = Trace()
        trace.points = points
        trace.radii = [Double](repeating: radius, count: points.count)
        trace.ends = [points.count]
        return trace
    }

    @Test(arguments: [0.6, 2, 5, 11], [1.5, 4, 9, 20])
    func loopsOfAnySizeHaveNoHolesButTheirOwn(pen: Double, loop: Double) throws {
        // One and a half times round: where the pen is wider than the loop, all of the inside is ink.
        for direction in [1.0, -1] {
            let points = (0...60).map { step in
                let angle = direction * Double(step) / 60 * 3 * .pi
                return loop * SIMD2(cos(angle), sin(angle))
            }
            try expectRightInk(trace(points, radius: pen), within: 0.2, "loop of \(loop) with a pen of \(pen) px")
        }
    }

    @Test(arguments: [10.0, 45, 90, 135, 170, 180]) func cornersAreRound(degrees: Double) throws {
        for turn in [degrees, -degrees] {
            let angle = turn * .pi / 180
            let points = [SIMD2(0.0, 0), SIMD2(20, 0), SIMD2(20, 0) + 20 * SIMD2(cos(angle), sin(angle))]
            try expectRightInk(trace(points, radius: 4), within: 0.3, "a corner of \(turn) degrees")
        }
    }

    @Test func unsteadyWaysOfUnsteadyWidth() throws {
        for index in 0..<200 {
            var dice = Dice(SampleKey(seed: 3, split: .train, index: index).generator("way"))
            var here = SIMD2(0.0, 0)
            var (points, radii) = ([here], [2.0])
            var (heading, turning) = (0.0, 0.0)
            for _ in 0..<40 {
                turning = 0.8 * turning + dice.normal(0.25)
                heading += dice.chance(0.03) ? dice.normal(1.5) : turning
                here += dice.uniform(0.5...2) * SIMD2(cos(heading), sin(heading))
                points.append(here)
                radii.append(2 * (1 + dice.normal(0.05)))
            }
            var way = trace(points, radius: 1)
            way.radii = radii
            try expectRightInk(way, within: 0.4, "way \(index)")
        }
    }

    @Test func dotsAndDoubledPoints() throws {
        for points in [[SIMD2(3.3, 4.1)], [SIMD2(3.3, 4.1), SIMD2(3.3, 4.1)]] {
            try expectRightInk(trace(points, radius: 5), within: 0.2, "a dot")
        }
        let doubled = [SIMD2(0.0, 0), SIMD2(0, 0), SIMD2(9, 3), SIMD2(9, 3), SIMD2(9, 3), SIMD2(20, 3)]
        try expectRightInk(trace(doubled, radius: 3), within: 0.3, "doubled points")
        var nothing = InkOutline()
        nothing.draw(Trace())
        #expect(nothing.outline.points.isEmpty && nothing.outline.ends.isEmpty)
    }

    @Test func strokesStayApart() throws {
        var two = trace([SIMD2(0, 0), SIMD2(0, 20)], radius: 2)
        two.points += [SIMD2(10, 0), SIMD2(10, 20)]
        two.radii += [3, 3]
        two.ends.append(4)
        try expectRightInk(two, within: 0.2, "two strokes")
    }
}
