import Testing

@testable import Synthesis

/// What a recipe with a wrong date text is told.
@Suite struct DateErrorTests {
    /// Keys, and the message behind its place.
    static let complaints: [(keys: String, message: String)] = [
        ("from: 2024-13-01", "from: there is no 2024-13-01; months are 01 to 12"),
        ("from: 2023-02-29", "from: there is no 2023-02-29; 2023-02 has 28 days"),
        (
            "to: 31.12.2024",
            "to: expected a date such as 2024-02-29, got '31.12.2024'; write the year, the month and the day: yyyy-MM-dd"
        ),
        (
            "to: 20240101",
            "to: expected a date such as 2024-02-29, got '20240101'; write the year, the month and the day: yyyy-MM-dd"
        ),
        ("from: 1066-10-14", "from: the year must lie in 1583..9999, got 1066-10-14"),
        (
            "from: 2024-01-02, to: 2024-01-01",
            "to: 2024-01-01 lies before 'from', 2024-01-02; write the earlier day first"
        ),
        (
            "patterns: DD/MM/YYYY",
            "patterns: the pattern 'DD/MM/YYYY' has the unsupported field 'DD'; did you mean 'dd'? The fields are E, G, L, M, c, d, y"
        ),
        (
            "patterns: [dd/MM/yyyy, dd/mm/yyyy]",
            "patterns[1]: the pattern 'dd/mm/yyyy' has the unsupported field 'mm'; did you mean 'MM'? The fields are E, G, L, M, c, d, y"
        ),
        (
            "patterns: 'dd.MM.yyyy HH:mm'",
            "patterns: the pattern 'dd.MM.yyyy HH:mm' has the unsupported field 'HH'; the time of day has a pattern of its own: 'time'"
        ),
        (
            "patterns: w/yyyy",
            "patterns: the pattern 'w/yyyy' has the unsupported field 'w'; letters must be fields or stand in quotes: 'at'; "
                + "the fields are E, G, L, M, c, d, y"
        ),
        ("patterns: ddd/MM", "patterns: the pattern 'ddd/MM' has the unsupported field 'ddd'; 'd' stands 1 to 2 times"),
        (
            "patterns: \"d 'of MMMM\"",
            "patterns: the pattern 'd 'of MMMM' has a quote that is not closed; write '' for an apostrophe"
        ),
        ("patterns: '---'", "patterns: the pattern '---' has no field; write one such as dd/MM/yyyy"),
        (
            "patterns: dd/MM/20yy",
            "patterns: the pattern 'dd/MM/20yy' has digits outside of its fields; nobody could tell them from the date's own"
        ),
        (
            "time: HH:MM",
            "time: the pattern 'HH:MM' has the unsupported field 'MM'; did you mean 'mm'? The fields are H, a, h, m, s"
        ),
        (
            "time: dd HH",
            "time: the pattern 'dd HH' has the unsupported field 'dd'; the date has patterns of its own: 'patterns'"
        ),
        ("time: ':'", "time: the pattern ':' has no field; write one such as HH:mm"),
        ("locales: de_DEE", "locales: unknown locale 'de_DEE'; did you mean 'de_DE'?"),
        (
            "locales: [de, klingon]",
            "locales[1]: unknown locale 'klingon'; give a language, or a language and a country: de, en_GB, pt_BR, zh_Hans_CN"
        ),
        (
            "locales: ar-u-nu-latn",
            "locales: unknown locale 'ar-u-nu-latn'; name the language and the country alone; 'numbering' and 'calendar' set the rest"
        ),
        (
            "calendar: islamic",
            "calendar: unknown value 'islamic'; allowed: buddhist, gregorian, islamic-civil, islamic-tbla, islamic-umalqura, "
                + "japanese, persian"
        ),
        ("separators: ['-', '1']", "separators: must not hold digits: nobody could tell them from the date's own"),
        (
            "separators: '-', patterns: d MMMM yyyy",
            "separators: no pattern has punctuation between two numbers that they could replace"
        ),
        ("mode: unique, distribution: recent", "distribution: works in the mode 'random' only, not in 'unique'"),
        ("mode: exhaustive, impossible: 0.1", "impossible: works in the mode 'random' only, not in 'exhaustive'"),
        ("mode: unique, time: HH:mm", "time: works in the mode 'random' only, not in 'unique'"),
        ("impossible: 1.5", "impossible: must lie in 0..1, got 1.5"),
        ("numbering: arabetx", "numbering: unknown value 'arabetx'; did you mean 'arabext'?"),
    ]

    @Test(arguments: complaints.indices)
    func whatIsWrongIsSaidAtItsPlace(number: Int) {
        let (keys, message) = Self.complaints[number]
        let complaint = DateFixture.complaint(keys)
        #expect(complaint.hasPrefix("recipe.yml:3:"))
        #expect(complaint.contains(": text.date." + message), "\(complaint)")
    }

    @Test(arguments: ["dM/yyyy", "MMMM yyyy", "yyyy", "EEEE", "d/MMMMM d yyyyM"])
    func formsInWhichNothingCanBeImpossibleAreRefused(pattern: String) {
        #expect(
            DateFixture.complaint("patterns: [dd/MM/yyyy, \(pattern)], impossible: 0.1")
                == "text.date.impossible: dates in the pattern '\(pattern)' (en_GB) can't be told to be impossible; it needs a "
                + "day or a month in numbers, and something between numbers that have no fixed width")
    }

    @Test func numbersThatRunTogetherCannotBeImpossible() {
        #expect(DateFixture.complaint("patterns: dd/MM/yyyy, separators: ['', /], impossible: 0.1") == "nothing")
        #expect(
            DateFixture.complaint("patterns: d/M/yyyy, separators: ['', /], impossible: 0.1").contains("'d/M/yyyy'"))
    }

    @Test func tooManyLabelsToNumberAreRefused() {
        #expect(
            DateFixture.complaint("from: 1583-01-01, to: 9999-12-31, patterns: [dd/MM/yyyy, yyyy-MM-dd], mode: unique")
                == "text.date: mode 'unique' numbers all labels, and 3074246 days in 2 forms are more than 4194304; shorten the "
                + "range, give fewer forms, or use mode 'random'")
    }

    @Test(arguments: ["en", "de_DE", "pt-BR", "zh_CN", "zh_Hans_CN", "sr_RS", "en_DE", "ar_SA"])
    func usualLocalesAreKnown(locale: String) {
        #expect(DateFixture.complaint("locales: \(locale)") == "nothing")
    }
}
