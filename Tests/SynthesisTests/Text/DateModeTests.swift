import Foundation
import Samples
import Testing

@testable import Synthesis

/// Impossible dates, and how labels are dealt out.
@Suite struct DateModeTests {
    // MARK: - Impossible dates

    @Test(arguments: ["dd/MM/yyyy", "d.M.yy", "yyyy-MM-dd", "ddMMyyyy", "MM/yyyy", "dd/MM"])
    func impossibleDatesNeverParse(pattern: String) throws {
        // Where the year or the day is not written, any makes do.
        let whole = pattern + (pattern.contains("y") ? "" : "/yyyy") + (pattern.contains("d") ? "" : "/dd")
        let rest = (pattern.contains("y") ? "" : "/2024") + (pattern.contains("d") ? "" : "/01")
        let reader = try PatternReader(whole)
        let formatter = DateFixture.formatter(whole)
        let labels = try DateFixture.labels("patterns: \"\(pattern)\", impossible: 1", 3000)
        for label in labels {
            #expect(reader.read(label + rest) != nil, "'\(label)' does not look like a date")
            #expect(reader.day(label + rest) == nil, "'\(label)' is a date")
            #expect(formatter.date(from: label + rest) == nil, "'\(label)' is a date to Foundation")
        }
        #expect(Set(labels).count > 100 || !pattern.contains("y") || !pattern.contains("d"))
    }

    @Test func impossibleDatesWithNamesNeverParse() throws {
        for locale in ["en_GB", "de_DE", "ru_RU"] {
            let formatter = DateFixture.formatter("d MMMM yyyy", locale: locale)
            let keys = "patterns: d MMMM yyyy, locales: \(locale), impossible: 1"
            for label in try DateFixture.labels(keys, 1000) { #expect(formatter.date(from: label) == nil, "\(label)") }
        }
    }

    @Test(arguments: CalendarSystem.allCases)
    func impossibleDatesExistInNoCalendar(system: CalendarSystem) throws {
        let pattern = "d/M/yyyy GGGG"
        let formatter = DateFixture.formatter(pattern, system)
        let real = DateForms(try DateFixture.text("patterns: \(pattern), calendar: \(system.rawValue)"))
        let range = try DateFixture.day("1990-01-01")...DateFixture.day("2029-12-31")
        let all = Set(
            range.map { String(decoding: real.write(Moment(date: real.calendar.date(of: $0)), .init()), as: UTF8.self) }
        )
        #expect(all.count == range.count)
        #expect(all.sorted().prefix(50).allSatisfy { formatter.date(from: $0) != nil })
        for label in try DateFixture.labels("patterns: \(pattern), calendar: \(system.rawValue), impossible: 1", 1000) {
            #expect(!all.contains(label))
            #expect(formatter.date(from: label) == nil, "\(label)")
        }
    }

    @Test func impossibleDatesLookLikeRealOnes() throws {
        let labels = try DateFixture.labels("patterns: dd/MM/yyyy, impossible: 1", 5000)
        let reader = try PatternReader("dd/MM/yyyy")
        let numbers = try labels.map { try #require(reader.read($0)) }
        #expect(numbers.contains { $0["d"] == 31 && [2, 4, 6, 9, 11].contains($0["M"]) })
        #expect(numbers.contains { $0["d"] == 29 && $0["M"] == 2 })
        #expect(numbers.contains { $0["M"] == 13 })
        #expect(numbers.contains { $0["d"] == 0 || $0["M"] == 0 })
        #expect(numbers.allSatisfy { (1990...2029).contains($0["y"] ?? 0) })
        // Without the year, 29 February is a date.
        #expect(!(try DateFixture.labels("patterns: dd/MM/yy, impossible: 1", 5000).contains { $0.hasPrefix("29/02") }))
    }

    @Test func theirShareIsAsAskedFor() throws {
        let reader = try PatternReader("dd/MM/yyyy")
        let labels = try DateFixture.labels("patterns: dd/MM/yyyy, impossible: 0.2", 5000)
        let count = labels.count { reader.day($0) == nil }
        #expect(DateFixture.chiSquare([count, 5000 - count], shares: [1, 4]) < DateFixture.chiSquareLimit(1))
        // The others are what they would have been.
        let plain = try DateFixture.labels("patterns: dd/MM/yyyy", 5000)
        #expect(zip(labels, plain).allSatisfy { reader.day($0) == nil || $0 == $1 })
    }

    // MARK: - Unique and exhaustive

    @Test func uniqueWritesEveryDayOnce() throws {
        let samples = "{train: 300, val: 40, test: 26}"
        let keys = "from: 2024-01-01, to: 2024-12-31, patterns: dd.MM.yyyy, mode: unique"
        let labels = try Split.allCases.flatMap { split in
            try DateFixture.labels(keys, [.train: 300, .val: 40, .test: 26][split] ?? 0, split, samples: samples)
        }
        #expect(Set(labels).count == 366)
        #expect(labels.contains("29.02.2024"))
        #expect(labels.sorted() != labels)
        #expect(
            DateFixture.complaint(keys, samples: "{train: 365, val: 1, test: 1}")
                == "text.date: mode 'unique' has 366 labels for 367 samples; ask for fewer samples, allow more labels, "
                + "or use mode 'exhaustive'")
    }

    /// 01/02 in one pattern is 02/01 in the other: each label counts once.
    @Test func formsThatLookTheSameAreOneLabel() throws {
        let keys = "from: 2023-01-01, to: 2023-12-31, patterns: [dd/MM/yyyy, MM/dd/yyyy], leading_zeros: mixed"
        let every = Set(try DateFixture.labels(keys, 60_000))
        let samples = "{train: \(every.count), val: 0, test: 0}"
        let unique = try DateFixture.labels(keys + ", mode: unique", every.count, samples: samples)
        #expect(Set(unique) == every)
        #expect(
            DateFixture.complaint(keys + ", mode: unique", samples: "{train: \(every.count + 1), val: 0, test: 0}")
                .contains("has \(every.count) labels for \(every.count + 1) samples"))
    }

