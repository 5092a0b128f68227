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
        Case("BMP", [0x42, 0x4D, 0x80, 0], .notAnImage, "not a PNG or JPEG file: it begins with 42 4d 80 00"),
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
        Case("CMYK", cmyk, .unsupported, "CMYK JPEGs are not handled: save the image as RGB"),
    ]

    @Test(arguments: cases)
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

    /// 500 files with up to eight wrong bytes, or cut, or with a part twice, per format.
    @Test(arguments: ["png", "jpeg"])
    func mutationsDecodeOrThrow(format: String) throws {
        var original: [UInt8] = []
        let image = randomImage(40, 30, 3, seed: 4, smooth: true)
        if format == "png" { try PNGEncoder().encode(image, into: &original) } else { original = Self.jpegBytes(image) }
        var state: UInt64 = 12345
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let limits = ImageLimits(maxPixels: 1_000_000)
        var refused = 0
        for _ in 0..<500 {
            var bytes = original
            for _ in 0...random(8) { bytes[random(bytes.count)] = UInt8(random(256)) }
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
