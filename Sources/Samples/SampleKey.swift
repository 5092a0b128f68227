/// The identity of a sample, and the root of every random number that shapes it.
///
/// Each choice has a name and draws from a stream of its own: `key.generator("camera.blur")`. So adding or
/// removing a choice leaves what all the others drew as it was.
public struct SampleKey: Sendable, Hashable {
    /// The recipe's seed.
    public let seed: UInt64
    /// The part of the dataset.
    public let split: Split
    /// The number within the split, from 0.
    public let index: Int
    /// Which try this is: 0, and one more after every try that was thrown away.
    public let attempt: Int

    /// Philox's output for (seed; split, index, attempt): the sample's own 128 bits.
    private let root: Philox.Block

    /// The key of a sample.
    public init(seed: UInt64, split: Split, index: Int, attempt: Int = 0) {
        self.seed = seed
        self.split = split
        self.index = index
        self.attempt = attempt
        let number = UInt64(bitPattern: Int64(index))
        let counter = Philox.Block(
            UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
            split.number, UInt32(truncatingIfNeeded: attempt))
        self.root = Philox.block(counter, key: Philox.key(seed))
    }

    /// The same sample's key for its next try.
    public var nextAttempt: SampleKey {
        SampleKey(seed: seed, split: split, index: index, attempt: attempt + 1)
    }

    /// The stream of one named choice.
    public func generator(_ name: ChoiceName) -> KeyedGenerator {
        KeyedGenerator(root: root, name: name)
    }
}

/// The hashed name of a choice (FNV-1a, 64 bits).
///
/// Hash once, use for every sample.
public struct ChoiceName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The hash, a number that depends on every byte of the name.
    public let number: UInt64

    /// The name of a choice: the key path it has in the recipe, as a rule.
    public init(_ name: String) {
        number = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// A name written in the code.
    public init(stringLiteral name: StaticString) {
        self.init(name.description)
    }
}

extension Philox {
    /// The two key words of a 64-bit number.
    static func key(_ number: UInt64) -> SIMD2<UInt32> {
        SIMD2(UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
    }
}
