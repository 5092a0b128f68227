import Configs
import Samples
import Testing

@testable import Synthesis

/// How labels are dealt out: unique, exhaustive, disjoint.
@Suite struct LabelModeTests {
    private func deal(
        _ number: String, _ train: Int, _ val: Int, _ test: Int, seed: Int = 1
    ) throws -> [Split: [String]] {
        let yaml = "{seed: \(seed), samples: {train: \(train), val: \(val), test: \(test)}, text: {number: \(number)}}"
        return try Dictionary(
            uniqueKeysWithValues: Split.allCases.map { split in
                let count = [Split.train: train, .val: val, .test: test][split] ?? 0
                return (split, try Fixture.labels(yaml, count, split))
            })
    }

    struct Space: Sendable, CustomTestStringConvertible {
        let number: String
        let count: Int
        var testDescription: String { number }

        init(_ number: String, _ count: Int) {
            self.number = number
            self.count = count
        }
    }

    /// Numbers of which there are few enough to write them all.
    static let spaces = [
        Space("digits: 1", 10),
        Space("digits: 2", 90),
        Space("digits: 3, leading_zeros: true", 1000),
        Space("digits: 1..3", 1000),
        Space("digits: 1..3, leading_zeros: true", 1110),
        Space("value: -500..499", 1000),
        Space("value: 0..99, digits: 4, leading_zeros: true", 100),
        Space("value: 7", 1),
        Space("digits: 1, decimals: 0..2", 1110),
        Space("digits: 2, decimals: 1", 900),
        Space("digits: 2, negative: 0.5", 180),
        Space("digits: 2, negative: 1", 90),
        Space("digits: 1, negative: 0.5", 19),
        Space("digits: 1..2, leading_zeros: true, decimals: 0..1, negative: 0.1", 2416),
        Space("digits: 4, thousands: [',', ' '], prefix: ['', €], suffix: [' m', '']", 9000),
    ]

    @Test(arguments: spaces)
    func uniqueFillsTheWholeSpace(space: Space) throws {
        let (val, test) = (space.count / 10, space.count / 5)
        let labels = try deal("{\(space.number), mode: unique}", space.count - val - test, val, test)
        let all = labels.values.flatMap { $0 }
        #expect(all.count == space.count)
        #expect(Set(all).count == space.count)
        // Nothing is written with a sign that it cannot have.
        #expect(!all.contains { $0.hasPrefix("-") && !$0.contains { ("1"..."9").contains($0) } })
    }

