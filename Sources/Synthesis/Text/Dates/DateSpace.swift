import Configs

/// All labels that a date text can write, numbered from 0: what `unique` and `exhaustive` permute.
///
/// A label is a day in a form. Where two of these look the same, as 01/02 and 02/01 do in two patterns, the first counts.
struct DateSpace: Sendable {
    /// How many labels there are.
    let count: Int
    private let forms: DateForms
    private let firstDay: Int
    private let selections: [DateForms.Selection]
    /// The positions of days in forms that are the first of their label; nil where all are.
    private let firsts: [UInt32]?

    /// The most days in forms: they are written once at the start to see which are the same.
    static let most = 1 << 22

    /// The labels of a text.
    /// - Throws: `SynthesisError` where there are too many.
    init(_ text: DateText, forms: DateForms) throws {
        let selections = Self.selections(text, forms)
        let days = text.to.number - text.from.number + 1
        let (all, overflow) = days.multipliedReportingOverflow(by: selections.count)
        guard !overflow, all <= Self.most else {
            throw SynthesisError(
                .recipe,
                "text.date: mode '\(text.mode.rawValue)' numbers all labels, and \(days) days in \(selections.count) forms "
                    + "are more than \(Self.most); shorten the range, give fewer forms, or use mode 'random'")
        }
        self.forms = forms
        self.selections = selections
        firstDay = text.from.number
        let firsts = Self.firsts(all, forms, selections, firstDay)
        self.firsts = firsts.count == all ? nil : firsts
        count = firsts.count
    }

    /// The text of a label; UTF-8, in Western digits.
    /// - Parameter number: below `count`.
    func text(at number: Int) -> [UInt8] {
        Self.write(firsts.map { Int($0[number]) } ?? number, forms, selections, firstDay)
    }

    /// That text, and its parts.
    func written(at number: Int) -> (bytes: [UInt8], parts: [TextPart]) {
        let (moment, selection) = Self.place(firsts.map { Int($0[number]) } ?? number, forms, selections, firstDay)
        return forms.written(moment, selection)
    }

    /// All forms, but for those that can't differ: numbers are the same in every language.
    private static func selections(_ text: DateText, _ forms: DateForms) -> [DateForms.Selection] {
        func used<T>(_ options: [Weighted<T>]) -> [Int] { options.indices.filter { options[$0].weight > 0 } }
        let locales = used(text.locales.options)
        let separators = text.separators.map { used($0.options) } ?? [0]
        let cases = used(text.nameCase.options)
        var selections: [DateForms.Selection] = []
        for pattern in used(text.patterns.options) {
            let form = forms.form(pattern, locales[0])
            let own = locales.filter(forms.agreement.locales(ofPattern: pattern).contains)
            for locale in form.hasNames ? (own.isEmpty ? locales : own) : [locales[0]] {
                for separator in form.hasSeparators ? separators : [separators[0]] {
                    for zeros in form.hasLooseZeros ? Array(forms.zeroDrops.indices) : [0] {
                        for upper in form.hasNames ? cases : [cases[0]] {
                            selections.append(
                                DateForms.Selection(
                                    pattern: pattern, locale: locale, separator: separator, zeros: zeros, upper: upper))
                        }
                    }
                }
            }
        }
        return selections
    }

    private static func write(
        _ position: Int, _ forms: DateForms, _ selections: [DateForms.Selection], _ firstDay: Int
    ) -> [UInt8] {
        let (moment, selection) = place(position, forms, selections, firstDay)
        return forms.write(moment, selection)
    }

    private static func place(
        _ position: Int, _ forms: DateForms, _ selections: [DateForms.Selection], _ firstDay: Int
    ) -> (Moment, DateForms.Selection) {
        let (day, form) = position.quotientAndRemainder(dividingBy: selections.count)
        return (Moment(date: forms.calendar.date(of: firstDay + day)), selections[form])
    }

    /// The positions whose text no earlier one has, told by hashes: of a million labels, two that differ are taken for
    /// one with a probability of 10^-7, and then one of them is never written.
    private static func firsts(
        _ count: Int, _ forms: DateForms, _ selections: [DateForms.Selection], _ firstDay: Int
    ) -> [UInt32] {
        var seen = Set<UInt64>(minimumCapacity: count)
        var firsts: [UInt32] = []
        firsts.reserveCapacity(count)
        for position in 0..<count where seen.insert(hash(write(position, forms, selections, firstDay))).inserted {
            firsts.append(UInt32(position))
        }
        return firsts
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

extension DateForm {
    var hasNames: Bool {
        pieces.contains { if case .name = $0 { true } else { false } }
    }

    var hasSeparators: Bool {
        pieces.contains { if case .separator = $0 { true } else { false } }
    }

    /// Whether a zero may be dropped.
    var hasLooseZeros: Bool {
        pieces.contains { if case .number(_, 2, mayDrop: true) = $0 { true } else { false } }
    }
}
