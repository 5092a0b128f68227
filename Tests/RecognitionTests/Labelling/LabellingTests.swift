import Foundation
import TestSupport
import Testing

@testable import Recognition

/// Readings that a person corrects.
@Suite struct LabellingTests {
    private func rows(_ probabilities: [Double]) -> [LabelRow] {
        probabilities.enumerated().map { LabelRow(path: "\($0).png", reading: "t\($0)", probability: $1) }
    }

    @Test func theTableComesBack() throws {
        var rows = rows([0.5, 0.25])
        (rows[0].text, rows[0].state) = ("a \"b\"\tc", .corrected)
        rows[1].reading = "\"x"
        let text = LabelTable.text(of: rows)
        #expect(
            text.hasPrefix(
                "file_name\ttext\tstate\treading\tprobability\n0.png\t\"a \"\"b\"\"\tc\"\tcorrected\tt0\t0.500000\n"))
        #expect(try LabelTable.rows(of: text, name: "t") == rows)
        #expect(throws: RecognitionError.self) { try LabelTable.rows(of: String(text.dropLast()), name: "t") }
        #expect(throws: RecognitionError.self) { try LabelTable.rows(of: "1.png\tabc\n", name: "t") }
        #expect(throws: RecognitionError.self) {
            try LabelTable.rows(of: text.replacing("0.250000", with: "2"), name: "t")
        }
    }

    @Test func theMostDoubtfulComeFirst() {
        let rows = rows([0.9, 0.1, 0.5, 0.99, 0.3, 0.7, 0.8, 0.2, 0.6, 0.4])
        #expect(LabelQueue.byDoubt(rows).prefix(4) == [1, 7, 4, 9])
        let order = LabelQueue.order(rows)
        #expect(order.prefix(4) == [1, 7, 4, 9])
        #expect(order.sorted() == Array(0..<10))
        // The fifth question is about one from all over the rest.
        #expect(order[4] != 2)
    }

    @Test func oneTextIsAskedAboutOnceBeforeOthers() {
        var rows = rows([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
        for number in 0..<3 { rows[number].reading = "same" }
        let order = LabelQueue.order(rows)
        #expect(order.first == 0)
        #expect(order.prefix(4).filter { $0 < 3 } == [0])
        rows[0].state = .skipped
        #expect(!LabelQueue.order(rows).contains(0))
    }

    @Test func whatWasSaidIsKept() {
        var known = rows([0.5, 0.5, 0.5, 0.5])
        (known[0].state, known[0].text) = (.corrected, "new")
        known[1].state = .accepted
        known[2].state = .skipped
        (known[3].path, known[3].state) = ("gone.png", .accepted)
        var now = rows([0.9, 0.9, 0.9])
        now[1].reading = "other"
        now.append(LabelRow(path: "9.png", reading: "new", probability: 0.3))
        let joined = now.joined(with: known)
        #expect(joined.map(\.state) == [.corrected, .corrected, .skipped, .read, .accepted])
        #expect(joined.map(\.text) == ["new", "t1", "t2", "new", "t3"])
        #expect(joined.map(\.isRight) == [false, false, nil, nil, true])
    }

    @Test func whatIsExpectedFollowsWhatWasFound() throws {
        let rest = [Double](repeating: 0.9, count: 400)
        let before = try #require(Reliability([]).expectation(of: rest))
        // Nothing is known: the probabilities are taken as they are, with wide limits.
        #expect(abs(before.accuracy - 0.9) < 1e-9)
        #expect(before.high - before.low > 0.2)
        // Of readings of 0.9 half are right.
        let outcomes = (0..<200).map { (probability: 0.9, isRight: $0 % 2 == 0) }
        let after = try #require(Reliability(outcomes).expectation(of: rest))
        #expect(abs(after.accuracy - 0.5) < 0.03)
        #expect(after.low < 0.5 && after.high > 0.5)
        #expect(after.high - after.low < 0.25)
        #expect(Reliability(outcomes).expectation(of: [Double]()) == nil)
    }

    /// Of many trials with readings that are surer than they should be, the limits hold the true share nearly always.
    @Test func theLimitsHoldTheTruth() throws {
        var state: UInt64 = 7
        func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        var held = 0
        for _ in 0..<200 {
            let readings = (0..<300).map { _ -> (probability: Double, isRight: Bool) in
                let truth = unit()
                // Twice as sure as is right.
                let logit = 2 * log(max(1e-9, truth) / max(1e-9, 1 - truth))
                return (1 / (1 + exp(-logit)), unit() < truth)
            }
            let (asked, rest) = (readings.prefix(60), readings.dropFirst(60))
            let expected = try #require(Reliability(Array(asked)).expectation(of: rest.map(\.probability)))
            let share = Double(rest.count(where: \.isRight)) / Double(rest.count)
            if (expected.low...expected.high).contains(share) { held += 1 }
        }
        #expect(held >= 180)
    }

    @Test func theFileIsOneProgramsAtATime() throws {
        let folder = try TemporaryFolder()
        let file = try LabelFile(path: folder("labels.tsv"))
        #expect(try file.rows().isEmpty)
        try file.save(LabelTable.text(of: rows([0.5])))
        #expect(try file.rows().map(\.path) == ["0.png"])
        withExtendedLifetime(file) {
            #expect {
                try LabelFile(path: folder("other.tsv"))
            } throws: {
                "\($0)".hasPrefix("another program writes labels")
            }
        }
        #expect(throws: RecognitionError.self) { try LabelFile(path: folder("none/labels.tsv")) }
    }
}
