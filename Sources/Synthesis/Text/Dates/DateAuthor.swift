import Chance
import Configs
import Samples

extension DateText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let forms = DateForms(self)
        guard !mode.isNumbered else { return try NumberedDates(text: self, forms: forms, seed: seed, sizes: sizes) }
        let author = try DrawnDates(text: self, forms: forms)
        return disjoint ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
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
        /// Options in turn, and not by weight.
        let turns: Turns?
        /// What is noted of each option; nothing where there is one alone.
        let notes: [Sample.Choice]

        /// - Parameter options: what is noted, with the weights.
        init(_ name: String, _ options: [Weighted<String>], isBalanced: Bool) {
            self.name = ChoiceName(name)
            turns =
                isBalanced && options.count > 1 ? Turns(weights: options.map(\.weight), name: self.name) : nil
            weights = options.map(\.weight)
            notes = options.count > 1 ? options.map { Sample.Choice(name, $0.value) } : []
        }

        func index(for key: SampleKey) -> Int {
            if weights.count < 2 { return 0 }
            if let turns { return turns.option(for: key) }
            var generator = key.generator(name)
            return drawIndex(weights: weights, using: &generator)
        }

        /// One of some of the options.
        func index(among some: [Int], for key: SampleKey) -> Int {
            if some.count == weights.count { return index(for: key) }
            if let turns {
                let option = turns.option(for: key)
                return some.first { $0 >= option } ?? some.first ?? option
            }
            let own = some.map { weights[$0] }
            // Where those alone have a weight that do not fit, one of these it is.
            guard own.contains(where: { $0 > 0 }) else { return index(for: key) }
            var generator = key.generator(name)
            return some[drawIndex(weights: own, using: &generator)]
        }
    }

    private static let dayName: ChoiceName = "text.day"
    private static let impossibleNote = Sample.Choice("text.impossible", 1)
    private static let impossibleName: ChoiceName = "text.impossible"
    private static let timeName: ChoiceName = "text.time"

    init(text: DateText, forms: DateForms) throws {
        self.text = text
        self.forms = forms
        days = DayDistribution(text)
        let isBalanced = text.mode == .balanced
        func draw<T>(_ name: String, _ options: [Weighted<T>], _ note: (T) -> String) -> Draw {
            Draw(name, options.map { Weighted(note($0.value), weight: $0.weight) }, isBalanced: isBalanced)
        }
        patterns = draw("text.pattern", text.patterns.options) { $0.text }
        locales = draw("text.locale", text.locales.options) { $0.identifier }
        separators = draw("text.separator", text.separators?.options ?? []) { $0 }
        zeros = draw("text.leading_zeros", forms.zeroDrops.map { Weighted($0) }) { $0 ? "drop" : "keep" }
        cases = draw("text.case", text.nameCase.options) { $0.rawValue }
        times = draw("text.time_pattern", text.time?.options ?? []) { $0.text }
        impossible = text.impossible > 0 ? try Self.impossibleDates(text, forms) : []
        alphabet = text.numberedAlphabet(forms.characters)
    }

    func writing(for key: SampleKey) -> Writing {
        let pattern = patterns.index(for: key)
        let selection = DateForms.Selection(
            pattern: pattern, locale: locales.index(among: forms.agreement.locales(ofPattern: pattern), for: key),
            separator: separators.index(for: key),
            zeros: zeros.index(for: key), upper: cases.index(for: key))
        var generator = key.generator(Self.dayName)
        let day =
            text.mode == .balanced
            ? text.from.number + Turns.option(of: days.count, name: Self.dayName, for: key)
            : days.draw(using: &generator)
        var moment = Moment(date: forms.calendar.date(of: day))
        var isImpossible = false
        if !impossible.isEmpty {
            var generator = key.generator(Self.impossibleName)
            if generator.unit() < text.impossible {
                isImpossible = true
                let spoiler = impossible[selection.locale * forms.patternCount + selection.pattern]
                moment.date = spoiler.spoil(moment.date, using: &generator)
            }
        }
        var time: Int?
        if text.time != nil {
            var seconds = key.generator(Self.timeName)
            moment.secondOfDay = Int(seconds.unit() * 86_400)
            time = times.index(for: key)
        }
        let (bytes, parts) = forms.written(moment, selection, time: time)
        var writing = text.numbered(String(decoding: bytes, as: UTF8.self), for: key)
        writing.parts = parts
        for (draw, number) in [
            (patterns, selection.pattern), (locales, selection.locale), (separators, selection.separator),
            (zeros, selection.zeros), (cases, selection.upper), (times, time ?? 0),
        ] where !draw.notes.isEmpty {
            writing.notes.append(draw.notes[number])
        }
        if isImpossible { writing.notes.append(Self.impossibleNote) }
        return writing
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
    var isNumbered: Bool { true }

    init(text: DateText, forms: DateForms, seed: UInt64, sizes: SplitSizes) throws {
        self.text = text
        alphabet = text.numberedAlphabet(forms.characters)
        space = try DateSpace(text, forms: forms)
        order = try LabelOrder(
            count: UInt64(space.count), mode: text.mode, disjoint: text.disjoint, seed: seed, sizes: sizes,
            path: "text.date")
    }

    func writing(for key: SampleKey) throws -> Writing {
        let (bytes, parts) = space.written(at: Int(try order.position(for: key)))
        var writing = text.numbered(String(decoding: bytes, as: UTF8.self), for: key)
        writing.parts = parts
        return writing
    }
}
