import Imaging
import Testing

/// PNGs of kinds that the encoder does not write.
@Suite struct PNGKindsTests {
    private func decode(_ png: RawPNG) throws -> Bitmap { try ImageFile.decode(png.bytes, name: "test.png") }

    @Test func oneBitGreyIsSpreadOut() throws {
        let image = try decode(RawPNG(width: 4, height: 2, bits: 1, rows: [0, 0b1010_0000, 0, 0b0111_0000]))
        #expect(image == Bitmap(width: 4, height: 2, pixels: [255, 0, 255, 0, 0, 255, 255, 255]))
    }

    @Test func sixteenBitsKeepTheirUpperHalf() throws {
        let image = try decode(RawPNG(width: 3, height: 1, bits: 16, rows: [0, 0, 0, 0x80, 0x80, 0xFF, 0xFF]))
        #expect(image == Bitmap(width: 3, height: 1, pixels: [0, 128, 255]))
    }

    @Test func palettesBecomeRGB() throws {
        let palette: [UInt8] = [10, 20, 30, 200, 100, 50]
        let image = try decode(
            RawPNG(width: 3, height: 1, bits: 8, colours: 3, extra: [("PLTE", palette)], rows: [0, 1, 0, 1]))
        #expect(image == Bitmap(width: 3, height: 1, channels: 3, pixels: [200, 100, 50, 10, 20, 30, 200, 100, 50]))
    }

    @Test func transparentPaletteEntriesBecomeWhite() throws {
        let extra: [(String, [UInt8])] = [("PLTE", [10, 20, 30, 200, 100, 50]), ("tRNS", [0])]
        let image = try decode(RawPNG(width: 2, height: 1, colours: 3, extra: extra, rows: [0, 0, 1]))
        #expect(image == Bitmap(width: 2, height: 1, channels: 3, pixels: [255, 255, 255, 200, 100, 50]))
    }

    @Test func alphaIsLaidOnWhite() throws {
        let grey = try decode(RawPNG(width: 3, height: 1, colours: 4, rows: [0, 0, 255, 0, 0, 0, 51]))
        #expect(grey == Bitmap(width: 3, height: 1, pixels: [0, 255, 204]))
        let colour = try decode(RawPNG(width: 1, height: 1, colours: 6, rows: [0, 255, 0, 100, 128]))
        #expect(colour == Bitmap(width: 1, height: 1, channels: 3, pixels: [255, 127, 177]))
    }

    @Test func interlacedRowsFindTheirPlace() throws {
        // A ramp of 5 x 5 pixels, in the seven passes of Adam7: first column, first row, steps.
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        var rows: [UInt8] = []
        for (left, top, dx, dy) in passes {
            for y in stride(from: top, to: 5, by: dy) where left < 5 {
                rows.append(0)
                for x in stride(from: left, to: 5, by: dx) { rows.append(UInt8(y * 5 + x)) }
            }
        }
        let image = try decode(RawPNG(width: 5, height: 5, interlaced: 1, rows: rows))
        #expect(image == Bitmap(width: 5, height: 5, pixels: Array(0..<25)))
    }

    @Test func textAndUnknownChunksAreSkipped() throws {
        let extra: [(String, [UInt8])] = [("tEXt", Array("Title\0page".utf8)), ("abCd", [1, 2, 3])]
        let image = try decode(RawPNG(width: 2, height: 1, extra: extra, rows: [0, 7, 8]))
        #expect(image == Bitmap(width: 2, height: 1, pixels: [7, 8]))
    }
}
