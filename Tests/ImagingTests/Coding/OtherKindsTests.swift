import Foundation
import Imaging
import Testing

/// TIFFs of many kinds.
@Suite struct TIFFKindsTests {
    private func decode(_ tiff: RawTIFF) throws -> Bitmap { try ImageFile.decode(tiff.bytes, name: "test.tif") }

    @Test(arguments: [true, false])
    func grey(isBigEndian: Bool) throws {
        #expect(
            try decode(RawTIFF(isBigEndian: isBigEndian)) == Bitmap(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6]))
        #expect(
            try decode(RawTIFF(isBigEndian: isBigEndian, photometric: 0)).pixels == [254, 253, 252, 251, 250, 249])
        let deep = [0, 0, 0x80, 0x80, 0xFF, 0xFF].map { UInt8($0) }
        #expect(
            try decode(RawTIFF(isBigEndian: isBigEndian, height: 1, bits: [16], parts: [deep])).pixels == [0, 128, 255])
    }

    @Test func oneBit() throws {
        let rows: [UInt8] = [0b1010_0000, 0b0110_0000]
        #expect(try decode(RawTIFF(bits: [1], parts: [rows])).pixels == [255, 0, 255, 0, 255, 255])
        #expect(try decode(RawTIFF(bits: [1], photometric: 0, parts: [rows])).pixels == [0, 255, 0, 255, 0, 0])
    }

    @Test func palettes() throws {
        var palette = [Int](repeating: 0, count: 3 * 16)
        for (place, colour) in [[10, 20, 30], [200, 100, 50]].enumerated() {
            for c in 0..<3 { palette[c * 16 + place + 1] = colour[c] * 257 }
        }
        let image = try decode(
            RawTIFF(height: 1, bits: [4], photometric: 3, palette: palette, parts: [[0x12, 0x10]]))
        #expect(image == Bitmap(width: 3, height: 1, channels: 3, pixels: [10, 20, 30, 200, 100, 50, 10, 20, 30]))
    }

    @Test func cmyk() throws {
        let ink: [UInt8] = [0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 51]
        let image = try decode(RawTIFF(height: 1, bits: [8, 8, 8, 8], photometric: 5, parts: [ink]))
        #expect(image == Bitmap(width: 3, height: 1, channels: 3, pixels: [255, 255, 255, 0, 255, 255, 204, 0, 0]))
    }

    @Test func alphaIsLaidOnWhite() throws {
        let plain = RawTIFF(
            height: 1, bits: [8, 8, 8, 8], photometric: 2, alpha: 2,
            parts: [[255, 0, 100, 128, 9, 9, 9, 0, 1, 2, 3, 255]])
        #expect(try decode(plain).pixels == [255, 127, 177, 255, 255, 255, 1, 2, 3])
        // Colours above their alpha can't be, and don't run over.
        let multiplied = RawTIFF(
            height: 1, bits: [8, 8, 8, 8], photometric: 2, alpha: 1,
            parts: [[128, 0, 50, 128, 9, 9, 9, 0, 1, 2, 3, 255]])
        #expect(try decode(multiplied).pixels == [255, 127, 177, 255, 255, 255, 1, 2, 3])
        let grey = RawTIFF(height: 1, bits: [8, 8], alpha: 2, parts: [[0, 255, 0, 0, 0, 51]])
        #expect(try decode(grey) == Bitmap(width: 3, height: 1, pixels: [0, 255, 204]))
    }

    @Test func tilesReachOverTheBorder() throws {
        let tile: [UInt8] = (0..<256).map { UInt8($0 % 16) }
        let tiles = [tile, tile.map { $0 + 100 }]
        let image = try decode(RawTIFF(width: 20, height: 3, tile: (16, 16), parts: tiles))
        let row: [UInt8] = Array(0..<16) + Array(100..<104)
        #expect(image.pixels == row + row + row)
    }

    @Test func ofSeveralPagesTheFirst() throws {
        #expect(try decode(RawTIFF(pages: 3)).pixels == [1, 2, 3, 4, 5, 6])
    }

    /// A black box in a picture of 32 x 16, by other encoders.
    static let compressed: [(String, [UInt8])] = [
        (
            "LZW",
            """
            SUkqAEYAAACAP+BQOCQWDQeEQmFQuGQ2EgCIRGJRMAQ6BRSMRGLP+MxmNx2MR+QRORSONRaTRKSymNy2XS+YTGZTONwEAAkAAAEDAAEA
            AAAgAAAAAQEDAAEAAAAQAAAAAgEDAAEAAAAIAAAAAwEDAAEAAAAFAAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAQAAAAFwEEAAEA
            AAA9AAAAHAEDAAEAAAABAAAAAAAAAA==
            """
        ),
        (
            "deflate",
            """
            SUkqABwAAAB4nPv/n/aAAQ2MNPnBDABoo36QAAkAAAEDAAEAAAAgAAAAAQEDAAEAAAAQAAAAAgEDAAEAAAAIAAAAAwEDAAEAAAAIAAAABgEDAAEA
            AAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAQAAAAFwEEAAEAAAATAAAAHAEDAAEAAAABAAAAAAAAAA==
            """
        ),
        (
            "PackBits",
            """
            SUkqAEgAAADh/+H/4f/9//EA9f/9//EA9f/9//EA9f/9//EA9f/9//EA9f/9//EA9f/9//EA9f/9//EA9f/h/+H/4f/h/+H/CQAAAQMAAQAAACAA
            AAABAQMAAQAAABAAAAACAQMAAQAAAAgAAAADAQMAAQAAAAWAAAAGAQMAAQAAAAEAAAARAQQAAQAAAAgAAAAWAQMAAQAAABAAAAAXAQQAAQAAAEAA
            AAAcAQMAAQAAAAEAAAAAAAAA
            """
        ),
        (
            "fax group 4",
            """
            SUkqABYAAAAmoNXy6v////x/4AIAIAkAAAEDAAEAAAAgAAAAAQEDAAEAAAAQAAAAAgEDAAEAAAABAAAAAwEDAAEAAAAEAAAABgEDAAEAAAABAAAA
            EQEEAAEAAAAIAAAAFgEDAAEAAAAQAAAAFwEEAAEAAAAOAAAAHAEDAAEAAAABAAAAAAAAAA==
            """
        ),
        (
            "fax group 3",
            """
            SUkqAEwAAAAAE1BqABNQagATUGoAE1dQcAE1dQcAE1dQcAE1dQcAE1dQcAE1dQcAE1dQcAE1dQcAE1BqABNQagATUGoAE1BqABNQagkAAAEDAAEA
            AAAgAAAAAQEDAAEAAAAQAAAAAgEDAAEAAAABAAAAAwEDAAEAAAADAAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAQAAAAFwEEAAEA
            AABEAAAAHAEDAAEAAAABAAAAAAAAAA==
            """
        ),
    ].map { (name: String, text: String) in
        (name, [UInt8](Data(base64Encoded: text.filter { !$0.isWhitespace }) ?? Data()))
    }

    @Test(arguments: compressed)
    func compressions(name: String, bytes: [UInt8]) throws {
        var wanted = Bitmap(width: 32, height: 16, filledWith: 255)
        for y in 3..<11 {
            for x in 4..<20 { wanted[x, y] = 0 }
        }
        #expect(try ImageFile.decode(bytes, name: name) == wanted)
    }
}

