import Configs

/// Texts put together from other texts: `Total: {currency}{amount}`.
struct TemplateText: TextSource {
    var form = Alternatives("")
    var parts = Named<OneOf<TextSources>>()
    var mode = LabelMode.random
    var disjoint = false

    init() {}

    var partNames: [String] {
        let parsed = (try? checkedForms()) ?? []
        let checks = parsed.flatMap(\.pieces).compactMap { piece in
            if case .check(let digits, _, _) = piece { digits.rawValue } else { nil }
        }
        return parts.entries.flatMap { [$0.name] + $0.value.partNames } + checks
    }

    static let name = "template"
    static let summary =
        "Texts put together from named parts, each a text of its own: `Total: {currency}{amount}`. A part that is "
        + "named twice is written twice alike. `{{` and `}}` stand for braces. Check digits: `{luhn}`, `{ean}` and "
        + "`{mrz}` over all that stands before them, or over parts as in `{mrz:number,birth}`; "
        + "`{iban:country,account}`."
    static var fields: [Field<TemplateText>] {
        [
            Field("form", \.form, required: true, "The template, or several to draw one from."),
            Field("parts", \.parts, "What the names stand for."),
            Field(
                "mode", \.mode,
                "`random`: drawn freely; labels are unique where the one part of a single template is. `unique`: no label "
                    + "twice in the dataset. `exhaustive`: every possible label equally often. `balanced`: templates in turn, "
                    + "each equally often whatever its weight. In `unique` and `exhaustive` the parts must be readable from "
                    + "the text; give the mode here and not to them."),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ]
    }

    func validate() throws(ConfigProblem) {
        let names = parts.entries.map(\.name)
        for name in names {
            guard TemplateForm.isName(name) else {
                throw ConfigProblem(
                    key: "parts", "'\(name)' can't name a part; names have letters, digits and '_', a letter first")
            }
            guard CheckDigit(rawValue: name) == nil else {
                throw ConfigProblem(key: "parts", "'\(name)' is the name of check digits; call the part something else")
            }
        }
        let forms: [TemplateForm]
        do throws(FormProblem) {
            forms = try checkedForms()
        } catch {
            throw ConfigProblem(key: "form", error.description)
        }
        for (number, form) in forms.enumerated() where form.isBlank {
            throw ConfigProblem(
                key: "form",
                (forms.count > 1 ? "template \(number + 1) is" : "is") + " blank: there would be nothing to draw")
        }
        let used = Set(forms.flatMap { $0.parts.map(\.name) })
        if let unused = names.first(where: { !used.contains($0) }) {
            throw ConfigProblem(key: "parts", "the part '\(unused)' stands in no template; write {\(unused)} there")
        }
    }

    /// The templates, in the order of the options.
    func checkedForms() throws(FormProblem) -> [TemplateForm] {
        var forms: [TemplateForm] = []
        for option in form.options {
            let form = try TemplateForm(option.value)
            try form.check(parts: parts.entries.map(\.name))
            forms.append(form)
        }
        return forms
    }
}
