import Configs
import Samples

/// Puts the texts of parts together, for each template of a source.
struct TemplateComposer: Sendable {
    let forms: [Form]
    /// What is noted of each template; nothing where there is one alone.
    private let formNotes: [Sample.Choice]
    /// Of the parts.
    let names: [String]

    /// A template whose parts are numbers in `names`.
    struct Form: Sendable {
        /// As it was written.
        var text: String
        var pieces: [Piece]
        /// The parts it needs, each once.
        var parts: [Int]
        /// Whether it is drawn at all.
        var isUsed: Bool
    }

    enum Piece: Sendable {
        case literal(String)
        case part(Int)
        case check(CheckDigit, over: [Int])
    }

    init(_ text: TemplateText) throws {
        let parsed: [TemplateForm]
        do throws(FormProblem) {
            parsed = try text.checkedForms()
        } catch {
            throw SynthesisError(.recipe, "text.template.form: \(error)")
        }
        let names = text.parts.entries.map(\.name)
        self.names = names
        forms = zip(parsed, text.form.options).map { form, option in
            Form(
                text: option.value,
                pieces: form.pieces.map { piece in
                    switch piece {
                    case .literal(let text): .literal(text)
                    case .part(let name, _): .part(names.firstIndex(of: name) ?? 0)
                    case .check(let digits, let over, _): .check(digits, over: over.compactMap(names.firstIndex))
                    }
                },
                parts: form.parts.compactMap { names.firstIndex(of: $0.name) }, isUsed: option.weight > 0)
        }
        formNotes = forms.count > 1 ? forms.map { Sample.Choice("text.form", $0.text) } : []
    }

    /// The text of a template.
    /// - Parameter part: writes a part, by its number.
    func text(_ choice: Int, part: (Int) throws -> Writing) rethrows -> Writing {
        let form = forms[choice]
        var notes = formNotes.isEmpty ? [] : [formNotes[choice]]
        var texts = [Writing?](repeating: nil, count: names.count)
        for number in form.parts {
            let text = try part(number)
            texts[number] = text
            // The pattern of the part `date`: text.date.pattern.
            for note in text.notes { notes.append(note.within("text.\(names[number]).")) }
            if let source = text.source { notes.append(Sample.Choice("text.\(names[number]).source", source)) }
        }
        var (display, label) = (PartedText(), "")
        for piece in form.pieces {
            switch piece {
            case .literal(let text):
                display.add(text)
                label += text
            case .part(let number):
                guard let text = texts[number] else { continue }
                display.add(text.display, as: names[number], with: text.parts)
                label += text.label
            case .check(let digits, let over):
                let base = over.isEmpty ? label : over.reduce("") { $0 + (texts[$1]?.label ?? "") }
                let text = String(decoding: digits.digits(over: base.utf8), as: UTF8.self)
                display.add(text, as: digits.rawValue)
                label += text
            }
        }
        var writing = Writing(display: display.text, label: label)
        writing.notes = notes
        writing.parts = display.parts
        return writing
    }

    /// Every character of literals, parts and check digits; nothing where a part does not know its own.
    func alphabet(ofParts alphabets: [[Character]]) -> [Character] {
        var seen = Set<Character>()
        var found: [Character] = []
        for piece in forms.filter(\.isUsed).flatMap(\.pieces) {
            var more: [Character]
            switch piece {
            case .literal(let text): more = Array(text)
            case .part(let number):
                more = alphabets[number]
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
