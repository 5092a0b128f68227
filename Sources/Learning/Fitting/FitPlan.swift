import Configs
import Foundation
import Production
import Recognition
import Synthesis
import Tuning

/// A recipe and the keys of it that are searched for.
struct FitPlan: Sendable {
    /// The recipe as it is.
    let editor: ConfigEditor<DatasetRecipe>
    /// The keys, in the order of the recipe.
    let keys: [FittedKey]
    /// Keys that can't be changed as the file is written.
    let leftOut: [String]

    /// The parts of a recipe that say what its pictures look like.
    private static let parts: Set = [
        "hand", "fonts", "type", "page", "geometry", "ink", "style", "paper", "sheet", "camera",
    ]
    /// What the measure can't tell, or what changes the text.
    private static let unseen: Set = ["page.width", "page.height", "type.lines"]

    /// - Parameter wanted: paths of keys, or of parts that hold keys; empty for those that the recipe gives, with the
    ///   probabilities of all stages and the weights of all that is drawn by weight.
    /// - Throws: `ConfigError`, where the recipe can't be read; `RecognitionError`, where there is nothing to search for.
    init(_ editor: ConfigEditor<DatasetRecipe>, wanted: [String]) throws {
        self.editor = editor
        let controls = try editor.controls()
        let leaves = controls.flatMap(\.leaves)
        for path in wanted where !leaves.contains(where: { Self.isBelow($0.path, path) }) {
            throw RecognitionError(
                .config,
                "--keys: the recipe has no key \(path); there are \(controls.map(\.key).joined(separator: ", ")), and "
                    + "keys below them such as camera[0].blur.sigma")
        }
        let weights = leaves.filter { $0.key == "weight" }.compactMap { FittedKey.list(of: $0.path) }
        func isOneOfSeveral(_ control: ConfigControl) -> Bool {
            guard control.key == "weight", let list = FittedKey.list(of: control.path) else { return true }
            return weights.count { $0 == list } > 1
        }
        let mains = Set(
            controls.flatMap { $0.stages }.compactMap { stage in
                stage.leaves.first { $0.kind == .quantity || $0.kind == .count }?.path
            })
        func isWanted(_ control: ConfigControl) -> Bool {
            guard isOneOfSeveral(control) else { return false }
            if !wanted.isEmpty { return Self.isWanted(control, wanted) }
            let part = control.path.prefix { $0 != "." && $0 != "[" }
            guard Self.parts.contains(String(part)), !Self.unseen.contains(control.path) else { return false }
            switch control.kind {
            case .number: return Self.isModifier(control)
            case .quantity, .count:
                return control.isGiven || control.value != control.standard || mains.contains(control.path)
            default: return false
            }
        }
        var (keys, leftOut): ([FittedKey], [String]) = ([], [])
        for key in leaves.filter(isWanted).compactMap({ FittedKey($0) }) {
            var trial = editor
            do {
                try trial.set(key.path, to: key.original)
                keys.append(key)
            } catch { leftOut.append(key.path) }
        }
        guard !keys.isEmpty else {
            throw RecognitionError(
                .config,
                "there is no key to search for: "
                    + (wanted.isEmpty
                        ? "the recipe gives no ranges, stages or weights; add some, or name keys with --keys"
                        : "\(wanted.joined(separator: ", ")) hold no numbers that are drawn, probabilities or weights"))
        }
        (self.keys, self.leftOut) = (keys, leftOut)
    }

    private static func isBelow(_ path: String, _ part: String) -> Bool {
        path == part || path.hasPrefix(part + ".") || path.hasPrefix(part + "[")
    }

    private static func isModifier(_ control: ConfigControl) -> Bool {
        control.key == "weight" || control.key == "probability"
    }

    private static func isWanted(_ control: ConfigControl, _ wanted: [String]) -> Bool {
        guard wanted.contains(where: { isBelow(control.path, $0) }) else { return false }
        // A plain number must be asked for by its own name: it is seldom one that says what pictures look like.
        return control.kind != .number || isModifier(control) || wanted.contains(control.path)
    }

    /// What is searched for.
    var space: SearchSpace { SearchSpace(keys.flatMap(\.parameters)) }

    /// The values that stand for the recipe as it is.
    var start: [String: TrialValue] {
        keys.reduce(into: [:]) { all, key in all.merge(key.start) { first, _ in first } }
    }

    /// The recipe with other values.
    ///
    /// - Throws: `ConfigError`, where it does not hold together.
    func edited(_ values: [String: TrialValue]) throws -> ConfigEditor<DatasetRecipe> {
        var edited = editor
        for key in keys {
            let text = key.text(values)
            if text != key.original { try edited.set(key.path, to: text) }
        }
        return edited
    }
}

extension ConfigControl {
    /// The keys at the ends of all branches.
    fileprivate var leaves: [ConfigControl] { controls.map { $0.flatMap(\.leaves) } ?? [self] }

    /// The stages of all lists of stages.
    fileprivate var stages: [ConfigControl] {
        (kind == .stages ? controls ?? [] : []) + (controls ?? []).flatMap(\.stages)
    }
}
