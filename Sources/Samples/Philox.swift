/// The counter-based generator Philox4x32-10: four random words that are a pure function of a counter
/// and a key.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), section 3.3.
public enum Philox {
    /// A counter or a block of output: four 32-bit words.
    public typealias Block = SIMD4<UInt32>

    @usableFromInline static let multiplier0: UInt64 = 0xD251_1F53
    @usableFromInline static let multiplier1: UInt64 = 0xCD9E_8D57
    @usableFromInline static let weyl0: UInt32 = 0x9E37_79B9
    @usableFromInline static let weyl1: UInt32 = 0xBB67_AE85

    /// The block of a counter under a key.
    @inlinable
    public static func block(_ counter: Block, key: SIMD2<UInt32>) -> Block {
        var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
        var (k0, k1) = (key.x, key.y)
        for _ in 0..<10 {
            let p0 = multiplier0 &* UInt64(c0)
            let p1 = multiplier1 &* UInt64(c2)
            let n0 = UInt32(truncatingIfNeeded: p1 >> 32) ^ c1 ^ k0
            let n2 = UInt32(truncatingIfNeeded: p0 >> 32) ^ c3 ^ k1
            c1 = UInt32(truncatingIfNeeded: p1)
            c3 = UInt32(truncatingIfNeeded: p0)
            c0 = n0
            c2 = n2
            k0 = k0 &+ weyl0
            k1 = k1 &+ weyl1
        }
        return Block(c0, c1, c2, c3)
    }

    /// Four blocks whose counters differ only in the first word: `counter.x ... counter.x + 3`.
    ///
    /// Lane `i` of result `w` is word `w` of block `counter.x + i`. The even and odd lanes go through the
    /// 32 x 32 -> 64 bit multiplier that every x86-64 and arm64 vector unit has.
    @inlinable @inline(__always)
    static func fourBlocks(_ counter: Block, key: SIMD2<UInt32>) -> (Block, Block, Block, Block) {
        typealias Wide = SIMD4<UInt64>
        let low = Wide(repeating: 0xFFFF_FFFF)
        var c0 = Wide(repeating: UInt64(counter.x)) &+ Wide(0, 1, 2, 3)
        c0 &= low
        var c1 = Wide(repeating: UInt64(counter.y))
        var c2 = Wide(repeating: UInt64(counter.z))
        var c3 = Wide(repeating: UInt64(counter.w))
        var (k0, k1) = (key.x, key.y)
        for _ in 0..<10 {
            let p0 = Wide(repeating: multiplier0) &* c0
            let p1 = Wide(repeating: multiplier1) &* c2
            let n0 = (p1 &>> 32) ^ c1 ^ Wide(repeating: UInt64(k0))
            let n2 = (p0 &>> 32) ^ c3 ^ Wide(repeating: UInt64(k1))
            c1 = p1 & low
            c3 = p0 & low
            c0 = n0
            c2 = n2
            k0 = k0 &+ weyl0
            k1 = k1 &+ weyl1
        }
        return (
            Block(truncatingIfNeeded: c0), Block(truncatingIfNeeded: c1),
            Block(truncatingIfNeeded: c2), Block(truncatingIfNeeded: c3)
        )
    }
}
