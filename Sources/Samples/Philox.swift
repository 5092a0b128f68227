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
    /// Lane `i` of result `w` is word `w` of block `counter.x + i`.
    @inline(__always)
    static func fourBlocks(_ counter: Block, key: SIMD2<UInt32>) -> (Block, Block, Block, Block) {
        var next = counter
        next.x = next.x &+ 2
        let (a, b) = (twoBlocks(counter, key: key), twoBlocks(next, key: key))
        func words(_ first: SIMD2<UInt64>, _ second: SIMD2<UInt64>) -> Block {
            Block(truncatingIfNeeded: SIMD4(lowHalf: first, highHalf: second))
        }
        return (words(a.0, b.0), words(a.1, b.1), words(a.2, b.2), words(a.3, b.3))
    }

    /// Two blocks whose counters differ only in the first word: `counter.x` and `counter.x + 1`.
    ///
    /// The lower half of lane `i` of result `w` is word `w` of block `counter.x + i`; the upper half may hold anything. So
    /// each product is one of 32 x 32 bits, for which every x86-64 and arm64 vector unit has an instruction. Not inlined: where words are put in order, the compiler
    /// would put them in order all the way.
    @inline(never)
    static func twoBlocks(
        _ counter: Block, key: SIMD2<UInt32>
    ) -> (SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>) {
        typealias Pair = SIMD2<UInt64>
        let low = Pair(repeating: 0xFFFF_FFFF)
        var c0 = Pair(UInt64(counter.x), UInt64(counter.x &+ 1))
        var c1 = Pair(repeating: UInt64(counter.y))
        var c2 = Pair(repeating: UInt64(counter.z))
        var c3 = Pair(repeating: UInt64(counter.w))
        var (k0, k1) = (Pair(repeating: UInt64(key.x)), Pair(repeating: UInt64(key.y)))
        for _ in 0..<10 {
            let p0 = Pair(repeating: multiplier0) &* (c0 & low)
            let p1 = Pair(repeating: multiplier1) &* (c2 & low)
            c0 = (p1 &>> 32) ^ c1 ^ k0
            c2 = (p0 &>> 32) ^ c3 ^ k1
            c1 = p1
            c3 = p0
            k0 = k0 &+ Pair(repeating: UInt64(weyl0))
            k1 = k1 &+ Pair(repeating: UInt64(weyl1))
        }
        return (c0, c1, c2, c3)
    }
}
