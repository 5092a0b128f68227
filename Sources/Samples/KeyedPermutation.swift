/// A permutation of `0..<count` chosen by a key: the whole of it takes no memory, each value a microsecond.
///
/// A balanced Feistel network over the next even power of two, with Philox as its round function, walked
/// along its cycle until the value is in range (Black and Rogaway, "Ciphers with arbitrary finite domains",
/// 2002, section 4).
package struct KeyedPermutation: Sendable {
    /// How many values are permuted.
    package let count: UInt64
    private let key: SIMD2<UInt32>
    private let salt: UInt32
    private let halfBits: UInt64
    private static let rounds: UInt32 = 8

    /// The permutation of a seed.
    ///
    /// - Parameters:
    ///   - count: at least 1, at most 2^62.
    ///   - salt: sets permutations of one seed apart.
    package init(count: UInt64, seed: UInt64, salt: UInt32) {
        precondition(count >= 1 && count <= 1 << 62, "a permutation of \(count)")
        self.count = count
        self.salt = salt
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        let bits = UInt64(64 - (count - 1).leadingZeroBitCount)
        halfBits = max(1, (bits + 1) / 2)
    }

    /// Where `position` (below `count`) goes.
    package func callAsFunction(_ position: UInt64) -> UInt64 {
        var value = position
        repeat { value = scramble(value) } while value >= count
        return value
    }

    private func scramble(_ value: UInt64) -> UInt64 {
        let mask = (UInt64(1) << halfBits) - 1
        var (left, right) = (value >> halfBits, value & mask)
        for round in 0..<Self.rounds {
            let block = Philox.block(
                Philox.Block(UInt32(truncatingIfNeeded: right), round, salt, 0x5045_524D), key: key)
            (left, right) = (right, left ^ (UInt64(block.x) & mask))
        }
        return left << halfBits | right
    }
}
