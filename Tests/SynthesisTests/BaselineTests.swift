import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Bent and wavy lines of text.
@Suite struct BaselineTests {
    private func sample(_ type: String, seed: Int = 1, digits: Int = 9) throws -> Sample {
        try Fixture.sample(
            """
            {seed: \(seed), text: {number: {digits: \(digits)}}, fonts: {faces: [Liberation Mono], size: 30},
             type: {\(type)}}
            """)
    }

    private func centers(_ sample: Sample) -> [Point] { sample.characters.map(\.quad.bounds.center) }

    /// How far a character's foot falls to the right, degrees.
    private func tilt(_ box: Sample.CharacterBox) -> Double {
        let (a, b) = (box.quad.bottomLeft, box.quad.bottomRight)
        return atan2(b.y - a.y, b.x - a.x) * 180 / .pi
    }

    @Test(arguments: [30.0, 60, 120, 170], 1...3)
    func anArcsEndsAreLowerThanItsMiddle(arc: Double, seed: Int) throws {
        let rainbow = try sample("arc: \(arc)", seed: seed)
        let smile = try sample("arc: \(-arc)", seed: seed)
        let (up, down) = (centers(rainbow), centers(smile))
        for number in 0..<4 {
            // Towards the middle it rises; its other half mirrors it.
            #expect(up[number].y > up[number + 1].y && up[8 - number].y > up[7 - number].y)
            #expect(down[number].y < down[number + 1].y && down[8 - number].y < down[7 - number].y)
            #expect(abs(up[number].y - up[8 - number].y) < 2)
        }
        // Letters stand on the line: each is turned as the line is there, all together as far as the arc.
        for (sample, sign) in [(rainbow, 1.0), (smile, -1)] {
            let tilts = sample.characters.map { sign * tilt($0) }
            #expect(zip(tilts, tilts.dropFirst()).allSatisfy { abs($1 - $0 - arc / 9) < 0.5 }, "\(tilts)")
            #expect(abs(tilts[4]) < 1)
        }
    }

    /// The line keeps its length: letters come no nearer to each other.
    @Test(arguments: [-150.0, -60, 40, 180])
    func anArcIsAsLongAsTheLine(arc: Double) {
        let curve = BaselineCurve(width: 200, arc: arc, amplitude: 0, period: 1, phase: 0)
        let points = (0...400).map { curve.map(at: Double($0) / 2)(Point(x: Double($0) / 2, y: 0)) }
        let length = zip(points, points.dropFirst()).reduce(0) { sum, pair in
            let (dx, dy) = (pair.1.x - pair.0.x, pair.1.y - pair.0.y)
            return sum + (dx * dx + dy * dy).squareRoot()
        }
        #expect(abs(length - 200) < 0.01)
        #expect(abs(points[200].x - 100) < 1e-9 && abs(points[200].y) < 1e-9)
    }

    /// What stands on a curve stands upright on it: its foot goes along the tangent.
    @Test(arguments: [
        BaselineCurve(width: 120, arc: 75, amplitude: 0, period: 1, phase: 0),
        BaselineCurve(width: 120, arc: 0, amplitude: 6, period: 50, phase: 0.3),
        BaselineCurve(width: 120, arc: 0, amplitude: -9, period: 31, phase: 0.9),
    ])
    func lettersStandAlongTheCurve(curve: BaselineCurve) {
        for x in stride(from: 5.0, to: 115, by: 7) {
            func place(_ x: Double) -> Point { curve.map(at: x)(Point(x: x, y: 0)) }
            let (a, b) = (place(x - 0.001), place(x + 0.001))
            let slope = atan2(b.y - a.y, b.x - a.x)
            let map = curve.map(at: x)
            let (foot, side) = (map(Point(x: x, y: 0)), map(Point(x: x + 1, y: 0)))
            #expect(abs(atan2(side.y - foot.y, side.x - foot.x) - slope) < 1e-4)
            #expect(abs(hypot(side.x - foot.x, side.y - foot.y) - 1) < 1e-9)
        }
    }

    @Test func aStraightCurveMovesNothing() throws {
        #expect(BaselineCurve(width: 9, arc: 0, amplitude: 0, period: 3, phase: 0.5).map(at: 4) == .identity)
        let plain = try sample("kerning: true")
        #expect(try sample("arc: 0, wave: {amplitude: 0, period: 3}").mask == plain.mask)
    }

    @Test(arguments: [0.1, 0.3])
    func wavesRiseAndFallAsFarAsTheySay(amplitude: Double) throws {
        for seed in 1...6 {
            // Two waves; feet, since centres of turned boxes lean.
            let sample = try sample("wave: {amplitude: \(amplitude), period: 8}", seed: seed, digits: 26)
            let ys = sample.characters.map { ($0.quad.bottomLeft.y + $0.quad.bottomRight.y) / 2 }
            let (low, high) = (ys.min() ?? 0, ys.max() ?? 0)
            #expect(abs((high - low) / (2 * amplitude * 30) - 1) < 0.25, "seed \(seed): \(high - low) px")
            // Up and down and up again.
            let middle = (low + high) / 2
            let crossings = zip(ys, ys.dropFirst()).count { ($0 - middle) * ($1 - middle) < 0 }
            #expect((2...6).contains(crossings), "seed \(seed): \(crossings) crossings")
        }
    }

    @Test func wavesBeginAnywhere() throws {
        let first = try (1...12).map { seed in
            try centers(sample("wave: {amplitude: 0.4, period: 9}", seed: seed)).map(\.y).enumerated()
                .max { $0.element < $1.element }?.offset
        }
        #expect(Set(first).count > 3)
    }

    @Test func theLabelStaysAsItIs() throws {
        for seed in 1...5 {
            let plain = try sample("arc: 0", seed: seed)
            for type in ["arc: 90", "wave: 0.3", "arc: -60, wave: 0.1"] {
                let bent = try sample(type, seed: seed)
                #expect(bent.label == plain.label)
                #expect(bent.characters.map(\.text) == plain.characters.map(\.text))
                #expect(abs(bent.mask.inkSum / plain.mask.inkSum - 1) < 0.03)
                #expect(bent.rejections.isEmpty)
            }
        }
    }
}
