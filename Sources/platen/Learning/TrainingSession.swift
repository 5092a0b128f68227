import Configuration
import Foundation
import Imaging
import Learning
import Neural
import Preview
import Recognition
import Samples

/// A training from its config to its last line.
///
/// Nothing is written until the first step can be made: a config that does not work, or an interruption while data are
/// being opened, leaves no trace.
struct TrainingSession {
    /// The config, with everything that it leaves open filled in.
    let experiment: Experiment
    let output: String
    let resumes: Bool
    let isQuiet: Bool

    /// A session.
    ///
    /// - Parameter isTrial: two steps and one validation of a few samples, to see whether everything works.
    init(experiment: Experiment, output: String, resumes: Bool, isQuiet: Bool, isTrial: Bool) {
        var experiment = experiment
        if experiment.data.validation.isEmpty || experiment.training.overfit != nil {
            experiment.data.validation = experiment.data.train
        }
        if isTrial {
            experiment.training.steps = 2
            experiment.training.validateEvery = 2
            for number in experiment.data.validation.indices {
                experiment.data.validation[number].count = min(64, experiment.data.validation[number].count ?? 64)
            }
        }
        self.experiment = experiment
        self.output = output
        self.resumes = resumes
        self.isQuiet = isQuiet
    }

    func run() throws {
        let taken = resumes ? try RunFolder(resuming: output) : nil
        if taken == nil { try RunFolder.requireFree(output) }
        let changes = try taken?.checkpoint?.changes(to: experiment) ?? []
        noteThreads()
        let data = try open()
        let (validation, dropped) = try examples(data.validating.map(\.source), data.stream.alphabet)
        let engine = try Engine(threadCount: threads)
        let learner = try Learner(experiment, alphabet: data.stream.alphabet, engine: engine, from: taken?.checkpoint)
        let trained = data.learning.flatMap { $0.texts.map(\.label) + $0.characters.map { String($0) } }
        let preflight = try Preflight(
            data.stream, validation: validation, model: learner.model, trained: trained, dropped: dropped)
        try report(preflight)

        Interruption.hold()
        defer { Interruption.release() }
        let run = try taken ?? RunFolder(new: output)
        let trainer = try Trainer(
            experiment, learner, stream: data.stream, validation: validation, run: run, engine: engine)
        try run.write(yaml(of: experiment), to: "config.yml")
        try draw(preflight, into: run)
        let recorder = try RunRecorder(
            experiment, run, validation: validation,
            names: validation.map { data.validating[$0.place.source].name($0.place.index) }, model: trainer.model,
            after: trainer.step, facts: facts(trainer.model, data.stream, validation))
        tell(trainer, data.stream, validation, changes, run)
        let progress = TrainingProgress(isQuiet: isQuiet)
        defer {
            progress.finish()
            for source in data.stream.sources { source.tellBroken() }
        }
        try trainer.train(shouldStop: { Interruption.wasAsked }) { event in
            try recorder.record(event)
            progress.show(event)
        }
    }

    /// Finds a learning rate, and writes the curve into the run's folder.
    func findRate() throws {
        try RunFolder.requireFree(output)
        noteThreads()
        let data = try open()
        let progress = ProgressLine(unit: "steps", isQuiet: isQuiet)
        defer { progress.finish() }
        let steps = 200
        let engine = try Engine(threadCount: threads)
        Interruption.hold()
        defer { Interruption.release() }
        let search = try RateSearch(
            experiment, stream: data.stream, engine: engine, steps: steps, shouldStop: { Interruption.wasAsked }
        ) { step, _ in progress.show(done: step, total: steps) }
        progress.finish()
        let run = try RunFolder(new: output)
        try run.write(search.csv, to: "find-lr.csv")
        try run.write(search.html(title: experiment.name), to: "find-lr.html")
        let advice = search.suggestion.map { "begin with a rate of about \(String(format: "%.1g", $0))" }
        try Terminal.print("\(advice ?? "the loss never falls"); \(run.file("find-lr.html")) shows the curve")
    }

    private typealias OpenedData = (
        stream: TrainingStream, learning: [DataOpening.Opened], validating: [DataOpening.Opened]
    )

    private static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    private var threads: Int { experiment.training.threads ?? Self.processors }

    private func noteThreads() {
        guard !isQuiet, threads > Self.processors else { return }
        Terminal.note(
            "training.threads is \(threads), but only \(Self.processors) can run at a time here: the others wait, and "
                + "make the training slower")
    }

