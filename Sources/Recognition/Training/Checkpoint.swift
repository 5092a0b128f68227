import Configs
import Datasets
import Foundation
import Neural

/// Where a training stood: its model, its optimiser, its state and its config, as `last.safetensors` has them.
///
/// What the file says is checked before anything is done with it: it may come from anywhere.
package struct Checkpoint: Sendable {
    /// The model, and the tensors of the optimiser.
    let file: ModelFile
    /// How far the training was.
    let state: TrainingState
    /// The config that it was made with.
    let experiment: Experiment
    /// The run's folder.
    let folder: String

    private static let (stateKey, configKey) = ("platen.training", "platen.config")

    /// What is stored beside a model so that its training can go on.
    static func notes(_ state: TrainingState, _ experiment: Experiment) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [stateKey: String(decoding: try encoder.encode(state), as: UTF8.self), configKey: yaml(of: experiment)]
    }

    /// Reads the checkpoint of a run in a folder that another process of the same training has locked.
    ///
    /// - Throws: `RecognitionError` or `NeuralError`: there is no such folder, or no sound checkpoint in it.
    package init(besideTheWriterOf path: String) throws { try self.init(in: try OpenFolder(path)) }

    /// How many steps were made.
    package var step: Int { state.step }

    /// Reads the checkpoint of a run.
    ///
    /// - Throws: `RecognitionError` or `NeuralError`: there is none, it is damaged, or it names files that no run has.
    init(in folder: OpenFolder) throws {
        let path = folder.path + "/" + RunFolder.checkpointName
        switch folder.kind(of: RunFolder.checkpointName) {
        case nil:
            throw RecognitionError(
                .missing,
                "\(folder.path) has no checkpoint (\(RunFolder.checkpointName)) to go on from: leave --resume out, and "
                    + "give a new folder")
        case .folder, .other: throw RecognitionError(.model, "\(path) is not a file, so a training can't go on from it")
        case .file, .link: break
        }
        file = try ModelFile(path: path)
        guard let text = file.file.metadata[Self.stateKey], let config = file.file.metadata[Self.configKey],
            var state = try? JSONDecoder().decode(TrainingState.self, from: Data(text.utf8))
        else {
            throw RecognitionError(
                .model, "\(path): it does not say how far the training was, so it can't go on from there")
        }
        if let problem = state.problem {
            throw RecognitionError(.model, "\(path): \(problem). The file is damaged, or no checkpoint of Platen's")
        }
        for kept in state.kept where ![nil, .file, .link].contains(folder.kind(of: kept.file)) {
            throw RecognitionError(
                .model, "\(path): it lists '\(kept.file)' among the best models, and that is no file; remove it first")
        }
        // Taken away after the checkpoint was written: the step that did so comes again.
        state.kept.removeAll { folder.kind(of: $0.file) == nil }
        self.state = state
        self.folder = folder.path
        experiment = try ConfigDocument(yaml: config, name: "the config in \(path)", baseDirectory: "/")
            .decode(Experiment.self)
    }
}

extension TrainingState {
    /// What can't be true of a training, or could do harm; nil as a rule.
    fileprivate var problem: String? {
        let counts = [step, bestStep, validationsSinceBest, emptyValidations, plateau?.waited ?? 0]
        guard counts.allSatisfy({ (0...1_000_000_000).contains($0) }), bestStep <= step else {
            return "it counts steps that no training has made"
        }
        guard (0...1e12).contains(seconds), (0...100).contains(plateau?.rate ?? 0) else {
            return "its times or rates are beyond all bounds"
        }
        if let adaptation {
            if let problem = adaptation.problem { return problem }
            guard adaptation.step <= step else { return "it read pictures after steps that were not made" }
        }
        guard let stranger = kept.first(where: { !RunFolder.isStepName($0.file) }) else { return nil }
        return "it lists '\(stranger.file.prefix(80))' among the best models, which is no name that a run gives them"
    }
}

// MARK: Going on with another config

extension Checkpoint {
    /// Keys in which a run may differ when it goes on: none of them changes what it has learnt so far.
    private static let freeKeys: Set<String> = [
        "name", "data.workers", "training.steps", "training.threads", "training.validate_every", "training.save_every",
        "training.patience", "training.blank_patience", "training.log_every", "training.keep", "export", "tracking",
    ]

    private static func isFree(_ key: String) -> Bool { freeKeys.contains(key) || key.hasPrefix("tracking.") }

    /// How a config differs from that of the checkpoint, said key by key.
    ///
    /// - Throws: `RecognitionError`, if a training with this config could not go on from here.
    package func changes(to config: Experiment) throws(RecognitionError) -> [String] {
        let differences = config.encoded.differences(from: experiment.encoded)
        let refused = differences.filter { !Self.isFree($0.key) }
        guard refused.isEmpty else {
            throw RecognitionError(
                .config,
                "the run was begun with another config: \(refused.map(\.description).joined(separator: "; ")). Give it the "
                    + "old values, or begin a new run from its model with start=\(folder)/\(RunFolder.bestName). Only "
                    + "\(Self.freeKeys.sorted().joined(separator: ", ")) may differ")
        }
        guard config.training.steps >= state.step else {
            throw RecognitionError(
                .config,
                "training.steps is \(config.training.steps), and the run has made \(state.step) already; give more")
        }
        return differences.map(\.description)
    }
}
