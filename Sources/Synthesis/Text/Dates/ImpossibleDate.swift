import Configs
import Samples

/// Makes dates that do not exist, so that whoever reads them with the same pattern finds no day for them.
struct ImpossibleDate: Sendable {
    private let kinds: [Kind]
    private let system: CalendarSystem
    private let showsMonth: Bool
    private let showsYear: Bool

    /// What can be wrong with a date.
    private enum Kind: Sendable {
        /// A day that its month does not have: 31/02.
        case beyondMonth
        /// A day that no month has: 00 or 32 to 39.
        case noDay
        /// Month 00 or 13 to 19.
        case noMonth
    }

    /// What can be made impossible in a form.
    /// - Returns: nil where nothing can: no day and no month in numbers, or numbers that run together, so that other
    ///   dates could be read out of them.
    init?(_ form: DateForm, separators: [[UInt8]?], system: CalendarSystem) {
        guard separators.allSatisfy({ form.keepsNumbersApart(separator: $0) }) else { return nil }
        let hasMonthName = form.pieces.contains { $0.value == .month && !$0.isNumber }
        let hasMonthNumber = form.pieces.contains { $0.value == .month && $0.isNumber }
        showsMonth = form.pieces.contains { $0.value == .month && $0.isTelling }
        showsYear =
            form.pieces.contains { $0.value == .year }
            && (system != .japanese || form.pieces.contains { $0.value == .era && $0.isTelling })
        self.system = system
        var kinds: [Kind] = []
        if form.pieces.contains(where: { $0.value == .day }) {
            kinds += showsMonth ? [.beyondMonth, .noDay] : [.noDay]
        }
        if hasMonthNumber, !hasMonthName { kinds.append(.noMonth) }
        if kinds.isEmpty { return nil }
        self.kinds = kinds
    }

    /// An impossible date like a real one.
    func spoil(_ date: CivilDate, using generator: inout KeyedGenerator) -> CivilDate {
        var date = date
        // Where the year is not seen, the day must be too late in every year.
        let length = showsYear ? date.monthLength : system.longestLength(ofMonth: date.month)
        switch kinds[Self.draw(kinds.count, &generator)] {
        case .beyondMonth where length < 31: date.day = length + 1 + Self.draw(31 - length, &generator)
        case .beyondMonth, .noDay: date.day = [0, 32, 33, 34, 35, 36, 37, 38, 39][Self.draw(9, &generator)]
        case .noMonth: date.month = [0, 13, 14, 15, 16, 17, 18, 19][Self.draw(8, &generator)]
        }
        return date
    }

    /// Evenly below a small number.
    private static func draw(_ count: Int, _ generator: inout KeyedGenerator) -> Int {
        Int(generator.next().multipliedFullWidth(by: UInt64(count)).high)
    }
}

extension DateForm.Piece {
    fileprivate var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// Whether it tells what it stands for: narrow names such as J for January, June and July do not.
    fileprivate var isTelling: Bool {
        guard case .name(_, let names, let upper) = self else { return true }
        return Set(names).count == names.count && Set(upper).count == names.count
    }

    /// How many digits it has; nil for any number of them, 0 for text.
    fileprivate var digits: Int? {
        switch self {
        case .literal, .separator: 0
        case .number(_, 2, mayDrop: false), .number(.yearOfCentury, _, _): 2
        case .number(.day, 2, _), .number(.month, 2, _): nil
        case .number(.year, 4, _): 4
        case .number, .japaneseYear: nil
        case .name(_, let names, _): names.contains { $0.contains { (0x30...0x39).contains($0) } } ? nil : 0
        }
    }
}

extension DateForm {
    /// Whether each number can be told from the one beside it: by what stands between, or by a fixed width.
    fileprivate func keepsNumbersApart(separator: [UInt8]?) -> Bool {
        // With an empty separator, zeros are kept.
        let isOpen = separator?.isEmpty == true
        let shown = pieces.filter { piece in
            if case .separator = piece { return !isOpen }
            return true
        }
        return zip(shown, shown.dropFirst()).allSatisfy { left, right in
            func width(_ piece: Piece) -> Int? {
                if isOpen, case .number(_, 2, _) = piece { return 2 }
                return piece.digits
            }
            if width(left) == 0 || width(right) == 0 { return true }
            return width(left) != nil && width(right) != nil
        }
    }
}
