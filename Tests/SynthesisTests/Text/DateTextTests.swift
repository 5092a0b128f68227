import Foundation
import Samples
import Testing

@testable import Synthesis

/// Which dates are drawn, and how they are written.
@Suite struct DateTextTests {
    @Test(arguments: [
        "dd/MM/yyyy", "d.M.yyyy", "yyyy-MM-dd", "MM/dd/yyyy", "yyyyMMdd", "d/M/yy", "dd-MM-yy", "ddMMyy",
        "'on' d 'of' M 'in' yyyy",
    ])
    func everyDateParsesBackToADayOfTheRange(pattern: String) throws {
        let reader = try PatternReader(pattern)
        let formatter = DateFixture.formatter(pattern)
        formatter.twoDigitStartDate = DateFixture.formatter("yyyy-MM-dd").date(from: "1950-01-01")
        let range = try DateFixture.day("1960-03-01")...DateFixture.day("2040-02-29")
        for label in try DateFixture.labels("from: 1960-03-01, to: 2040-02-29, patterns: \"\(pattern)\"", 2000) {
            let day = try #require(reader.day(label), "'\(label)' is no date")
            #expect(range.contains(day))
            #expect(formatter.date(from: label) == Date(timeIntervalSince1970: Double(day) * 86_400), "\(label)")
        }
    }

