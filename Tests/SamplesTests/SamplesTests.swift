import Chance
import Foundation
import Samples
import Testing

@Suite("Philox4x32-10")
struct PhiloxTests {
    /// The known answers that the authors publish with Random123.
    @Test(arguments: [
        (
            Philox.Block(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
            Philox.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
        ),
        (
            Philox.Block(repeating: 0xffff_ffff), SIMD2<UInt32>(repeating: 0xffff_ffff),
            Philox.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
        ),
        (
            Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
            Philox.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        ),
    ])
    func givesTheKnownAnswers(counter: Philox.Block, key: SIMD2<UInt32>, answer: Philox.Block) {
        #expect(Philox.block(counter, key: key) == answer)
    }
}

@Suite("Keyed generators")
struct KeyedGeneratorTests {
    private let key = SampleKey(seed: 7, split: .train, index: 123_456)

    @Test func repeatsItself() {
        var first = key.generator("camera.blur")
        var second = SampleKey(seed: 7, split: .train, index: 123_456).generator("camera.blur")
        for _ in 0..<100 { #expect(first.next() == second.next()) }
    }

    @Test func everyPartOfTheKeyCounts() {
        let keys = [
            key, SampleKey(seed: 8, split: .train, index: 123_456), SampleKey(seed: 7, split: .val, index: 123_456),
            SampleKey(seed: 7, split: .test, index: 123_456), SampleKey(seed: 7, split: .train, index: 123_457),
            SampleKey(seed: 7, split: .train, index: 123_456 + 1 << 32), key.nextAttempt,
        ]
        let names: [ChoiceName] = ["a", "b", "camera.blur", "camera.blus", ""]
        let firsts = keys.flatMap { key in
            names.map { name in
                var generator = key.generator(name)
                return generator.next()
            }
        }
        #expect(Set(firsts).count == keys.count * names.count)
    }

    @Test func filledBytesAreTheWordsInOrder() {
        for count in [1, 15, 16, 63, 64, 65, 1000] {
            var words = key.generator("noise")
            var expected = [UInt8]()
            // Whole groups of four blocks, lane by lane: word 0 of blocks 0...3, word 1 of blocks 0...3 and so on.
            while expected.count < count {
                let blocks = (0..<4).map { _ in (0..<4).map { _ in words.nextWord() } }
                for word in 0..<4 {
                    for block in blocks { withUnsafeBytes(of: block[word].littleEndian) { expected += $0 } }
                }
            }
            var bytes = [UInt8](repeating: 0, count: count)
            var filler = key.generator("noise")
            bytes.withUnsafeMutableBytes { filler.fill($0) }
            #expect(bytes == Array(expected[..<count]))
        }
    }

    @Test func nextBytesAreThoseOfTheNumbers() {
        for (earlier, count) in [(0, 1), (0, 64), (0, 1000), (1, 64), (1, 129), (2, 63), (3, 640), (5, 7)] {
            var numbers = key.generator("noise")
            var filler = numbers
            for _ in 0..<earlier { #expect(numbers.nextWord() == filler.nextWord()) }
            var bytes = [UInt8](repeating: 0, count: count)
            bytes.withUnsafeMutableBytes { filler.nextBytes($0) }
            let expected = (0..<(count + 7) / 8).flatMap { _ in
                withUnsafeBytes(of: numbers.next().littleEndian) { Array($0) }
            }
            #expect(bytes == Array(expected[..<count]))
            #expect(filler.next() == numbers.next(), "\(count) bytes after \(earlier) words")
        }
    }

    @Test func skippedNumbersAreNotGiven() {
        for earlier in 0...5 {
            for count in [0, 1, 2, 3, 4, 7, 100] {
                var numbers = key.generator("noise")
                for _ in 0..<earlier { _ = numbers.nextWord() }
                var skipping = numbers
                for _ in 0..<count { _ = numbers.next() }
                skipping.skip(count)
                for _ in 0..<9 { #expect(skipping.next() == numbers.next(), "\(count) after \(earlier) words") }
            }
        }
    }

    @Test func bytesAreUniform() {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var generator = key.generator("noise")
        bytes.withUnsafeMutableBytes { generator.fill($0) }
        var counts = [Double](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let expected = Double(bytes.count) / 256
        let chiSquare = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
        // 255 degrees of freedom: the middle 99.8 % lie between 187 and 330.
        #expect((187...330).contains(chiSquare))
    }

    /// The same bits for ever: datasets are drawn again from a recipe and a seed.
    @Test(arguments: [(0, 0), (2047, 0), (2048, 0x1p-53), (.max, 1 - 0x1p-53), (1 << 63, 0.5)])
    func unitsAreTheUpperBits(word: UInt64, unit: Double) {
        struct Fixed: RandomNumberGenerator {
            let word: UInt64
            func next() -> UInt64 { word }
        }
        var generator = Fixed(word: word)
        #expect(generator.unit() == unit)
    }

    @Test func neighboursAreIndependent() {
        // Correlation of the first numbers of samples next to each other.
        var sum = 0.0
        let count = 20_000
        var previous = 0.0
        for index in 0...count {
            var generator = SampleKey(seed: 1, split: .train, index: index).generator("x")
            let value = generator.unit() - 0.5
            if index > 0 { sum += value * previous }
            previous = value
        }
        let correlation = sum / Double(count) * 12
        #expect(abs(correlation) < 4 / Double(count).squareRoot())
    }
}
