import Imaging
import Testing

@testable import Typography

@Suite struct GlyphRunTests {
    private let setter: Typesetter

    init() throws { setter = try Typesetter() }

    private func run(_ text: String, _ family: String, _ style: TypeStyle) throws -> (ShapedText, Face, GlyphRun) {
        let face = try setter.open(Fixture.face(family))
        let shaped = setter.shape(text, face: face)
        return (shaped, face, layOut(shaped, face: face, style: style))
    }

    @Test func placesScaleWithTheSize() throws {
        let (shaped, face, run) = try run("0 7AV", "Liberation Sans", TypeStyle(sizePixels: 40, slant: 7))
        #expect(run.glyphs.map(\.id) == shaped.glyphs.map(\.id))
        for (placed, glyph) in zip(run.glyphs, shaped.glyphs) {
            #expect(abs(placed.origin.x - glyph.origin.x * 40) < 1e-9)
            #expect(abs(placed.advance - glyph.advance * 40) < 1e-9)
        }
        #expect(abs(run.width - shaped.width * 40) < 1e-9)
        #expect(run.ascent == face.ascender * 40 && run.descent == face.descender * 40)
        #expect(run.slant == 7 && run.sizePixels == 40)
        #expect(run.ascent > 30 && run.descent > 5)
    }

    @Test func trackingGoesBetweenClusters() throws {
        let (_, _, plain) = try run("012", "Liberation Sans", TypeStyle(sizePixels: 40))
        let (_, _, wide) = try run("012", "Liberation Sans", TypeStyle(sizePixels: 40, tracking: 0.1))
        let shifts = zip(wide.glyphs, plain.glyphs).map { $0.origin.x - $1.origin.x }
        #expect(zip(shifts, [0, 4, 8]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(abs(wide.width - plain.width - 8) < 1e-9)
        #expect(zip(wide.cells, plain.cells).allSatisfy { abs($0.width - $1.width) < 1e-9 })
    }

    @Test func everyClusterHasItsCell() throws {
        let (_, _, run) = try run("1 2", "Liberation Sans", TypeStyle(sizePixels: 20))
        #expect(run.cells.count == 3)
        #expect(run.cells[0].left == 0)
        #expect(abs(run.cells[1].left - run.cells[0].right) < 1e-9)
        #expect(run.cells[1].width > 4)
        #expect(run.cells.allSatisfy { $0.top == -run.ascent && $0.bottom == run.descent })
    }

    @Test func aLigatureSharesItsAdvance() throws {
        let (shaped, _, run) = try run("fix", "Linux Libertine O", TypeStyle(sizePixels: 50, tracking: 0.2))
        #expect(shaped.glyphs.count == 2)
        #expect(abs(run.cells[0].width - run.cells[1].width) < 1e-9)
        #expect(abs(run.cells[0].right - run.cells[1].left) < 1e-9)
        #expect(abs(run.cells[2].left - run.cells[1].right - 10) < 1e-9)
    }

    @Test func rightToLeftCellsRunLeftwards() throws {
        let (_, _, run) = try run("بيت ١٢", "DejaVu Sans", TypeStyle(sizePixels: 50))
        let lefts = run.cells.map(\.left)
        #expect(lefts[0] > lefts[1] && lefts[1] > lefts[2] && lefts[2] > lefts[3])
        // The number runs from left to right, at the far left.
        #expect(lefts[4] == 0 && lefts[5] > lefts[4] && lefts[5] < lefts[3])
        let (_, _, lamAlef) = try self.run("لا", "DejaVu Sans", TypeStyle(sizePixels: 50))
        #expect(lamAlef.glyphs.count == 1 && lamAlef.cells[0].left > lamAlef.cells[1].left)
    }
}
