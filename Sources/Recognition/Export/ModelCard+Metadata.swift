import Configs
import Scripts

extension ModelCard {
    /// What an exported file says of itself, besides its graph: texts by name, those that hold more than a word as JSON.
    ///
    /// - Parameter steps: nil for a network that tells one character after the other.
    func metadata(_ settings: ExportedGraph.Settings, _ steps: StepRule?) -> [String: String] {
        let rule = steps.map { steps in
            [("pixels", steps.pixels), ("shift", steps.shift), ("gain", steps.gain), ("offset", steps.offset)]
        }
        var input = input
        input.width = settings.width ?? input.width
        let scores = metrics.sorted { $0.key < $1.key }
        let ends = steps == nil ? ["end": "\(blank)", "start": "\(blank + 1)"] : [:]
        return [
            "name": name, "head": (head ?? .ctc).rawValue, "blank": "\(blank)",
            "characters": ConfigValue.list(characters.map { .string($0) }).compactJSON,
            "fold_case": "\(foldsCase)", "unit": (unit ?? .cluster).rawValue,
            "direction": (direction ?? .asWritten).rawValue, "digits": (digits ?? .asWritten).rawValue,
            "input": input.encoded.compactJSON,
            "steps": rule.map { ConfigValue.mapping($0.map { .init($0, .int($1)) }).compactJSON } ?? "null",
            "pre": settings.preparation.rawValue, "post": settings.reading.rawValue,
            "precision": settings.precision.rawValue,
            "model": model, "trained_steps": "\(step)",
            "metrics": ConfigValue.mapping(scores.map { .init($0.key, .number($0.value)) }).compactJSON,
        ].merging(ends) { first, _ in first }
    }
}
