import Testing

@testable import Arrays

/// Blocks of LZF, as h5py packs by.
@Suite struct LZFTests {
    private func unpack(_ block: [UInt8], limit: Int = 1 << 16) -> [UInt8]? {
        block.withUnsafeBytes { LZFBlock.unpack($0, limit: limit) }
    }

    @Test(
        arguments: [
            ([], []),
            ([2, 65, 66, 67], [65, 66, 67]),
            // "AB" and then six more of the same, which lie two back.
            ([1, 65, 66, 0x80, 1], [65, 66, 65, 66, 65, 66, 65, 66]),
            // A long one: 9 + 3 times the byte before.
            ([0, 7, 0xE0, 3, 0], Array(repeating: 7, count: 13)),
        ] as [([UInt8], [UInt8])])
    func blocks(block: [UInt8], bytes: [UInt8]) {
        #expect(unpack(block) == bytes)
    }

    /// Cut short, reaching back too far, or longer than they may be.
    @Test(arguments: [[5, 65], [0x20], [0xE0, 3], [0, 65, 0x20, 1], [0, 7, 0xE0, 255, 0]] as [[UInt8]])
    func damagedBlocks(block: [UInt8]) {
        #expect(unpack(block, limit: 100) == nil)
    }

    /// Packs by the plainest rule: what came before, wherever three bytes are the same.
    private func pack(_ bytes: [UInt8]) -> [UInt8] {
        var (block, plain): ([UInt8], [UInt8]) = ([], [])
        func end() {
            for start in stride(from: 0, to: plain.count, by: 32) {
                let run = plain[start..<min(start + 32, plain.count)]
                block += [UInt8(run.count - 1)] + run
            }
            plain = []
        }
        var place = 0
        while place < bytes.count {
            var (best, distance) = (0, 0)
            for back in 1..<max(2, min(place + 1, 8192)) where place - back >= 0 {
                var count = 0
                while count < 264, place + count < bytes.count, bytes[place + count] == bytes[place - back + count] {
                    count += 1
                }
                if count > best { (best, distance) = (count, back - 1) }
            }
            if best >= 3 {
                end()
                let length = best - 2
                block.append(UInt8(min(length, 7)) << 5 | UInt8(distance >> 8))
                if length >= 7 { block.append(UInt8(length - 7)) }
                block.append(UInt8(distance & 255))
                place += best
            } else {
                plain.append(bytes[place])
                place += 1
            }
        }
        end()
        return block
    }

    @Test(arguments: 0..<40) func whatIsPackedComesBack(number: Int) {
        // Knuth's linear congruential generator ("The art of computer programming", volume 2, section 3.3.4).
        var state = UInt64(number)
        let bytes = (0..<(number * 37 % 900)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 40 % UInt64(1 + number % 5))
        }
        let block = pack(bytes)
        #expect(unpack(block) == bytes)
        #expect(bytes.isEmpty || unpack(block, limit: bytes.count - 1) == nil)
    }
}
