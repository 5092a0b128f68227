import Testing

@testable import Imaging

/// Files that would take long: decoding them is given up.
@Suite struct DecodeTimeTests {
    /// A file for which there is no time at all.
    @Test(arguments: [
        HostileFileTests.png, HostileFileTests.jpeg, RawGIF().bytes, RawTIFF().bytes,
    ]) func whatDoesNotEndInTimeIsGivenUp(file: [UInt8]) throws {
        let limits = ImageLimits(deadline: ContinuousClock.now)
        let error = #expect(throws: ImagingError.self) {
            try ImageFile.decode(file, name: "a picture", limits: limits)
        }
        #expect(error?.code == .tooSlow)
        #expect(error?.message.hasPrefix("a picture: decoding it takes too long") == true)
        // The same file within its time.
        let later = ImageLimits(deadline: ContinuousClock.now + .seconds(600))
        #expect(
            try ImageFile.decode(file, name: "a picture", limits: later)
                == ImageFile.decode(file, name: "a picture"))
    }

    /// Hundreds of scans of a few bytes each go over all of a picture's blocks.
    @Test func aPictureOfManyScansIsGivenUp() throws {
        let file = ManyScans(blocks: 128, scans: 400).bytes
        #expect(file.count < 9000)
        let error = #expect(throws: ImagingError.self) {
            try ImageFile.decode(
                file, name: "a picture", limits: ImageLimits(deadline: ContinuousClock.now + .milliseconds(5)))
        }
        #expect(error?.code == .tooSlow)
    }

    @Test func soManyScansAndNoMore() throws {
        let fitting = try ImageFile.decode(ManyScans(blocks: 1, scans: 500).bytes, name: "a picture")
        #expect(fitting.width == 8 && fitting.height == 8)
        let error = #expect(throws: ImagingError.self) {
            try ImageFile.decode(ManyScans(blocks: 1, scans: 501).bytes, name: "a picture")
        }
        #expect(error?.code == .tooLarge)
        #expect(error?.message == "a picture: the JPEG has more than 500 scans: save it without")
    }

    /// Texts in a PNG may unpack to a thousand times their size; they are not unpacked.
    @Test func textsOfAPNGAreLeftOut() throws {
        let rows: [UInt8] = [0, 10, 20, 30, 40, 0, 50, 60, 70, 80, 0, 90, 99, 98, 97, 0, 1, 2, 3, 4]
        let plain = RawPNG(rows: rows).bytes
        var file = RawPNG(rows: rows)
        file.extra = [
            ("tEXt", Array("Comment\0hello".utf8)), ("gAMA", word(45455)),
            ("zTXt", Array("Comment\0\0".utf8) + stored([1, 2, 3])), ("sPLT", Array("p\0".utf8) + [8]),
        ]
        let bytes = file.bytes
        let kept = try PNGHeader(checking: bytes, name: "a picture").needed(of: bytes)
        #expect(kept.count == plain.count + 16)
        #expect(try PNGHeader(checking: plain, name: "a picture").needed(of: plain) == plain)
        #expect(
            try ImageFile.decode(bytes, name: "a picture") == ImageFile.decode(plain, name: "a picture"))
    }
}

/// A grey progressive JPEG, so many blocks wide and high, of many scans in which nothing changes.
struct ManyScans {
    /// 1, or 128: then all blocks are one run.
    let blocks: Int
    let scans: Int

    var bytes: [UInt8] {
        let size = [UInt8((blocks * 8) >> 8), UInt8((blocks * 8) & 255)]
        let oneCode = [1] + [UInt8](repeating: 0, count: 15)
        // A run of 2^14 blocks that end here, or of this one alone.
        let endOfBlocks: UInt8 = blocks == 1 ? 0x00 : 0xE0
        var file: [UInt8] = [0xFF, 0xD8]
        file += segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        file += segment(0xC2, [8] + size + size + [1, 1, 0x11, 0])
        file += segment(0xC4, [0x00] + oneCode + [0])
        file += segment(0xC4, [0x10] + oneCode + [endOfBlocks])
        // The mean of each block, one bit each, and then all else of it, again and again.
        let means = blocks == 1 ? [0x7F] : [UInt8](repeating: 0, count: blocks * blocks / 8)
        file += segment(0xDA, [1, 1, 0, 0, 0, 0]) + means
        for _ in 1..<scans { file += segment(0xDA, [1, 1, 0, 1, 63, 0]) + (blocks == 1 ? [0x7F] : [0x00, 0x01]) }
        return file + [0xFF, 0xD9]
    }

    private func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        let count = data.count + 2
        return [0xFF, marker, UInt8(count >> 8), UInt8(count & 255)] + data
    }
}
