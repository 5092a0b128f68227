import Configs

/// A day, written as an ISO date: `2024-02-29`.
struct CalendarDay: Configurable, Hashable, Comparable {
    /// Days since 1970-01-01.
    var number: Int

    /// The years that can be asked for.
    ///
    /// Before 1583 not even the Western calendars agree with each other.
    private static let years = 1583...9999

    /// A day by its Gregorian date, which must exist.
    init(_ year: Int, _ month: Int, _ day: Int) {
        number = GregorianDay.number(year: year, month: month, day: day)
    }

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else {
            throw node.error(
                "expected \(Self.expected), got '\(text)'", hint: "write the year, the month and the day: yyyy-MM-dd")
        }
        guard Self.years.contains(year) else {
            throw node.error("the year must lie in \(Self.years.lowerBound)..\(Self.years.upperBound), got \(text)")
        }
        guard (1...12).contains(month) else { throw node.error("there is no \(text)", hint: "months are 01 to 12") }
        let length = GregorianDay.length(ofMonth: month, year: year)
        guard (1...length).contains(day) else {
            throw node.error("there is no \(text)", hint: "\(parts[0])-\(parts[1]) has \(length) days")
        }
        self.init(year, month, day)
    }

    var encoded: ConfigValue { .string(description) }
    static let expected = "a date such as 2024-02-29"
    static var schema: ConfigSchema { .string(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") }

    static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}

extension CalendarDay: CustomStringConvertible {
    /// The ISO date.
    var description: String {
        let (year, month, day) = GregorianDay.date(number)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}
