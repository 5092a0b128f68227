import Configs
import Testing

@Suite struct DrawingTests {
    /// Draws a hundred thousand numbers.
    private func draws(_ quantity: Quantity, seed: UInt64 = 1) -> [Double] {
        var generator = TestGenerator(seed: seed)
        return (0..<100_000).map { _ in quantity.draw(using: &generator) }
    }

    private func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }

    /// The chi-square statistic of counts against the counts that are expected.
    private func chiSquare(_ counts: [Int], _ expected: [Double]) -> Double {
        zip(counts, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1 }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func uniformNumbers(_ seed: UInt64) {
        let values = draws(Quantity(-2...4), seed: seed)
        #expect(values.allSatisfy { (-2...4).contains($0) })
        let (mean, deviation) = moments(values)
        #expect(abs(mean - 1) < 0.025)
        #expect(abs(deviation - 6 / 12.squareRoot()) < 0.015)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func normalNumbers(_ seed: UInt64) {
        let values = draws(.normal(mean: 5, deviation: 2, min: -100, max: 100), seed: seed)
        let (mean, deviation) = moments(values)
        #expect(abs(mean - 5) < 0.03)
        #expect(abs(deviation - 2) < 0.02)
        // Shares of the standard normal distribution within bands of half a deviation.
        let shares = [0.19146, 0.14988, 0.09185, 0.04406, 0.01654, 0.00486, 0.00135]
        let expected = (shares.reversed() + shares).map { $0 * 100_000 }
        var counts = Array(repeating: 0, count: 14)
        for value in values { counts[min(13, max(0, Int(((value - 5) / 2 * 2).rounded(.down)) + 7))] += 1 }
        // 13 degrees of freedom: above 34.5 once in a thousand times.
        #expect(chiSquare(counts, expected) < 34.5)
    }

    @Test func normalNumbersStayWithinTheirLimits() {
        #expect(draws(.normal(mean: 0, deviation: 1, min: -0.5, max: 1)).allSatisfy { (-0.5...1).contains($0) })
        // So far out that no try succeeds.
        #expect(Set(draws(.normal(mean: 0, deviation: 1, min: 50, max: 60))) == [50])
        #expect(Set(draws(.normal(mean: 3, deviation: 0, min: 3, max: 3))) == [3])
    }

    @Test func constantsTakeNothingFromTheGenerator() {
        var generator = TestGenerator(seed: 7)
        #expect(Quantity.constant(3).draw(using: &generator) == 3)
        #expect(Count(3).draw(using: &generator) == 3)
        #expect(generator.state == 7)
    }

    @Test func weightedNumbers() {
        let values = draws(.choice([Weighted(1, weight: 1), Weighted(2, weight: 3), Weighted(3, weight: 0)]))
        #expect(Set(values) == [1, 2])
        #expect(abs(Double(values.filter { $0 == 2 }.count) / 100_000 - 0.75) < 0.006)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func wholeNumbersAreEquallyLikely(_ seed: UInt64) {
        var generator = TestGenerator(seed: seed)
        let count = Count(-3...6)
        var counts = Array(repeating: 0, count: 10)
        for _ in 0..<100_000 { counts[count.draw(using: &generator) + 3] += 1 }
        // 9 degrees of freedom: above 27.9 once in a thousand times.
        #expect(chiSquare(counts, Array(repeating: 10_000, count: 10)) < 27.9)
    }

    @Test func wholeNumbersOfWideRanges() {
        var generator = TestGenerator(seed: 1)
        // Three quarters of all there are: without rejection a third of the numbers would come up twice as often.
        let wide = Count(Int.min...(1 << 62) - 1)
        var thirds = [0, 0, 0]
        var isInside = true
        for _ in 0..<30_000 {
            let value = wide.draw(using: &generator)
            isInside = isInside && wide.bounds.contains(value)
            thirds[Int(UInt64(bitPattern: Int64(value &- Int.min)) >> 62)] += 1
        }
        #expect(isInside)
        // 2 degrees of freedom: above 13.8 once in a thousand times.
        #expect(chiSquare(thirds, [10_000, 10_000, 10_000]) < 13.8)
        let all = (0..<64).map { _ in Count(Int.min...Int.max).draw(using: &generator) }
        #expect(Set(all).count == 64)
    }

    @Test func listsOfWholeNumbers() {
        var generator = TestGenerator(seed: 1)
        let count = Count([Weighted(1...1, weight: 3), Weighted(5...6, weight: 1), Weighted(9...9, weight: 0)])
        var counts = [1: 0, 5: 0, 6: 0]
        for _ in 0..<80_000 { counts[count.draw(using: &generator), default: 0] += 1 }
        #expect(Set(counts.keys) == [1, 5, 6])
        #expect(chiSquare([counts[1] ?? 0, counts[5] ?? 0, counts[6] ?? 0], [60_000, 10_000, 10_000]) < 13.8)
    }

    @Test func choicesFollowTheirWeights() {
        var generator = TestGenerator(seed: 1)
        let choice = Alternatives([Weighted("a", weight: 1), Weighted("b", weight: 9)])
        let share = (0..<100_000).reduce(0.0) { sum, _ in sum + (choice.draw(using: &generator) == "b" ? 1e-5 : 0) }
        #expect(abs(share - 0.9) < 0.005)
    }

    @Test(
        arguments: [
            ([1], [0]), ([0, 0, 5], [2]), ([0, 0], [0, 1]), ([1e308, 1e308, 1e308], [0, 1, 2]),
            ([1e-300, 0, 1e-300], [0, 2]),
        ] as [([Double], Set<Int>)])
    func indicesOfAllKindsOfWeights(_ weights: [Double], _ expected: Set<Int>) {
        var generator = TestGenerator(seed: 1)
        #expect(Set((0..<1000).map { _ in drawIndex(weights: weights, using: &generator) }) == expected)
    }

    /// Draws are part of what a seed means: they must not change.
    @Test func drawsAreFixed() {
        var generator = TestGenerator(seed: 42)
        #expect(Quantity(0...1).draw(using: &generator) == 0.7415648787718233)
        #expect(Quantity.normal(mean: 0, deviation: 1, min: -4, max: 4).draw(using: &generator) == 0.3399310389170206)
        #expect(Count(1...1000).draw(using: &generator) == 493)
        #expect(drawIndex(weights: [1, 2, 3, 4], using: &generator) == 2)
    }
}
