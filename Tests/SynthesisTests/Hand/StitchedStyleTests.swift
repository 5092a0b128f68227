import Configs
import Foundation
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Stitched strings beyond the reference: style, spacing, departures of each digit, marks.
@Suite struct StitchedStyleTests {
    /// Digits side by side, each as it was stored.
    private static let plain = """
        text: {number: {digits: 6}}
        page: {margin: 2}
        ink: {tone: 0}

        """

    @Test func digitsOfAKeptStyleAreMoreAlike() throws {
        func spread(_ style: String) throws -> (width: Double, slant: Double) {
            let stitched = try Stitched(Self.plain + "hand: {mnist: {style: \(style), spacing: cells}}", real: true)
            let strings = try stitched.samples(150).map { try $0.pictureNumbers.map(stitched.collection.measure) }
            func mean(_ key: KeyPath<InkMeasure, Double>) -> Double {
                strings.map { $0.map { $0[keyPath: key] }.deviation }.reduce(0, +) / Double(strings.count)
            }
            return (mean(\.strokeWidth), mean(\.slant))
        }
        let (kept, mixed) = (try spread("kept"), try spread("mixed"))
        #expect(kept.width < 0.7 * mixed.width, "\(kept) \(mixed)")
        #expect(kept.slant < 0.85 * mixed.slant, "\(kept) \(mixed)")
    }

    @Test func everyStringOfAKeptStyleHasAStyleOfItsOwn() throws {
        let stitched = try Stitched(Self.plain + "hand: {mnist: {style: kept, spacing: cells}}", real: true)
        let means = try stitched.samples(100).map { sample in
            let widths = try sample.pictureNumbers.map { stitched.collection.measure($0).strokeWidth }
            return widths.reduce(0, +) / Double(widths.count)
        }
        #expect(means.deviation > 0.15)
    }

    // MARK: - Spacing

    private func glyphs(_ stitched: Stitched, _ numbers: [Int]) throws -> [HandGlyph] {
        try numbers.map { number in
            var picture = CastPicture(
                character: stitched.collection.label(number), ink: stitched.collection.picture(number))
            picture.source = number
            return try picture.drawn(digitHeight: 20, from: .ink)
        }
    }

    /// From the ink of a picture to that of the next, in rows that touch, px; below 0 where they overlap.
    private func distance(_ one: HandGlyph, _ next: HandGlyph) -> Double? {
        func edges(_ glyph: HandGlyph) -> [Int: (left: Double, right: Double)] {
            var rows: [Int: (Double, Double)] = [:]
            for y in 0..<glyph.ink.height {
                let inked = (0..<glyph.ink.width).filter { glyph.ink[$0, y] >= 96 }
                guard let first = inked.first, let last = inked.last else { continue }
                rows[y + Int(glyph.top)] = (glyph.left + Double(first), glyph.left + Double(last + 1))
            }
            return rows
        }
        let (ends, starts) = (edges(one), edges(next))
        return ends.flatMap { row, end in
            (row - 1...row + 1).compactMap { starts[$0].map { $0.left - end.right } }
        }.min()
    }

    @Test(arguments: [-0.3, -0.1, 0, 0.1, 0.3, 1]) func neighboursKeepTheirDistance(gap: Double) throws {
        let stitched = try Stitched(Self.plain + "hand: mnist")
        let numbers = try stitched.samples(60).flatMap { try $0.pictureNumbers }
        var (exact, overlapping) = (0, 0)
        for (one, next) in zip(numbers, numbers.dropFirst()) {
            let line = PictureLine.spaced(
                try glyphs(stitched, [one, next]), digitHeight: 20, gap: { gap }, space: { 0.5 })
            let found = try #require(distance(line.glyphs[0], line.glyphs[1]))
            // A stroke that would reach far over or under its neighbour stays away from it.
            #expect(found >= gap * 20 - 0.5)
            if found <= gap * 20 + 0.5 { exact += 1 }
            if found < 0 { overlapping += 1 }
            let (left, right) = (line.glyphs[0].ink.inkBox.center.x, line.glyphs[1].ink.inkBox.center.x)
            #expect(line.glyphs[0].left + left < line.glyphs[1].left + right)
        }
        if gap < 0 {
            #expect(overlapping * 10 > numbers.count * 7, "\(overlapping) of \(numbers.count - 1)")
        } else {
            #expect(exact * 10 > numbers.count * 8, "\(exact) of \(numbers.count - 1)")
            #expect(overlapping == 0)
        }
    }

    @Test func spacesAndMarksKeepTheOrder() throws {
        let stitched = try Stitched(
            """
            text: {template: {form: '12.5 + 30,00 - 4/7: 1'}}
            hand: {mnist: {height: 30, spacing: {ink: {gap: 0.05..0.2, space: 0.6}}}}
            ink: {tone: 0}
            """)
        for sample in try stitched.samples(30) {
            #expect(sample.characters.map(\.text).joined() == "12.5 + 30,00 - 4/7: 1")
            let middles = sample.characters.map { $0.quad.bounds.center.x }
            #expect(middles == middles.sorted())
            for (character, next) in zip(sample.characters, sample.characters.dropFirst(2)) {
                #expect(next.quad.bounds.left > character.quad.bounds.left)
            }
            // Digits are as high as was asked, and marks are no larger than digits.
            for character in sample.characters where character.text.first?.isNumber == true {
                #expect((19.0...36).contains(character.quad.bounds.height), "\(character)")
            }
            for character in sample.characters where ".,-:".contains(character.text) {
                #expect(character.quad.bounds.height < 28, "\(character)")
            }
            #expect(try sample.pictureNumbers.count == 10)
        }
    }

