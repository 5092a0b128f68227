import Imaging
import Samples
import Testing

@testable import Recognition

@Suite struct InkBandTests {
    /// Whether the band of a picture is that of the line, to a tenth of its height.
    private func expect(
        _ line: BlockLine, in picture: Bitmap, top: Int? = nil, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let band = try #require(InkBand(of: picture), sourceLocation: location)
        let top = Double(top ?? line.above)
        let tolerance = 0.1 * Double(line.height)
        #expect(abs(band.top - top) <= tolerance, "top \(band.top)", sourceLocation: location)
        #expect(
            abs(band.bottom - top - Double(line.height)) <= tolerance, "bottom \(band.bottom)",
            sourceLocation: location)
    }

    @Test(arguments: [(0, 0), (2, 2), (8, 8), (24, 0), (0, 24), (24, 24), (50, 50)])
    func theLettersAreFoundWhateverIsAroundThem(above: Int, below: Int) throws {
        var line = BlockLine()
        (line.above, line.below) = (above, below)
        try expect(line, in: line.picture)
        let band = try #require(InkBand(of: line.picture))
        #expect(abs(band.share - Double(line.height) / Double(line.pictureHeight)) < 0.05)
        #expect(abs(band.left - 8) < 3 && abs(band.right - Double(line.pictureWidth - 8)) < 3)
        #expect(band.slope == 0)
    }

    @Test(arguments: [12, 24, 60, 300]) func theSizeDoesNotMatter(height: Int) throws {
        var line = BlockLine()
        (line.height, line.above, line.below) = (height, height / 3, height / 4)
        try expect(line, in: line.picture)
    }

    @Test(arguments: [1, 2, 5]) func shortTextsAreFound(count: Int) throws {
        var line = BlockLine()
        line.count = count
        try expect(line, in: line.picture)
    }

    @Test func lightTextOnDarkGroundIsFound() throws {
        var line = BlockLine()
        (line.ink, line.ground) = (220, 40)
        try expect(line, in: line.picture)
    }

    @Test(arguments: [3.0, 10, 20]) func noiseIsNoInk(deviation: Double) throws {
        let line = BlockLine()
        var picture = line.picture
        picture.addNoise(deviation)
        try expect(line, in: picture)
    }

    @Test func specksAreNoInk() throws {
        var line = BlockLine()
        (line.above, line.below) = (24, 24)
        var picture = line.picture
        var generator = SampleKey(seed: 6, split: .test, index: 0).generator("specks")
        for _ in 0..<150 {
            let place = generator.nextWord()
            picture[Int(place % UInt32(picture.width)), Int(place / 4096 % UInt32(picture.height))] = line.ink
        }
        try expect(line, in: picture)
    }

    @Test(arguments: [2, 6, 44]) func rulesAreNoText(row: Int) throws {
        var line = BlockLine()
        (line.above, line.below) = (14, 14)
        var picture = line.picture
        for y in row..<row + 3 { for x in 0..<picture.width { picture[x, y] = line.ink } }
        for y in 0..<picture.height { for x in [0, 1, picture.width - 2] { picture[x, y] = line.ink } }
        try expect(line, in: picture)
    }

    @Test(arguments: [-18, -12]) func linesThatAnEdgeCutsOffAreLeftOut(top: Int) throws {
        var line = BlockLine()
        (line.above, line.below) = (16, 16)
        var picture = line.picture
        line.draw(on: &picture, top: top)
        line.draw(on: &picture, top: 16 + 24 + 10)
        try expect(line, in: picture)
    }

    @Test func aShadeAlongThePictureIsGround() throws {
        let line = BlockLine()
        var picture = line.picture
        for y in 0..<picture.height {
            for x in 0..<picture.width { picture[x, y] = UInt8(Int(picture[x, y]) * (300 - x / 2) / 300) }
        }
        try expect(line, in: picture)
    }

    @Test(arguments: [-0.06, -0.03, 0.02, 0.05]) func linesThatFallAreFollowed(slope: Double) throws {
        var line = BlockLine()
        (line.slope, line.above, line.below) = (slope, 14, 14)
        try expect(line, in: line.picture)
        let band = try #require(InkBand(of: line.picture))
        #expect(abs(band.slope - slope) < 0.006, "\(band.slope)")
    }

    @Test func whereNothingIsNothingIsFound() {
        #expect(InkBand(of: Bitmap(width: 100, height: 30, filledWith: 200)) == nil)
        #expect(InkBand(of: Bitmap(width: 1, height: 1)) == nil)
        #expect(InkBand(of: Bitmap(width: 0, height: 7)) == nil)
    }
}
