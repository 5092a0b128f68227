import Foundation

/// The names of months, weekdays, eras and halves of the day in one locale and calendar, as Foundation writes them.
///
/// Each field of a pattern is written by itself, so that `MMMM` gives the form that stands within a date and `LLLL`
/// the one that stands alone. Used when a recipe is loaded; drawing a date needs only the names.
struct DateNames {
    private let calendar: DayCalendar
    private let locale: Locale
    private let formatter: DateFormatter

    init(locale: DateLocale, calendar: DayCalendar) {
        self.calendar = calendar
        self.locale = Locale(identifier: locale.identifier)
        formatter = DateFormatter()
        // Some names are numbers; `numbering` turns their digits.
        formatter.locale = Locale(identifier: locale.identifier + "@numbers=latn")
        formatter.calendar = calendar.system.foundation
        formatter.timeZone = .gmt
    }

    /// The names of a field: 12 months, 7 weekdays from Sunday, the calendar's eras, or two halves of the day.
    func names(_ field: Character, _ width: Int) -> [String] {
        formatter.dateFormat = String(repeating: field, count: width)
        return dates(field).map { formatter.string(from: $0) }
    }

    /// Names in capital letters, by the rules of the locale.
    func uppercased(_ names: [String]) -> [String] {
        names.map { $0.uppercased(with: locale) }
    }

    /// A date for each name of a field.
    private func dates(_ field: Character) -> [Date] {
        switch field {
        case "M", "L": calendar.daysOfMonths.map { Date(day: $0) }
        // 1970-01-04 was a Sunday.
        case "E", "c": (3...9).map { Date(day: $0) }
        case "G": calendar.eras.map { Date(day: $0.firstDay) }
        default: [Date(timeIntervalSince1970: 6 * 3600), Date(timeIntervalSince1970: 18 * 3600)]
        }
    }
}
