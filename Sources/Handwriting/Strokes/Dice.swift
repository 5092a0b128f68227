import Samples

/// Draws from a stream of random numbers.
struct Dice {
    private var generator: KeyedGenerator

    init(_ generator: KeyedGenerator) {
        self.generator = generator
    }

    /// A number in 0..<1.
    mutating func unit() -> Double { Double(generator.nextWord()) * 0x1p-32 }

    /// A number in a range.
    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// Whether something of a probability happens.
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A number of mean 0 and the given deviation, never further off than 3.5 of them.
    ///
    /// The sum of four even numbers: near enough to a normal one, cheap, and without the far tails that would
    /// tear a character apart.
    mutating func normal(_ deviation: Double) -> Double {
        let (a, b) = (generator.nextWord(), generator.nextWord())
        let sum = (a & 0xFFFF) + (a >> 16) + (b & 0xFFFF) + (b >> 16)
        return (Double(sum) - 131_070) * (deviation / 37_837.3)
    }

    /// A point whose coordinates are `normal`.
    mutating func offset(_ deviation: Double) -> SIMD2<Double> { SIMD2(normal(deviation), normal(deviation)) }

    /// 64 bits.
    mutating func bits() -> UInt64 { generator.next() }

    /// An index of a list of weights, as likely as its weight.
    mutating func pick(_ weights: some Collection<Double>) -> Int {
        var rest = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }
}
