import Foundation
import Imaging
import Testing

/// An image of noise, smooth or rough, that depends on the seed alone.
func randomImage(_ width: Int, _ height: Int, _ channels: Int, seed: UInt64, smooth: Bool = false) -> Bitmap {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return Bitmap(width: width, height: height, channels: channels) { pixels in
        for i in pixels.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Int(state >> 56)
            let x = i / channels % width, y = i / channels / width
            let wave = 128 + 60 * sin(Double(x) / 9) + 50 * cos(Double(y) / 7)
            pixels.initializeElement(at: i, to: smooth ? UInt8(Int(wave) + noise % 8) : UInt8(noise))
        }
    }
}

@Suite struct PNGRoundTripTests {
    static let sizes = [
        (1, 1), (1, 2), (2, 1), (1, 97), (97, 1), (3, 5), (7, 7), (32, 100), (200, 48), (145, 40), (255, 3), (640, 480),
        (3, 2000), (2000, 3),
    ]

    @Test(arguments: sizes, [1, 3])
    func isLossless(size: (Int, Int), channels: Int) throws {
        let encoder = try PNGEncoder()
        var bytes: [UInt8] = []
        for seed in 0..<4 as Range<UInt64> {
            let image = randomImage(size.0, size.1, channels, seed: seed, smooth: seed % 2 == 0)
            try encoder.encode(image, into: &bytes)
            #expect(try ImageFile.decode(bytes, name: "test") == image)
        }
    }

    @Test func isLosslessForLargeImages() throws {
        let image = randomImage(3000, 2000, 3, seed: 5)
        var bytes: [UInt8] = []
        try PNGEncoder().encode(image, into: &bytes)
        #expect(try ImageFile.decode(bytes, name: "test") == image)
        #expect(bytes.count < 3000 * 2000 * 3 + 100_000, "noise must be stored, not blown up")
    }

    @Test func bytesDependOnTheImageAlone() throws {
        let image = randomImage(200, 48, 1, seed: 1, smooth: true)
        var (first, second, third): ([UInt8], [UInt8], [UInt8]) = ([], [1, 2, 3], [])
        let encoder = try PNGEncoder()
        try encoder.encode(image, into: &first)
        try encoder.encode(randomImage(500, 300, 3, seed: 2), into: &third)
        try encoder.encode(image, into: &second)
        try PNGEncoder().encode(image, into: &third)
        #expect(first == second)
        #expect(first == third)
    }

    @Test func smoothPagesShrinkMost() throws {
        var (flat, smooth): ([UInt8], [UInt8]) = ([], [])
        let encoder = try PNGEncoder()
        try encoder.encode(Bitmap(width: 200, height: 48, filledWith: 200), into: &flat)
        try encoder.encode(randomImage(200, 48, 1, seed: 3, smooth: true), into: &smooth)
        #expect(flat.count < 200)
        #expect(smooth.count < 200 * 48 * 2 / 3)
    }

    @Test(arguments: [(0, 0), (0, 5), (5, 0)])
    func refusesEmptyImages(size: (Int, Int)) throws {
        let image = Bitmap(width: size.0, height: size.1)
        var bytes: [UInt8] = []
        let error = #expect(throws: ImagingError.self) { try PNGEncoder().encode(image, into: &bytes) }
        #expect(error?.description == "a \(size.0)x\(size.1) image cannot be a PNG: it has no pixels")
    }
}

@Suite struct JPEGRoundTripTests {
    /// The mean absolute difference of two images of one size.
    func distance(_ a: Bitmap, _ b: Bitmap) -> Double {
        Double(zip(a.pixels, b.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(a.pixels.count)
    }

    @Test(arguments: [(1, 1), (1, 97), (97, 1), (8, 8), (200, 48), (145, 41), (640, 480)], [1, 3])
    func keepsSizeAndKind(size: (Int, Int), channels: Int) throws {
        let image = randomImage(size.0, size.1, channels, seed: 1, smooth: true)
        var bytes: [UInt8] = []
        try JPEGEncoder().encode(image, quality: 75, into: &bytes)
        let decoded = try ImageFile.decode(bytes, name: "test")
        #expect(decoded.width == image.width && decoded.height == image.height && decoded.channels == channels)
    }

    @Test(arguments: [(10, 12.0), (50, 6.0), (75, 4.0), (95, 1.5), (100, 0.6)])
    func losesLittle(quality: Int, tolerance: Double) throws {
        let encoder = try JPEGEncoder()
        var bytes: [UInt8] = []
        let image = randomImage(200, 100, 1, seed: 2, smooth: true)
        try encoder.encode(image, quality: quality, into: &bytes)
        #expect(distance(try ImageFile.decode(bytes, name: "test"), image) < tolerance)
    }

    @Test func qualityCostsBytesAndLowersTheError() throws {
        let encoder = try JPEGEncoder()
        let image = randomImage(200, 100, 3, seed: 2, smooth: true)
        var results: [(count: Int, distance: Double)] = []
        for quality in [5, 40, 80, 100] {
            var bytes: [UInt8] = []
            try encoder.encode(image, quality: quality, into: &bytes)
            results.append((bytes.count, distance(try ImageFile.decode(bytes, name: "test"), image)))
        }
        for (worse, better) in zip(results, results.dropFirst()) {
            #expect(worse.count < better.count)
            #expect(worse.distance > better.distance)
        }
    }

    @Test func isDeterministic() throws {
        let image = randomImage(145, 40, 3, seed: 8)
        var (first, second): ([UInt8], [UInt8]) = ([], [9])
        let encoder = try JPEGEncoder()
        try encoder.encode(image, quality: 80, into: &first)
        try encoder.encode(image, quality: 80, into: &second)
        #expect(first == second)
    }

    @Test func refusesWhatItCannotHold() throws {
        func message(_ image: Bitmap, quality: Int = 75) -> String? {
            var bytes: [UInt8] = []
            return #expect(throws: ImagingError.self) {
                try JPEGEncoder().encode(image, quality: quality, into: &bytes)
            }?.message
        }
        let image = Bitmap(width: 4, height: 4)
        #expect(message(image, quality: 0) == "JPEG quality 0 is not in 1...100")
        #expect(message(image, quality: 101) == "JPEG quality 101 is not in 1...100")
        #expect(message(Bitmap(width: 0, height: 4)) == "a 0x4 image cannot be a JPEG: it has no pixels")
        #expect(
            message(Bitmap(width: 70_000, height: 1))
                == "a 70000x1 image is too large for a JPEG: 65500 px is the most")
    }
}
