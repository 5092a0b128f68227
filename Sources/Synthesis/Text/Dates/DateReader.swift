import Configs
package import Samples

/// The texts that a recipe's dates can be, and the days that they mean.
package struct DateReader: Sendable {
    /// All texts that are dates.
    package let labels: LabelAutomaton
    private let forms: [DateForm]
    private let days: ClosedRange<CalendarDay>
    private let isGregorian: Bool

    /// Dates of numbers as most of the world writes them: year, month and day, or day, month and year.
    package static let usualRecipe = """
        text:
          date:
            from: 1900-01-01
            to: 2099-12-31
            patterns: [yyyy/MM/dd, dd/MM/yyyy]
            separators: [/, '-', .]
            leading_zeros: mixed
        """

    /// The usual dates.
    ///
    /// - Throws: `SynthesisError`, `ConfigError`.
    package init() throws {
        try self.init(try ConfigDocument(yaml: Self.usualRecipe, name: "dates", baseDirectory: "/").decode(Recipe.self))
    }

    /// The dates of a recipe.
    ///
    /// - Throws: `SynthesisError`, where it writes something else, or dates that do not exist.
    package init(_ recipe: Recipe) throws {
        guard let text = recipe.text.value as? DateText else {
            throw SynthesisError(
                .recipe, "text: dates are read by a recipe that writes dates, with 'text: {date: ...}'")
        }
        labels = try LabelSource(recipe).labelAutomaton()
        let compiled = DateForms(text)
        forms = (0..<compiled.patternCount).flatMap { pattern in
            (0..<compiled.localeCount).map { compiled.form(pattern, $0) }
        }
        days = text.from...text.to
        isGregorian = text.calendar == .gregorian
    }

    /// The days that a text can mean, as ISO dates; those of the recipe's first pattern come first.
    ///
    /// There are none where the text is no date, or one of another calendar than the Gregorian.
    package func days(of text: String) -> [String] {
        guard isGregorian else { return [] }
        let plain = String(text.map { $0.wholeNumberValue.map { Character(String($0 % 10)) } ?? $0 }).lowercased()
        var found: [String] = []
        for form in forms {
            var reading = FormReading(form, days)
            reading.read(plain[...], from: 0)
            for day in reading.found.map(\.description) where !found.contains(day) { found.append(day) }
        }
        return found
    }
}

/// All ways to read a text in one form.
private struct FormReading {
    private let pieces: [DateForm.Piece]
    private let days: ClosedRange<CalendarDay>
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var yearOfCentury: Int?
    private(set) var found: [CalendarDay] = []

    init(_ form: DateForm, _ days: ClosedRange<CalendarDay>) {
        pieces = form.pieces
        self.days = days
    }

    mutating func read(_ rest: Substring, from place: Int) {
        guard place < pieces.count else {
            if rest.isEmpty { add() }
            return
        }
        switch pieces[place] {
        case .literal(let bytes):
            let literal = String(decoding: bytes, as: UTF8.self).lowercased()
            if rest.hasPrefix(literal) { read(rest.dropFirst(literal.count), from: place + 1) }
        // Others may stand in its place, or none.
        case .separator: read(rest.drop { !$0.isLetter && !$0.isNumber }, from: place + 1)
        case .number(let value, let width, let mayDrop):
            let most = value == .year ? max(4, width) : 2
            let digits = rest.prefix(most).prefix { $0.isNumber }
            for count in stride(from: digits.count, through: mayDrop ? 1 : max(1, min(width, most)), by: -1) {
                guard let number = Int(rest.prefix(count)) else { continue }
                with(value, number) { $0.read(rest.dropFirst(count), from: place + 1) }
            }
        case .japaneseYear: return
        case .name(let value, let names, _):
            for (number, bytes) in names.enumerated() {
                let name = String(decoding: bytes, as: UTF8.self).lowercased()
                guard !name.isEmpty, rest.hasPrefix(name) else { continue }
                // Months are counted from 1, names from 0.
                with(value, value == .month ? number + 1 : number) {
                    $0.read(rest.dropFirst(name.count), from: place + 1)
                }
            }
        }
    }

    /// Goes on with a value.
    private mutating func with(_ value: DateForm.Value, _ number: Int, _ go: (inout FormReading) -> Void) {
        let (oldDay, oldMonth, oldYear, oldCentury) = (day, month, year, yearOfCentury)
        switch value {
        case .day: day = number
        case .month: month = number
        case .year: year = number
        case .yearOfCentury: yearOfCentury = number
        default: break
        }
        go(&self)
        (day, month, year, yearOfCentury) = (oldDay, oldMonth, oldYear, oldCentury)
    }

    /// Adds the day of the values, where there is one.
    private mutating func add() {
        guard let day, let month, (1...12).contains(month) else { return }
        var years = year.map { [$0] } ?? []
        if year == nil, let yearOfCentury {
            let range = GregorianDay.date(days.lowerBound.number).year...GregorianDay.date(days.upperBound.number).year
            // The latest that the recipe writes.
            years = range.reversed().filter { $0 % 100 == yearOfCentury }
        }
        for year in years where (1...GregorianDay.length(ofMonth: month, year: year)).contains(day) {
            let date = CalendarDay(year, month, day)
            if days.contains(date) { found.append(date) }
        }
    }
}
