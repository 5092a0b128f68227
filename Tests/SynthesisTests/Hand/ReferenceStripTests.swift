import Configs
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// `configs/mnist-strings.yml` draws what recognisers of digit strings are trained on, to the letter.
@Suite struct ReferenceStripTests {
    private static let labels: [String] = {
        let author = try? Stitched(config: "mnist-strings").source.author
        return (0..<30_000).compactMap {
            try? author?.writing(for: SampleKey(seed: 1, split: .train, index: $0)).label
        }
    }()

    @Test func longStringsAreMoreFrequent() {
        #expect(Self.labels.count == 30_000)
        let counts = (1...5).map { length in Self.labels.count { $0.count == length } }
        #expect(chiSquare(counts, shares: [1, 2, 3, 4, 5]) < chiSquareLimit(4))
        #expect(counts.reduce(0, +) == 30_000)
    }

    @Test(arguments: 1...5) func digitsAreEquallyFrequentButForTheFirst(length: Int) {
        let labels = Self.labels.filter { $0.count == length }.map { $0.compactMap(\.wholeNumberValue) }
        for place in 0..<length {
            let counts = (0...9).map { digit in labels.count { $0[place] == digit } }
            if place == 0 {
                #expect(counts[0] == 0)
                #expect(chiSquare(Array(counts.dropFirst())) < chiSquareLimit(8))
            } else {
                #expect(chiSquare(counts) < chiSquareLimit(9))
            }
        }
    }

    /// The strip by the rule: picture beside picture with one overlap, joined by maximum, empty slots left and right.
    private func rebuilt(_ sample: Sample, _ stitched: Stitched) throws -> (strip: Bitmap, boxes: [Rect]) {
        let overlap = Int(try sample.number("hand.mnist.spacing.cells.overlap") * 28)
        let blank = sample.label.count == 5 ? 0 : Int(try sample.number("hand.mnist.spacing.cells.blank"))
        var strip = Bitmap(width: 140, height: 32)
        var boxes: [Rect] = []
        for (place, picture) in try stitched.pictures(of: sample).enumerated() {
            let left = (blank + place) * (28 - overlap)
            for y in 0..<28 {
                for x in 0..<28 { strip[left + x, y + 2] = max(strip[left + x, y + 2], picture[x, y]) }
            }
            let box = picture.inkBox
            boxes.append(
                Rect(
                    left: box.left + Double(left), top: box.top + 2, right: box.right + Double(left),
                    bottom: box.bottom + 2))
        }
        return (strip, boxes)
    }

    @Test func everyPixelIsTheBrighterOfTheDigits() throws {
        let stitched = try Stitched(config: "mnist-strings", real: true)
        for split in Split.allCases {
            for sample in try stitched.samples(150, split) {
                let (strip, boxes) = try rebuilt(sample, stitched)
                #expect(sample.image == strip, "\(split)/\(sample.key.index)")
                #expect(sample.mask == strip)
                #expect(sample.characters.map(\.text).joined() == sample.label)
                #expect(try sample.pictureNumbers.map(stitched.collection.label) == Array(sample.label))
                for (character, box) in zip(sample.characters, boxes) {
                    #expect(character.quad.distance(from: Quad(box)) < 1e-6, "\(character.quad) \(box)")
                }
            }
        }
    }

    @Test func overlapAndEmptySlotsAreUniform() throws {
        let stitched = try Stitched(config: "mnist-strings")
        var overlaps = [Int](repeating: 0, count: 14)
        var blanks = (1...5).map { [Int](repeating: 0, count: 6 - $0) }
        for sample in try stitched.samples(4000) {
            let overlap = try sample.number("hand.mnist.spacing.cells.overlap")
            #expect((0..<0.5).contains(overlap))
            overlaps[Int(overlap * 28)] += 1
            let length = sample.label.count
            let blank = length == 5 ? 0 : try sample.number("hand.mnist.spacing.cells.blank")
            blanks[length - 1][Int(blank)] += 1
            #expect((sample.image.width, sample.image.height, sample.image.channels) == (140, 32, 1))
        }
        #expect(chiSquare(overlaps) < chiSquareLimit(13))
        for counts in blanks.dropLast() { #expect(chiSquare(counts) < chiSquareLimit(counts.count - 1)) }
    }

    /// The pictures of a digit in a split are drawn equally often.
    @Test func picturesAreEquallyFrequent() throws {
        let stitched = try Stitched(config: "mnist-strings")
        var counts: [Int: Int] = [:]
        for number in try stitched.samples(3000).flatMap({ try $0.pictureNumbers }) { counts[number, default: 0] += 1 }
        for digit in "123456789" {
            let all = stitched.collection.indices(of: digit, in: .train)
            #expect(all.count == SmallMNIST.training * 4 / 5)
            #expect(chiSquare(all.map { counts[$0] ?? 0 }) < chiSquareLimit(all.count - 1))
        }
    }

    @Test func noDigitIsInTwoSplits() throws {
        for seed in 1...3 {
            let stitched = try Stitched(config: "mnist-strings", "seed=\(seed)", real: true)
            var pictures: [Set<[UInt8]>] = []
            for split in Split.allCases {
                let numbers = try Set(stitched.samples(1200, split).flatMap { try $0.pictureNumbers })
                for number in numbers {
                    #expect(stitched.collection.split(number) == split)
                    #expect(stitched.collection.isTestPart(number) == (split == .test))
                }
                #expect(numbers.count > 50)
                pictures.append(Set(numbers.map { stitched.collection.picture($0).pixels }))
            }
            #expect(pictures[0].isDisjoint(with: pictures[1]))
            #expect(pictures[0].union(pictures[1]).isDisjoint(with: pictures[2]))
        }
    }
}

extension Quad {
    /// The greatest distance between corners of the same name, px.
    func distance(from other: Quad) -> Double {
        zip(corners, other.corners).reduce(0) { most, pair in
            let (x, y) = (pair.0.x - pair.1.x, pair.0.y - pair.1.y)
            return max(most, (x * x + y * y).squareRoot())
        }
    }
}