/// BMPs of many kinds.
@Suite struct BMPKindsTests {
    private func decode(_ bmp: RawBMP) throws -> Bitmap { try ImageFile.decode(bmp.bytes, name: "test.bmp") }

    /// Blue, green, red and what fills up a row.
    private let rows: [UInt8] = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0]

    @Test func rowsRunFromBelow() throws {
        #expect(try decode(RawBMP(rows: rows)).pixels == [9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4])
        #expect(try decode(RawBMP(height: -2, rows: rows)).pixels == [3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10])
        #expect(try decode(RawBMP(headerSize: 12, rows: rows)).pixels == [9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4])
        // The last row need not be filled up.
        #expect(try decode(RawBMP(rows: Array(rows.dropLast(2)))).width == 2)
    }

    @Test(arguments: [(1, [0b0100_0000]), (2, [0b0001_0000]), (4, [0x01, 0x00]), (8, [0, 1, 0])] as [(Int, [UInt8])])
    func palettes(bits: Int, row: [UInt8]) throws {
        let row = row + [UInt8](repeating: 0, count: 4 - row.count)
        let colour = try decode(
            RawBMP(width: 3, height: 1, bits: bits, palette: [[10, 20, 30], [40, 50, 60]], rows: row))
        #expect(colour == Bitmap(width: 3, height: 1, channels: 3, pixels: [30, 20, 10, 60, 50, 40, 30, 20, 10]))
        let grey = try decode(
            RawBMP(width: 3, height: 1, bits: bits, palette: [[7, 7, 7], [200, 200, 200]], rows: row))
        #expect(grey == Bitmap(width: 3, height: 1, pixels: [7, 200, 7]))
        let core = try decode(
            RawBMP(
                width: 3, height: 1, bits: bits, headerSize: 12, palette: [[7, 7, 7], [200, 200, 200]], rows: row))
        #expect(core == grey)
    }

    @Test func masks() throws {
        let plain = RawBMP(width: 2, height: 1, bits: 16, rows: [0x00, 0x7C, 0xFF, 0x03])
        #expect(try decode(plain).pixels == [255, 0, 0, 0, 255, 255])
        let wide = RawBMP(
            width: 2, height: 1, bits: 16, compression: 3, masks: [0xF800, 0x07E0, 0x001F],
            rows: [0x00, 0xF8, 0xE0, 0x07])
        #expect(try decode(wide).pixels == [255, 0, 0, 0, 255, 0])
        // The fourth byte of plain pixels means nothing.
        let four = RawBMP(width: 1, height: 1, bits: 32, rows: [1, 2, 3, 0])
        #expect(try decode(four).pixels == [3, 2, 1])
    }

    @Test func alpha() throws {
        let masks: [UInt32] = [0x00FF_0000, 0x0000_FF00, 0x0000_00FF, 0xFF00_0000]
        func picture(_ alpha: UInt8, _ other: UInt8) throws -> [UInt8] {
            try decode(
                RawBMP(
                    width: 2, height: 1, bits: 32, compression: 3, headerSize: 108, masks: masks,
                    rows: [100, 0, 255, alpha, 0, 0, 0, other])
            ).pixels
        }
        #expect(try picture(128, 255) == [255, 127, 177, 0, 0, 0])
        // Where all alpha is 0, nobody meant it.
        #expect(try picture(0, 0) == [255, 0, 100, 0, 0, 0])
    }

    @Test func runs() throws {
        let palette: [[UInt8]] = [[0, 0, 0], [50, 50, 50], [90, 90, 90]]
        // Three of 1; the row's end; 2, 1 and 0 as they are, filled up; the row's end; a jump to the right; 2; the end.
        let eight: [UInt8] = [3, 1, 0, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1]
        let image = try decode(
            RawBMP(width: 3, height: 3, bits: 8, compression: 1, palette: palette, rows: eight))
        #expect(image.pixels == [0, 90, 0, 90, 50, 0, 50, 50, 50])
        let four: [UInt8] = [3, 0x12, 0, 0, 0, 3, 0x21, 0x10, 0, 1]
        #expect(
            try decode(RawBMP(width: 3, height: 2, bits: 4, compression: 2, palette: palette, rows: four)).pixels
                == [90, 50, 50, 50, 90, 50])
    }
}

