import Dispatch
import Foundation
package import Neural

/// Trains a model on a stream, validates it now and then, and keeps what is best.
///
/// A training is a function of the experiment and of the number of threads: it can be stopped at any step and taken up
/// again, and ends with the same numbers.
package final class Trainer {
    private let experiment: Experiment
    private let settings: TrainingConfig
    private let engine: Engine
    private let learner: Learner
    private let stream: TrainingStream
    private let validation: [Example]
    private let run: RunFolder
    private let schedule: any Schedule
    private var state: TrainingState
    private var plateau: Plateau?
    private var meter = StepMeter()
    /// The step of the last checkpoint.
    private var savedStep: Int?

    /// The network.
    package var model: any TextModel { learner.model }

    /// A training that starts, or that goes on from the checkpoint that its run was taken up with.
    ///
    /// A new run gets its first checkpoint here: from then on it can go on, whenever it is stopped.
    package init(
        _ experiment: Experiment, _ learner: Learner, stream: TrainingStream, validation: [Example], run: RunFolder,
        engine: Engine
    ) throws {
        self.experiment = experiment
        settings = experiment.training
        self.engine = engine
        self.stream = stream
        self.validation = validation
        self.run = run
        self.learner = learner
        schedule = try experiment.training.fullSchedule
        plateau = try experiment.training.plateau
        if let checkpoint = run.checkpoint {
            state = checkpoint.state
            savedStep = state.step
            if let stored = state.plateau { plateau = plateau?.restoring(stored) }
            try run.sweep()
        } else {
            state = TrainingState()
            try save { _ in }
        }
    }

    /// Steps that were made.
    package var step: Int { state.step }

    /// Trains to the last step, or until `shouldStop` says so, or until nothing gets better.
    ///
    /// - Throws: `RecognitionError` where the loss is not a finite number, nothing is learnt, or it was told to stop. The
    ///   last checkpoint is that of the step where it stopped, or an earlier one where the loss is not finite.
    package func train(
        shouldStop: () -> Bool = { false }, report: (TrainingEvent) throws -> Void
    ) throws {
        let course = Course(learner, stream, from: state.step, workers: experiment.data.workers)
        if let note = learner.note { try report(.note(note)) }
        meter.start(at: state.seconds)
        while state.step < settings.steps, !standsStill {
            guard let made = try course.next(rate: rate(at: state.step), shouldStop: shouldStop) else {
                try save(report)
                throw RecognitionError(
                    .interrupted, "stopped at step \(state.step); to go on, give the same command with --resume")
            }
            meter.wait(made.waited)
            try report(.step(try count(made)))
            state.seconds = meter.seconds
            if state.step == settings.steps || state.step % settings.validateEvery == 0 {
                try report(.validation(try validate()))
                meter.pause(until: state.seconds)
                if let limit = settings.blankPatience, state.emptyValidations >= limit {
                    try save(report)
                    throw nothingButBlanks(limit)
                }
            }
            if state.step % settings.saveEvery == 0 { try save(report) }
        }
        if state.step < settings.steps, let patience = settings.patience {
            try report(.note("stopped at step \(state.step): no progress in \(patience) validations"))
        }
        try save(report)
    }

    /// Whether nothing has got better for as long as `patience` allows.
    private var standsStill: Bool { settings.patience.map { state.validationsSinceBest >= $0 } ?? false }

    private func count(_ made: Course.Step) throws -> StepReport {
        let (outcome, rate) = (made.outcome, rate(at: state.step))
        guard outcome.loss.isFinite else { throw try failure("the loss is \(outcome.loss)", made.batch) }
        guard outcome.isFinite else {
            throw try failure("the norm of the gradients is \(outcome.gradientNorm)", made.batch)
        }
        state.step += 1
        meter.step(images: made.batch.examples.count)
        return StepReport(
            step: state.step, steps: settings.steps, loss: outcome.loss, rate: rate, gradientNorm: outcome.gradientNorm,
            imagesPerSecond: meter.imagesPerSecond, waitShare: meter.waitShare, misfits: outcome.misfits,
            seconds: meter.seconds)
    }

    private func rate(at step: Int) -> Double {
        guard let plateau else { return schedule.rate(at: step) }
        return step < settings.warmUp ? plateau.rate * Double(step + 1) / Double(settings.warmUp) : plateau.rate
    }

    /// Reads the validation data, and keeps the model where none before was better.
    private func validate() throws -> ValidationReport {
        let recognizer = Recognizer(
            model, alphabet: stream.alphabet, input: stream.input, engine: engine,
            precision: learner.precision.elementType)
        let evaluation = try Evaluation(of: validation, by: recognizer, batchSize: settings.batch)
        let value = evaluation.value(of: settings.monitor)
        plateau = plateau?.observing(settings.monitor == .exact ? 1 - value : value)
        state.plateau = plateau?.state
        let isProgress = state.best.map { TrainingState.isBetter(value, than: $0, settings.monitor) } ?? true
        state.validationsSinceBest = isProgress ? 0 : state.validationsSinceBest + 1
        // Of models that are as good the last one is kept, since it has learnt most.
        let isBest = isProgress || value == state.best
        if isBest { (state.best, state.bestStep) = (value, state.step) }
        state.kept = try run.keep(
            model, card(evaluation), value: value, isBest: isBest, among: state.kept, settings)
        let readLength = evaluation.tally.total.meanReadLength ?? 0
        state.emptyValidations = readLength < 0.01 ? state.emptyValidations + 1 : 0
        return ValidationReport(step: state.step, evaluation: evaluation, isBest: isBest, seconds: state.seconds)
    }

    private func nothingButBlanks(_ limit: Int) -> RecognitionError {
        RecognitionError(
            .diverged,
            "step \(state.step): the model has read nothing but blanks in \(limit) validations. Try a lower "
                + " learning rate or more warm_up steps, clip=1, more time steps for each character (a wider "
                + "input), easier samples at first, or training.overfit=32 to see whether it can learn at all; "
                + "training.blank_patience sets how long to wait")
    }

    private func card(_ evaluation: Evaluation) -> ModelCard {
        card([
            "cer": evaluation.value(of: .cer), "exact": evaluation.value(of: .exact), "loss": evaluation.loss,
        ])
    }

    private func card(_ metrics: [String: Double] = [:]) -> ModelCard {
        ModelCard(
            experiment, alphabet: stream.alphabet, precision: learner.precision, step: state.step, metrics: metrics)
    }

    /// Writes the checkpoint from which the training can be taken up, after all that was told of the steps so far.
    private func save(_ report: (TrainingEvent) throws -> Void) throws {
        guard savedStep != state.step else { return }
        if savedStep != nil { state.seconds = meter.seconds }
        try report(.checkpoint)
        try run.save(model, card(), learner.optimizer, state, experiment)
        savedStep = state.step
    }

    /// An error that names the batch, which is stored for inspection.
    private func failure(_ what: String, _ batch: Batch) throws -> RecognitionError {
        let place = try run.store(failed: batch, stream: stream, step: state.step)
        return RecognitionError(
            .diverged,
            "step \(state.step + 1): \(what). The batch is stored in \(place). Try a lower learning rate, more warm_up "
                + "steps, clip=1 or precision=f32")
    }
}
