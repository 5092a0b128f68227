import Foundation
import Imaging
import Testing

/// Files that are not what they seem: each is refused with a reason, and quickly.
@Suite struct HostileFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: ImagingError.Code
        /// A part of the message.
        let message: String
        var limits = ImageLimits()

        init(
            _ name: String, _ bytes: [UInt8], _ code: ImagingError.Code, _ message: String,
            limits: ImageLimits = ImageLimits()
        ) {
            (testDescription, self.bytes, self.code, self.message) = (name, bytes, code, message)
            self.limits = limits
        }
    }

    static let png = RawPNG(rows: [UInt8](repeating: 0, count: 20)).bytes
    static let jpeg = jpegBytes(Bitmap(width: 40, height: 30, channels: 3, filledWith: 90))

    static func jpegBytes(_ image: Bitmap) -> [UInt8] {
        var bytes: [UInt8] = []
        try? JPEGEncoder().encode(image, quality: 75, into: &bytes)
        return bytes
    }

    static func pngOfSize(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        RawPNG(width: width, height: height, rows: [0, 0]).bytes
    }

    /// The JPEG with the two bytes of its height and of its width replaced.
    static func jpegOfSize(_ width: Int, _ height: Int) -> [UInt8] {
        var bytes = jpeg
        guard let frame = frameOffset(bytes) else { return [] }
        bytes.replaceSubrange(
            frame + 5..<frame + 9,
            with: [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)])
        return bytes
    }

    /// Where the frame header of a baseline JPEG begins.
    static func frameOffset(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 }
    }

    static func changed(_ bytes: [UInt8], at offset: Int, to value: UInt8) -> [UInt8] {
        var bytes = bytes
        bytes[offset] = value
        return bytes
    }

    static let cases: [Case] = [
        Case("empty", [], .notAnImage, "the file is empty"),
        Case("text", Array("hello there".utf8), .notAnImage, "it begins with \"hello th\""),
        Case("short text", Array("P5".utf8), .notAnImage, "it begins with \"P5\""),
        Case("zeros", [0, 0, 0], .notAnImage, "it begins with 00 00 00"),
        Case(
            "BMP", [0x42, 0x4D, 0x80, 0], .notAnImage,
            "not a PNG, JPEG, WebP, TIFF, BMP or GIF file: it begins with 42 4d 80 00"),
        Case("half a signature", Array(png.prefix(6)), .notAnImage, "it begins with 89 50 4e 47 0d 0a"),
        Case("signature alone", Array(png.prefix(8)), .corrupt, "damaged PNG: cut short at byte 8"),
        Case("cut header", Array(png.prefix(20)), .corrupt, "damaged PNG: cut short in the chunk at byte 8"),
        Case("header alone", Array(png.prefix(33)), .corrupt, "damaged PNG: cut short at byte 33"),
        Case("cut data", Array(png.prefix(55)), .corrupt, "damaged PNG: cut short in the chunk at byte 33"),
        Case("no end", Array(png.dropLast(12)), .corrupt, "damaged PNG: cut short at byte"),
        Case("cut end", Array(png.dropLast(1)), .corrupt, "damaged PNG: cut short at byte"),
        Case("header checksum", changed(png, at: 30, to: 1), .corrupt, "the chunk at byte 8 has a wrong checksum"),
        Case("data checksum", changed(png, at: 50, to: 99), .corrupt, "the chunk at byte 33 has a wrong checksum"),
        Case("long chunk", changed(png, at: 33, to: 0xFF), .corrupt, "cut short in the chunk at byte 33"),
        Case(
            "no header", RawPNG.signature + chunk("IDAT", stored([0, 0])) + chunk("IEND", []), .corrupt,
            "it does not begin with a header"),
        Case("end alone", RawPNG.signature + chunk("IEND", []), .corrupt, "it does not begin with a header"),
        Case("width 0", pngOfSize(0, 4), .corrupt, "the image is 0x4: it has no pixels"),
        Case("height 0", pngOfSize(4, 0), .corrupt, "the image is 4x0: it has no pixels"),
        Case("huge PNG", pngOfSize(65535, 65535), .tooLarge, "65535x65535: sides over 32767 px are refused"),
        Case("largest PNG", pngOfSize(.max, .max), .tooLarge, "sides over 32767 px are refused"),
        Case("large PNG", pngOfSize(30000, 30000), .tooLarge, "30000x30000: more than 64000000 pixels are refused"),
        Case("empty promise", pngOfSize(8000, 8000), .corrupt, "13 bytes of data are too few for 8000x8000 pixels"),
        Case("missing rows", RawPNG(rows: [0, 1, 2, 3, 4]).bytes, .corrupt, "damaged PNG: "),
        Case(
            "no zlib stream",
            RawPNG.signature + chunk("IHDR", RawPNG().header) + chunk("IDAT", [1, 2, 3, 4, 5, 6]) + chunk("IEND", []),
            .corrupt, "damaged PNG: "),
        Case(
            "no data", RawPNG.signature + chunk("IHDR", RawPNG().header) + chunk("IEND", []), .corrupt,
            "0 bytes of data are too few for 4x4 pixels"),
        Case(
            "filter 9", RawPNG(width: 1, height: 1, rows: [9, 1]).bytes, .corrupt, "damaged PNG: bad adaptive filter"),
        Case(
            "no palette", RawPNG(width: 1, height: 1, colours: 3, rows: [0, 0]).bytes, .corrupt, "damaged PNG: "),
        Case("colour type 5", RawPNG(colours: 5).bytes, .corrupt, "no PNG has colour type 5 with 8 bits"),
        Case("3 bits", RawPNG(bits: 3).bytes, .corrupt, "no PNG has colour type 0 with 3 bits"),
        Case("1-bit RGB", RawPNG(bits: 1, colours: 2).bytes, .corrupt, "damaged PNG: "),
        Case("own limit", png, .tooLarge, "4x4: sides over 3 px are refused", limits: ImageLimits(maxSide: 3)),
        Case("own area", png, .tooLarge, "more than 15 pixels are refused", limits: ImageLimits(maxPixels: 15)),
        Case("own bytes", png, .tooLarge, "more than 50 are refused", limits: ImageLimits(maxBytes: 50)),
        Case("start of a JPEG", [0xFF, 0xD8, 0xFF], .corrupt, "damaged JPEG: it holds no image"),
        Case("JPEG without a frame", [0xFF, 0xD8, 0xFF, 0xD9], .corrupt, "damaged JPEG: it holds no image"),
        Case("cut JPEG header", Array(jpeg.prefix(100)), .corrupt, "damaged JPEG: it holds no image"),
        Case("cut JPEG", Array(jpeg.dropLast(20)), .corrupt, "damaged JPEG: Premature end of JPEG file"),
        Case("JPEG without its end", Array(jpeg.dropLast(2)), .corrupt, "damaged JPEG: Premature end of JPEG file"),
        Case("JPEG of height 0", jpegOfSize(40, 0), .corrupt, "damaged JPEG: "),
        Case("huge JPEG", jpegOfSize(65000, 65000), .tooLarge, "65000x65000: sides over 32767 px are refused"),
        Case("longest JPEG", jpegOfSize(65535, 65535), .corrupt, "damaged JPEG: Maximum supported image dimension"),
        Case("large JPEG", jpegOfSize(20000, 20000), .tooLarge, "more than 64000000 pixels are refused"),
        Case(
            "JPEG larger than its data", jpegOfSize(1000, 1000), .corrupt,
            "damaged JPEG: Corrupt JPEG data: premature end"),
        Case("cut CMYK", Array(cmyk.dropLast(4)), .corrupt, "damaged JPEG: Premature end of JPEG file"),
    ]

    static let otherCases: [Case] = [
        Case("cut WebP", Array(RawWebP.lossless.dropLast(1)), .corrupt, "damaged WebP: cut short"),
        Case("start of a WebP", Array(RawWebP.lossless.prefix(12)), .corrupt, "damaged WebP: cut short"),
        Case(
            "canvas of another size", RawWebP.withEXIF([], width: 4), .corrupt, "damaged WebP: cut short, or its chunks"
        ),
        Case(
            "large WebP", RawWebP.withEXIF([], width: 30000, height: 30000), .corrupt, "damaged WebP: cut short, or its"
        ),
        Case("own limit of WebP", RawWebP.moving, .tooLarge, "3x2: sides over 2 px", limits: ImageLimits(maxSide: 2)),
        Case(
            "WebP of other pixels", changed(RawWebP.lossless, at: 30, to: 0xFF), .corrupt,
            "damaged WebP: its pixels are cut short or broken"),

        Case("start of a TIFF", Array(RawTIFF().bytes.prefix(6)), .corrupt, "damaged TIFF: "),
        Case("cut TIFF", Array(RawTIFF().bytes.dropLast(12)), .corrupt, "damaged TIFF: "),
        Case("no directory", [0x49, 0x49, 42, 0, 0, 0, 0, 0], .corrupt, "damaged TIFF: "),
        Case("huge TIFF", RawTIFF(width: 70000, height: 70000).bytes, .tooLarge, "sides over 32767 px are refused"),
        Case("large TIFF", RawTIFF(width: 30000, height: 30000).bytes, .tooLarge, "more than 64000000 pixels"),
        Case("TIFF without rows", RawTIFF(height: 0).bytes, .corrupt, "damaged TIFF: Bad value 0"),
        Case("empty promise of TIFF", RawTIFF(width: 8000, height: 8000).bytes, .corrupt, "damaged TIFF: "),
        Case(
            "tiles larger than all", RawTIFF(tile: (32768, 32768), parts: [[1]]).bytes, .tooLarge,
            "its tiles of 32768x32768 are too large for its picture"),
        Case(
            "many wide tiles", RawTIFF(width: 1, height: 32000, tile: (65536, 16), parts: [[1]]).bytes, .tooLarge,
            "its tiles of 65536x16 are too large"),
        Case("JPEG of the old style", RawTIFF(compression: 6).bytes, .unsupported, "JPEG of the old style in TIFF"),
        Case(
            "floating point",
            RawTIFF(height: 1, bits: [32], parts: [[UInt8](repeating: 0, count: 12)], extra: [(339, 3, [3])]).bytes,
            .unsupported, "this kind of TIFF is not read: "),
        Case(
            "compression 77", RawTIFF(compression: 77).bytes, .unsupported,
            "compression 77 is not read: save it with another"),
        Case(
            "deep grey with alpha", RawTIFF(height: 1, bits: [16, 16], alpha: 2, parts: [Array(0..<12)]).bytes,
            .unsupported, "grey TIFFs of 16 bits with transparency are not read"),

        Case("start of a GIF", Array(RawGIF().bytes.prefix(6)), .corrupt, "damaged GIF: "),
        Case("cut GIF", Array(RawGIF().bytes.dropLast(8)), .corrupt, "damaged GIF: "),
        Case("GIF without its end", RawGIF(hasEnd: false).bytes, .corrupt, "damaged GIF: "),
        Case("GIF without a picture", Array(RawGIF().bytes.prefix(13 + 384)) + [0x3B], .corrupt, "it holds no picture"),
        Case("huge GIF", RawGIF(width: 65535, height: 65535).bytes, .tooLarge, "sides over 32767 px are refused"),
        Case("large GIF", RawGIF(width: 30000, height: 30000).bytes, .tooLarge, "more than 64000000 pixels"),
        Case("huge frame", RawGIF(frame: (60000, 0, 3, 2)).bytes, .tooLarge, "60003x2: sides over 32767 px"),
        Case("frame without pixels", RawGIF(frame: (0, 0, 0, 2)).bytes, .corrupt, "its picture is 0x2"),
        Case("missing codes", RawGIF(places: [0, 1, 2]).bytes, .corrupt, "damaged GIF: "),

        Case(
            "start of a BMP", Array(RawBMP(rows: [1]).bytes.prefix(20)), .corrupt, "damaged BMP: cut short at byte 20"),
        Case("missing rows of BMP", RawBMP(rows: [1, 2, 3]).bytes, .corrupt, "3 bytes of pixels are too few for 2x2"),
        Case("BMP of width 0", RawBMP(width: 0).bytes, .corrupt, "it has no pixels"),
        Case("BMP of negative width", RawBMP(width: -2).bytes, .corrupt, "it has no pixels"),
        Case("lowest height", RawBMP(height: -2_147_483_648).bytes, .tooLarge, "sides over 32767 px"),
        Case("large BMP", RawBMP(width: 30000, height: 30000).bytes, .tooLarge, "more than 64000000 pixels"),
        Case(
            "empty promise of BMP", RawBMP(width: 8000, height: 8000).bytes, .corrupt, "0 bytes of pixels are too few"),
        Case(
            "BMP without colours", RawBMP(bits: 8, rows: [0, 0, 0, 0, 0, 0, 0, 0]).bytes, .corrupt, "a colour that its"),
        Case("JPEG in a BMP", RawBMP(compression: 4).bytes, .unsupported, "BMPs of 24 bits with compression 4 are not"),
        Case("7 bits", RawBMP(bits: 7).bytes, .unsupported, "BMPs of 7 bits with compression 0 are not read"),
        Case(
            "runs without an end", RawBMP(bits: 8, compression: 1, palette: [[1, 1, 1]], rows: [2, 0]).bytes, .corrupt,
            "its runs are cut short or leave the picture"),
    ]

    @Test(arguments: cases + otherCases)
    func isRefused(file: Case) throws {
        let error = #expect(throws: ImagingError.self) {
            try ImageFile.decode(file.bytes, name: "bad.png", limits: file.limits)
        }
        #expect(error?.code == file.code)
        let message = try #require(error?.description)
        #expect(message.hasPrefix("bad.png: "), "\(message)")
        #expect(message.contains(file.message), "\(message)")
    }

    @Test func theBasesOfTheCasesAreSound() throws {
        #expect(try ImageFile.decode(Self.png, name: "base") == Bitmap(width: 4, height: 4))
        #expect(try ImageFile.decode(Self.jpeg, name: "base").width == 40)
    }

    /// A sound file of each kind.
    static let originals: [(String, [UInt8])] = {
        let image = randomImage(40, 30, 3, seed: 4, smooth: true)
        let turned = Array("Exif\0\0".utf8) + OrientationTests.exif(6)
        var png: [UInt8] = []
        try? PNGEncoder().encode(image, into: &png)
        let runs: [UInt8] = [3, 1, 0, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1]
        let colours: [[UInt8]] = [[0, 0, 0], [50, 50, 50], [90, 0, 90]]
        return [
            ("PNG", png), ("PNG with EXIF", OrientationTests.png(OrientationTests.exif(6))), ("JPEG", jpegBytes(image)),
            ("JPEG with EXIF", OrientationTests.jpeg(image, segment: 0xE1, turned)), ("CMYK", cmyk),
            ("WebP", RawWebP.lossless), ("clear WebP", RawWebP.alpha), ("lossy WebP", RawWebP.lossy),
            ("moving WebP", RawWebP.moving), ("WebP with EXIF", RawWebP.withEXIF(turned)),
            ("TIFF", RawTIFF(orientation: 6, pages: 2).bytes), ("big-endian TIFF", RawTIFF(isBigEndian: true).bytes),
            (
                "tiled TIFF",
                RawTIFF(
                    width: 20, tile: (16, 16), parts: [[UInt8]](repeating: [UInt8](repeating: 7, count: 256), count: 2)
                )
                .bytes
            ),
            ("clear TIFF", RawTIFF(bits: [8, 8], alpha: 2, parts: [Array(0..<12)]).bytes),
            ("GIF", RawGIF(transparent: 1, otherFrames: 1).bytes), ("interlaced GIF", RawGIF(isInterlaced: true).bytes),
            ("BMP", RawBMP(rows: [UInt8](repeating: 9, count: 16)).bytes),
            ("BMP of runs", RawBMP(width: 3, height: 3, bits: 8, compression: 1, palette: colours, rows: runs).bytes),
            (
                "BMP with masks",
                RawBMP(
                    bits: 32, compression: 3, headerSize: 108, masks: [0xFF_0000, 0xFF00, 0xFF, 0xFF00_0000],
                    rows: [UInt8](repeating: 99, count: 16)
                ).bytes
            ),
        ] + TIFFKindsTests.compressed
    }()

    /// 500 files with up to eight wrong bytes, or cut, or with a part twice, per format.
    @Test(arguments: originals)
    func mutationsDecodeOrThrow(format: String, original: [UInt8]) throws {
        var state: UInt64 = 12345
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let limits = ImageLimits(maxPixels: 1_000_000)
        var refused = 0
        for _ in 0..<500 {
            var bytes = original
            // Half of them in the header, where most is decided.
            let reach = random(2) == 0 ? min(64, bytes.count) : bytes.count
            for _ in 0...random(8) { bytes[random(reach)] = UInt8(random(256)) }
            switch random(5) {
            case 0: bytes.removeLast(random(bytes.count))
            case 1:
                let start = random(bytes.count)
                bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + random(64))], at: random(bytes.count))
            default: break
            }
            do {
                let decoded = try ImageFile.decode(bytes, name: "mutated", limits: limits)
                #expect(decoded.pixels.count == decoded.width * decoded.height * decoded.channels)
                #expect(decoded.width * decoded.height <= limits.maxPixels)
            } catch let error as ImagingError {
                refused += 1
                #expect(error.message.hasPrefix("mutated: "))
            }
        }
        #expect(refused > 0)
    }

    /// Wrong bytes under right checksums reach the library behind them.
    @Test func mutatedRowsDecodeOrThrow() throws {
        var state: UInt64 = 99
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let header = RawPNG(width: 10, height: 10, colours: 2).header
        var refused = 0
        for _ in 0..<500 {
            var data = stored((0..<310).map { _ in UInt8(random(5)) })
            for _ in 0...random(3) { data[random(data.count)] = UInt8(random(256)) }
            let bytes = RawPNG.signature + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", [])
            do {
                let image = try ImageFile.decode(bytes, name: "mutated")
                #expect(image.width == 10 && image.height == 10 && image.channels == 3)
            } catch is ImagingError {
                refused += 1
            }
        }
        #expect(refused > 0 && refused < 500)
    }

    /// An 8 x 8 CMYK JPEG.
    static let cmyk = [UInt8](Data(base64Encoded: cmykText) ?? Data())
    private static let cmykText = """
        /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdo
        Zz5NcXlwZHhcZWdj/9sAQwEREhIYFRgvGhovY0I4QmNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
        Y2NjY2Nj/8AAFAgACAAIBAERAAIRAQMRAQQRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMF
        BQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RV
        VldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh
        4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIBAgQEAwQHBQQEAAECdwAB
        AgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2Rl
        ZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp
        6vLz9PX29/j5+v/aAA4EAQACEQMRBAAAPwDToAzK/9k=
        """.filter { !$0.isWhitespace }
}

