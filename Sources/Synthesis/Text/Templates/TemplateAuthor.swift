import Configuration
import Samples

extension TemplateText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let author = try ComposedTexts(self, seed: seed, sizes: sizes)
        return disjoint && !author.hasUniqueLabels ? try DisjointLabels(author, sizes: sizes) : author
    }
}

/// Texts put together from others.
private struct ComposedTexts: Author {
    private let forms: [Form]
    private let odds: Odds
    private let parts: [SubSource]
    private static let stream: ChoiceName = "text.form"
    /// What is noted of each template; nothing where there is one alone.
    private let formNotes: [Sample.Choice]
    private let names: [String]

    let hasUniqueLabels: Bool
    let alphabet: [Character]
    var files: [TextFile] { parts.flatMap(\.author.files) }
    var notes: [String] { parts.flatMap(\.author.notes) }

    /// A template whose parts are numbers in `parts`.
    private struct Form: Sendable {
        var pieces: [Piece]
        /// The parts it needs.
        var parts: [Int]
    }

    private enum Piece: Sendable {
        case literal(String)
        case part(Int)
        case check(CheckDigit, over: [Int])
    }

    init(_ text: TemplateText, seed: UInt64, sizes: SplitSizes) throws {
        let parsed: [TemplateForm]
        do throws(FormProblem) {
            parsed = try text.checkedForms()
        } catch {
            throw SynthesisError(.recipe, "text.template.form: \(error)")
        }
        let parts = try text.parts.entries.map { entry in
            try SubSource(
                entry.value, name: entry.name, path: "text.template.parts.\(entry.name)", seed: seed, sizes: sizes)
        }
        let names = text.parts.entries.map(\.name)
        forms = parsed.map { form in
            Form(
                pieces: form.pieces.map { piece in
                    switch piece {
                    case .literal(let text): .literal(text)
                    case .part(let name, _): .part(names.firstIndex(of: name) ?? 0)
                    case .check(let digits, let over, _): .check(digits, over: over.compactMap(names.firstIndex))
                    }
                },
                parts: form.parts.compactMap { names.firstIndex(of: $0.name) })
        }
        odds = Odds(weights: text.form.options.map(\.weight))
        formNotes = forms.count > 1 ? text.form.options.map { Sample.Choice("text.form", $0.value) } : []
        self.names = names
        self.parts = parts
        // With one template and one part, the part alone tells texts apart. Were there others beside it, two texts
        // could be cut at different places and read the same.
        hasUniqueLabels =
            forms.count == 1 && parts.count == 1 && parts[0].author.hasUniqueLabels
            && forms[0].pieces.contains { if case .part = $0 { true } else { false } }
        alphabet = Self.alphabet(of: forms, parts)
    }

    func writing(for key: SampleKey) throws -> Writing {
        var number = 0
        if forms.count > 1 {
            var generator = key.generator(Self.stream)
            number = odds.draw(&generator)
        }
        let form = forms[number]
        var notes = formNotes.isEmpty ? [] : [formNotes[number]]
        var texts = [Writing?](repeating: nil, count: parts.count)
        for part in form.parts {
            let text = try parts[part].writing(for: key)
            texts[part] = text
            // The pattern of the part `date`: text.date.pattern.
            for note in text.notes { notes.append(note.within("text.\(names[part]).")) }
            if let source = text.source { notes.append(Sample.Choice("text.\(names[part]).source", source)) }
        }
        var (display, label) = ("", "")
        for piece in form.pieces {
            switch piece {
            case .literal(let text):
                display += text
                label += text
            case .part(let number):
                display += texts[number]?.display ?? ""
                label += texts[number]?.label ?? ""
            case .check(let digits, let over):
                let base = over.isEmpty ? label : over.reduce("") { $0 + (texts[$1]?.label ?? "") }
                let text = String(decoding: digits.digits(over: base.utf8), as: UTF8.self)
                display += text
                label += text
            }
        }
        var writing = Writing(display: display, label: label)
        writing.notes = notes
        return writing
    }

    /// Every character of literals, parts and check digits; nothing where a part does not know its own.
    private static func alphabet(of forms: [Form], _ parts: [SubSource]) -> [Character] {
        var seen = Set<Character>()
        var found: [Character] = []
        for piece in forms.flatMap(\.pieces) {
            var more: [Character]
            switch piece {
            case .literal(let text): more = Array(text)
            case .part(let number):
                more = parts[number].author.alphabet
                if more.isEmpty { return [] }
            case .check: more = CharacterClass.digits
            }
            found += more.filter { seen.insert($0).inserted }
        }
        return found
    }
}

extension Sample.Choice {
    /// The choice under the name that it has as a part's.
    fileprivate func within(_ prefix: String) -> Sample.Choice {
        var choice = self
        choice.name = prefix + name.dropFirst("text.".count)
        return choice
    }
}
