import Configs
import Foundation

/// A calendar, by the name that CLDR gives it.
enum CalendarSystem: String, ConfigEnum {
    case gregorian, buddhist, japanese, persian
    case islamicUmalqura = "islamic-umalqura"
    case islamicCivil = "islamic-civil"
    case islamicTabular = "islamic-tbla"

    /// Foundation's calendar, in which days begin at midnight UTC.
    var foundation: Calendar {
        let identifier: Calendar.Identifier =
            switch self {
            case .gregorian: .gregorian
            case .buddhist: .buddhist
            case .japanese: .japanese
            case .persian: .persian
            case .islamicUmalqura: .islamicUmmAlQura
            case .islamicCivil: .islamicCivil
            case .islamicTabular: .islamicTabular
            }
        var calendar = Calendar(identifier: identifier)
        calendar.timeZone = .gmt
        return calendar
    }

    /// Whether its months are those of the Gregorian calendar.
    var hasGregorianMonths: Bool {
        switch self {
        case .gregorian, .buddhist, .japanese: true
        case .persian, .islamicUmalqura, .islamicCivil, .islamicTabular: false
        }
    }

    /// The most days that a month has in any year.
    func longestLength(ofMonth month: Int) -> Int {
        switch self {
        case .gregorian, .buddhist, .japanese: GregorianDay.length(ofMonth: month, year: 2000)
        case .persian: month <= 6 ? 31 : 30
        case .islamicUmalqura, .islamicCivil, .islamicTabular: 30
        }
    }
}

extension Date {
    /// Noon of a day.
    /// - Parameter day: days since 1970-01-01.
    init(day: Int) {
        self.init(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
    }
}
