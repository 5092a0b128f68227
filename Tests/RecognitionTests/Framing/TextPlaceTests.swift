import Foundation
import Imaging
import Testing

@testable import Recognition

@Suite struct TextPlaceTests {
    /// A page with a line of letters at a place, in noise.
    private func page(
        _ line: BlockLine, left: Int, top: Int, width: Int = 300, height: Int = 400, noise: Double = 12
    ) -> Bitmap {
        var page = Bitmap(width: width, height: height, filledWith: line.ground)
        let picture = line.picture
        for y in 0..<picture.height {
            for x in 0..<picture.width where (0..<width).contains(left + x) && (0..<height).contains(top + y) {
                page[left + x, top + y] = picture[x, y]
            }
        }
        page.addNoise(noise)
        return page
    }

    @Test(arguments: [(0, 0), (120, 0), (0, 370), (40, 190), (125, 365)], [(8, 4), (16, 6), (28, 9)])
    func aLineIsFoundWhereverItStands(at: (left: Int, top: Int), size: (height: Int, count: Int)) throws {
        for (ink, ground) in [(UInt8(30), UInt8(200)), (210, 60)] {
            var line = BlockLine()
            (line.height, line.count, line.above, line.below, line.side) = (size.height, size.count, 2, 2, 2)
            (line.ink, line.ground) = (ink, ground)
            let left = min(at.left, 300 - line.pictureWidth)
            let top = min(at.top, 400 - line.pictureHeight)
            let picture = page(line, left: left, top: top)
            let found = TextPlace(in: picture)
            let place = try #require(found)
            let (columns, rows) = (left + 4..<left + line.pictureWidth - 6, top + 2..<top + 2 + size.height)
            #expect(place.columns.clamped(to: columns) == columns, "\(place) \(columns)")
            #expect(place.rows.clamped(to: rows) == rows, "\(place) \(rows)")
            #expect(place.rows.count <= 4 * size.height + 24, "\(place)")
            #expect(place.columns.count <= line.pictureWidth + 3 * size.height + 24, "\(place)")
        }
    }

    @Test func ofSeveralLinesItIsTheOneWithMostInk() throws {
        var (long, short) = (BlockLine(), BlockLine())
        (long.height, long.count, short.height, short.count) = (20, 9, 20, 4)
        var picture = page(long, left: 20, top: 200, noise: 0)
        for y in 0..<short.pictureHeight {
            for x in 0..<short.pictureWidth { picture[90 + x, 60 + y] = short.picture[x, y] }
        }
        let found = TextPlace(in: picture)
        let place = try #require(found)
        #expect(place.rows.lowerBound > 150 && place.rows.upperBound < 290)
        #expect(place.columns.lowerBound < 30 && place.columns.upperBound > 180)
    }

    /// A frame around the page has more ink than a short line, and is none.
    @Test func framesAndLinesAcrossAreNoText() throws {
        var line = BlockLine()
        (line.height, line.count) = (20, 4)
        var picture = page(line, left: 180, top: 240, noise: 0)
        for x in 12..<288 {
            for y in 12..<388 {
                let isFrame = x < 16 || x >= 284 || y < 16 || y >= 384
                if isFrame || abs(x - y / 2) < 2 { picture[x, y] = line.ink }
            }
        }
        let found = TextPlace(in: picture)
        let place = try #require(found)
        #expect(place.rows.lowerBound > 180 && place.rows.upperBound < 330, "\(place)")
        #expect(place.columns.lowerBound > 140 && place.columns.upperBound < 290)
    }

    @Test func aPictureWithoutTextHasNone() {
        var noisy = Bitmap(width: 200, height: 300, filledWith: 150)
        noisy.addNoise(10)
        #expect(TextPlace(in: Bitmap(width: 200, height: 300, filledWith: 150)) == nil)
        #expect(TextPlace(in: Bitmap(width: 1, height: 1)) == nil)
        var framing = Framing()
        framing.anywhere = true
        #expect(framing(Bitmap(width: 200, height: 300, filledWith: 150)).width == 200)
    }

    /// The strip is the one that a close cut gives, and its characters lie where they stand on the page.
    @Test(arguments: [0.0, 0.04], [(10, 40), (60, 300)])
    func whatIsFramedIsTheLineAlone(slope: Double, at: (left: Int, top: Int)) throws {
        var line = BlockLine()
        (line.height, line.count, line.above, line.below, line.slope) = (20, 10, 14, 14, slope)
        var policy = InputPolicy()
        policy.framing = Framing()
        let close = try policy.prepared(line.picture)
        policy.framing?.anywhere = true
        let found = try policy.prepared(page(line, left: at.left, top: at.top, noise: 0))
        #expect(abs(found.image.width - close.image.width) <= 40)
        #expect(found.image.height == 32)
        // The first letter's columns, in the strip and on the page.
        let whole = 0..<Double(found.image.width)
        let place = found.place(of: whole)
        let letters = at.left + line.side + 2..<at.left + line.pictureWidth - line.side - 2
        #expect(place.left <= Double(letters.lowerBound) && place.left > Double(letters.lowerBound) - 40)
        #expect(place.right >= Double(letters.upperBound) && place.right < Double(letters.upperBound) + 40)
        let middle = try #require(InkBand(of: line.picture))
        let row = Double(at.top) + (middle.top + middle.bottom) / 2
        #expect(abs((place.top + place.bottom) / 2 - row) < 3)
    }

    @Test func modelsOfBeforeAreReadAsTheyWere() throws {
        let framing = try JSONDecoder().decode(Framing.self, from: Data(#"{"fill":0.65,"level":true}"#.utf8))
        #expect(!framing.anywhere && framing.fill == 0.65)
        let both = try JSONDecoder().decode(Framing.self, from: JSONEncoder().encode(framing))
        #expect(both == framing)
    }
}