/// GIFs of many kinds.
@Suite struct GIFKindsTests {
    private func decode(_ gif: RawGIF) throws -> Bitmap { try ImageFile.decode(gif.bytes, name: "test.gif") }

    @Test func colours() throws {
        #expect(
            try decode(RawGIF())
                == Bitmap(
                    width: 3, height: 2, channels: 3,
                    pixels: [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7, 0, 0, 0]))
        let grey = RawGIF(palette: [[0, 0, 0], [70, 70, 70], [90, 90, 90], [3, 3, 3], [255, 255, 255]])
        #expect(try decode(grey) == Bitmap(width: 3, height: 2, pixels: [0, 70, 90, 3, 255, 0]))
    }

    @Test func whatIsTransparentIsWhite() throws {
        #expect(try decode(RawGIF(transparent: 0)).pixels.prefix(6) == [255, 255, 255, 255, 0, 0])
    }

    @Test func interlacedRowsFindTheirPlace() throws {
        let order = [0, 8, 4, 2, 6, 1, 3, 5, 7, 9]
        let palette = (0..<128).map { [UInt8($0), UInt8($0), UInt8($0)] }
        let gif = RawGIF(
            width: 2, height: 10, frame: (0, 0, 2, 10), isInterlaced: true, palette: palette,
            places: order.flatMap { [UInt8($0), UInt8($0 + 50)] })
        #expect(try decode(gif).pixels == (0..<10).flatMap { [UInt8($0), UInt8($0 + 50)] })
    }

    @Test func theFirstFrameOnItsCanvas() throws {
        let palette = (0..<128).map { [UInt8($0), UInt8($0), UInt8($0)] }
        let inside = RawGIF(
            width: 4, height: 3, frame: (1, 1, 2, 1), palette: palette, places: [5, 6], otherFrames: 2)
        #expect(try decode(inside).pixels == [255, 255, 255, 255, 255, 5, 6, 255, 255, 255, 255, 255])
        // A canvas that is too small grows, as in viewers.
        let outside = RawGIF(width: 1, height: 1, frame: (0, 0, 2, 1), palette: palette, places: [5, 6])
        #expect(try decode(outside).pixels == [5, 6])
    }

    @Test func manyPixels() throws {
        let palette = (0..<128).map { [UInt8($0), UInt8($0), UInt8($0)] }
        let places = (0..<900).map { UInt8($0 * 7 % 128) }
        let gif = RawGIF(width: 30, height: 30, frame: (0, 0, 30, 30), palette: palette, places: places)
        #expect(try decode(gif).pixels == places)
    }
}

