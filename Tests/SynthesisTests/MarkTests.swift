import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Lines under the text and through it, and boxes around its characters.
@Suite struct MarkTests {
    /// White paper, no text ink to speak of: what is dark is the mark, and the mask still tells where the text is.
    private func sample(_ mark: String, seed: Int = 1, type: String = "", geometry: String = "[]") throws -> Sample {
        try Fixture.sample(
            """
            {seed: \(seed), text: {number: {digits: 5}}, fonts: {faces: [Liberation Sans], size: 40},
             type: {marks: [\(mark)]\(type)}, page: {width: 260, height: 120}, geometry: \(geometry),
             ink: {tone: 1, contrast: 0}}
            """)
    }

    /// The middles of the pixels that are at least half covered by the mark of tone 0.
    private func marked(_ sample: Sample) -> [Point] {
        var points: [Point] = []
        for y in 0..<sample.image.height {
            for x in 0..<sample.image.width where sample.image[x, y] < 128 {
                points.append(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
            }
        }
        return points
    }

    private func box(_ points: [Point]) -> Rect {
        points.reduce(Rect.empty) {
            $0.union(Rect(left: $1.x - 0.5, top: $1.y - 0.5, right: $1.x + 0.5, bottom: $1.y + 0.5))
        }
    }

    @Test(arguments: ["underline", "{strike: {tilt: 0}}", "boxes"], 1...4)
    func theTextStaysAsItIs(mark: String, seed: Int) throws {
        let (with, without) = (try sample(mark, seed: seed), try sample("", seed: seed))
        #expect(with.label == without.label)
        #expect(abs(with.mask.inkSum / without.mask.inkSum - 1) < 0.02)
        // The mark may move the text on its page, but as a whole.
        let (a, b) = (with.textQuad.topLeft, without.textQuad.topLeft)
        for (now, before) in zip(with.characters, without.characters) {
            #expect(now.text == before.text)
            for (p, q) in zip(now.quad.corners, before.quad.corners) {
                #expect(abs((p.x - a.x) - (q.x - b.x)) < 1e-6 && abs((p.y - a.y) - (q.y - b.y)) < 1e-6)
            }
        }
        #expect(!marked(with).isEmpty && marked(without).isEmpty)
    }

    @Test(
        arguments: ["underline", "{strike: {count: 3, tilt: -20..20}}", "{boxes: {pitch: 0.2, tone: 0}}"],
        ["0", "15", "-40"])
    func marksLieOnThePage(mark: String, rotation: String) throws {
        for seed in 1...6 {
            let sample = try Fixture.sample(
                """
                {seed: \(seed), type: {marks: [\(mark)], arc: -90..90}, page: {margin: 3},
                 geometry: [{rotation: \(rotation)}], ink: {tone: 1, contrast: 0}}
                """)
            let page = Rect(
                left: 2, top: 2, right: Double(sample.image.width) - 2, bottom: Double(sample.image.height) - 2)
            #expect(page.contains(box(marked(sample))), "seed \(seed)")
        }
    }

    @Test func theToneIsTheMarks() throws {
        for mark in ["underline", "strike", "boxes"] {
            let image = try sample("{\(mark): {tone: 0.4, thickness: 0.12}}").image
            #expect(image.pixels.min().map { abs(Int($0) - 102) <= 1 } == true)
        }
    }

    // MARK: - Underline

    @Test(arguments: [(0.1, 0.05), (0.25, 0.1)], ["[]", "{rotation: 12}", "[{rotation: -25}, {shear: 10}]"])
    func anUnderlineLiesBelowTheLetters(place: (offset: Double, thickness: Double), geometry: String) throws {
        for seed in 1...5 {
            let sample = try sample(
                "{underline: {offset: \(place.offset), thickness: \(place.thickness), tone: 0}}", seed: seed,
                geometry: geometry)
            let (quad, points) = (sample.textQuad, marked(sample))
            // Round digits hang a hair below the baseline.
            let (least, most) = (place.offset * 40 - 2, (place.offset + place.thickness) * 40 + 1)
            let along = (quad.bottomRight.x - quad.bottomLeft.x, quad.bottomRight.y - quad.bottomLeft.y)
            let length = (along.0 * along.0 + along.1 * along.1).squareRoot()
            var shares: [Double] = []
            for point in points {
                let (dx, dy) = (point.x - quad.bottomLeft.x, point.y - quad.bottomLeft.y)
                let depth = (along.0 * dy - along.1 * dx) / length
                #expect(depth > least && depth < most, "seed \(seed): \(depth) px below the text")
                shares.append((dx * along.0 + dy * along.1) / length / length)
            }
            // All along the text: it begins before the ink does, ends after it, and has no gap.
            shares.sort()
            #expect((shares.first ?? 1) < 0.03 && (shares.last ?? 0) > 0.97)
            #expect(zip(shares, shares.dropFirst()).allSatisfy { $1 - $0 < 2 / length })
        }
    }

    @Test func anUnderlineFollowsABentBaseline() throws {
        let points = marked(try sample("{underline: {tone: 0, thickness: 0.08}}", type: ", arc: 60"))
        let box = box(points)
        func height(_ part: Double) -> Double {
            let x = (box.left + part * box.width).rounded(.down) + 0.5
            let ys = points.filter { $0.x == x }.map(\.y)
            return ys.reduce(0, +) / Double(max(1, ys.count))
        }
        #expect(height(0.03) > height(0.5) + 8 && height(0.96) > height(0.5) + 8)
        #expect(abs(height(0.1) - height(0.9)) < 3)
    }

    // MARK: - Strike

    @Test(arguments: [0.1, 0.3, 0.6])
    func aStrikeCrossesAtItsHeight(height: Double) throws {
        for seed in 1...5 {
            let sample = try sample(
                "{strike: {height: \(height), thickness: 0.1, tilt: 0, tone: 0}}", seed: seed)
            let (box, text) = (box(marked(sample)), sample.textQuad.bounds)
            #expect(box.left < text.left && box.right > text.right)
            // Digits stand on the baseline, up to a px.
            #expect(abs(text.bottom - height * 40 - box.center.y) < 1.5)
            #expect(abs(box.height - 4) <= 1)
        }
    }

    @Test func strikesAreTilted() throws {
        for tilt in [-15.0, 15] {
            let points = marked(try sample("{strike: {tilt: \(tilt), tone: 0}}"))
            let box = box(points)
            func mean(_ range: ClosedRange<Double>) -> Double {
                let ys = points.filter { range.contains($0.x) }.map(\.y)
                return ys.reduce(0, +) / Double(max(1, ys.count))
            }
            let fall = mean(box.right - 10...box.right) - mean(box.left...box.left + 10)
            #expect(abs(fall / (box.width - 10) - tan(tilt * .pi / 180)) < 0.05)
        }
    }

    @Test func thereAreAsManyStrikesAsAsked() throws {
        for count in 1...4 {
            let sample = try sample("{strike: {count: \(count), height: 0..1}}")
            #expect(sample.choices.count { $0.name.contains("strike.height") } == count)
        }
        let drawn = try (1...60).map {
            try sample("{strike: {count: 1..3}}", seed: $0).number("type.marks.strike.count")
        }
        #expect(Set(drawn) == [1, 2, 3])
    }

    // MARK: - Boxes

    /// From the middle of a character, each way leads to a line before it leads to the next character.
    @Test(arguments: [("0", "0"), ("0", "0.3"), ("0.15", "0.4")])
    func aBoxIsRoundEachCharacter(pitch: String, tracking: String) throws {
        for seed in 1...5 {
            let sample = try sample(
                "{boxes: {pitch: \(pitch), above: 0.95, below: 0.25, thickness: 0.06, tone: 0}}", seed: seed,
                type: ", tracking: \(tracking)")
            let image = sample.image
            for character in sample.characters {
                let (box, middle) = (character.quad.bounds, character.quad.bounds.center)
                // Without ink of its own, nothing but the lines is dark.
                func way(_ dx: Int, _ dy: Int) -> Int? {
                    (0..<80).first {
                        let (x, y) = (Int(middle.x) + $0 * dx, Int(middle.y) + $0 * dy)
                        return x >= 0 && y >= 0 && x < image.width && y < image.height && image[x, y] < 128
                    }
                }
                let (left, right, up, down) = (way(-1, 0), way(1, 0), way(0, -1), way(0, 1))
                let ways = try [left, right, up, down].map { try #require($0, "seed \(seed): '\(character.text)'") }
                #expect(Double(ways[0]) >= box.width / 2 - 3 && Double(ways[1]) >= box.width / 2 - 3)
                #expect(Double(ways[2]) >= box.height / 2 && Double(ways[3]) >= box.height / 2)
            }
            let centers = sample.characters.map(\.quad.bounds.center)
            for (a, b) in zip(centers, centers.dropFirst()) {
                let row = Int(a.y)
                #expect((Int(a.x)...Int(b.x)).contains { image[$0, row] < 128 }, "no line between two characters")
            }
        }
    }
}
