import Configs

/// All forms that a date text can take, compiled: patterns in locales, and what can be drawn for each.
struct DateForms: Sendable {
    let calendar: DayCalendar
    let separators: [[UInt8]?]
    let zeroDrops: [Bool]
    let upperCases: [Bool]
    /// Which locales a pattern goes with.
    let agreement: DateAgreement
    let patternCount: Int
    let localeCount: Int
    private let forms: [DateForm]
    private let times: [DateForm]

    /// Which of the forms: places in the lists above.
    struct Selection: Sendable {
        var pattern = 0
        var locale = 0
        var separator = 0
        var zeros = 0
        var upper = 0
    }

    /// The forms of a text, in the order of its lists.
    init(_ text: DateText) {
        let calendar = DayCalendar(text.calendar, days: text.from.number...text.to.number)
        let patterns = text.patterns.options.map(\.value)
        let locales = text.locales.options.map(\.value)
        let timePatterns = text.time?.options.map(\.value) ?? []
        var forms: [DateForm] = []
        var times: [DateForm] = []
        for locale in locales {
            let names = DateNames(locale: locale, calendar: calendar)
            forms += patterns.map { DateForm($0, locale: locale, names: names, calendar: text.calendar) }
            times += timePatterns.map { DateForm($0, names: names) }
        }
        self.calendar = calendar
        self.forms = forms
        self.times = times
        agreement = DateAgreement(patterns, locales, isAsked: text.patternLocales == .any)
        patternCount = patterns.count
        localeCount = locales.count
        separators = text.separators?.options.map { Array($0.value.utf8) } ?? [nil]
        zeroDrops =
            switch text.leadingZeros {
            case .keep: [false]
            case .drop: [true]
            case .mixed: [false, true]
            }
        upperCases = text.nameCase.options.map { $0.value == .upper }
    }

    /// The pattern in the locale.
    func form(_ pattern: Int, _ locale: Int) -> DateForm { forms[locale * patternCount + pattern] }

    /// The time pattern in the locale.
    func time(_ pattern: Int, _ locale: Int) -> DateForm { times[locale * (times.count / localeCount) + pattern] }

    /// What is drawn beside pattern and locale.
    func style(_ selection: Selection) -> DateForm.Style {
        DateForm.Style(
            separator: separators[selection.separator], dropsZeros: zeroDrops[selection.zeros],
            isUpper: upperCases[selection.upper])
    }

    /// The text of a date; UTF-8, in Western digits.
    /// - Parameter time: which of the time patterns follows; nil for none.
    func write(_ moment: Moment, _ selection: Selection, time: Int? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(48)
        let style = style(selection)
        form(selection.pattern, selection.locale).write(moment, style, into: &bytes)
        if let time {
            self.time(time, selection.locale).write(moment, style, into: &bytes)
        }
        return bytes
    }

    /// The text of a date and its parts.
    func written(_ moment: Moment, _ selection: Selection, time: Int? = nil) -> (bytes: [UInt8], parts: [TextPart]) {
        var (bytes, parts): ([UInt8], [TextPart]) = ([], [])
        bytes.reserveCapacity(48)
        let style = style(selection)
        form(selection.pattern, selection.locale).write(moment, style, into: &bytes, parts: &parts)
        if let time { self.time(time, selection.locale).write(moment, style, into: &bytes, parts: &parts) }
        return (bytes, parts)
    }

    /// Every character that may be written, in Western digits; some more than once.
    var characters: String {
        let punctuation = separators.compactMap { $0.map { String(decoding: $0, as: UTF8.self) } }
        return (forms + times).map { $0.characters(separators: punctuation, isUpper: upperCases) }.joined()
    }
}
