import Imaging

/// The random numbers of one choice of one sample.
///
/// The numbers are Philox blocks 0, 1, 2 ... under a key made of the sample's root and the choice's name.
public struct KeyedGenerator: RandomNumberGenerator, Sendable {
    private let key: SIMD2<UInt32>
    private var counter: Philox.Block
    private var block = Philox.Block()
    /// Words of `block` that have been handed out; 4 when it is used up.
    private var used = 4

    init(root: Philox.Block, name: ChoiceName) {
        key = SIMD2(root.x, root.y)
        counter = Philox.Block(
            0, root.z ^ UInt32(truncatingIfNeeded: name.number), root.w ^ UInt32(truncatingIfNeeded: name.number >> 32),
            0)
    }

    /// The next 32 bits.
    public mutating func nextWord() -> UInt32 {
        if used == 4 {
            block = Philox.block(counter, key: key)
            counter.x = counter.x &+ 1
            used = 0
        }
        defer { used += 1 }
        return block[used]
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let low = nextWord()
        return UInt64(nextWord()) << 32 | UInt64(low)
    }

    /// Passes over as many numbers as `next()` would give, at the cost of one.
    public mutating func skip(_ count: Int) { skipWords(2 * count) }

    /// Passes over as many numbers as `nextWord()` would give, at the cost of one.
    package mutating func skipWords(_ count: Int) {
        let words = used + count
        guard words > 4 else { return used = words }
        let blocks = (words - 5) / 4
        block = Philox.block(counter &+ Philox.Block(UInt32(truncatingIfNeeded: blocks), 0, 0, 0), key: key)
        counter.x = counter.x &+ UInt32(truncatingIfNeeded: blocks + 1)
        used = words - 4 * (blocks + 1)
    }

    /// Fills a buffer with random bytes, a few cycles each: whole blocks, from the next one on, four of them word by word.
    public mutating func fill(_ bytes: UnsafeMutableRawBufferPointer) {
        used = 4
        var offset = 0
        while offset < bytes.count {
            let words = Philox.fourBlocks(counter, key: key)
            counter.x = counter.x &+ 4
            withUnsafeBytes(of: words) { source in
                let count = min(64, bytes.count - offset)
                UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
            }
            offset += 64
        }
    }
}

extension KeyedGenerator: ByteGenerator {
    package mutating func nextBytes(_ bytes: UnsafeMutableRawBufferPointer) {
        var offset = 0
        while offset < bytes.count {
            if used == 4, bytes.count - offset >= 32 {
                let (x, y, z, w) = Philox.twoBlocks(counter, key: key)
                counter.x = counter.x &+ 2
                let low = SIMD2<UInt64>(repeating: 0xFFFF_FFFF)
                let (first, second) = (x & low | y &<< 32, z & low | w &<< 32)
                bytes.storeBytes(of: SIMD2(first.x, second.x), toByteOffset: offset, as: SIMD2<UInt64>.self)
                bytes.storeBytes(of: SIMD2(first.y, second.y), toByteOffset: offset + 16, as: SIMD2<UInt64>.self)
                offset += 32
            } else {
                let count = min(8, bytes.count - offset)
                withUnsafeBytes(of: next().littleEndian) { number in
                    UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + count])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: number[..<count]))
                }
                offset += count
            }
        }
    }
}
