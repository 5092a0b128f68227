import Samples
import Testing

@testable import Recognition

@Suite struct BreakdownTests {
    private func breakdown(_ samples: [(reading: String, choices: [Sample.Choice])]) -> Breakdown {
        var breakdown = Breakdown(by: "key")
        for sample in samples { breakdown.add(label: "abcd", reading: sample.reading, choices: sample.choices) }
        return breakdown
    }

    @Test func wordsAreGroupedWorstFirst() {
        let groups = breakdown([
            ("abcd", [.init("key", "serif")]), ("abcd", [.init("key", "mono"), .init("other", "serif")]),
            ("abc", [.init("key", "mono")]), ("abxx", [.init("key", "sans")]), ("abcx", [.init("key", "hand")]),
            ("abcd", [.init("other", 1)]),
        ]).groups
        // Sans and hand are read wrong alike, but sans has more wrong characters.
        #expect(groups.map(\.value) == [.word("sans"), .word("hand"), .word("mono"), .word("serif"), .none])
        #expect(groups.map(\.scores.samples) == [1, 1, 2, 1, 1])
        #expect(groups.map(\.scores.exactRate) == [0, 0, 0.5, 1, 1])
        #expect(groups[2].scores.characterErrorRate == 1.0 / 8)
    }

    @Test func theLastOfSeveralChoicesCounts() {
        let groups = breakdown([("abcd", [.init("key", "no"), .init("key", "yes")])]).groups
        #expect(groups.map(\.value) == [.word("yes")])
    }

    @Test func fewNumbersHaveAGroupEach() {
        let samples = (0..<30).map { index in
            (reading: index % 3 == 0 ? "" : "abcd", choices: [Sample.Choice("key", Double(index % 3))])
        }
        let groups = breakdown(samples).groups
        #expect(groups.map(\.value) == [.numbers(0...0), .numbers(1...1), .numbers(2...2)])
        #expect(groups.map(\.scores.samples) == [10, 10, 10])
    }

    @Test func manyNumbersArePartedEvenly() {
        // Half of the numbers are 0: they stay together.
        let values = [Double](repeating: 0, count: 60) + (1...60).map { Double($0) }
        let groups = breakdown(values.map { ("abcd", [Sample.Choice("key", $0)]) }).groups
        #expect(groups.first?.value == .numbers(0...0) && groups.first?.scores.samples == 60)
        #expect(groups.count == 6)
        #expect(groups.dropFirst().allSatisfy { $0.scores.samples == 12 })
        #expect(groups.last?.value == .numbers(49...60))
        #expect(groups.reduce(0) { $0 + $1.scores.samples } == 120)
    }

    @Test func namesThatWereDrawnAreKnown() {
        let empty = breakdown([("abcd", [.init("font", "mono"), .init("paper", "plain")])])
        #expect(!empty.isFound)
        #expect(empty.names == ["font", "paper"])
    }
}
