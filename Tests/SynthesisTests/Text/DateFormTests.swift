import Foundation
import Testing

@testable import Synthesis

/// Patterns in languages, against Foundation's own writing.
@Suite struct DateFormTests {
    static let locales = [
        "en_GB", "en_US", "de_DE", "de_AT", "fr_FR", "fr_CA", "es_ES", "es_MX", "it_IT", "pt_BR", "nl_NL", "sv_SE",
        "da_DK", "nb_NO", "fi_FI", "pl_PL", "cs_CZ", "sk_SK", "hu_HU", "ro_RO", "hr_HR", "sr_RS", "bg_BG", "ru_RU",
        "uk_UA", "el_GR", "tr_TR", "ca_ES", "lt_LT", "lv_LV", "et_EE", "ar_EG", "ar_SA", "fa_IR", "he_IL", "hi_IN",
        "bn_BD", "th_TH", "ja_JP", "zh_CN", "zh_TW", "ko_KR", "vi_VN", "id_ID",
    ]

    static let patterns = [
        "dd/MM/yyyy", "d.M.yy", "d. MMMM yyyy", "EEE d MMM yy", "EEEE, dd. LLLL y", "LLL yyyy G",
        "ccc cccc cccccc MMMMM GGGG",
        "'am' d''M", "yyyy年M月d日", "Gy年MMMd日", "EEEEE EEEEEE LLLLL", "d 'de' MMMM 'de' y", "ddMMyyyy", "yy'年'M",
    ]

    @Test(arguments: locales, CalendarSystem.allCases)
    func everyPatternIsWrittenAsFoundationWritesIt(locale: String, system: CalendarSystem) throws {
        let quoted = Self.patterns.map { "\"\($0)\"" }.joined(separator: ", ")
        let text = try DateFixture.text(
            "from: 1868-12-01, to: 2060-01-01, patterns: [\(quoted)], locales: \(locale), calendar: \(system.rawValue)")
        let forms = DateForms(text)
        let days = Array(stride(from: text.from.number, through: text.to.number, by: 1301))
        for (number, pattern) in Self.patterns.enumerated() {
            let formatter = DateFixture.formatter(pattern, locale: locale, system)
            for day in days {
                let moment = Moment(date: forms.calendar.date(of: day))
                let ours = String(decoding: forms.write(moment, .init(pattern: number)), as: UTF8.self)
                let theirs = formatter.string(from: Date(day: day))
                guard ours == theirs else {
                    Issue.record("\(locale), \(system.rawValue), \(pattern): '\(ours)', expected '\(theirs)'")
                    break
                }
            }
        }
    }

    @Test func theFirstYearOfAnEraIsCalledSoInJapanese() throws {
        let keys = "from: 2019-05-01, to: 2019-05-01, calendar: japanese"
        #expect(try DateFixture.labels(keys + ", locales: ja_JP, patterns: Gy年M月d日", 1) == ["令和元年5月1日"])
        #expect(try DateFixture.labels(keys + ", locales: ja_JP, patterns: Gy.MM.dd", 1) == ["令和1.05.01"])
        #expect(try DateFixture.labels(keys + ", patterns: d MMMM y G", 1) == ["1 May 1 Reiwa"])
    }

    @Test func timesAreWrittenAsFoundationWritesThem() throws {
        let patterns = ["HH:mm:ss", "H.mm", "h:mm a", "hh 'Uhr' mm a"]
        let forms = try ["en_US", "de_DE", "ko_KR", "ar_EG"].map { locale in
            let quoted = patterns.map { "\"\($0)\"" }.joined(separator: ", ")
            return (locale, DateForms(try DateFixture.text("patterns: d, locales: \(locale), time: [\(quoted)]")))
        }
        for (locale, forms) in forms {
            for (number, pattern) in patterns.enumerated() {
                let formatter = DateFixture.formatter("d " + pattern, locale: locale)
                for second in stride(from: 0, to: 86_400, by: 1013) {
                    let moment = Moment(date: forms.calendar.date(of: 0), secondOfDay: second)
                    let ours = String(decoding: forms.write(moment, .init(), time: number), as: UTF8.self)
                    #expect(ours == formatter.string(from: Date(timeIntervalSince1970: Double(second))))
                }
            }
        }
    }

    @Test func namesAreWrittenInCapitalsByTheirLanguage() throws {
        let keys = "from: 2024-04-07, to: 2024-04-07, patterns: EEEE d MMMM G, case: upper"
        #expect(try DateFixture.labels(keys, 1) == ["SUNDAY 7 APRIL AD"])
        #expect(try DateFixture.labels(keys + ", locales: tr_TR", 1) == ["PAZAR 7 NİSAN MS"])
        let day = "from: 2024-05-01, to: 2024-05-01, patterns: MMMM 'in' d, case: upper, locales: de"
        #expect(try DateFixture.labels(day, 1) == ["MAI in 1"])
    }
}
