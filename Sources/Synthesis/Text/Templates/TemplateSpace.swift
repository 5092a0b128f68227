import Configs
import Samples

extension TemplateText {
    func makeSpace() throws -> any LabelSpace { try TemplateSpace(self) }
}

/// All texts of the templates, numbered: each template's are the product of those of its parts.
struct TemplateSpace: LabelSpace {
    let count: UInt64
    let shape: LabelShape
    private let composer: TemplateComposer
    private let parts: [PartSpace]
    /// The templates with a weight above 0, and where the texts of each start.
    private let forms: [(number: Int, start: UInt64)]

    init(_ text: TemplateText) throws {
        let mode = text.mode == .random || text.mode == .balanced ? "exhaustive" : text.mode.rawValue
        let composer = try TemplateComposer(text)
        let parts = try text.parts.entries.map { entry in
            try PartSpace(entry.value, name: entry.name, path: "text.template.parts.\(entry.name)", mode: mode)
        }
        var forms: [(number: Int, start: UInt64)] = []
        var total: UInt64? = 0
        for (number, form) in composer.forms.enumerated() where text.form.options[number].weight > 0 {
            forms.append((number, total ?? 0))
            let ways = form.parts.reduce(UInt64?(1)) { $0?.multiplied(byCount: parts[$1].space.count) }
            total = ways.flatMap { total?.adding(count: $0) }
        }
        guard let total else {
            throw SynthesisError(
                .recipe,
                "text.template: mode '\(mode)' numbers all labels, and these are more than 2^62; use mode 'random', or "
                    + "parts with fewer texts")
        }
        let shapes = parts.map(\.space.shape)
        let own = forms.map { composer.forms[$0.number].shape(ofParts: shapes) }
        count = total
        shape = own.dropFirst().reduce(own[0]) { $0.or($1) }
        self.composer = composer
        self.parts = parts
        self.forms = forms
        guard let doubt = doubt(shapes, own), hasDistinctLabels(atMost: mostComparedLabels) != true else { return }
        throw SynthesisError(
            .recipe, "text.template.form: mode '\(mode)' needs texts of which no two can be the same; \(doubt)")
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        let form = forms.last { $0.start <= rank } ?? forms[0]
        var rest = rank - form.start
        return composer.text(form.number) { part in
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: parts[part].space.count)
            rest = quotient
            return parts[part].writing(at: digit, for: key)
        }
    }

    /// What keeps two texts from being told apart without looking; nil where nothing does.
    private func doubt(_ shapes: [LabelShape], _ own: [LabelShape]) -> String? {
        for form in forms {
            let form = composer.forms[form.number]
            if let part = form.partWithoutEnd(shapes) {
                let name = composer.names[part]
                return
                    "where the part '\(name)' of '\(form.text)' ends can't be told: give it texts of one length, or put "
                    + "a character behind it that it never has, or use mode 'random'"
            }
        }
        for (place, one) in own.enumerated() {
            for (next, other) in own.enumerated().dropFirst(place + 1) where !one.isApart(from: other) {
                let texts = [place, next].map { "'\(composer.forms[forms[$0].number].text)'" }
                return
                    "\(texts[0]) and \(texts[1]) can write the same: put a character into one that the other never has, "
                    + "or use mode 'random'"
            }
        }
        return nil
    }
}

extension TemplateComposer.Form {
    /// What all its texts have in common.
    fileprivate func shape(ofParts shapes: [LabelShape]) -> LabelShape {
        pieces.reduce(LabelShape("")) { shape, piece in
            switch piece {
            case .literal(let text): shape.then(LabelShape(text))
            case .part(let number): shape.then(shapes[number])
            case .check(let digits, _):
                shape.then(
                    LabelShape(lengths: digits.width...digits.width, scalars: Set("0123456789".unicodeScalars)))
            }
        }
    }

    /// A part that can't be read out of a text again; nil where all can.
    ///
    /// Read from the left, a part ends where its only length does, or before a character that it never has. One part
    /// alone may be what is left over between the others.
    fileprivate func partWithoutEnd(_ shapes: [LabelShape]) -> Int? {
        var shown = Set<Int>()
        var open: Int?
        for (place, piece) in pieces.enumerated() {
            guard case .part(let part) = piece else { continue }
            guard shown.insert(part).inserted else {
                if part == open { return part }
                continue
            }
            if shapes[part].lengths.count == 1 { continue }
            if open == nil, place + 1 < pieces.count, case .literal(let text) = pieces[place + 1],
                let end = text.unicodeScalars.first, !shapes[part].scalars.contains(end)
            {
                continue
            }
            if let open { return open }
            open = part
        }
        return parts.first { !shown.contains($0) }
    }
}
