import Foundation
import Testing

@testable import Recognition

@Suite struct TallyTests {
    private let samples = [
        ("1990-12-31", "1990-12-31", 0.9), ("11", "1", 0.4), ("2026-01-01", "2026 0101", 0.2), ("7", "1", 0.6),
        ("12 34", "12 34", 0.7),
    ]

    private func tally(_ samples: [(String, String, Double)], _ normalization: TextNormalization = .none) -> Tally {
        var tally = Tally(normalization)
        for (label, reading, probability) in samples {
            tally.add(label: label, reading: reading, logProbability: log(probability))
        }
        return tally
    }

    @Test func countsBeforeItDivides() throws {
        let tally = tally(samples)
        #expect(tally.total.samples == 5)
        #expect(tally.total.exact == 2)
        #expect(tally.total.substitutions == 2)
        #expect(tally.total.deletions == 2)
        #expect(tally.total.insertions == 0)
        #expect(tally.total.labelCharacters == 28)
        #expect(tally.total.characterErrorRate == 4.0 / 28)
        let mean = try #require(tally.total.meanCharacterErrorRate)
        #expect(abs(mean - 0.34) < 1e-12)
        #expect(tally.total.meanReadLength == 26.0 / 5)
        // Of six words "11", "2026-01-01" and "7" are wrong, the second by two edits.
        #expect(tally.wordErrorRate == 4.0 / 6)
    }

    @Test func hasSlices() throws {
        let tally = tally(samples)
        #expect(tally.byLength.map(\.length) == [1, 2, 5, 10])
        #expect(tally.byLength[3].scores.exactRate == 0.5)
        // 1990, 11 and no other: 2026-01-01 has no two alike beside each other.
        #expect(tally.withRepeats.samples == 2)
        #expect(tally.withRepeats.exact == 1)
        #expect(tally.withSeparators.samples == 3)
        #expect(tally.separators.inLabels == 5)
        #expect(tally.separators.inReadings == 4)
        #expect(tally.separators.right == 3)
        #expect(tally.separators.score == 6.0 / 9)
    }

    @Test func goesByTheInksShareOfTheHeight() {
        var tally = Tally()
        for (share, reading) in [(0.2, "1"), (0.34, "2"), (0.5, "1"), (0.64, "1"), (0.9, "2"), (1, "1")] {
            var one = Tally()
            one.add(label: "1", reading: reading, inkShare: share)
            tally.merge(one)
        }
        tally.add(label: "1", reading: "1")
        #expect(tally.byInkShare.map(\.shares) == [0..<0.35, 0.5..<0.65, 0.8..<1])
        #expect(tally.byInkShare.map(\.scores.samples) == [2, 2, 2])
        #expect(tally.byInkShare.map(\.scores.exact) == [1, 2, 1])
        #expect(tally.total.samples == 7)
    }

    @Test func listsConfusions() {
        let tally = tally(samples)
        #expect(
            tally.confusions.map(\.confusion)
                == [
                    Confusion(label: "-", reading: nil), Confusion(label: "-", reading: " "),
                    Confusion(label: "1", reading: nil), Confusion(label: "7", reading: "1"),
                ])
        #expect(tally.confusions.allSatisfy { $0.count == 1 })
        #expect(tally.count("7", readAs: "1") == 1)
        #expect(tally.readings(of: "7") == (1, 0))
        #expect(tally.characters.first == " ")
    }

    @Test func partsMergeToTheWhole() {
        let whole = tally(samples)
        for cut in 0...samples.count {
            var part = tally(Array(samples[..<cut]))
            part.merge(tally(Array(samples[cut...])))
            #expect(part.confusions.map(\.confusion) == whole.confusions.map(\.confusion))
            #expect(part.total.edits == whole.total.edits)
            #expect(part.byLength.map(\.scores.exact) == whole.byLength.map(\.scores.exact))
            #expect(part.calibration == whole.calibration)
            #expect(part.wordErrorRate == whole.wordErrorRate)
            #expect(part.separators == whole.separators)
        }
    }

    @Test func ratesOfNothingAreNil() {
        let tally = Tally()
        #expect(tally.total.exactRate == nil)
        #expect(tally.total.characterErrorRate == nil)
        #expect(tally.wordErrorRate == nil)
        #expect(tally.separators.score == nil)
        #expect(tally.calibration.expectedError() == nil)
        #expect(tally.calibration.rejectCurve().isEmpty)
    }

    @Test func emptyReadingsAndLabelsCount() {
        let tally = tally([("", "", 1), ("", "a", 0.1), ("abc", "", 0.1)])
        #expect(tally.total.exact == 1)
        #expect(tally.total.characterErrorRate == 4.0 / 3)
        #expect(tally.total.meanCharacterErrorRate == 2.0 / 3)
    }

    private static let receipts: TextNormalization = [.spaceless, .caseFolded]
    private static let compatible: TextNormalization = [.compatible, .spaceless]

    @Test(arguments: [
        (TextNormalization.none, "1 Mai", "1 mai", false), (.caseFolded, "1 Mai", "1 mai", true),
        (.compatible, "\u{FF11}", "1", true), (.spaceless, "12 34", "1234", true),
        (.alphanumeric, "A-1 b", "a1B", true), (.spaceless, "1-2", "12", false),
        (receipts, "12 Mai", "12mai", true), (receipts, "1-2", "12", false),
        (compatible, "\u{FF11} 2", "12", true),
        // Composed or not is never told apart.
        (.none, "e\u{301}", "\u{E9}", true),
    ])
    func normalizes(_ normalization: TextNormalization, label: String, reading: String, isEqual: Bool) {
        #expect((tally([(label, reading, 1)], normalization).total.exact == 1) == isEqual)
    }
}

@Suite struct CalibrationTests {
    private func calibration(_ readings: [(Double, Bool)]) -> Calibration {
        var calibration = Calibration()
        for (probability, isRight) in readings { calibration.add(probability: probability, isRight: isRight) }
        return calibration
    }

    @Test func expectedErrorIsTheGapBetweenProbabilityAndTruth() throws {
        // Half of the readings at 0.75 are right: a gap of a quarter; those at 1 are all right.
        let half = calibration([(0.75, true), (0.75, false), (1, true), (1, true)])
        let error = try #require(half.expectedError(binCount: 10))
        #expect(abs(error - 0.125) < 1e-12)
        #expect(calibration([(1, true), (0, false)]).expectedError() == 0)
    }

    @Test func rejectCurveGoesFromStrictToAll() throws {
        let curve = calibration([(0.2, false), (0.9, true), (0.5, false), (0.5, true)]).rejectCurve()
        #expect(curve.map(\.threshold) == [0.9, 0.5, 0.2])
        #expect(curve.map(\.coverage) == [0.25, 0.75, 1])
        #expect(curve.map(\.errorRate) == [0, 1.0 / 3, 0.5])
    }

    @Test func findsTheLargestCoverageForAnErrorRate() {
        let calibration = calibration((0..<100).map { (Double($0) / 100, $0 >= 40) })
        #expect(calibration.acceptance(atErrorRate: 0)?.threshold == 0.4)
        #expect(calibration.acceptance(atErrorRate: 0.4)?.coverage == 1)
        #expect(self.calibration([(1, false)]).acceptance(atErrorRate: 0) == nil)
        #expect(
            calibration.rejectCurve(pointCount: 10).map { ($0.coverage * 100).rounded() }
                == [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    }
}
