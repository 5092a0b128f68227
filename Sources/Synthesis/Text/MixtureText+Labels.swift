import Configs
import Samples

extension MixtureText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        let entries = sources.entries.filter { $0.value.weight > 0 }
        return try builder.add(anyOf: entries, from: place) { builder, entry, place in
            try entry.value.text.addLabels(
                to: &builder, from: place, parts, path: "text.mixture.sources.\(entry.name)")
        }
    }
}
