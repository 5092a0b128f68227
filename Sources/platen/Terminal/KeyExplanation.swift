import Configs
import Production
import Recognition

/// What there is to say of a key of a recipe or of a training.
struct KeyExplanation {
    /// What a key belongs to.
    private enum Config: String {
        case recipe, training
    }

    private let config: Config
    private let guide: KeyGuide
    private let path: String

    /// Looks for a key: among those of recipes first, then among those of trainings.
    ///
    /// - Throws: `UsageError`, with the keys that may have been meant.
    init(of key: String) throws {
        let guides = [
            (Config.recipe, KeyGuide(to: DatasetRecipe.self)), (.training, KeyGuide(to: Experiment.self)),
        ]
        if let (config, guide) = guides.first(where: { $0.1.explanation(of: key) != nil }) {
            (self.config, self.guide, path) = (config, guide, key)
            return
        }
        // The end of a path is enough where it is one key's alone.
        for (config, guide) in guides {
            let ends = guide.paths(endingIn: key)
            if ends.count == 1, guide.explanation(of: ends[0]) != nil {
                (self.config, self.guide, path) = (config, guide, ends[0])
                return
            }
            guard ends.isEmpty else {
                throw UsageError("'\(key)' is the end of several keys; which of \(Self.list(ends)) is meant?")
            }
        }
        for (config, guide) in guides {
            let near = Self.near(key, guide)
            guard near.isEmpty else {
                throw UsageError(
                    "'\(key)' is no key of a \(config.rawValue); did you mean \(Self.list(near))? See "
                        + "'platen schema\(config == .training ? " --training" : "") --reference'")
            }
        }
        throw UsageError(
            "'\(key)' is no key of a recipe or of a training, and none is near; 'platen schema --reference' lists those of a "
                + "recipe, with --training those of a training")
    }

    /// The explanation for a person, or for a program.
    func text(json: Bool) -> String {
        guard json else {
            let text = guide.explanation(of: path) ?? ""
            guard config == .training else { return text }
            return text + "\n\nA key of a training's config, as 'platen train' reads it; no recipe has it."
        }
        guard case .mapping(let entries)? = guide.description(of: path) else { return "{}" }
        return ConfigValue.mapping([.init("config", .string(config.rawValue))] + entries).indentedJSON
    }

    /// The keys that may have been meant: of those that are near as a whole the ones whose last step is near, where there are some.
    private static func near(_ key: String, _ guide: KeyGuide) -> [String] {
        func last(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }
        let near = guide.paths(near: key)
        let nearer = near.filter { nearestName(to: last(key), among: [last($0)]) != nil }
        return nearer.isEmpty ? near : nearer
    }

    private static func list(_ paths: [String]) -> String {
        paths.prefix(12).joined(separator: ", ") + (paths.count > 12 ? " and \(paths.count - 12) more" : "")
    }
}
