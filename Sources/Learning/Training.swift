import Configs
import Recognition

/// A training from code: a config, the changes to it, and the folder of its run.
///
/// It is the one that `platen train` makes: the same config and seed give the same model.
public struct Training {
    /// The folder of the run.
    public let output: String
    private let session: TrainingSession

    /// What a training tells while it runs.
    public enum Event: Sendable {
        /// A step was made.
        case step(Step)
        /// The validation samples were read.
        case validation(Validation)
        /// What a person should know: what was left out, what was found.
        case note(String)
        /// What may spoil the training.
        case warning(String)
    }

    /// A step of the training.
    public struct Step: Sendable {
        /// Steps made so far, this one among them.
        public let number: Int
        /// Steps in all.
        public let count: Int
        /// The mean loss of the batch.
        public let loss: Double
        /// The learning rate.
        public let rate: Double
        /// Images learnt from in a second, since the last report.
        public let imagesPerSecond: Double
    }

    /// What the model makes of the validation samples.
    public struct Validation: Sendable {
        /// Steps made so far.
        public let step: Int
        /// The share of texts that are read letter for letter, 0...1.
        public let exactRate: Double
        /// Wrong characters for each right one, 0 or more.
        public let characterErrorRate: Double
        /// Whether it is the best so far.
        public let isBest: Bool
    }

    /// A training from the file of its config.
    ///
    /// - Parameters:
    ///   - path: the config, YAML.
    ///   - overrides: changes to it, such as `training.steps=500`; relative paths in them start at the working directory.
    ///   - output: the folder of the run; it is made by `run`.
    /// - Throws: an error that says what is wrong with the config, where, and what to do.
    public init(config path: String, overrides: [String] = [], output: String) throws {
        var document = try ConfigDocument(path: path)
        try document.override(overrides)
        self.output = output
        session = TrainingSession(try document.decode(Experiment.self), output: output, version: "code")
    }

    /// Trains, on the calling thread.
    ///
    /// - Parameters:
    ///   - resuming: goes on with the run in the folder, which was stopped or killed.
    ///   - tell: is told what happens, on the calling thread.
    ///   - shouldStop: is asked after each step; a run that is stopped writes a checkpoint and throws.
    /// - Returns: the file of the best model.
    /// - Throws: an error that says what is wrong with the config, the data or the folder.
    @discardableResult
    public func run(
        resuming: Bool = false, tell: (Event) -> Void = { _ in }, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws -> String {
        let stopping = Stopping(begin: {}, end: {}, wasAsked: shouldStop)
        try session.run(resuming: resuming, stopping) { event in
            if let event = Event(event) { tell(event) }
        }
        return output + "/best.safetensors"
    }
}

extension Training.Event {
    /// The event as others see it; nil where it is of no use to them.
    fileprivate init?(_ event: TrainingEvent) {
        switch event {
        case .step(let report):
            self = .step(
                Training.Step(
                    number: report.step, count: report.steps, loss: report.loss, rate: report.rate,
                    imagesPerSecond: report.imagesPerSecond))
        case .validation(let report):
            let scores = report.evaluation.tally.total
            self = .validation(
                Training.Validation(
                    step: report.step, exactRate: scores.exactRate ?? 0,
                    characterErrorRate: scores.characterErrorRate ?? 0, isBest: report.isBest))
        case .start(let text), .note(let text): self = .note(text)
        case .warning(let text): self = .warning(text)
        case .adaptation, .checkpoint: return nil
        }
    }
}
