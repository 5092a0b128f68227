/// A permutation of `0..<count` chosen by a key: the whole of it takes no memory, each value a microsecond.
///
/// A balanced Feistel network over the next even power of two, with Philox as its round function, walked
/// along its cycle until the value is in range (Black and Rogaway, "Ciphers with arbitrary finite domains",
/// 2002, section 4).
package struct KeyedPermutation: Sendable {
    /// How many numbers change places.
    package let count: UInt64
    private let key: SIMD2<UInt32>
    private let salt: UInt32
    private let halfBits: UInt64
    private static let rounds: UInt32 = 8

    /// The permutation of a key.
    ///
    /// - Parameters:
    ///   - count: at least 1, at most 2^62.
    ///   - salt: sets permutations of one seed apart.
    package init(count: UInt64, seed: UInt64, salt: UInt32) {
        precondition(count >= 1 && count <= 1 << 62, "a permutation of \(count)")
        self.count = count
        self.salt = salt
        key = Philox.key(seed)
        let bits = UInt64(64 - (count - 1).leadingZeroBitCount)
        halfBits = max(1, (bits + 1) / 2)
    }

    /// Where `position` (below `count`) goes.
    package func callAsFunction(_ position: UInt64) -> UInt64 {
        var value = position
        repeat { value = scramble(value) } while value >= count
        return value
    }

    /// What goes to `place` (below `count`).
    package func position(of place: UInt64) -> UInt64 {
        var value = place
        repeat { value = unscramble(value) } while value >= count
        return value
    }

    private func scramble(_ value: UInt64) -> UInt64 {
        var (left, right) = (value >> halfBits, value & mask)
        for round in 0..<Self.rounds { (left, right) = (right, left ^ word(of: right, round)) }
        return left << halfBits | right
    }

    private func unscramble(_ value: UInt64) -> UInt64 {
        var (left, right) = (value >> halfBits, value & mask)
        for round in (0..<Self.rounds).reversed() { (left, right) = (right ^ word(of: left, round), left) }
        return left << halfBits | right
    }

    private var mask: UInt64 { (1 << halfBits) - 1 }

    private func word(of half: UInt64, _ round: UInt32) -> UInt64 {
        let block = Philox.block(Philox.Block(UInt32(truncatingIfNeeded: half), round, salt, 0x5045_524D), key: key)
        return UInt64(block.x) & mask
    }
}
