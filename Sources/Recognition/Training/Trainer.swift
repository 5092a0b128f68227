import Dispatch
import Foundation
package import Neural
import Parallel

/// Trains a model on a stream, validates it now and then, and keeps what is best.
///
/// A training is a function of the experiment and of the number of threads: it can be stopped at any step and taken up
/// again, and ends with the same numbers. Several processes may share its batches (`Learner.ranks`): all make the same steps,
/// and the first one validates, tells and writes.
package final class Trainer {
    private let experiment: Experiment
    private let settings: TrainingConfig
    private let engine: Engine
    private let learner: Learner
    private let stream: TrainingStream
    private let validation: [Example]
    /// The run's folder; nil in a process that writes nothing.
    private let run: RunFolder?
    private let ranks: any Ranks
    private let adaptation: Adaptation?
    private let schedule: any Schedule
    private var state: TrainingState
    private var plateau: Plateau?
    private var meter = StepMeter()
    /// The step of the last checkpoint.
    private var savedStep: Int?
    /// The share of the validation samples that was read without a fault, and after how many steps.
    private var measured: (step: Int, exactRate: Double)?

    /// The network.
    package var model: any TextModel { learner.model }

    /// A training that starts, or that goes on from the checkpoint that its run was taken up with.
    ///
    /// A new run gets its first checkpoint here: from then on it can go on, whenever it is stopped.
    ///
    /// - Parameters:
    ///   - run: the run's folder; nil in a process that writes nothing, since another one does.
    ///   - checkpoint: where the run stood, for such a process; nil for a new one.
    ///   - adaptation: the pictures without labels that the model follows; nil where there are none.
    package init(
        _ experiment: Experiment, _ learner: Learner, stream: TrainingStream, validation: [Example], run: RunFolder?,
        from checkpoint: Checkpoint? = nil, engine: Engine, adaptation: Adaptation? = nil
    ) throws {
        self.experiment = experiment
        settings = experiment.training
        self.engine = engine
        self.stream = stream
        self.validation = validation
        self.run = run
        self.learner = learner
        ranks = learner.ranks
        self.adaptation = adaptation
        schedule = experiment.training.fullSchedule
        plateau = experiment.training.plateau
        if let checkpoint = run?.checkpoint ?? checkpoint {
            state = checkpoint.state
            savedStep = state.step
            if let round = state.adaptation, let adaptation,
                round.pictures != adaptation.fingerprint || round.count != adaptation.pictures.count
            {
                throw RecognitionError(
                    .data,
                    "data.unlabelled: these are other pictures than when the run was begun, so it can't go on with them"
                )
            }
            if let stored = state.plateau { plateau = plateau?.restoring(stored) }
            try run?.sweep()
        } else {
            state = TrainingState()
            try save { _ in }
        }
    }

    /// Steps that were made.
    package var step: Int { state.step }

    /// The last round in which pictures without labels were read.
    package var round: AdaptationRound? { state.adaptation }

    /// Trains to the last step, or until `shouldStop` says so, or until nothing gets better.
    ///
    /// - Throws: `RecognitionError` where the loss is not a finite number, nothing is learnt, or it was told to stop; in a
    ///   `SharedFailure` where processes share the batches. The last checkpoint is that of the step where it stopped, or an
    ///   earlier one where the loss is not finite.
    package func train(
        shouldStop: () -> Bool = { false }, report: (TrainingEvent) throws -> Void
    ) throws {
        if let note = learner.note { try report(.note(note)) }
        meter.start(at: state.seconds, ranks.traffic)
        // The first round, or one that was due where the run was stopped.
        try adapt(shouldStop, report)
        var course = try makeCourse()
        while state.step < settings.steps, !standsStill {
            guard let made = try course.next(rate: rate(at: state.step), shouldStop: shouldStop) else {
                throw try interruption(report)
            }
            meter.wait(made.waited)
            try report(.step(try count(made)))
            state.seconds = meter.seconds
            if state.step == settings.steps || state.step % settings.validateEvery == 0 {
                if let run { try report(.validation(try learner.reading { try validate(run) })) }
                try hearState()
                meter.pause(until: state.seconds)
                if let limit = settings.blankPatience, state.emptyValidations >= limit {
                    try save(report)
                    throw ranks.shared(nothingRead(limit))
                }
            }
            if try adapt(shouldStop, report) { course = try makeCourse() }
            if state.step % settings.saveEvery == 0 { try save(report) }
        }
        if state.step < settings.steps, let patience = settings.patience {
            try report(.note("stopped at step \(state.step): no progress in \(patience) validations"))
        }
        try save(report)
        guard let run else { return }
        try adaptBatchNorms(run, report)
        try findRanges(run)
    }

    /// Takes over what the first process has found out by reading the validation data.
    private func hearState() throws {
        guard ranks.count > 1 else { return }
        let told = run == nil ? [] : Array(try JSONEncoder().encode(state))
        let heard = ranks.broadcast(told)
        guard run == nil else { return }
        let seconds = meter.seconds
        state = try JSONDecoder().decode(TrainingState.self, from: Data(heard))
        state.seconds = seconds
        if let stored = state.plateau { plateau = plateau?.restoring(stored) }
    }

    /// Writes into the models that are kept in which ranges their numbers lie over validation pictures, so that they can be
    /// read in whole numbers.
    private func findRanges(_ run: RunFolder) throws {
        let count = min(validation.count, Recognizer.rangePictures)
        guard count > 0 else { return }
        let images = (0..<count).map { validation[$0 * validation.count / count].image }
        let names = Set([RunFolder.bestName] + state.kept.map(\.file)).sorted()
        for name in names where FileManager.default.fileExists(atPath: run.file(name)) {
            let file = try ModelFile(path: run.file(name))
            let ranges = try recognizer(try file.makeModel(engine)).ranges(of: images)
            try run.write(try file.data(with: ranges), to: name)
        }
    }

    /// The steps from here on.
    private func makeCourse() throws -> Course {
        Course(learner, try learntFrom, from: state.step, workers: experiment.data.workers)
    }

    /// What is learnt from until the next round.
    private var learntFrom: TrainingStream {
        get throws {
            try adaptation.map { try stream.with(state.adaptation, of: $0.pictures, $0.config) } ?? stream
        }
    }

    private func interruption(_ report: (TrainingEvent) throws -> Void) throws -> any Error {
        try save(report)
        return ranks.shared(
            RecognitionError(
                .interrupted, "stopped at step \(state.step); to go on, give the same command with --resume"))
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
        meter.step(images: made.batch.whole.count, ranks.traffic)
        return StepReport(
            step: state.step, steps: settings.steps, loss: outcome.loss, rate: rate, gradientNorm: outcome.gradientNorm,
            imagesPerSecond: meter.imagesPerSecond, waitShare: meter.waitShare, misfits: outcome.misfits,
            seconds: meter.seconds, exchange: ranks.count > 1 ? meter.exchange : nil)
    }

    private func rate(at step: Int) -> Double {
        guard let plateau else { return schedule.rate(at: step) }
        return step < settings.warmUp ? plateau.rate * Double(step + 1) / Double(settings.warmUp) : plateau.rate
    }

    /// Reads the validation data, and keeps the model where none before was better.
    private func validate(_ run: RunFolder) throws -> ValidationReport {
        let recognizer = recognizer(model)
        let evaluation = try Evaluation(of: validation, by: recognizer, batchSize: settings.batch)
        let value = evaluation.value(of: settings.monitor)
        plateau = plateau?.observing(settings.monitor == .exact ? 1 - value : value)
        state.plateau = plateau?.state
        let isProgress = state.best.map { TrainingState.isBetter(value, than: $0, settings.monitor) } ?? true
        state.validationsSinceBest = isProgress ? 0 : state.validationsSinceBest + 1
        let exactRate = evaluation.value(of: .exact)
        measured = (state.step, exactRate)
        // Of models that are as good the last one is kept, since it has learnt most.
        let isBest = isFollowing(exactRate) ?? (isProgress || value == state.best)
        if isProgress { state.best = value }
        if isBest { state.bestStep = state.step }
        state.kept = try run.keep(
            model, card(evaluation), value: value, isBest: isBest, among: state.kept, settings)
        let readLength = evaluation.tally.total.meanReadLength ?? 0
        state.emptyValidations = readLength < 0.01 ? state.emptyValidations + 1 : 0
        return ValidationReport(step: state.step, evaluation: evaluation, isBest: isBest, seconds: state.seconds)
    }

    private func recognizer(_ model: any TextModel) -> Recognizer {
        Recognizer(
            model, alphabet: stream.alphabet, input: stream.input, engine: engine,
            precision: learner.precision.elementType)
    }

    private func nothingRead(_ limit: Int) -> RecognitionError {
        RecognitionError(
            .diverged,
            "step \(state.step): the model has read nothing at all in \(limit) validations. Try a lower "
                + "learning rate or more warm_up steps, clip=1, more time steps for each character (a wider "
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
        guard let run, savedStep != state.step else { return }
        if savedStep != nil { state.seconds = meter.seconds }
        try report(.checkpoint)
        try run.save(learner, card(), state, experiment)
        savedStep = state.step
    }

    /// An error that names the batch, which is stored for inspection.
    private func failure(_ what: String, _ batch: Batch) throws -> any Error {
        let place = try run?.store(failed: batch, stream: try learntFrom, step: state.step) ?? "the run's folder"
        return ranks.shared(
            RecognitionError(
                .diverged,
                "step \(state.step + 1): \(what). The batch is stored in \(place). Try a lower learning rate, more "
                    + "warm_up steps, clip=1 or precision=f32"))
    }
}

// MARK: Pictures without labels

extension Trainer {
    /// Reads the pictures without labels where that is due, and takes what is sure; says whether it did.
    @discardableResult
    private func adapt(_ shouldStop: () -> Bool, _ report: (TrainingEvent) throws -> Void) throws -> Bool {
        guard let adaptation, state.step < settings.steps, adaptation.config.isDue(at: state.step),
            state.adaptation?.step != state.step
        else { return false }
        state.seconds = meter.seconds
        let round = try learner.reading {
            let recognizer = recognizer(model)
            return try adaptation.round(
                at: state.step, of: settings.steps, by: recognizer, batchSize: settings.batch,
                heldOut: try exactRate(of: recognizer), after: state.adaptation, shouldStop: shouldStop)
        }
        meter.pause(until: state.seconds)
        guard let round else { throw try interruption(report) }
        state.adaptation = round
        try report(.adaptation(round))
        return true
    }

    /// The share of the validation samples that the model reads without a fault.
    private func exactRate(of recognizer: Recognizer) throws -> Double {
        if let measured, measured.step == state.step { return measured.exactRate }
        return try Evaluation(of: validation, by: recognizer, batchSize: settings.batch).value(of: .exact)
    }

    /// Whether a model that has learnt from pictures without labels is the best; nil where none has yet.
    ///
    /// Validation samples say little of these pictures, so that the model that has followed them longest is the best, as
    /// long as it reads the samples nearly as well as any before.
    private func isFollowing(_ exactRate: Double) -> Bool? {
        guard let adaptation, let round = state.adaptation, round.hasTaken, state.best != nil else { return nil }
        return exactRate >= round.bestHeldOut - adaptation.config.tolerance
    }

    /// Gives the best model the means and variances of the pictures without labels, where that does it no harm.
    private func adaptBatchNorms(_ run: RunFolder, _ report: (TrainingEvent) throws -> Void) throws {
        guard let adaptation, adaptation.config.batchNorm, let round = state.adaptation,
            FileManager.default.fileExists(atPath: run.file(RunFolder.bestName))
        else { return }
        let file = try ModelFile(path: run.file(RunFolder.bestName))
        let adapted = try file.makeModel(engine)
        guard BatchStatistics.are(in: adapted) else {
            return try report(.note("batch_norm: this network has no batch norms"))
        }
        let images = adaptation.pictures.paths.indices.compactMap { number in
            (try? adaptation.pictures.picture(number)).flatMap { try? stream.input.prepare($0) }
        }
        try BatchStatistics(
            input: stream.input, batchSize: settings.batch, precision: learner.precision.elementType, engine: engine
        ).replace(in: adapted, by: images)
        let evaluation = try Evaluation(
            of: validation, by: recognizer(adapted), batchSize: settings.batch)
        let (before, after) = (file.card.metrics["exact"] ?? 0, evaluation.value(of: .exact))
        let isTaken = after >= max(before, round.bestHeldOut) - adaptation.config.tolerance
        if isTaken {
            var card = card(evaluation)
            card.step = file.card.step
            try run.write(try ModelFile.data(of: adapted, card), to: RunFolder.bestName)
        }
        func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
        try report(
            .note(
                "batch norms with the means and variances of the pictures: \(percent(after)) of the validation samples are read "
                    + "without a fault, \(percent(before)) before; "
                    + (isTaken ? "\(RunFolder.bestName) has them" : "left as they were")))
    }
}
