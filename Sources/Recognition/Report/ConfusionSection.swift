import Markup

/// What was read for what: the most frequent confusions, and a matrix where the characters are few.
struct ConfusionSection {
    private let tally: Tally
    private static let mostRows = 14
    private static let mostCharacters = 40

    init(_ tally: Tally) { self.tally = tally }

    /// The section; nothing where nothing was confused.
    var html: HTML {
        let confusions = tally.confusions
        guard !confusions.isEmpty else { return "" }
        let rows = confusions.prefix(Self.mostRows).map { confusion, count -> HTML in
            let share = confusion.label.map { tally.readings(of: $0).inLabels }.flatMap { rate(Double(count), $0) }
            return """
                <tr><td>\(Self.name(confusion.label))</td><td>\(Self.name(confusion.reading))</td>\
                <td class="number">\(grouped(count))</td><td class="number">\(percent(share))</td></tr>

                """
        }
        let rest = confusions.count - rows.count
        let more: HTML = rest > 0 ? "<p>and \(grouped(rest)) more kinds</p>" : ""
        return """
            <h2>What is taken for what</h2>
            <div class="columns">
            <div><div class="wide"><table>
            <tr><th>label</th><th>read</th><th class="number">times</th><th class="number">of its kind</th></tr>
            \(rows)</table></div>\(more)</div>
            \(matrix ?? "")</div>

            """
    }

    /// Labels down, readings across; a field is the darker the larger its share of the label's characters.
    private var matrix: HTML? {
        let characters = tally.characters
        guard characters.count <= Self.mostCharacters else { return nil }
        let all: [Character?] = characters + [nil]
        let heads = all.map { "<th>\(Self.mark($0))</th>" as HTML }
        let rows = all.map { label -> HTML in
            let whole = all.reduce(0) { $0 + tally.count(label, readAs: $1) }
            let fields = all.map { reading -> HTML in
                let count = tally.count(label, readAs: reading)
                if label == reading {
                    return label == nil ? "<td></td>" : "<td class=\"right\">\(percentage(count, whole))</td>"
                }
                guard count > 0 else { return "<td></td>" }
                // Rare ones must still be visible.
                let depth = 0.18 + 0.72 * min(1, 8 * Double(count) / Double(max(1, whole)))
                return """
                    <td style="background:rgba(var(--tint),\(shown(label == nil ? 0.18 : depth, 2)))" \
                    title="\(Self.plain(label)) read as \(Self.plain(reading)): \(grouped(count))">\(count)</td>
                    """
            }
            return "<tr><th>\(Self.mark(label))</th>\(fields)</tr>\n"
        }
        return """
            <div><div class="wide"><table class="matrix">
            <tr><th></th>\(heads)</tr>
            \(rows)</table></div>
            <p>Rows: label. Columns: reading. ∅: nothing. Grey: percent read as they are; others: how often.</p></div>

            """
    }

    private func percentage(_ part: Int, _ whole: Int) -> String {
        rate(Double(part) * 100, whole).map { shown($0.rounded(.down), 0) } ?? ""
    }

    private static func name(_ character: Character?) -> HTML {
        guard let character else { return "<span class=\"none\">nothing</span>" }
        return character.isWhitespace ? "<span class=\"none\">space</span>" : "<bdi>\(String(character))</bdi>"
    }

    private static func mark(_ character: Character?) -> HTML {
        guard let character else { return "∅" }
        return character.isWhitespace ? "␣" : "<bdi>\(String(character))</bdi>"
    }

    private static func plain(_ character: Character?) -> String { character.map(String.init) ?? "nothing" }
}
