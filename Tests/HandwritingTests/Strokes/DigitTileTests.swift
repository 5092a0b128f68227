import Handwriting
import Imaging
import Samples
import Testing

/// Digits in the shape of the MNIST collection's.
@Suite struct DigitTileTests {
    /// The box of what is not black, and the centre of mass in pixel numbers.
    private func measure(_ tile: Bitmap) -> (width: Int, height: Int, x: Double, y: Double) {
        var (left, top, right, bottom) = (28, 28, -1, -1)
        var (mass, sumX, sumY) = (0.0, 0.0, 0.0)
        for y in 0..<tile.height {
            for x in 0..<tile.width where tile[x, y] > 0 {
                (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
                mass += Double(tile[x, y])
                sumX += Double(tile[x, y]) * Double(x)
                sumY += Double(tile[x, y]) * Double(y)
            }
        }
        return (right - left + 1, bottom - top + 1, sumX / mass, sumY / mass)
    }

    @Test(arguments: 0..<10) func inkIsFittedAndCentred(digit: Int) throws {
        for index in 0..<50 {
            let key = SampleKey(seed: 2, split: .train, index: index)
            let tile = try DigitTile.draw(digit, by: Writer(key), key.generator("line"))
            #expect(tile.width == 28 && tile.height == 28 && tile.channels == 1)
            let found = measure(tile)
            // The mean of a shrunk rim may round to black.
            #expect((19...20).contains(max(found.width, found.height)))
            #expect(abs(found.x - 14) <= 0.51 && abs(found.y - 14) <= 0.51)
            #expect(try DigitTile.draw(digit, by: Writer(key), key.generator("line")) == tile)
        }
    }

    @Test func proportionsStay() {
        var ink = Bitmap(width: 200, height: 120)
        for y in 10..<110 { for x in 80..<120 { ink[x, y] = 255 } }
        let tile = DigitTile.normalised(ink)
        let found = measure(tile)
        #expect(found.width == 8 && found.height == 20)
        #expect(tile[14, 14] == 255 && found.x == 13.5 || found.x == 14.5)
    }

    @Test func noInkNoDigit() {
        #expect(DigitTile.normalised(Bitmap(width: 0, height: 0)) == Bitmap(width: 28, height: 28))
        #expect(DigitTile.normalised(Bitmap(width: 9, height: 9)) == Bitmap(width: 28, height: 28))
    }
}
