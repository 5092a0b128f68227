import Foundation
import Testing

@testable import Synthesis

/// Days and their dates, against Foundation.
@Suite struct DateCalendarTests {
    @Test func gregorianDatesFollowEachOther() {
        var expected = (year: 1583, month: 1, day: 1)
        let first = GregorianDay.number(year: 1583, month: 1, day: 1)
        for number in first...GregorianDay.number(year: 2400, month: 12, day: 31) {
            let date = GregorianDay.date(number)
            guard date == expected, GregorianDay.number(year: date.year, month: date.month, day: date.day) == number
            else {
                Issue.record("day \(number): \(date), expected \(expected)")
                return
            }
            expected.day += 1
            if expected.day > GregorianDay.length(ofMonth: expected.month, year: expected.year) {
                expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
            }
        }
        #expect(expected == (2401, 1, 1))
    }

    @Test func gregorianDaysHaveKnownNumbers() {
        #expect(GregorianDay.number(year: 1970, month: 1, day: 1) == 0)
        #expect(GregorianDay.number(year: 2000, month: 2, day: 29) == 11_016)
        #expect(GregorianDay.date(-1) == (1969, 12, 31))
        #expect(GregorianDay.date(2_932_896) == (9999, 12, 31))
        #expect(GregorianDay.length(ofMonth: 2, year: 1900) == 28)
        #expect(GregorianDay.length(ofMonth: 2, year: 2000) == 29)
    }

    /// Every eleventh day, and around each turn of a Gregorian year.
    private static func days(_ range: ClosedRange<Int>) -> [Int] {
        let turns = (1850...2120).flatMap { year in
            let turn = GregorianDay.number(year: year, month: 1, day: 1)
            return [turn - 1, turn, turn + 58, turn + 59]
        }
        return Array(stride(from: range.lowerBound, through: range.upperBound, by: 11)) + turns.filter(range.contains)
    }

    @Test(arguments: CalendarSystem.allCases)
    func datesAreFoundations(system: CalendarSystem) throws {
        let range = CalendarDay(1800, 1, 1).number...CalendarDay(2150, 12, 31).number
        let calendar = DayCalendar(system, days: range)
        let foundation = system.foundation
        let firstEras = Dictionary(
            uniqueKeysWithValues: calendar.eras.enumerated().map {
                ($0.offset, foundation.component(.era, from: Date(day: $0.element.firstDay)))
            })
        for day in Self.days(range) {
            let date = Date(day: day)
            let parts = foundation.dateComponents([.era, .year, .month, .day, .weekday], from: date)
            let ours = calendar.date(of: day)
            guard ours.year == parts.year, ours.month == parts.month, ours.day == parts.day,
                ours.weekday + 1 == parts.weekday, firstEras[ours.era] == parts.era
            else {
                Issue.record("\(system.rawValue), day \(day): \(ours), expected \(parts)")
                return
            }
            let length = foundation.range(of: .day, in: .month, for: date)?.count
            // Foundation cuts the months in which a Japanese era begins.
            if system != .japanese, ours.monthLength != length {
                Issue.record(
                    "\(system.rawValue), day \(day): a month of \(ours.monthLength) days, expected \(length ?? 0)")
                return
            }
            #expect(ours.monthLength <= system.longestLength(ofMonth: ours.month))
        }
    }

    @Test func erasBeginOnTheirDays() throws {
        let calendar = DayCalendar(.japanese, days: CalendarDay(1900, 1, 1).number...CalendarDay(2030, 1, 1).number)
        #expect(
            calendar.eras.map { CalendarDay(number: $0.firstDay).description } == [
                "1900-01-01", "1912-07-30", "1926-12-25", "1989-01-08", "2019-05-01",
            ])
        #expect(calendar.date(of: CalendarDay(2019, 4, 30).number).year == 31)
        #expect(calendar.date(of: CalendarDay(2019, 5, 1).number).year == 1)
    }

    @Test func aRangeMayBeASingleDay() {
        for system in CalendarSystem.allCases {
            let day = CalendarDay(2024, 2, 29).number
            let calendar = DayCalendar(system, days: day...day)
            let parts = system.foundation.dateComponents([.year, .month, .day], from: Date(day: day))
            let date = calendar.date(of: day)
            #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
            let months = calendar.daysOfMonths.map { system.foundation.component(.month, from: Date(day: $0)) }
            #expect(months == Array(1...12))
        }
    }
}

extension CalendarDay {
    fileprivate init(number: Int) {
        let (year, month, day) = GregorianDay.date(number)
        self.init(year, month, day)
    }
}
