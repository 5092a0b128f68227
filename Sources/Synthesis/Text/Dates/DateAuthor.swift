import Configuration
import Samples

extension DateText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let forms = DateForms(self)
        guard mode == .random else { return try NumberedDates(text: self, forms: forms, seed: seed, sizes: sizes) }
        let author = try DrawnDates(text: self, forms: forms)
        return disjoint ? try DisjointLabels(author, sizes: sizes) : author
    }
}

/// Dates whose day and form are drawn: the mode `random`.
private struct DrawnDates: Author {
    private let text: DateText
    private let forms: DateForms
    private let days: DayDistribution
    private let patterns, locales, separators, zeros, cases, times: Draw
    /// For each form; empty where no date is to be impossible.
    private let impossible: [ImpossibleDate]
    let alphabet: [Character]

    var hasUniqueLabels: Bool { false }

    /// A choice by weights, under a name of its own.
    private struct Draw: Sendable {
        let name: ChoiceName
        let weights: [Double]

        func index(for key: SampleKey) -> Int {
            if weights.count < 2 { return 0 }
            var generator = key.generator(name)
            return drawIndex(weights: weights, using: &generator)
        }
    }

    private static let dayName: ChoiceName = "text.day"
    private static let impossibleName: ChoiceName = "text.impossible"
    private static let timeName: ChoiceName = "text.time"

    init(text: DateText, forms: DateForms) throws {
        self.text = text
        self.forms = forms
        days = DayDistribution(text)
        patterns = Draw(name: "text.pattern", weights: text.patterns.options.map(\.weight))
        locales = Draw(name: "text.locale", weights: text.locales.options.map(\.weight))
        separators = Draw(name: "text.separator", weights: text.separators?.options.map(\.weight) ?? [])
        zeros = Draw(name: "text.leading_zeros", weights: forms.zeroDrops.map { _ in 1 })
        cases = Draw(name: "text.case", weights: text.nameCase.options.map(\.weight))
        times = Draw(name: "text.time_pattern", weights: text.time?.options.map(\.weight) ?? [])
        impossible = text.impossible > 0 ? try Self.impossibleDates(text, forms) : []
        alphabet = text.numberedAlphabet(forms.characters)
    }

    func writing(for key: SampleKey) -> Writing {
        let selection = DateForms.Selection(
            pattern: patterns.index(for: key), locale: locales.index(for: key), separator: separators.index(for: key),
            zeros: zeros.index(for: key), upper: cases.index(for: key))
        var generator = key.generator(Self.dayName)
        var moment = Moment(date: forms.calendar.date(of: days.draw(using: &generator)))
        if !impossible.isEmpty {
            var generator = key.generator(Self.impossibleName)
            if generator.unit() < text.impossible {
                let spoiler = impossible[selection.locale * forms.patternCount + selection.pattern]
                moment.date = spoiler.spoil(moment.date, using: &generator)
            }
        }
        guard text.time != nil else { return finish(forms.write(moment, selection), key) }
        var seconds = key.generator(Self.timeName)
        moment.secondOfDay = Int(seconds.unit() * 86_400)
        return finish(forms.write(moment, selection, time: times.index(for: key)), key)
    }

    private func finish(_ bytes: [UInt8], _ key: SampleKey) -> Writing {
        text.numbered(String(decoding: bytes, as: UTF8.self), for: key)
    }

    private static func impossibleDates(_ text: DateText, _ forms: DateForms) throws -> [ImpossibleDate] {
        try text.locales.options.indices.flatMap { locale in
            try text.patterns.options.indices.map { pattern in
                let form = forms.form(pattern, locale)
                guard let spoiler = ImpossibleDate(form, separators: forms.separators, system: text.calendar) else {
                    let written = text.patterns.options[pattern].value.text
                    throw SynthesisError(
                        .recipe,
                        "text.date.impossible: dates in the pattern '\(written)' (\(text.locales.options[locale].value.identifier)) "
                            + "can't be told to be impossible; it needs a day or a month in numbers, and something "
                            + "between numbers that have no fixed width")
                }
                return spoiler
            }
        }
    }
}

/// Dates taken from the list of all possible ones in a keyed order: the modes `unique` and `exhaustive`.
private struct NumberedDates: Author {
    private let text: DateText
    private let space: DateSpace
    private let order: LabelOrder
    let alphabet: [Character]

    var hasUniqueLabels: Bool { text.mode == .unique }

    init(text: DateText, forms: DateForms, seed: UInt64, sizes: SplitSizes) throws {
        self.text = text
        alphabet = text.numberedAlphabet(forms.characters)
        space = try DateSpace(text, forms: forms)
        order = try LabelOrder(
            count: UInt64(space.count), mode: text.mode, disjoint: text.disjoint, seed: seed, sizes: sizes,
            path: "text.date")
    }

    func writing(for key: SampleKey) throws -> Writing {
        let bytes = space.text(at: Int(try order.position(for: key)))
        return text.numbered(String(decoding: bytes, as: UTF8.self), for: key)
    }
}
