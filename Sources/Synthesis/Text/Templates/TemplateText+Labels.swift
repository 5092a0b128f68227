import Configs
import Samples

extension TemplateText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        let composer = try TemplateComposer(self)
        let used = composer.forms.indices.filter { form.options[$0].weight > 0 }
        return try builder.add(anyOf: used, from: place) { builder, number, place in
            let form = composer.forms[number]
            var (place, shown) = (place, Set<Int>())
            for piece in form.pieces {
                switch piece {
                case .literal(let text): place = builder.add(parts.written(text), from: place)
                case .check(let digits, _):
                    place =
                        parts.hasPart(digits.rawValue)
                        ? builder.add(digits, from: place)
                        : builder.add(parts.written("0", as: digits.rawValue), from: place)
                case .part(let part):
                    guard shown.insert(part).inserted else {
                        throw SynthesisError(
                            .recipe,
                            "text.template.form: '\(form.text)' writes the part '\(composer.names[part])' twice alike, "
                                + "which no automaton can hold; write it once, or read without the recipe's pattern")
                    }
                    let entry = self.parts.entries[part]
                    place = try entry.value.addLabels(
                        to: &builder, from: place, parts.within(entry.name),
                        path: "text.template.parts.\(entry.name)")
                }
            }
            return place
        }
    }
}