/// WebPs of many kinds, and CMYK in JPEG.
@Suite struct WebPAndInkTests {
    @Test func withoutLoss() throws {
        let wanted = Bitmap(width: 3, height: 2, channels: 3, pixels: RawWebP.pixels)
        #expect(try ImageFile.decode(RawWebP.lossless, name: "a.webp") == wanted)
        #expect(try ImageFile.decode(RawWebP.moving, name: "a.webp") == wanted)
    }

    @Test func alphaIsLaidOnWhite() throws {
        let image = try ImageFile.decode(RawWebP.alpha, name: "a.webp")
        #expect(image.pixels == [10, 20, 30, 227, 177, 152, 255, 255, 255, 255, 204, 204, 0, 0, 255, 90, 90, 90])
    }

    @Test func withLoss() throws {
        let image = try ImageFile.decode(RawWebP.lossy, name: "a.webp")
        #expect((image.width, image.height) == (16, 8))
        for (x, colour) in [(2, [200, 40, 40]), (13, [30, 60, 220])] {
            for c in 0..<3 { #expect(abs(Int(image[x, 4, c]) - colour[c]) < 20) }
        }
    }

    /// With Adobe's marker 255 is no ink, without it 0.
    @Test func inkBecomesColour() throws {
        let adobe = try ImageFile.decode(HostileFileTests.cmyk, name: "a.jpg")
        #expect(adobe == Bitmap(width: 8, height: 8, channels: 3, filledWith: 31))
        // The marker is the first segment, of 16 bytes; without it YCCK is taken for CMYK.
        let bytes = Array(HostileFileTests.cmyk.prefix(2)) + Array(HostileFileTests.cmyk.dropFirst(18))
        let plain = try ImageFile.decode(bytes, name: "a.jpg")
        #expect(Array(plain.pixels[..<3]) == [58, 82, 82])
    }
}