    /// A mark that lies under a digit can't be read.
    @Test(arguments: [".", ",", "-", "$", "+"]) func marksStandFree(mark: String) throws {
        let stitched = try Stitched(
            """
            text: {template: {form: '7\(mark)9'}}
            hand: {mnist: {height: 30, spacing: {ink: -0.2}}}
            ink: {tone: 0}
            """)
        for sample in try stitched.samples(30) {
            let boxes = sample.characters.map(\.quad.bounds)
            #expect(boxes[0].right < boxes[1].left + 0.15 * boxes[1].width + 1)
            #expect(boxes[1].right < boxes[2].left + 0.15 * boxes[1].width + 1)
        }
    }

    // MARK: - Departures

    private func one(_ key: String, digits: Int = 1) throws -> [Sample] {
        try Stitched(
            """
            text: {number: {digits: \(digits)}}
            hand: {mnist: {height: 40, style: mixed, spacing: {ink: 0.5}\(key)}}
            page: {margin: 3}
            ink: {tone: 0}
            """
        ).samples(24)
    }

    private func mean(_ samples: [Sample], _ value: (Sample) -> Double) -> Double {
        samples.map(value).reduce(0, +) / Double(samples.count)
    }

    @Test func sizeThicknessAndPressure() throws {
        let (plain, large) = (try one(""), try one(", size: 1.5"))
        for (sample, larger) in zip(plain, large) {
            #expect(sample.label == larger.label)
            #expect(try sample.pictureNumbers == larger.pictureNumbers)
            let (box, grown) = (sample.characters[0].quad.bounds, larger.characters[0].quad.bounds)
            #expect(abs(grown.height / box.height - 1.5) < 0.15)
        }
        let ink = mean(plain) { $0.mask.inkSum }
        #expect(mean(try one(", thickness: 1")) { $0.mask.inkSum } > 1.35 * ink)
        #expect(mean(try one(", thickness: -0.5")) { $0.mask.inkSum } < 0.9 * ink)
        #expect(abs(mean(try one(", pressure: 0.5")) { $0.mask.inkSum } / ink - 0.5) < 0.05)
    }

    @Test func slantRotationAndLift() throws {
        let plain = try one("")
        func lean(_ samples: [Sample]) -> Double { mean(samples) { InkMeasure(of: $0.mask).slant } }
        #expect(abs(lean(try one(", slant: 20")) - lean(plain) - 20) < 5)
        // A round digit that is turned leans less.
        #expect((5...16).contains(lean(try one(", rotation: 15")) - lean(plain)))
        // Of two digits the one that is lifted stands higher than its neighbour.
        let lifted = try one(", lift: [-0.3, 0.3]", digits: 8)
        let feet = lifted.map { sample in sample.characters.map(\.quad.bounds.bottom).deviation }
        #expect(feet.reduce(0, +) / Double(feet.count) > 8)
        let level = try one("", digits: 8).map { sample in sample.characters.map(\.quad.bounds.bottom).deviation }
        #expect(level.reduce(0, +) / Double(level.count) < 3)
    }

    @Test(arguments: [14, 20, 33, 64, 150]) func digitsAreAsHighAsAsked(height: Int) throws {
        let stitched = try Stitched(Self.plain + "hand: {mnist: {height: \(height)}}")
        let heights = try stitched.samples(12).flatMap { $0.characters.map(\.quad.bounds.height) }
        let mean = heights.reduce(0, +) / Double(heights.count)
        #expect(abs(mean / Double(height) - 1) < 0.12, "\(mean)")
    }

    // MARK: - Geometry

    @Test(arguments: ["cells", "ink"]) func boxesTurnWithTheDigits(spacing: String) throws {
        let recipe = Self.plain + "hand: {mnist: {height: 28, spacing: \(spacing), size: 0.9..1.1}}\n"
        let level = try Stitched(recipe).samples(12)
        let turned = try Stitched(recipe + "geometry: {rotation: 25}").samples(12)
        for (flat, sample) in zip(level, turned) {
            for (one, other) in zip(flat.characters, sample.characters) {
                // The box is the same, turned.
                let (a, b) = (one.quad.corners, other.quad.corners)
                for i in 0..<4 {
                    let j = (i + 1) % 4
                    let (x, y) = (a[j].x - a[i].x, a[j].y - a[i].y)
                    let (u, v) = (b[j].x - b[i].x, b[j].y - b[i].y)
                    #expect(abs((x * x + y * y).squareRoot() - (u * u + v * v).squareRoot()) < 0.75)
                }
                let (dx, dy) = (b[1].x - b[0].x, b[1].y - b[0].y)
                #expect(abs(dy / dx - 0.4663) < 0.02, "clockwise by 25 degrees")
            }
            // Ink lies in the boxes, and every box has some.
            for y in 0..<sample.mask.height {
                for x in 0..<sample.mask.width where sample.mask[x, y] > 100 {
                    let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    #expect(sample.characters.contains { $0.quad.distance(to: point) < 1 })
                }
            }
        }
    }

    // MARK: - Tries

    @Test func aTryThatDoesNotFitIsDrawnAgain() throws {
        let yaml = Self.plain + "hand: {mnist: {height: 20..60}}\n" + "page: {width: 150, overflow: redraw}"
        let samples = try Stitched(yaml.replacing("page: {margin: 2}\n", with: "")).samples(30)
        #expect(samples.contains { $0.key.attempt > 0 })
        for sample in samples {
            #expect(sample.rejections == Array(repeating: .init(.lostInk, font: "mnist"), count: sample.key.attempt))
            #expect(sample.image.width == 150)
            #expect(sample.choice["hand"] == .text("hand.mnist"))
        }
    }
}

extension [Double] {
    /// The standard deviation.
    fileprivate var deviation: Double {
        let mean = reduce(0, +) / Double(count)
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
    }
}
