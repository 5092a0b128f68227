import Configs
import Samples

/// Dates: days of a range in any pattern, language, calendar and digits.
struct DateText: TextSource, NumberedText {
    var from = CalendarDay(1990, 1, 1)
    var to = CalendarDay(2029, 12, 31)
    var patterns = Alternatives(DatePattern.standard)
    var locales = Alternatives(DateLocale("en_GB"))
    var patternLocales = PatternLocales.own
    var calendar = CalendarSystem.gregorian
    var separators: Alternatives<String>?
    var leadingZeros = LeadingZeros.keep
    var nameCase = Alternatives(NameCase.asIs)
    var time: Alternatives<TimePattern>?
    var distribution = Distribution.uniform
    var halfLife = 365.0
    var impossible = 0.0
    var numbering = Alternatives(NumberingSystem.latn)
    var label = LabelDigits.asRendered
    var mode = LabelMode.random
    var disjoint = false

    var isBalanced: Bool { mode == .balanced }
    var partNames: [String] { DateForm.Value.partNames }

    /// What becomes of the zero before days and months below 10.
    enum LeadingZeros: String, ConfigEnum {
        case keep, drop, mixed
    }

    /// Which locales a pattern is written in.
    enum PatternLocales: String, ConfigEnum {
        case own, any
    }

    /// How the names of months and weekdays are written.
    enum NameCase: String, ConfigEnum {
        case asIs = "as_is"
        case upper
    }

    /// How often each day is drawn.
    enum Distribution: String, ConfigEnum {
        case uniform, recent
    }

    static let name = "date"
    static let summary = "Dates: days of a range in any pattern, language, calendar and digits."
    static var fields: [Field<DateText>] {
        [
            Field("from", \.from, "The first day, as an ISO date."),
            Field("to", \.to, "The last day."),
            Field(
                "patterns", \.patterns,
                "Unicode date patterns: `d`, `dd`, `M`, `MM`, `MMM` (May), `MMMM`, `LLLL` (standing alone), `y`, `yy`, `yyyy`, "
                    + "`EEE` (Tue), `EEEE`, `G` (era); other letters in quotes."),
            Field("locales", \.locales, "Whose names of months, weekdays and eras: `en_GB`, `de`, `pt_BR` ..."),
            Field(
                "pattern_locales", \.patternLocales,
                "Which of several locales a pattern with a day and a month's name goes with. `own`: those that write dates "
                    + "so, which is `d. MMMM yyyy` for `de`, `d MMMM yyyy` for `fr`, `MMMM d, yyyy` for `en_US`; a pattern "
                    + "that none of them writes is an error. `any`: all, mixed."),
            Field("calendar", \.calendar, "The calendar of the dates that are written; `from` and `to` are Gregorian."),
            Field(
                "separators", \.separators,
                "What stands between two numbers, in place of the pattern's own punctuation; one for each sample."),
            Field(
                "leading_zeros", \.leadingZeros,
                "`keep`: as the pattern has them. `drop`: days and months below 10 stand without, unless numbers would run "
                    + "together. `mixed`: either, drawn for each sample."),
            Field("case", \.nameCase, "`as_is`, or `upper`: names of months and weekdays in capitals."),
            Field(
                "time", \.time,
                "A pattern of a time of day that follows the date: `HH:mm:ss`, `h:mm a`. A space goes before it unless it "
                    + "begins with quoted or other text."),
            Field(
                "distribution", \.distribution,
                "`uniform`: each day equally often. `recent`: half as often for every `half_life` before `to`."),
            Field("half_life", \.halfLife, in: 0.01...1e7, unit: "days", "In the distribution `recent`."),
            Field(
                "impossible", \.impossible, in: 0...1,
                "The share of dates that do not exist, such as 31/02 or month 13."),
            Field(
                "mode", \.mode,
                LabelMode.doc
                    + " What is counted is every day in every pattern, locale, separator, case and use of zeros."),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ] + numberingFields
    }

    func validate() throws(ConfigProblem) {
        if to < from {
            throw ConfigProblem(key: "to", "\(to) lies before 'from', \(from); write the earlier day first")
        }
        if patternLocales == .own {
            let all = patterns.options.map(\.value)
            let identifiers = locales.options.map(\.value)
            if let stray = DateAgreement(all, identifiers, isAsked: false).stray {
                let example = DateAgreement.example(for: all[stray]).map { ", such as \($0)" } ?? ""
                throw ConfigProblem(
                    key: "patterns",
                    "none of \(identifiers.map(\.identifier).joined(separator: ", ")) writes dates as '\(all[stray].text)'; "
                        + "add a locale that does\(example), change the pattern, or say 'pattern_locales: any' for all with all"
                )
            }
        }
        if let separators {
            guard !separators.options.contains(where: { $0.value.contains(where: \.isNumber) }) else {
                throw ConfigProblem(
                    key: "separators", "must not hold digits: nobody could tell them from the date's own")
            }
            let patterns = patterns.options.map(\.value)
            guard patterns.contains(where: { $0.parts.indices.contains(where: $0.isSeparator) }) else {
                throw ConfigProblem(
                    key: "separators", "no pattern has punctuation between two numbers that they could replace")
            }
        }
        if mode == .balanced, distribution != .uniform {
            throw ConfigProblem(key: "distribution", "works in the mode 'random' only, not in 'balanced'")
        }
        guard mode.isNumbered else { return }
        let unfit = [
            ("distribution", distribution != .uniform), ("impossible", impossible > 0), ("time", time != nil),
        ]
        for (key, isGiven) in unfit where isGiven {
            throw ConfigProblem(key: key, "works in the mode 'random' only, not in '\(mode.rawValue)'")
        }
    }
}
