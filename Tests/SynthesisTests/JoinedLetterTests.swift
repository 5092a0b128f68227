import Imaging
import Samples
import Testing

@testable import Synthesis

/// Words of joined letters stay whole, however the line is set.
@Suite struct JoinedLetterTests {
    private static let words = [
        ("Amiri", "مستقيم"), ("Amiri", "السلام"), ("DejaVu Sans", "بيت"), ("Lohit Devanagari", "नमस्ते"),
        ("Lohit Devanagari", "भारत"),
    ]

    private func sample(_ face: String, _ text: String, _ type: String, index: Int = 0) throws -> Sample {
        try Fixture.sample(
            "{text: {word: {words: ['\(text)'], split: line}}, fonts: {faces: [\(face)], size: 48}, page: {margin: 4}, "
                + "type: {\(type)}}", index)
    }

    @Test(arguments: words) func trackingMovesNoLetter(face: String, word: String) throws {
        let (plain, tracked) = (try sample(face, word, ""), try sample(face, word, "tracking: 0.3"))
        #expect(plain.image == tracked.image && plain.characters == tracked.characters)
    }

    /// The same pieces of ink as on a straight line.
    @Test(
        arguments: words,
        [
            "arc: 60", "arc: -50", "wave: {amplitude: 0.2, period: 4}",
            "path: {bends: {turn: 20, every: 2}}", "path: {spiral: {radius: 2}}",
            "path: {points: [[0, 0], [2, -0.3], [4, 0.2], [6, 0]]}",
            "jitter: {rotation: -6..6, baseline: -0.1..0.1}",
            "jitter: {spacing: -0.1..0.1, size: -0.1..0.1}", "arc: 40, jitter: {rotation: 4, size: 0.1}, slant: 12",
        ])
    func bendsAndJitterKeepTheJoins(words: (face: String, word: String), type: String) throws {
        let (face, word) = words
        let straight = try sample(face, word, "")
        for index in 0..<3 {
            let bent = try sample(face, word, type, index: index)
            #expect(bent.mask.pieces == straight.mask.pieces, "'\(word)', \(type)")
            #expect(bent.mask != straight.mask)
        }
    }

    /// A word is not only turned as a whole: an arc bends it.
    @Test(arguments: words) func anArcBends(face: String, word: String) throws {
        let (straight, bent) = (try sample(face, word, ""), try sample(face, word, "arc: 90"))
        // The ends come to lie lower than the middle does.
        func drop(_ sample: Sample) -> Double {
            let places = sample.characters.map(\.quad.bounds.center).sorted { $0.x < $1.x }
            return (places[0].y + places[places.count - 1].y) / 2 - places[places.count / 2].y
        }
        #expect(drop(bent) > drop(straight) + 2)
        // In the middle letters stand upright, at the ends they lean outwards; boxes around several glyphs stand upright.
        guard face != "Lohit Devanagari" else { return }
        let boxes = bent.characters.map(\.quad).sorted { $0.bounds.center.x < $1.bounds.center.x }
        func lean(_ quad: Quad) -> Double { quad.topLeft.x - quad.bottomLeft.x }
        #expect(lean(boxes[0]) < -2 && lean(boxes[boxes.count - 1]) > 2)
    }

    /// What stands beside a joined word is jittered as ever.
    @Test func otherLettersKeepTheirOwnJitter() throws {
        let jitter = "jitter: {rotation: -6..6, baseline: -0.1..0.1}"
        let plain = try sample("DejaVu Sans", "abc", jitter)
        let mixed = try sample("DejaVu Sans", "abc بيت", jitter)
        func sizes(_ sample: Sample) -> [Double] {
            sample.characters.prefix(3).map { ($0.quad.bounds.width * 100).rounded() }
        }
        #expect(sizes(plain) == sizes(mixed))
    }
}

extension Bitmap {
    /// How many pieces of ink there are, of pixels that touch.
    fileprivate var pieces: Int {
        var seen = [Bool](repeating: false, count: width * height)
        var count = 0
        for start in seen.indices where pixels[start] > 24 && !seen[start] {
            count += 1
            var open = [start]
            seen[start] = true
            while let place = open.popLast() {
                let (x, y) = (place % width, place / width)
                for ny in max(0, y - 1)...min(height - 1, y + 1) {
                    for nx in max(0, x - 1)...min(width - 1, x + 1) {
                        let next = ny * width + nx
                        if pixels[next] > 24, !seen[next] {
                            seen[next] = true
                            open.append(next)
                        }
                    }
                }
            }
        }
        return count
    }
}