    @Test(arguments: ["en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "ru_RU", "ar_EG", "ja_JP"])
    func datesWithNamesParseBack(locale: String) throws {
        for pattern in ["d. MMMM yyyy", "EEEE, d MMM yyyy"] {
            let formatter = DateFixture.formatter(pattern, locale: locale)
            for label in try DateFixture.labels("patterns: \"\(pattern)\", locales: \(locale)", 300) {
                let date = try #require(formatter.date(from: label), "\(locale): '\(label)'")
                #expect(formatter.string(from: date) == label)
            }
        }
    }

    @Test func uniformDaysAreUniform() throws {
        let first = try DateFixture.day("2000-01-01")
        let reader = try PatternReader("yyyy-MM-dd")
        var counts = [Int](repeating: 0, count: 366)
        for label in try DateFixture.labels("from: 2000-01-01, to: 2000-12-31, patterns: yyyy-MM-dd", 20_000) {
            counts[try #require(reader.day(label)) - first] += 1
        }
        #expect(DateFixture.chiSquare(counts, shares: counts.map { _ in 1 }) < DateFixture.chiSquareLimit(365))
    }

    @Test(arguments: [0.5, 7, 30, 200, 5000])
    func recentDaysHalveWithTheirAge(halfLife: Double) throws {
        let last = try DateFixture.day("2024-02-29")
        let reader = try PatternReader("yyyy-MM-dd")
        let keys =
            "from: 2024-01-01, to: 2024-02-29, patterns: yyyy-MM-dd, distribution: recent, half_life: \(halfLife)"
        var counts = [Int](repeating: 0, count: 60)
        for label in try DateFixture.labels(keys, 20_000) { counts[last - (try #require(reader.day(label)))] += 1 }
        // Ages with too few to count are taken together.
        let shares = (0..<60).map { exp2(-Double($0) / halfLife) - exp2(-Double($0 + 1) / halfLife) }
        let kept = shares.indices.prefix { shares[$0] / shares.reduce(0, +) * 20_000 > 10 }.count
        let (seen, wanted) = (
            Array(counts[..<kept]) + [counts[kept...].reduce(0, +)],
            Array(shares[..<kept]) + [max(shares[kept...].reduce(0, +), 1e-12)]
        )
        #expect(DateFixture.chiSquare(seen, shares: wanted) < DateFixture.chiSquareLimit(kept))
    }

    @Test func choicesAreDrawnByWeight() throws {
        let keys = "patterns: [{value: dd/MM/yyyy, weight: 3}, yyyy-MM-dd, {value: d, weight: 0}]"
        let labels = try DateFixture.labels(keys, 4000)
        let slashes = labels.count { $0.contains("/") }
        #expect(DateFixture.chiSquare([slashes, 4000 - slashes], shares: [3, 1]) < DateFixture.chiSquareLimit(1))
        #expect(labels.allSatisfy { $0.count == 10 })
    }

    @Test func aChoiceLeavesTheOthersAsTheyWere() throws {
        let plain = try DateFixture.labels("patterns: [dd/MM/yyyy, d.M.yy]", 200)
        let more = try DateFixture.writings(
            "patterns: [dd/MM/yyyy, d.M.yy], numbering: [arab, deva], label: western", 200)
        #expect(more.map(\.label) == plain)
        let days = try DateFixture.labels("patterns: yyyy-MM-dd", 200)
        let spaced = try DateFixture.labels("patterns: yyyy-MM-dd, separators: [' ', /]", 200)
        #expect(spaced.map { String($0.map { $0.isNumber ? $0 : "-" }) } == days)
    }

    @Test func separatorsReplaceWhatStandsBetweenNumbers() throws {
        let labels = try DateFixture.labels("patterns: [dd/MM/yyyy, yyyy.MM.dd], separators: ['-', '', ' / ']", 400)
        for label in labels {
            let marks = label.filter { !$0.isNumber }
            #expect(["--", "", " /  / "].contains(String(marks)))
        }
        #expect(Set(labels.map { $0.filter { !$0.isNumber } }).count == 3)
        // Names, quoted text and letters keep what stands beside them.
        let day = "from: 2024-05-01, to: 2024-05-01, separators: '#'"
        #expect(try DateFixture.labels(day + ", patterns: d. MMM yyyy dd-MM", 1) == ["1. May 2024#01#05"])
        #expect(try DateFixture.labels(day + ", patterns: \"d'-'M-yy\"", 1) == ["1-5#24"])
        #expect(try DateFixture.labels(day + ", patterns: yyyy年M-d日", 1) == ["2024年5#1日"])
    }

    @Test func leadingZerosAreKeptOrDropped() throws {
        let day = "from: 2005-06-07, to: 2005-06-07, patterns: dd/MM/yy"
        #expect(try DateFixture.labels(day, 1) == ["07/06/05"])
        #expect(try DateFixture.labels(day + ", leading_zeros: drop", 1) == ["7/6/05"])
        let mixed = try DateFixture.labels(day + ", leading_zeros: mixed", 400)
        #expect(Set(mixed) == ["07/06/05", "7/6/05"])
        let kept = mixed.count { $0 == "07/06/05" }
        #expect(DateFixture.chiSquare([kept, 400 - kept], shares: [1, 1]) < DateFixture.chiSquareLimit(1))
        // Numbers do not run together.
        #expect(try DateFixture.labels(day + ", leading_zeros: drop, separators: ''", 1) == ["070605"])
        let closed = "from: 2005-06-07, to: 2005-06-07, patterns: yyyyMMdd, leading_zeros: drop"
        #expect(try DateFixture.labels(closed, 1) == ["20050607"])
    }

    @Test func timesFollowTheDate() throws {
        let day = "from: 2005-06-07, to: 2005-06-07, patterns: yyyy-MM-dd"
        let reader = try Regex("2005-06-07 ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
        let labels = try DateFixture.labels(day + ", time: 'HH:mm:ss'", 500)
        #expect(try labels.allSatisfy { try reader.wholeMatch(in: $0) != nil })
        #expect(Set(labels.map { $0.dropFirst(11).prefix(2) }).count == 24)
        let stamp = try Regex("2005-06-07T[0-9]{2}:[0-9]{2}")
        #expect(
            try DateFixture.labels(day + ", time: \"'T'HH:mm\"", 50).allSatisfy { try stamp.wholeMatch(in: $0) != nil })
        let halves = try Regex("2005-06-07 (1[0-2]|[1-9]):[0-5][0-9] (am|pm)")
        #expect(
            try DateFixture.labels(day + ", time: 'h:mm a'", 200).allSatisfy { try halves.wholeMatch(in: $0) != nil })
    }

    @Test func labelsOfArabicDatesAreWesternAndInLogicalOrder() throws {
        let keys = "patterns: [yyyy/MM/dd, dd/MM/yyyy], numbering: arab, label: western"
        for writing in try DateFixture.writings(keys, 100) {
            #expect(writing.label.count == 10 && writing.label.allSatisfy(\.isASCII))
            #expect(NumberingSystem.arab.write(writing.label) == writing.display)
            #expect(!writing.display.contains { $0.isASCII && $0.isNumber })
        }
    }

    @Test func alphabetCoversEveryLabel() throws {
        let keys = """
            patterns: [dd/MM/yyyy, "EEE d. MMMM yy", Gy年M月d日], locales: [de_DE, ja_JP], calendar: japanese, separators: ['-', .],
            case: [as_is, upper], time: 'h:mm a', numbering: [latn, fullwide]
            """
        let author = try DateFixture.author(keys)
        let alphabet = Set(author.alphabet)
        #expect(alphabet.count == author.alphabet.count)
        for writing in try DateFixture.writings(keys, 2000) {
            #expect(alphabet.isSuperset(of: writing.display), "\(writing.display)")
        }
    }
}
