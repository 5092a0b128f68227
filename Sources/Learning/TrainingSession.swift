import Configs
import Foundation
import Imaging
import Neural
package import Parallel
import Preview
package import Recognition
import Samples

/// A training from its config to its last line.
///
/// Nothing is written until the first step can be made: a config that does not work, or an interruption while data are
/// being opened, leaves no trace.
package struct TrainingSession {
    /// The config, with everything that it leaves open filled in.
    private let experiment: Experiment
    private let output: String
    private let version: String
    /// The processes that share each batch.
    private let ranks: any Ranks

    /// A session.
    ///
    /// - Parameters:
    ///   - output: the run's folder.
    ///   - isTrial: two steps and one validation of a few samples, to see whether everything works.
    ///   - version: the program's, for files that say what wrote them.
    ///   - ranks: the processes that share each batch.
    package init(
        _ experiment: Experiment, output: String, isTrial: Bool = false, version: String, ranks: any Ranks = OneRank()
    ) {
        var experiment = experiment
        if experiment.data.validation.isEmpty || experiment.training.overfit != nil {
            experiment.data.validation = experiment.data.train
        }
        if !experiment.data.unlabelled.isEmpty, experiment.training.adapt == nil {
            experiment.training.adapt = AdaptConfig()
        }
        if isTrial {
            experiment.tracking = nil
            experiment.training.steps = 2
            experiment.training.validateEvery = 2
            for number in experiment.data.validation.indices {
                experiment.data.validation[number].count = min(64, experiment.data.validation[number].count ?? 64)
            }
        }
        self.experiment = experiment
        self.output = output
        self.version = version
        self.ranks = ranks
    }

    /// Whether this process tells and writes.
    private var isFirst: Bool { ranks.number == 0 }

    /// Trains.
    ///
    /// Where processes share the batches, each of them calls this: the first one tells and writes.
    ///
    /// - Parameters:
    ///   - resumes: goes on with the run in the folder.
    ///   - stopping: how the session is asked to stop.
    ///   - tell: is told what happens.
    /// - Throws: what is wrong with the config, the data or the folder; a `SharedFailure` where processes share the batches and
    ///   all of them know of it.
    package func run(resuming resumes: Bool, _ stopping: Stopping, tell: (TrainingEvent) -> Void) throws {
        let opened = try ranks.together { try open(resuming: resumes, tell) }
        try ranks.requireAlike(
            [version, output, yaml(of: experiment), opened.description].joined(separator: "\n"),
            "this process has another config, run, dataset, processor or version of Platen than the first one: give all the "
                + "same files and arguments, and training.precision=f32 where not all compute with bf16; unset "
                + "OMPI_COMM_WORLD_SIZE where each is to train by itself")
        stopping.begin()
        defer { stopping.end() }
        let begun = try ranks.together { try begin(opened, tell) }
        let (data, trainer, tracked) = (opened.data, begun.trainer, begun.tracked)
        defer { for line in data.stream.sources.flatMap(\.brokenLines) { tell(.warning(line)) } }
        do {
            try trainer.train(shouldStop: stopping.wasAsked) { event in
                for listener in begun.listeners { try listener.record(event) }
                tell(event)
            }
            if let format = experiment.export, let run = begun.run {
                tell(
                    .note("\(try run.export(format, producerVersion: version)) holds the best model for other programs")
                )
            }
        } catch {
            let cause = (error as? SharedFailure)?.cause ?? error
            if let line = tracked?.finish(cause) { tell(.warning(line)) }
            throw error
        }
        if let line = tracked?.finish(nil) { tell(.warning(line)) }
    }

    /// What is opened before anything is written.
    private struct Opened {
        let data: TrainingData
        let adaptation: Adaptation?
        let engine: Engine
        let learner: Learner
        let preflight: Preflight
        /// The run that is taken up; nil for a new one, and in a process that writes nothing.
        let taken: RunFolder?
        /// Where that run stood.
        let checkpoint: Checkpoint?
        /// How the config differs from then.
        let changes: [String]

        /// What must be the same in all processes, besides the config.
        var description: String {
            let sources = data.stream.sources.map { "\($0.name), \($0.split.rawValue), \($0.count ?? 0)" }
            return (sources + [String(data.alphabet.characters), "\(checkpoint?.step ?? 0)", learner.computesIn])
                .joined(separator: "\n")
        }
    }

    private func open(resuming resumes: Bool, _ tell: (TrainingEvent) -> Void) throws -> Opened {
        try TrackedTraining.check(experiment)
        try experiment.requireShares(ranks.count)
        let taken = resumes && isFirst ? try RunFolder(resuming: output) : nil
        let checkpoint = try resumes && !isFirst ? Checkpoint(besideTheWriterOf: output) : taken?.checkpoint
        if taken == nil, isFirst { try RunFolder.requireFree(output) }
        let changes = try checkpoint?.changes(to: experiment) ?? []
        if let note = threadNote { tell(.note(note)) }
        let data = try TrainingData(experiment, tell: tell)
        let adaptation = try adaptation(of: data.alphabet, tell)
        let engine = try Engine(threadCount: threads)
        let learner = try Learner(
            experiment, alphabet: data.alphabet, engine: engine, from: checkpoint, ranks: ranks)
        for line in learner.start?.lines ?? [] { tell(.note("start: " + line)) }
        if let adaptation { try learner.model.check(adaptation.decoder) }
        if experiment.export != nil { try ExportedGraph.check(learner.model, experiment.input, engine) }
        let preflight = try Preflight(
            data.stream, validation: data.validation, model: learner.model, trained: data.characters,
            dropped: data.dropped)
        for line in preflight.warnings { tell(.warning(line)) }
        try preflight.requireLearnable()
        return Opened(
            data: data, adaptation: adaptation, engine: engine, learner: learner, preflight: preflight, taken: taken,
            checkpoint: checkpoint, changes: changes)
    }

    /// A training that stands before its first step.
    private struct Begun {
        let trainer: Trainer
        /// The run's folder; nil in a process that writes nothing.
        var run: RunFolder?
        var tracked: TrackedTraining?
        var listeners: [any RunListener] = []
    }

    private func begin(_ opened: Opened, _ tell: (TrainingEvent) -> Void) throws -> Begun {
        let (data, learner, adaptation, changes) = (opened.data, opened.learner, opened.adaptation, opened.changes)
        let run = isFirst ? try opened.taken ?? RunFolder(new: output) : nil
        let trainer = try Trainer(
            experiment, learner, stream: data.stream, validation: data.validation, run: run, from: opened.checkpoint,
            engine: opened.engine, adaptation: adaptation)
        guard let run else { return Begun(trainer: trainer) }
        try run.write(yaml(of: experiment), to: "config.yml")
        if let start = learner.start {
            try run.write(start.lines.joined(separator: "\n") + "\n", to: RunFolder.startName)
        }
        if let batch = opened.preflight.batch { try run.write(try picture(of: batch), to: "batch.png") }
        let recorder = try RunRecorder(
            experiment, run, validation: data.validation, names: data.names, model: trainer.model, after: trainer.step,
            isShared: ranks.count > 1, pictures: adaptation?.pictures, round: trainer.round
        ) { facts(trainer.model, data, adaptation?.pictures, run) }
        // What a run says of itself before its first step.
        let tracked = try TrackedTraining(
            experiment, run, facts: facts(trainer.model, data, adaptation?.pictures, run), changes: changes,
            version: version)
        if !changes.isEmpty {
            let list = changes.joined(separator: "; ")
            tell(.note("goes on from step \(trainer.step.grouped) with changes: \(list)"))
        }
        tell(
            .start(
                "\(trainer.model.trainableCount.grouped) parameters, \(data.alphabet.classCount) classes, "
                    + "\(data.validation.count.grouped) validation samples; \(run.file("batch.png")) shows a batch"))
        if ranks.count > 1 {
            let share = experiment.training.batch / ranks.count
            tell(
                .start(
                    "\(ranks.count) processes with \(threads) thread\(threads == 1 ? "" : "s") each learn from \(share) of the "
                        + "\(experiment.training.batch) samples of each batch"))
        }
        return Begun(
            trainer: trainer, run: run, tracked: tracked, listeners: [recorder] + (tracked.map { [$0] } ?? []))
    }

    /// Finds a learning rate, and writes the curve into the run's folder.
    ///
    /// - Parameters:
    ///   - stopping: how the session is asked to stop.
    ///   - progress: is told how many steps of how many were made.
    ///   - tell: is told what there is to know of the data.
    /// - Returns: the rate, or nil where the loss never falls; and the file that shows the curve.
    package func findRate(
        _ stopping: Stopping, progress: @escaping (_ done: Int, _ total: Int) -> Void,
        tell: (TrainingEvent) -> Void
    ) throws -> (rate: Double?, page: String) {
        try RunFolder.requireFree(output)
        if let note = threadNote { tell(.note(note)) }
        let data = try TrainingData(experiment, tell: tell)
        let engine = try Engine(threadCount: threads)
        stopping.begin()
        defer { stopping.end() }
        let search = try RateSearch(
            experiment, stream: data.stream, engine: engine, steps: Self.searchSteps, shouldStop: stopping.wasAsked
        ) { step, _ in progress(step, Self.searchSteps) }
        let run = try RunFolder(new: output)
        try run.write(search.csv, to: "find-lr.csv")
        try run.write(search.html(title: experiment.name), to: "find-lr.html")
        return (search.suggestion, run.file("find-lr.html"))
    }

    /// Steps of the search for a learning rate.
    private static let searchSteps = 200

    /// How many processors this process may take: its share, where several are on this machine.
    private var processors: Int {
        let all = ProcessInfo.processInfo.activeProcessorCount
        guard ranks.count > 1 else { return all }
        // Those that mpirun has bound a process to may be another one's as well.
        return min(BoundProcessors.count ?? all, max(1, all / ranks.countHere))
    }

    private var threads: Int { experiment.training.threads ?? processors }

    private var threadNote: String? {
        guard threads > processors else { return nil }
        return "training.threads is \(threads), but only \(processors) can run at a time here: the others wait, "
            + "and make the training slower"
    }

    /// The pictures without labels that the model follows; nil where there are none.
    private func adaptation(of alphabet: Alphabet, _ tell: (TrainingEvent) -> Void) throws -> Adaptation? {
        let folders = experiment.data.unlabelled
        guard let config = experiment.training.adapt else { return nil }
        guard !folders.isEmpty else {
            throw RecognitionError(
                .config, "training.adapt: say which pictures are followed: data.unlabelled=[FOLDER], or --adapt FOLDER")
        }
        guard experiment.training.overfit == nil else {
            throw RecognitionError(
                .config, "training.overfit: what learns by heart follows no pictures; leave data.unlabelled out")
        }
        let pictures = try UnlabelledPictures(in: folders.map(\.path))
        for note in pictures.notes { tell(.note(note)) }
        let pattern = try config.pattern.map { try PatternFile(path: $0.path).decoder(for: alphabet) }
        return Adaptation(pictures, config, pattern: pattern)
    }

    /// What the head of the report says.
    private func facts(
        _ model: any TextModel, _ data: TrainingData, _ pictures: UnlabelledPictures?, _ run: RunFolder
    ) -> [(name: String, value: String)] {
        var facts = [
            ("parameters", model.trainableCount.grouped), ("characters", "\(data.alphabet.characters.count)"),
            ("learnt from", data.stream.sources.map(\.name).joined(separator: ", ")),
            ("validation samples", data.validation.count.grouped), ("seed", "\(experiment.seed)"),
            ("threads", "\(threads)"), ("oneDNN", Engine.version),
        ]
        // Read from the run's folder, since a run that goes on has it there alone.
        if let start = try? String(contentsOfFile: run.file(RunFolder.startName), encoding: .utf8) {
            facts.append(("started from", start.split(separator: "\n").joined(separator: "; ")))
        }
        if let pictures { facts.append(("pictures without labels", pictures.count.grouped)) }
        if ranks.count > 1 { facts.append(("processes", "\(ranks.count)")) }
        if data.brokenCount > 0 { facts.append(("broken pictures left out", data.brokenCount.grouped)) }
        return facts
    }

    /// A batch on a sheet.
    private func picture(of batch: Batch) throws -> Data {
        let title = "The first batch, as the model sees it"
        var bytes: [UInt8] = []
        try PNGEncoder().encode(
            try ContactSheet.draw(batch.samples(experiment.input), options: .init(title: title)), into: &bytes)
        return Data(bytes)
    }
}

extension Batch {
    /// The padded images as samples, to be drawn on a sheet.
    fileprivate func samples(_ policy: InputPolicy) -> [Sample] {
        examples.enumerated().map { number, example in
            let key = SampleKey(seed: 0, split: .train, index: example.place.index)
            let image = picture(number, policy)
            return Sample(
                key: key, image: image, label: example.label, mask: Bitmap(width: image.width, height: image.height),
                textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))),
                characters: [])
        }
    }
}
