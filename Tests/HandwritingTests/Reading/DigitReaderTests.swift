import Imaging
import Samples
import TestSupport
import Testing

@testable import Handwriting

/// What a digit is read as.
@Suite struct DigitReaderTests {
    /// A digit of straight strokes, drawn 40 px high: points are hundredths of its height.
    private func picture(_ strokes: [[(Double, Double)]], radius: Double = 3, slant: Double = 0) -> DigitPicture {
        var trace = Trace()
        for stroke in strokes {
            trace.points += stroke.map { SIMD2($0.0 - slant * $0.1, $0.1) * 0.4 }
            trace.ends.append(trace.points.count)
        }
        return DigitPicture(trace, radius: radius)
    }

    private static let straight: [(digit: Int, strokes: [[(Double, Double)]])] = [
        (0, [[(30, 0), (5, 25), (5, 75), (30, 100), (55, 75), (55, 25), (30, 0)]]),
        (1, [[(10, 0), (10, 100)]]),
        (1, [[(0, 30), (25, 0), (25, 100)]]),
        (2, [[(5, 20), (30, 0), (55, 25), (2, 98), (62, 98)]]),
        (3, [[(5, 5), (40, 0), (50, 25), (22, 47), (52, 72), (38, 98), (2, 94)]]),
        (4, [[(8, 0), (4, 52), (60, 50)], [(48, 2), (44, 100)]]),
        (4, [[(44, 0), (0, 65), (64, 65)], [(45, 30), (44, 100)]]),
        (5, [[(58, 2), (16, 4), (10, 46), (40, 42), (52, 66), (38, 96), (0, 94)]]),
        (6, [[(42, 0), (14, 34), (4, 72), (22, 99), (46, 84), (40, 62), (10, 72)]]),
        (7, [[(0, 4), (56, 3), (26, 100)]]),
        (7, [[(0, 4), (56, 3), (26, 100)], [(14, 50), (58, 48)]]),
        (8, [[(30, 46), (10, 30), (28, 0), (48, 25), (8, 72), (28, 100), (52, 76), (30, 46)]]),
        (9, [[(48, 14), (24, 0), (6, 26), (24, 46), (48, 14), (44, 100)]]),
    ]

    @Test(arguments: straight.indices) func plainDigitsAreRead(number: Int) {
        let (digit, strokes) = Self.straight[number]
        for radius in [1.5, 3.0, 4] {
            for slant in [-0.2, 0, 0.3] {
                let picture = picture(strokes, radius: radius, slant: slant)
                #expect(
                    DigitReader.shared.read(picture) == digit,
                    "the \(digit) in place \(number) with a line of \(2 * radius) px and a slant of \(slant)")
                #expect(DigitReader.shared.margin(of: digit, in: picture) > 0)
                for other in 0..<10 where other != digit {
                    #expect(DigitReader.shared.margin(of: other, in: picture) < 0)
                }
            }
        }
    }

    /// A four whose strokes meet above is a nine to most readers, and never a plain four.
    @Test func aFourThatIsClosedAboveIsInDoubt() {
        let picture = picture([[(46, 8), (22, 2), (6, 24), (24, 46), (47, 38)], [(48, 4), (44, 100)]])
        #expect(DigitReader.shared.margin(of: 4, in: picture) < 1)
    }

    @Test func noInkIsNoPlainDigit() {
        let none = DigitPicture(Bitmap(width: 0, height: 0))
        #expect(none == DigitPicture(Bitmap(width: 28, height: 28)) && none == DigitPicture(Trace(), radius: 2))
        #expect(none.pixels.allSatisfy { $0 == 0 })
    }

    /// Size, place and slant make no difference; proportions do.
    @Test func picturesAreBroughtToOneSize() {
        var (small, large) = (Bitmap(width: 28, height: 28), Bitmap(width: 200, height: 160))
        for y in 4..<24 { for x in 9..<19 { small[x, y] = 255 } }
        for y in 40..<140 { for x in 60..<110 { large[x, y] = 255 } }
        let pixels = DigitPicture(small).pixels
        #expect(zip(pixels, DigitPicture(large).pixels).allSatisfy { abs(Int($0) - Int($1)) < 160 })
        #expect(pixels[8 * DigitPicture.side + 8] == 255 && pixels[8 * DigitPicture.side + 1] == 0)
        #expect(pixels[1 * DigitPicture.side + 8] == 255)
    }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func realDigitsAreRead() throws {
        let collection = try CharacterCollection.read(SharedData.folder("mnist"))
        let test = collection.alphabet.flatMap { collection.indices(of: $0, in: .test) }
        let right = test.count { number in
            DigitReader.shared.read(DigitPicture(collection.picture(number)))
                == collection.label(number).wholeNumberValue
        }
        #expect(Double(right) / Double(test.count) > 0.96, "\(right) of \(test.count)")
    }
}
