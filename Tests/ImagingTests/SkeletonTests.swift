import TestSupport
import Testing

@testable import Imaging

@Suite("Middle lines of strokes")
struct SkeletonTests {
    /// A picture from rows of text, '#' for full ink, digits for tenths of it.
    private func picture(_ rows: String...) -> Bitmap {
        var picture = Bitmap(width: rows.map(\.count).max() ?? 0, height: rows.count)
        for (y, row) in rows.enumerated() {
            for (x, sign) in row.enumerated() {
                picture[x, y] = sign == "#" ? 255 : UInt8((sign.wholeNumberValue ?? 0) * 25)
            }
        }
        return picture
    }

    private func ring(from inner: Double, to outer: Double) -> Bitmap {
        var page = Bitmap(width: 40, height: 40)
        for y in 0..<40 {
            for x in 0..<40 {
                let (dx, dy) = (Double(x) - 19.6, Double(y) - 19.3)
                if (inner...outer).contains((dx * dx + dy * dy).squareRoot()) { page[x, y] = 255 }
            }
        }
        return page
    }

    @Test func areOnePxWideAndAsLongAsTheStroke() {
        var bar = Bitmap(width: 40, height: 20)
        for y in 7..<12 { for x in 5..<35 { bar[x, y] = 255 } }
        let line = bar.middleLine()
        let inked = (0..<40).map { x in (0..<20).filter { line[x, $0] > 0 } }
        #expect(inked[9..<31].allSatisfy { $0 == [9] }, "in the middle of rows 7 to 11: \(inked)")
        #expect(line.inkPieces() == (1, 0))
    }

    @Test(arguments: [(8.0, 15.0), (10, 12), (14, 15), (0, 12)]) func keepPiecesAndHoles(inner: Double, outer: Double) {
        let ring = ring(from: inner, to: outer)
        let holes = inner > 0 ? 1 : 0
        #expect(ring.inkPieces() == (1, holes))
        #expect(ring.middleLine().inkPieces() == (1, holes))
        for radius in [0.5, 1, 1.5, 4, 32] {
            #expect(ring.strokesThinned(by: radius).inkPieces() == (1, holes), "thinned by \(radius)")
        }
    }

    @Test(arguments: [0.25, 0.4, 0.7, 1.5, 3]) func neitherVanishNorBreak(radius: Double) {
        let shapes = [
            picture(".......", ".#####.", ".....#.", "....#..", "...#...", "...#...", "......."),
            picture(".......", "..36...", ".384...", ".6.73..", ".37#3..", "......."),
            picture("....", ".##.", ".##.", "...."), picture("...", ".9.", "..."),
            picture(".......", ".##.##.", ".##.##.", "......."),
        ]
        for shape in shapes {
            let thinned = shape.strokesThinned(by: radius)
            #expect(thinned.inkPieces().pieces == shape.inkPieces().pieces, "\(thinned.pixels)")
            #expect(zip(thinned.pixels, shape.pixels).allSatisfy { $0 == 0 || $1 > 0 }, "nothing grows")
            #expect(zip(thinned.pixels, shape.eroded(by: radius).pixels).allSatisfy { $0 >= $1 })
        }
    }

    @Test func aLittleIsTakenOffAsBefore() {
        let ring = ring(from: 9, to: 11)
        #expect(ring.strokesThinned(by: 0.4) == ring.eroded(by: 0.4))
        #expect(ring.strokesThinned(by: 0) == ring)
        // Where strokes are thick enough, all that is taken off is taken off.
        let thick = self.ring(from: 4, to: 17)
        #expect(thick.strokesThinned(by: 2) == thick.eroded(by: 2))
        #expect(Bitmap(width: 0, height: 0).strokesThinned(by: 1).pixels.isEmpty)
        #expect(Bitmap(width: 4, height: 3).strokesThinned(by: 1) == Bitmap(width: 4, height: 3))
    }
}