    @Test func labelsWithoutADayAreFew() throws {
        let keys = "from: 2020-01-15, to: 2021-12-31, patterns: MM/yy, mode: exhaustive"
        let labels = try DateFixture.labels(keys, 48)
        #expect(Set(labels).count == 24)
        #expect(Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +).values.allSatisfy { $0 == 2 })
    }

    @Test func exhaustiveWritesEveryLabelEquallyOften() throws {
        let keys = """
            from: 2024-02-01, to: 2024-03-31, patterns: [d-MMM-yyyy, yyyy-MM-dd], locales: [en_GB, de_DE], separators: ['-', /],
            case: [as_is, upper], numbering: [latn, arab], label: western, mode: exhaustive
            """
        let unique = Set(try DateFixture.labels(keys, 5000))
        let labels = try DateFixture.labels(keys, unique.count * 3)
        #expect(Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +).values.allSatisfy { $0 == 3 })
        // 60 days in two languages and cases, but for numbers, which look the same in all; these with two separators.
        #expect(unique.count == 60 * 4 + 60 * 2)
    }

    @Test(arguments: ["mode: random", "mode: exhaustive", "mode: unique"])
    func disjointSplitsShareNoLabel(mode: String) throws {
        let keys = "from: 2000-01-01, to: 2019-12-31, disjoint: true, \(mode)"
        let sets = try Split.allCases.map { split in
            Set(
                try DateFixture.labels(
                    keys, [.train: 3000, .val: 500, .test: 500][split] ?? 0, split,
                    samples: "{train: 3000, val: 500, test: 500}"))
        }
        #expect(sets.allSatisfy { $0.count > 100 })
        #expect(
            sets[0].isDisjoint(with: sets[1]) && sets[0].isDisjoint(with: sets[2]) && sets[1].isDisjoint(with: sets[2]))
    }
}
