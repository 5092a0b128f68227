import Configs
import Samples

extension DateText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        guard impossible == 0 else {
            throw SynthesisError(
                .recipe,
                "text.date.impossible: a pattern of dates holds those that exist; set it to 0, or read without the "
                    + "recipe's pattern")
        }
        let forms = DateForms(self)
        let days = (from.number...to.number).map { Moment(date: forms.calendar.date(of: $0)) }
        let date = forms.calendar.date(of: from.number)
        var graphs = MomentGraphs(days: days)
        let western = LabelAutomaton { builder, first in
            builder.add(anyOf: selections(forms), from: first) { builder, selection, place in
                let style = forms.style(selection)
                let form = forms.form(selection.pattern, selection.locale)
                let end = builder.add(graphs.ofDays(form), form, style, parts, from: place)
                guard let time else { return end }
                let used = time.options.indices.filter { time.options[$0].weight > 0 }
                return builder.add(anyOf: used, from: end) { builder, number, place in
                    let form = forms.time(number, selection.locale)
                    return builder.add(graphs.ofSeconds(form, date: date), form, style, parts, from: place)
                }
            }
        }
        guard let western else { throw SynthesisError(.recipe, "text.date: there is no date that it could write") }
        return addNumbered(western, to: &builder, from: place)
    }

    /// All forms that can be drawn, but for those that write the same as others.
    private func selections(_ forms: DateForms) -> [DateForms.Selection] {
        func used<T>(_ choice: Alternatives<T>) -> [Int] {
            choice.options.indices.filter { choice.options[$0].weight > 0 }
        }
        var seen = Set<[Int]>()
        var found: [DateForms.Selection] = []
        for pattern in used(patterns) {
            for locale in used(locales) {
                let form = forms.form(pattern, locale)
                for separator in separators.map(used) ?? [0] {
                    for zeros in forms.zeroDrops.indices {
                        for upper in used(nameCase) {
                            let dropsZeros = forms.zeroDrops[zeros] && forms.separators[separator]?.isEmpty != true
                            let look = [
                                pattern, form.hasNames || time != nil ? locale : 0, form.hasSeparators ? separator : 0,
                                form.hasLooseZeros && dropsZeros ? 1 : 0,
                                form.hasNames && forms.upperCases[upper] ? 1 : 0,
                            ]
                            guard seen.insert(look).inserted else { continue }
                            found.append(
                                DateForms.Selection(
                                    pattern: pattern, locale: locale, separator: separator, zeros: zeros, upper: upper))
                        }
                    }
                }
            }
        }
        return found
    }
}

/// The graphs of forms, each made once for all forms that show the same in the same order.
private struct MomentGraphs {
    private let days: [Moment]
    private var known: [[DateForm.Value]: MomentGraph] = [:]

    init(days: [Moment]) { self.days = days }

    mutating func ofDays(_ form: DateForm) -> MomentGraph { graph(form) { [days] in days } }

    mutating func ofSeconds(_ form: DateForm, date: CivilDate) -> MomentGraph {
        let step = form.values.contains(.second) ? 1 : 60
        return graph(form) {
            stride(from: 0, to: 86_400, by: step).map { Moment(date: date, secondOfDay: $0) }
        }
    }

    private mutating func graph(_ form: DateForm, _ moments: () -> [Moment]) -> MomentGraph {
        if let graph = known[form.values] { return graph }
        let graph = MomentGraph(form.values, of: moments())
        known[form.values] = graph
        return graph
    }
}

extension LabelAutomaton.Builder {
    /// Adds the texts of all moments of a graph in a form.
    fileprivate mutating func add(
        _ graph: MomentGraph, _ form: DateForm, _ style: DateForm.Style, _ parts: LabelParts, from place: Int
    ) -> Int {
        // What stands before each value, and behind the last.
        var literals = [""]
        for piece in form.pieces {
            if piece.value == nil {
                literals[literals.count - 1] += form.text(piece, graph.anyMoment, style)
            } else {
                literals.append("")
            }
        }
        let pieces = form.pieces.filter { $0.value != nil }
        let end = self.place()
        // From the last to the first, as edges lead to later nodes alone.
        var starts = [Int](repeating: end, count: graph.nodes.count)
        for number in graph.nodes.indices.reversed() {
            let node = graph.nodes[number]
            starts[number] = self.place()
            let inner = add(parts.written(literals[node.level]), from: starts[number])
            if node.level == pieces.count { jump(from: inner, to: end) }
            for edge in node.edges {
                let piece = pieces[node.level]
                let text = form.text(piece, graph.moment(node.level, edge.value), style)
                let written = parts.written(text, as: piece.value?.partName)
                jump(from: add(written, from: inner), to: starts[edge.target])
            }
        }
        jump(from: place, to: starts[0])
        return end
    }
}
