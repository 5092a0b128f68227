import Configs
import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Lines of text along paths.
@Suite struct LinePathTests {
    private func curve(_ path: any LinePath, width: Double = 300, em: Double = 20, index: Int = 0) -> BaselineCurve {
        var chooser = Chooser(key: SampleKey(seed: 5, split: .train, index: index))
        return BaselineCurve(
            width: width, arc: 0, amplitude: 0, period: 1, phase: 0, path: path.path(width: width, em: em, &chooser))
    }

    private static var paths: [any LinePath] {
        var points = PointPath()
        points.points = [[0, 0], [4, -2], [8, 1], [12, 0]]
        return [points, BendPath(), SpiralPath()]
    }

    /// Letters come no nearer to each other, and each stands upright on the line.
    @Test(arguments: 0..<3, 0..<4)
    func aPathIsAsLongAsTheLine(kind: Int, index: Int) {
        let curve = curve(Self.paths[kind], index: index)
        func place(_ x: Double) -> Point { curve.map(at: x)(Point(x: x, y: 0)) }
        let points = (0...600).map { place(Double($0) / 2) }
        let length = zip(points, points.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
        #expect(abs(length - 300) < 1)
        for x in stride(from: 8.0, to: 292, by: 9) {
            let (a, b, foot) = (place(x - 1), place(x + 1), place(x))
            let side = curve.map(at: x)(Point(x: x + 1, y: 0))
            let turn = atan2(side.y - foot.y, side.x - foot.x) - atan2(b.y - a.y, b.x - a.x)
            #expect(abs(atan2(sin(turn), cos(turn))) < 0.03)
        }
    }

    @Test func aLineRunsThroughItsPointsAndStraightOn() {
        let curve = curve(Self.paths[0], width: 400)
        let places = stride(from: 0.0, through: 400, by: 0.5).map { curve.map(at: $0)(Point(x: $0, y: 0)) }
        for (x, y) in [(0.0, 0.0), (80, -40), (160, 20), (240, 0)] {
            #expect(places.contains { hypot($0.x - x, $0.y - y) < 0.6 })
        }
        // The text is longer than the line: its ends go straight on.
        let ends = [0.0, 20, 40].map { curve.map(at: $0)(Point(x: $0, y: 0)) }
        let steps = zip(ends, ends.dropFirst()).map { atan2($1.y - $0.y, $1.x - $0.x) }
        #expect(abs(steps[0] - steps[1]) < 1e-6)
        #expect(ends[0].x < 0)
    }

    @Test func turnsOfASpiralLieApart() {
        var spiral = SpiralPath()
        (spiral.radius, spiral.pitch, spiral.from) = (3, 2, 0)
        let curve = curve(spiral, width: 1500, em: 10)
        let places = (0...1500).map { curve.map(at: Double($0))(Point(x: Double($0), y: 0)) }
        // It begins at the top, to the right, with its middle 3 em below.
        let middle = Point(x: 0, y: 30)
        let radii = places.map { hypot($0.x - middle.x, $0.y - middle.y) }
        #expect(zip(radii, radii.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
        var turned = 0.0
        for (number, pair) in zip(places, places.dropFirst()).enumerated() {
            let (a, b) = (pair.0, pair.1)
            let step = atan2(b.y - middle.y, b.x - middle.x) - atan2(a.y - middle.y, a.x - middle.x)
            turned += atan2(sin(step), cos(step))
            let radius: Double = 30 + 20 * turned / (2 * Double.pi)
            #expect(abs(radii[number + 1] - radius) < 0.5)
        }
        #expect(turned > 4 * .pi)
    }

    @Test func bendsDifferFromSampleToSampleAndStayWithinTheirTurn() throws {
        let yaml = """
            {text: {number: {digits: 12}}, fonts: {faces: [Liberation Mono], size: 30},
             type: {path: {bends: {turn: 25, every: 3}}}}
            """
        let samples = try Fixture.samples(yaml, 6)
        #expect(Set(samples.map { Array($0.image.pixels) }).count == 6)
        for sample in samples {
            let tilts = sample.characters.map { box in
                atan2(box.quad.bottomRight.y - box.quad.bottomLeft.y, box.quad.bottomRight.x - box.quad.bottomLeft.x)
                    * 180 / .pi
            }
            #expect(tilts.allSatisfy { abs($0) < 25.01 })
            #expect((tilts.max() ?? 0) - (tilts.min() ?? 0) > 5)
            #expect(sample.characters.map(\.text).joined() == sample.label)
        }
    }

    /// Boxes go around the ink of their letters, wherever the line takes them.
    @Test(arguments: [
        "bends", "{spiral: {radius: 3, pitch: 1.8}}", "{points: [[0, 0], [3, -1], [6, 1], [9, 0]]}",
    ])
    func boxesHoldTheInk(path: String) throws {
        let sample = try Fixture.sample(
            "{text: {number: {digits: 14}}, fonts: {faces: [DejaVu Sans], size: 32}, type: {path: \(path)}}")
        var strays = 0
        for y in 0..<sample.mask.height {
            for x in 0..<sample.mask.width where sample.mask.pixels[y * sample.mask.width + x] > 128 {
                let isHeld = sample.characters.contains { box in
                    let bounds = box.quad.bounds
                    let (left, right) = (Int(bounds.left) - 1, Int(bounds.right) + 1)
                    let (top, bottom) = (Int(bounds.top) - 1, Int(bounds.bottom) + 1)
                    return (left...right).contains(x) && (top...bottom).contains(y)
                }
                if !isHeld { strays += 1 }
            }
        }
        #expect(strays == 0)
    }

    @Test(arguments: [
        ("{path: bends, arc: 30}", "give one of the three"), ("{path: [{bends: {weight: 0}}]}", "every weight is 0"),
        ("{path: {points: [[0, 0], [1]]}}", "point 2 is not [x, y]"),
        ("{path: {points: [[0, 0], [0, 0]]}}", "point 2 is the same as the one before it"),
    ])
    func whatCannotBeFollowedIsAnError(type: String, problem: String) {
        let message = Fixture.message { _ = try Fixture.recipe("{type: \(type)}") }
        #expect(message.contains(problem), "\(message)")
    }
}
