import Foundation

/// The date of a day in one calendar.
struct CivilDate: Sendable, Hashable {
    /// The era's place in `DayCalendar.eras`.
    var era = 0
    /// Within the era.
    var year: Int
    /// 1...12; outside of that in an impossible date.
    var month: Int
    /// From 1; outside of the month in an impossible date.
    var day: Int
    /// Counted from Sunday, which is 0.
    var weekday: Int
    /// How many days the month has.
    var monthLength: Int
}

/// Turns days into dates of one calendar, for a range of days: what is not plain arithmetic is asked of Foundation once.
struct DayCalendar: Sendable {
    let system: CalendarSystem
    /// The eras within the range, oldest first, with a day of each.
    let eras: [Era]
    /// The first days of all months; empty where months are Gregorian.
    private let months: [Month]

    /// Years counted from a beginning.
    struct Era: Sendable, Hashable {
        /// The first day in the range.
        var firstDay: Int
        /// What is added to a Gregorian year to give the era's.
        var yearOffset: Int
    }

    private struct Month: Sendable {
        var firstDay: Int
        var year: Int32
        var number: Int32
    }

    /// A calendar for a range of days.
    init(_ system: CalendarSystem, days: ClosedRange<Int>) {
        self.system = system
        let calendar = system.foundation
        eras = Self.eras(of: calendar, in: days).map { day in
            let year = calendar.component(.year, from: Date(day: day))
            return Era(firstDay: day, yearOffset: year - GregorianDay.date(day).year)
        }
        // A year at least, so that each month's name can be asked for.
        let last = max(days.upperBound, days.lowerBound + 400)
        months = system.hasGregorianMonths ? [] : Self.months(of: calendar, in: days.lowerBound...last)
    }

    /// The date of a day.
    /// - Parameter number: days since 1970-01-01, within the range.
    func date(of number: Int) -> CivilDate {
        // 1970-01-01 was a Thursday.
        let weekday = ((number + 4) % 7 + 7) % 7
        if system.hasGregorianMonths {
            let (year, month, day) = GregorianDay.date(number)
            let era = lastIndex(eras.count) { eras[$0].firstDay <= number }
            return CivilDate(
                era: era, year: year + eras[era].yearOffset, month: month, day: day, weekday: weekday,
                monthLength: GregorianDay.length(ofMonth: month, year: year))
        }
        let index = lastIndex(months.count - 1) { months[$0].firstDay <= number }
        let month = months[index]
        return CivilDate(
            year: Int(month.year), month: Int(month.number), day: number - month.firstDay + 1, weekday: weekday,
            monthLength: months[index + 1].firstDay - month.firstDay)
    }

    /// A day in each of the twelve months, in their order.
    var daysOfMonths: [Int] {
        (1...12).map { number in
            if months.isEmpty { return GregorianDay.number(year: 2001, month: number, day: 15) }
            return (months.first { $0.number == number }?.firstDay ?? 0) + 14
        }
    }

    /// The last index below `count` for which `holds`, which holds for a first part of them; 0 where it holds for none.
    private func lastIndex(_ count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// The first days of all eras in a range: eras follow each other, so halves with the same era at both ends are of one.
    private static func eras(of calendar: Calendar, in days: ClosedRange<Int>) -> [Int] {
        func era(_ day: Int) -> Int { calendar.component(.era, from: Date(day: day)) }
        func changes(_ low: Int, _ lowEra: Int, _ high: Int, _ highEra: Int) -> [Int] {
            if lowEra == highEra { return [] }
            if high - low == 1 { return [high] }
            let middle = low + (high - low) / 2
            let middleEra = era(middle)
            return changes(low, lowEra, middle, middleEra) + changes(middle, middleEra, high, highEra)
        }
        let (low, high) = (days.lowerBound, days.upperBound)
        return [low] + changes(low, era(low), high, era(high))
    }

    /// The months from that of the first day to the one behind that of the last.
    private static func months(of calendar: Calendar, in days: ClosedRange<Int>) -> [Month] {
        func parts(_ day: Int) -> DateComponents {
            calendar.dateComponents([.year, .month, .day], from: Date(day: day))
        }
        var months: [Month] = []
        var start = days.lowerBound - (parts(days.lowerBound).day ?? 1) + 1
        while true {
            let first = parts(start)
            months.append(Month(firstDay: start, year: Int32(first.year ?? 0), number: Int32(first.month ?? 1)))
            if start > days.upperBound { return months }
            // No month of these calendars is shorter.
            start += 29
            while parts(start).day != 1 { start += 1 }
        }
    }
}
