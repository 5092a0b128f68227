import Configs
import Samples
import Testing

@testable import Synthesis

/// All numerals of a kind, numbered; and the permutations that shuffle them.
@Suite struct NumeralSpaceTests {
    @Test(arguments: LabelModeTests.spaces)
    func everyNumeralHasANumberOfItsOwn(space: LabelModeTests.Space) throws {
        let recipe = try Fixture.recipe("text: {number: {\(space.number)}}")
        let text = try #require(recipe.text.value as? NumberText)
        let numerals = try #require(NumeralSpace(text))
        #expect(numerals.count == UInt64(space.count))
        let all = (0..<numerals.count).map {
            numerals.numeral(at: $0).text(point: ".", thousands: "", plus: false, prefix: "", suffix: "")
        }
        #expect(Set(all).count == space.count)
        let lengths = text.digits.bounds
        for label in all where text.value == nil {
            let whole = label.drop { $0 == "-" }.prefix { $0 != "." }
            #expect(lengths.contains(whole.count))
            #expect(text.leadingZeros || whole.count == 1 || !whole.hasPrefix("0"))
        }
    }

    @Test func theLargestSpacesAreNumberedFromEndToEnd() throws {
        for (number, first, last) in [
            ("digits: 18", "100000000000000000", "999999999999999999"),
            ("digits: 18, leading_zeros: true", "000000000000000000", "999999999999999999"),
            ("value: -9223372036854775808..-4611686018427387905", "-9223372036854775808", "-4611686018427387905"),
            ("value: 4611686018427387904..9223372036854775807", "4611686018427387904", "9223372036854775807"),
        ] {
            let recipe = try Fixture.recipe("text: {number: {\(number)}}")
            let number = try #require(recipe.text.value as? NumberText)
            let space = try #require(NumeralSpace(number))
            func text(_ index: UInt64) -> String {
                space.numeral(at: index).text(point: ".", thousands: "", plus: false, prefix: "", suffix: "")
            }
            #expect(text(0) == first)
            #expect(text(space.count - 1) == last)
        }
    }

    @Test func oneMoreThanTwoToTheSixtyTwoIsTooMany() throws {
        func space(_ value: String) throws -> NumeralSpace? {
            let recipe = try Fixture.recipe("text: {number: {value: \(value)}}")
            return NumeralSpace(try #require(recipe.text.value as? NumberText))
        }
        #expect(try space("0..4611686018427387903")?.count == 1 << 62)
        #expect(try space("0..4611686018427387904") == nil)
        #expect(try space("-1..9223372036854775807") == nil)
    }

    @Test(arguments: [0, 7, 1_234_567, UInt64(Int.max), UInt64.max])
    func digitsOfAValueReadBack(value: UInt64) {
        let digits = Numeral.digits(of: value)
        #expect(digits.map { String($0) }.joined() == String(value))
        #expect(
            Numeral.digits(of: value, width: 25).map { String($0) }.joined().drop { $0 == "0" }
                == (value == 0 ? "" : "\(value)"))
        #expect(Numeral.digits(of: value, width: 25).count == 25)
    }
}

@Suite struct KeyedPermutationTests {
    static let sizes: [UInt64] = [
        1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 17, 63, 64, 65, 100, 255, 256, 257, 1000, 4095, 4096, 4097, 10_000, 65_535,
        65_536, 65_537,
    ]

    @Test(arguments: sizes, [0, 1, 0xDEAD_BEEF_0BAD_F00D] as [UInt64])
    func everyValueComesUpOnce(size: UInt64, seed: UInt64) {
        let permutation = KeyedPermutation(count: size, seed: seed, salt: 3)
        var seen = [Bool](repeating: false, count: Int(size))
        for position in 0..<size {
            let value = permutation(position)
            #expect(value < size)
            guard value < size else { return }
            #expect(permutation.position(of: value) == position)
            #expect(!seen[Int(value)])
            seen[Int(value)] = true
        }
    }

    @Test(arguments: [10, 1000, 1_000_000, 900_000_000, 1 << 62] as [UInt64])
    func neighboursLandFarApart(size: UInt64) {
        // In tenths of the range: a stretch of positions is spread evenly over all of it.
        for seed in 1...3 as ClosedRange<UInt64> {
            let permutation = KeyedPermutation(count: size, seed: seed, salt: 0)
            let count = min(size, 5000)
            var tenths = [Int](repeating: 0, count: 10)
            for position in 0..<count {
                tenths[Int(Double(permutation(position)) / Double(size) * 10)] += 1
            }
            #expect(chiSquare(tenths) < chiSquareLimit(9), "\(size) by \(seed): \(tenths)")
        }
    }

    @Test func seedAndSaltEachGiveAnotherOrder() {
        func order(_ seed: UInt64, _ salt: UInt32) -> [UInt64] {
            let permutation = KeyedPermutation(count: 1000, seed: seed, salt: salt)
            return (0..<1000).map { permutation($0) }
        }
        let orders = [order(1, 0), order(2, 0), order(1, 1), order(1 << 32, 0), order(1 << 63, 7)]
        #expect(Set(orders).count == orders.count)
        #expect(order(1, 0) == orders[0])
        // No more fixed points than chance gives: one in the mean.
        for order in orders { #expect(order.enumerated().count { $0.offset == Int($0.element) } < 8) }
    }
}
