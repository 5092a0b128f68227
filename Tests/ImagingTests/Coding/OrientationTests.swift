import Imaging
import Testing

/// Pictures are turned as their EXIF or their tag says.
@Suite struct OrientationTests {
    /// EXIF data with the orientation behind another tag.
    static func exif(_ value: Int, isBigEndian: Bool = true, type: Int = 3) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            isBigEndian ? RawBMP.number(value, size).reversed() : RawBMP.number(value, size)
        }
        let entry = number(274, 2) + number(type, 2) + number(1, 4)
        let held = type == 3 ? number(value, 2) + [0, 0] : number(value, 4)
        return (isBigEndian ? [0x4D, 0x4D, 0, 42] : [0x49, 0x49, 42, 0]) + number(8, 4) + number(2, 2)
            + number(256, 2) + number(3, 2) + number(1, 4) + number(77, 2) + [0, 0] + entry + held + number(0, 4)
    }

    /// A JPEG with a segment behind its start.
    static func jpeg(_ image: Bitmap, segment marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        var bytes = HostileFileTests.jpegBytes(image)
        let length = data.count + 2
        bytes.insert(contentsOf: [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + data, at: 2)
        return bytes
    }

    static func png(_ exif: [UInt8], rows: [UInt8] = [0, 1, 2, 3, 0, 4, 5, 6]) -> [UInt8] {
        RawPNG(width: 3, height: 2, extra: [("eXIf", exif)], rows: rows).bytes
    }

    /// How 123 over 456 is seen: rows by orientation.
    static let seen: [Int: [[UInt8]]] = [
        1: [[1, 2, 3], [4, 5, 6]], 2: [[3, 2, 1], [6, 5, 4]], 3: [[6, 5, 4], [3, 2, 1]], 4: [[4, 5, 6], [1, 2, 3]],
        5: [[1, 4], [2, 5], [3, 6]], 6: [[4, 1], [5, 2], [6, 3]], 7: [[6, 3], [5, 2], [4, 1]],
        8: [[3, 6], [2, 5], [1, 4]],
    ]

    static func bitmap(_ value: Int) throws -> Bitmap {
        let rows = try #require(seen[value])
        return Bitmap(width: rows[0].count, height: rows.count, pixels: Array(rows.joined()))
    }

    @Test(arguments: 1...8, [true, false])
    func pngAndTIFF(value: Int, isBigEndian: Bool) throws {
        let wanted = try Self.bitmap(value)
        for type in [3, 4] {
            let png = Self.png(Self.exif(value, isBigEndian: isBigEndian, type: type))
            #expect(try ImageFile.decode(png, name: "a.png") == wanted)
        }
        let tiff = RawTIFF(isBigEndian: isBigEndian, orientation: value)
        #expect(try ImageFile.decode(tiff.bytes, name: "a.tif") == wanted)
    }

    @Test(arguments: 1...8)
    func colours(value: Int) throws {
        let places = try Self.bitmap(value)
        func colour(_ place: UInt8) -> ArraySlice<UInt8> { RawWebP.pixels[(Int(place) - 1) * 3..<Int(place) * 3] }
        let wanted = Bitmap(
            width: places.width, height: places.height, channels: 3, pixels: places.pixels.flatMap(colour))
        for prefix in [[], Array("Exif\0\0".utf8)] {
            let webp = RawWebP.withEXIF(prefix + Self.exif(value))
            #expect(try ImageFile.decode(webp, name: "a.webp") == wanted)
        }
        let tiff = RawTIFF(bits: [8, 8, 8], photometric: 2, orientation: value, parts: [RawWebP.pixels])
        #expect(try ImageFile.decode(tiff.bytes, name: "a.tif") == wanted)
    }

    @Test(arguments: 1...8, [1, 3])
    func jpeg(value: Int, channels: Int) throws {
        // Each pixel is a block of the format, so that values hardly change.
        let blocks = Bitmap(width: 24, height: 16, channels: channels) { pixels in
            for i in 0..<24 * 16 {
                for c in 0..<channels {
                    pixels.initializeElement(at: i * channels + c, to: UInt8(40 * (i % 24 / 8 + 1 + i / 24 / 8 * 3)))
                }
            }
        }
        let data = Array("Exif\0\0".utf8) + Self.exif(value)
        let image = try ImageFile.decode(Self.jpeg(blocks, segment: 0xE1, data), name: "a.jpg")
        let wanted = try Self.bitmap(value)
        #expect((image.width, image.height) == (wanted.width * 8, wanted.height * 8))
        for y in 0..<wanted.height {
            for x in 0..<wanted.width {
                let value = Int(image[x * 8 + 4, y * 8 + 4, channels - 1])
                #expect(abs(value - 40 * Int(wanted[x, y])) <= 6, "\(x), \(y): \(value)")
            }
        }
    }

    /// The first EXIF segment counts; other segments, and those behind the pixels, don't.
    @Test func segmentsOfAJPEG() throws {
        let image = Bitmap(width: 16, height: 8, filledWith: 100)
        func sides(_ bytes: [UInt8]) throws -> [Int] {
            let image = try ImageFile.decode(bytes, name: "a.jpg")
            return [image.width, image.height]
        }
        let turned = Array("Exif\0\0".utf8) + Self.exif(6)
        #expect(try sides(Self.jpeg(image, segment: 0xE1, turned)) == [8, 16])
        #expect(try sides(Self.jpeg(image, segment: 0xE2, turned)) == [16, 8])
        #expect(try sides(Self.jpeg(image, segment: 0xE1, Self.exif(6))) == [16, 8])
        var two = Self.jpeg(image, segment: 0xE1, turned)
        two.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(turned.count + 2)] + Array("Exif\0\0".utf8) + Self.exif(1), at: 2)
        #expect(try sides(two) == [16, 8])
    }

    static let odd: [[UInt8]] = [
        [], [0x4D], Array("MM\0*".utf8), Array("II*\0".utf8), Array("XX*\0\0\0\0\u{8}".utf8), exif(0), exif(9),
        exif(65535),
        exif(6, type: 2), exif(6, type: 99), Array(exif(6).prefix(30)), Array(exif(6).prefix(10)),
        // The directory lies behind the end, or at its own header, or has more entries than there are.
        Array("MM\0*".utf8) + [0xFF, 0xFF, 0xFF, 0xFF], Array("MM\0*".utf8) + [0, 0, 0, 0],
        Array("II*\0".utf8) + [8, 0, 0, 0, 0xFF, 0xFF],
    ]

    @Test(arguments: odd)
    func damagedEXIFTurnsNothing(exif: [UInt8]) throws {
        #expect(try ImageFile.decode(Self.png(exif), name: "a.png") == Self.bitmap(1))
        let webp = try ImageFile.decode(RawWebP.withEXIF(exif), name: "a.webp")
        #expect(webp.pixels == RawWebP.pixels)
        let image = Bitmap(width: 16, height: 8, filledWith: 100)
        let jpeg = Self.jpeg(image, segment: 0xE1, Array("Exif\0\0".utf8) + exif)
        #expect(try ImageFile.decode(jpeg, name: "a.jpg").width == 16)
    }

    @Test(arguments: [0, 9, 65535])
    func oddTagsOfTIFFTurnNothing(value: Int) throws {
        #expect(try ImageFile.decode(RawTIFF(orientation: value).bytes, name: "a.tif") == Self.bitmap(1))
    }

    @Test func everyByteOfEXIFMayBeWrong() throws {
        let exif = Self.exif(6, isBigEndian: false)
        for place in exif.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                let image = try ImageFile.decode(
                    Self.png(HostileFileTests.changed(exif, at: place, to: value)), name: "a.png")
                #expect(image.pixels.sorted() == [1, 2, 3, 4, 5, 6])
            }
        }
    }
}
