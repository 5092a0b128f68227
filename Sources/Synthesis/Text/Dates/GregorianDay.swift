/// Days counted from 1970-01-01, and the dates that they have in the Gregorian calendar: whole-number arithmetic alone.
enum GregorianDay {
    /// The day of a date.
    /// - Parameters:
    ///   - month: 1...12.
    ///   - day: counted from the first of the month; it may lie outside of the month.
    static func number(year: Int, month: Int, day: Int) -> Int {
        // Years start in March, so that a leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let (century, yearOfCycle) = floorDivision(shifted, 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return century * daysOfCycle + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - daysToEpoch
    }

    /// The date of a day.
    static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
        let (cycle, dayOfCycle) = floorDivision(number + daysToEpoch, daysOfCycle)
        // The last day of 4, 100 and 400 years would count as the first of a year too many.
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    /// How many days a month has.
    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Of 400 years.
    private static let daysOfCycle = 146_097
    /// From 0000-03-01 to 1970-01-01.
    private static let daysToEpoch = 719_468

    private static func floorDivision(_ number: Int, _ divisor: Int) -> (quotient: Int, rest: Int) {
        let quotient = (number >= 0 ? number : number - divisor + 1) / divisor
        return (quotient, number - quotient * divisor)
    }
}