    /// Opens the data.
    private func open() throws -> OpenedData {
        guard !experiment.data.train.isEmpty else {
            throw RecognitionError(.config, "data.train: say what to learn from: {recipe: FILE} or {dataset: FOLDER}")
        }
        let isByHeart = experiment.training.overfit != nil
        let learning = try experiment.data.train.map { try DataOpening.open($0, for: .learning) }
        let validating = try experiment.data.validation.map {
            try DataOpening.open($0, for: isByHeart ? .learning : .validating)
        }
        let (alphabet, notes) = try experiment.alphabet.alphabet(of: (learning + validating).flatMap(\.texts))
        for note in notes { Terminal.note(note) }
        return (try stream(learning.map(\.source), alphabet), learning, validating)
    }

    /// What the head of the report says.
    private func facts(
        _ model: any TextModel, _ stream: TrainingStream, _ validation: [Example]
    ) -> [(name: String, value: String)] {
        [
            ("parameters", model.trainableCount.grouped), ("characters", "\(stream.alphabet.characters.count)"),
            ("learnt from", stream.sources.map(\.name).joined(separator: ", ")),
            ("validation samples", validation.count.grouped), ("seed", "\(experiment.seed)"),
            ("threads", "\(threads)"), ("oneDNN", Engine.version),
        ]
    }

    private func stream(_ sources: [StreamSource], _ alphabet: Alphabet) throws -> TrainingStream {
        let sources = try sources.map { source in
            try experiment.training.overfit.map(source.limited) ?? source
        }
        return try TrainingStream(
            sources: sources, alphabet: alphabet, unknown: experiment.alphabet.unknown, input: experiment.input,
            batchSize: experiment.training.batch, poolSize: experiment.data.pool, seed: experiment.seed)
    }

    /// The validation data, prepared once.
    private func examples(
        _ sources: [StreamSource], _ alphabet: Alphabet
    ) throws -> (examples: [Example], dropped: [Character: Int]) {
        let reader = try StreamReader(try stream(sources, alphabet))
        var dropped: [Character: Int] = [:]
        var examples: [Example] = []
        for (number, source) in sources.enumerated() {
            for index in 0..<min(source.count ?? 1000, experiment.training.overfit ?? .max) {
                let place = Example.Place(source: number, index: index)
                if let example = try reader.example(at: place, dropped: &dropped) { examples.append(example) }
            }
        }
        for source in sources { source.tellBroken() }
        if examples.isEmpty, let what = sources.lazy.compactMap({ $0.broken?.first.first }).first {
            throw RecognitionError(.data, "no picture of the validation data can be read, such as \(what)")
        }
        return (examples, dropped)
    }

    /// Tells what was found before the first step.
    ///
    /// - Throws: `RecognitionError`, where nothing could be learnt.
    private func report(_ preflight: Preflight) throws {
        for line in preflight.misfits { Terminal.warning(line) }
        if preflight.misfitCount > 0 {
            Terminal.warning(
                "\(preflight.misfitCount.grouped) of \(preflight.count.grouped) labels need more time steps than their "
                    + "images give; they can't be learnt. Widen the input (input.height, input.max_width)")
            if preflight.misfitCount == preflight.count {
                throw RecognitionError(.data, "no label fits into its image's time steps; see the warnings above")
            }
        }
        if !preflight.dropped.isEmpty {
            let list = preflight.dropped.prefix(20).map {
                "'\($0.character)' (\($0.character.codePoints)) \($0.count)x"
            }.joined(separator: ", ")
            Terminal.warning("characters that the alphabet lacks are left out of labels: \(list)")
        }
        for line in preflight.warnings { Terminal.warning(line) }
    }

    /// Draws the first batch.
    private func draw(_ preflight: Preflight, into run: RunFolder) throws {
        guard let batch = preflight.batch else { return }
        let title = "The first batch, as the model sees it"
        var bytes: [UInt8] = []
        try PNGEncoder().encode(
            try ContactSheet.draw(batch.samples(experiment.input), options: .init(title: title)), into: &bytes)
        try run.write(Data(bytes), to: "batch.png")
    }

    /// Tells what is trained, and what is new since the run was stopped.
    private func tell(
        _ trainer: Trainer, _ stream: TrainingStream, _ validation: [Example], _ changes: [String], _ run: RunFolder
    ) {
        guard !isQuiet else { return }
        if !changes.isEmpty {
            Terminal.note("goes on from step \(trainer.step.grouped) with changes: \(changes.joined(separator: "; "))")
        }
        let size = "\(trainer.model.trainableCount.grouped) parameters, \(stream.alphabet.classCount) classes"
        Terminal.note("\(size), \(validation.count.grouped) validation samples; \(run.file("batch.png")) shows a batch")
    }
}

extension StreamSource {
    /// Lists the pictures that were left out: the first few, and how many there are.
    func tellBroken() {
        guard let broken, broken.count > 0 else { return }
        for what in broken.first.prefix(5) { Terminal.warning(what) }
        Terminal.warning("\(name), \(split): \(broken.count.grouped) broken pictures were left out")
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