/// Files on disk.
@Suite final class ImageFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "imaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func message(_ body: () throws -> Void) -> String? {
        #expect(throws: ImagingError.self, performing: body)?.message
    }

    @Test(arguments: ["a.png", "a.PNG", "a b.jpg", "ü.jpeg"])
    func writesByExtensionAndReadsBack(name: String) throws {
        let image = Bitmap(width: 30, height: 20, channels: 3, filledWith: 77)
        try ImageFile.write(Bitmap(width: 1, height: 1), path: path(name))
        try ImageFile.write(image, path: path(name))
        #expect(try ImageFile.read(path: path(name)) == image)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
        let isPNG = try Data(contentsOf: URL(filePath: path(name))).first == 0x89
        #expect(isPNG == name.lowercased().hasSuffix("png"))
    }

    @Test func theContentsDecideOverTheName() throws {
        try ImageFile.write(Bitmap(width: 3, height: 3, filledWith: 9), path: path("a.png"))
        try FileManager.default.moveItem(atPath: path("a.png"), toPath: path("a.jpg"))
        #expect(try ImageFile.read(path: path("a.jpg")) == Bitmap(width: 3, height: 3, filledWith: 9))
    }

    @Test func refusesWhatCannotBeRead() throws {
        let (missing, here) = (path("missing.png"), folder.path)
        #expect(
            message { _ = try ImageFile.read(path: missing) }
                == "cannot read \(missing): no such file or directory")
        #expect(message { _ = try ImageFile.read(path: here) } == "cannot read \(here): it is a directory")
        #expect(
            message { _ = try ImageFile.read(path: "/dev/zero") } == "cannot read /dev/zero: it is not a regular file")
        let large = path("large.png")
        try Data(count: 1000).write(to: URL(filePath: large))
        #expect(
            message { _ = try ImageFile.read(path: large, limits: ImageLimits(maxBytes: 999)) }
                == "\(large): the file has 1000 bytes: more than 999 are refused")
    }

    @Test func refusesWhatCannotBeWritten() throws {
        let image = Bitmap(width: 2, height: 2)
        for name in ["a.gif", "png", ".png.", "a"] {
            let target = path(name)
            #expect(
                message { try ImageFile.write(image, path: target) }
                    == "cannot write \(target): the name must end in .png, .jpg or .jpeg")
        }
        let nowhere = path("missing/a.png")
        #expect(
            message { try ImageFile.write(image, path: nowhere) }
                == "cannot write \(nowhere): no such file or directory")
        let empty = path("empty.png")
        #expect(
            message { try ImageFile.write(Bitmap(width: 0, height: 0), path: empty) }
                == "cannot write \(empty): a 0x0 image cannot be a PNG: it has no pixels")
        let taken = path("taken.png")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
        #expect(message { try ImageFile.write(image, path: taken) } == "cannot write \(taken): is a directory")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken.png"])
    }
}
