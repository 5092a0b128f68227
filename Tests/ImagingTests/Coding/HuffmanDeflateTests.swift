import Testing

@testable import Imaging

@Suite("Huffman-only deflate")
struct HuffmanDeflateTests {
    private func random(_ count: Int, seed: UInt64, _ shape: (UInt8) -> UInt8) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return shape(UInt8(truncatingIfNeeded: state >> 32))
        }
    }

    /// Counts that grow like Fibonacci's numbers make the deepest trees.
    @Test(arguments: [2, 3, 16, 17, 30, 44])
    func codesStayWithinFifteenBitsAndFillTheTree(symbols: Int) {
        var counts: [UInt32] = [1, 1]
        while counts.count < symbols { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        let lengths = HuffmanCode.lengths(of: counts + [0, 0], longest: 15)
        #expect(lengths.suffix(2) == [0, 0])
        #expect(lengths.dropLast(2).allSatisfy { (1...15).contains($0) })
        let shares: [Double] = lengths.dropLast(2).map { 1 / Double(1 << Int($0)) }
        #expect(shares.reduce(0, +) == 1)
        let used = Array(lengths.dropLast(2))
        #expect(used == used.sorted(by: >))
    }

    @Test func oneSymbolGetsOneBit() {
        #expect(HuffmanCode.lengths(of: [0, 9, 0], longest: 15) == [0, 1, 0])
    }

    /// Images that go this way, of sizes around the block's and the writer's steps, come back from libpng as they were.
    @Test(arguments: [(7, 2), (64, 3), (255, 257), (256, 256), (300, 437), (1023, 64), (1500, 131)])
    func noisyImagesComeBack(width: Int, height: Int) throws {
        let encoder = try PNGEncoder()
        let shapes: [(UInt8) -> UInt8] = [
            { $0 }, { $0 & 0x0F }, { $0 / 5 &+ 100 }, { UInt8($0.leadingZeroBitCount) &* 30 &+ ($0 & 7) },
        ]
        for (number, shape) in shapes.enumerated() {
            for channels in [1, 3] {
                let bytes = random(width * height * channels, seed: UInt64(number + 1), shape)
                let image = Bitmap(width: width, height: height, channels: channels, pixels: bytes)
                // A few pixels are too few to tell.
                if width >= 64 { #expect(PNGFilter.cheapest(for: image).isNoise) }
                var file: [UInt8] = []
                try encoder.encode(image, into: &file)
                #expect(try ImageFile.decode(file, name: "noise") == image)
            }
        }
    }

    @Test func noiseIsNotMuchLargerThanItsEntropy() {
        var deflate = HuffmanDeflate()
        for (bits, mask) in [(8, 0xFF), (6, 0x3F), (4, 0x0F)] as [(Int, UInt8)] {
            let bytes = random(100_000, seed: 5) { $0 & mask }
            var room = [UInt8](repeating: 0, count: HuffmanDeflate.bound(bytes.count))
            let written = bytes.withUnsafeBytes { bytes in
                room.withUnsafeMutableBytes { deflate.compress(bytes, into: $0) }
            }
            let entropy = Double(bytes.count * bits / 8)
            // The end of a block is one symbol more, and costs one of 16 equal ones a bit.
            #expect(Double(written) < entropy * 1.02 + 300)
        }
    }

    @Test func flatPagesStillGoThroughTheSearch() throws {
        let page = Bitmap(width: 400, height: 300, filledWith: 250)
        #expect(!PNGFilter.cheapest(for: page).isNoise)
        var file: [UInt8] = []
        try PNGEncoder().encode(page, into: &file)
        #expect(file.count < 1000)
    }
}
