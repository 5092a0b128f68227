/// A date and a time of day, ready to be written.
struct Moment: Sendable {
    var date: CivilDate
    /// 0..<86,400.
    var secondOfDay = 0
}

/// A pattern in one locale, taken apart beforehand: writing a date is looking up names and printing small numbers.
struct DateForm: Sendable {
    /// What can be drawn for one date without another pattern.
    struct Style: Sendable {
        /// Takes the place of the punctuation between numbers.
        var separator: [UInt8]?
        /// Whether days and months below 10 stand without a zero.
        var dropsZeros = false
        /// Whether the names of months and weekdays are in capital letters.
        var isUpper = false
    }

    /// What a number or name stands for.
    enum Value: Sendable {
        case day, month, year, yearOfCentury, weekday, era, hour, hourOfHalf, minute, second, half

        /// What a recipe calls it.
        var partName: String {
            switch self {
            case .weekday: "weekday"
            case .day: "day"
            case .month: "month"
            case .year, .yearOfCentury: "year"
            case .era: "era"
            case .hour, .hourOfHalf: "hour"
            case .minute: "minute"
            case .second: "second"
            case .half: "half"
            }
        }

        /// The names of the parts that dates and times have.
        static let partNames = ["weekday", "day", "month", "year", "era", "hour", "minute", "second", "half"]
    }

    /// A part of the text; all texts are UTF-8.
    enum Piece: Sendable {
        case literal([UInt8])
        case separator([UInt8])
        /// - Parameter mayDrop: whether `Style.dropsZeros` counts.
        case number(Value, width: Int, mayDrop: Bool)
        /// The year of a Japanese era, of which the first has a name and none is filled up with zeros.
        case japaneseYear
        case name(Value, [[UInt8]], upper: [[UInt8]])

        /// What it stands for; nil for text.
        var value: Value? {
            switch self {
            case .literal, .separator: nil
            case .number(let value, _, _), .name(let value, _, _): value
            case .japaneseYear: .year
            }
        }
    }

    let pieces: [Piece]

    /// A form of pieces.
    init(pieces: [Piece]) { self.pieces = pieces }

    /// Writes a moment at the end of `bytes`.
    func write(_ moment: Moment, _ style: Style, into bytes: inout [UInt8]) {
        for piece in pieces { write(piece, moment, style, into: &bytes) }
    }

    /// Writes a moment at the end of `bytes`, and adds its parts.
    func write(_ moment: Moment, _ style: Style, into bytes: inout [UInt8], parts: inout [TextPart]) {
        var place = bytes[...].scalarCount
        for piece in pieces {
            let start = bytes.count
            write(piece, moment, style, into: &bytes)
            let end = place + bytes[start...].scalarCount
            if let value = piece.value, end > place { parts.append(TextPart(name: value.partName, range: place..<end)) }
            place = end
        }
    }

    private func write(_ piece: Piece, _ moment: Moment, _ style: Style, into bytes: inout [UInt8]) {
        switch piece {
        case .literal(let text): bytes.append(contentsOf: text)
        case .separator(let text): bytes.append(contentsOf: style.separator ?? text)
        case .number(let value, let width, let mayDrop):
            // Without anything between them, digits must keep their places.
            let dropsZeros = mayDrop && style.dropsZeros && style.separator?.isEmpty != true
            Self.write(moment[value], width: dropsZeros ? 1 : width, into: &bytes)
        case .japaneseYear:
            if moment.date.year == 1 {
                bytes.append(contentsOf: Self.firstYear)
            } else {
                Self.write(moment.date.year, width: 1, into: &bytes)
            }
        case .name(let value, let names, let upper):
            // Months are counted from 1, names from 0.
            let place = value == .month ? moment.date.month - 1 : moment[value]
            bytes.append(contentsOf: (style.isUpper ? upper : names)[place])
        }
    }

    static let firstYear = Array("元".utf8)

    private static func write(_ number: Int, width: Int, into bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<max(1, width) { divisor *= 10 }
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: 0x30 + number / divisor % 10))
            divisor /= 10
        }
    }
}

extension ArraySlice<UInt8> {
    /// How many Unicode scalars UTF-8 has: what goes on with one is not counted.
    fileprivate var scalarCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}

extension Moment {
    /// The number of a value; for weekdays, eras and halves of the day the place of the name.
    subscript(value: DateForm.Value) -> Int {
        switch value {
        case .day: date.day
        case .month: date.month
        case .year: date.year
        case .yearOfCentury: date.year % 100
        case .weekday: date.weekday
        case .era: date.era
        case .hour: secondOfDay / 3600
        case .hourOfHalf: (secondOfDay / 3600 + 11) % 12 + 1
        case .minute: secondOfDay / 60 % 60
        case .second: secondOfDay % 60
        case .half: secondOfDay / 43_200
        }
    }
}
