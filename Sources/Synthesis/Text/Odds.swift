import Chance
import Samples

/// Weights made ready to draw from: a binary search a draw, whatever their number.
struct Odds: Sendable {
    /// The sums of the weights so far; empty where all are alike.
    private let sums: [Double]
    /// How many things there are to draw from.
    let count: Int

    /// Equal odds.
    /// - Parameter count: at least 1.
    init(count: Int) {
        self.count = count
        sums = []
    }

    /// - Parameter weights: at least one; each finite and at least 0, one of them above 0.
    init(weights: [Double]) {
        count = weights.count
        guard weights.contains(where: { $0 != weights[0] }) else {
            sums = []
            return
        }
        // Shares of the largest, so that the sum stays finite.
        let largest = weights.reduce(0, max)
        var sum = 0.0
        sums = weights.map { weight in
            sum += weight / largest
            return sum
        }
    }

    /// The number of what is drawn.
    func draw(_ generator: inout KeyedGenerator) -> Int {
        guard let total = sums.last else { return generator.below(count) }
        let value = generator.unit() * total
        // The first sum above the value: things without weight share the sum of the one before and are passed over.
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension KeyedGenerator {
    /// A number of `0..<count`, each equally likely: the bias is below `count` / 2^64, for small counts / 2^32.
    @inline(__always)
    mutating func below(_ count: Int) -> Int {
        if count <= 1 { return 0 }
        if count <= 1 << 12 { return Int((UInt64(nextWord()) * UInt64(count)) >> 32) }
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }
}
