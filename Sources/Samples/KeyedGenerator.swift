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

    /// Fills a buffer with random bytes, a few cycles each: whole blocks, from the next one on.
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