    @Test(arguments: spaces)
    func oneLabelTooFewIsAnError(space: Space) throws {
        let message = Fixture.message {
            _ = try deal("{\(space.number), mode: unique}", space.count, 1, 0)
        }
        #expect(
            message == "text.number: mode 'unique' has \(space.count) labels for \(space.count + 1) samples; "
                + "ask for fewer samples, more digits, or mode 'exhaustive'")
    }

    @Test(arguments: [1, 2, 99])
    func fiftyThousandNineDigitNumbersAreUnique(seed: Int) throws {
        let labels = try deal("{digits: 9, mode: unique}", 40_000, 5_000, 5_000, seed: seed)
        let all = labels.values.flatMap { $0 }
        #expect(Set(all).count == 50_000)
        // And look as if they were drawn freely.
        let first = (1...9).map { digit in all.count { $0.first?.wholeNumberValue == digit } }
        #expect(chiSquare(first) < chiSquareLimit(8))
        let last = (0...9).map { digit in all.count { $0.last?.wholeNumberValue == digit } }
        #expect(chiSquare(last) < chiSquareLimit(9))
        #expect(all.sorted() != all)
    }

    @Test func beyondTheLastSampleUniqueHasNoLabels() throws {
        let author = try Fixture.author("{samples: {train: 10, val: 5, test: 0}, text: {number: {mode: unique}}}")
        for (split, index) in [(Split.train, 10), (.val, 5), (.test, 0)] {
            let message = Fixture.message {
                _ = try author.writing(for: SampleKey(seed: 1, split: split, index: index))
            }
            #expect(
                message
                    == "\(split.rawValue)/\(index): mode 'unique' has labels for the \(index) samples of this split only; "
                    + "raise samples.\(split.rawValue)")
        }
    }

    @Test func tooLargeASpaceIsAnError() throws {
        for number in ["digits: 19", "digits: 18, decimals: 3", "value: -9223372036854775808..9223372036854775807"] {
            for mode in ["unique", "exhaustive"] {
                let message = Fixture.message { _ = try deal("{\(number), mode: \(mode)}", 1, 1, 1) }
                #expect(
                    message == "text.number: mode '\(mode)' numbers all labels, and these are more than 2^62; "
                        + "use up to 18 digits, or mode 'random'")
            }
        }
        #expect(try deal("{digits: 18, mode: unique}", 5, 0, 0)[.train]?.count == 5)
    }

    @Test(arguments: ["digits", "decimals", "value"])
    func aListOfCountsDoesNotGoWithUnique(key: String) throws {
        let message = Fixture.message { _ = try deal("{\(key): [1, 3], mode: unique}", 1, 0, 0) }
        #expect(
            message == "text.number.\(key): a list does not go with mode 'unique'; give a range a..b")
    }

    /// Unique labels must stay unique whatever is drawn around them.
    @Test(arguments: [
        "prefix: ['', '1']", "suffix: ['', '0']", "prefix: ['', '-'], negative: 0.5", "thousands: ['', '0']",
    ])
    func partsThatCouldMakeTwoLabelsOneAreRefused(part: String) throws {
        let message = Fixture.message {
            _ = try Fixture.labels("text: {number: {digits: 1..4, \(part), mode: unique}}", 1)
        }
        #expect(message.contains("two numbers could look the same"), "\(message)")
        #expect(try Fixture.labels("text: {number: {digits: 1..4, \(part)}}", 1).count == 1)
    }

    // MARK: - Exhaustive

    @Test(arguments: spaces.filter { $0.count <= 1110 && !$0.number.contains("thousands") }, [false, true])
    func exhaustiveWritesEveryLabelEquallyOften(space: Space, disjoint: Bool) throws {
        guard !disjoint || space.count >= 10 else { return }
        let number = "{\(space.number), mode: exhaustive, disjoint: \(disjoint)}"
        // Three rounds of train, two of val, one of test, where each has all labels or its share of them.
        let shares =
            disjoint
            ? [space.count / 2, space.count * 3 / 10, space.count / 5] : [space.count, space.count, space.count]
        guard !disjoint || shares.reduce(0, +) == space.count else { return }
        let yaml = "{samples: {train: 500, val: 300, test: 200}, text: {number: \(number)}}"
        for (split, (share, rounds)) in zip(Split.allCases, zip(shares, [3, 2, 1])) {
            let labels = try Fixture.labels(yaml, share * rounds, split)
            let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(counts.count == share)
            #expect(counts.values.allSatisfy { $0 == rounds })
            // Each round has an order of its own.
            if share > 10, rounds > 1 { #expect(Array(labels[..<share]) != Array(labels[share..<2 * share])) }
        }
    }

    @Test func splitsOfAnExhaustiveSetHaveOrdersOfTheirOwn() throws {
        let orders = try Split.allCases.map {
            try Fixture.labels("text: {number: {digits: 2, mode: exhaustive}}", 90, $0)
        }
        #expect(Set(orders).count == 3)
        #expect(Set(orders.map { Set($0) }).count == 1)
    }

    @Test func tooFewLabelsForDisjointSplitsIsAnError() throws {
        let message = Fixture.message {
            _ = try deal("{digits: 1, mode: exhaustive, disjoint: true}", 9998, 1, 1)
        }
        #expect(message.contains("10 labels"), "\(message)")
        #expect(message.contains("'disjoint: true'"), "\(message)")
        // A split without samples needs no labels.
        #expect(try deal("{digits: 1, mode: exhaustive, disjoint: true}", 20, 0, 0)[.train]?.count == 20)
    }

    // MARK: - Disjoint

    @Test(arguments: [
        "{digits: 4}", "{digits: 3..5, repeats: 0.3}", "{value: 0..9999}",
        "{digits: 4, mode: weighted, digit_weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}",
        "{digits: 3, prefix: ['', a, b]}", "{digits: 3, mode: exhaustive}", "{digits: 4, mode: unique}",
    ])
    func disjointSplitsShareNoLabel(number: String) throws {
        let labels = try deal(String(number.dropLast()) + ", disjoint: true}", 2000, 700, 300)
        let sets = Split.allCases.map { Set(labels[$0] ?? []) }
        #expect(sets.allSatisfy { $0.count > 20 })
        #expect(sets[0].isDisjoint(with: sets[1]))
        #expect(sets[0].isDisjoint(with: sets[2]))
        #expect(sets[1].isDisjoint(with: sets[2]))
    }

    @Test func withoutDisjointSplitsDoShareLabels() throws {
        let labels = try deal("{digits: 3}", 2000, 700, 300)
        #expect(!Set(labels[.train] ?? []).isDisjoint(with: labels[.val] ?? []))
    }

    @Test func disjointLabelsStayEvenlyDistributed() throws {
        let labels = try deal("{digits: 6, disjoint: true}", 4000, 500, 500)[.train] ?? []
        for place in 1..<6 {
            let digits = labels.compactMap { $0[$0.index($0.startIndex, offsetBy: place)].wholeNumberValue }
            #expect(chiSquare((0...9).map { digit in digits.count { $0 == digit } }) < chiSquareLimit(9))
        }
    }

    @Test func noLabelLeftForASplitIsAnError() throws {
        let message = Fixture.message {
            for split in Split.allCases {
                _ = try Fixture.labels(
                    "{samples: {train: 100000, val: 1, test: 1}, text: {number: {value: 7, disjoint: true}}}", 1, split)
            }
        }
        #expect(
            message
                == "val/0: with 'disjoint: true' each label belongs to one split, and the one label that there is, '7', "
                + "belongs to others than val (10000 tries); there must be many more labels than splits: allow more, or "
                + "set samples.val to 0")
    }
}
