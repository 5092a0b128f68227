import Configuration
import Foundation
import Imaging
import Neural
import Preview
import Recognition
import Samples

/// A training from its config to its last line.
struct TrainingSession: Sendable {
    let experiment: Experiment
    let output: String
    let resumes: Bool
    let isQuiet: Bool
    /// No more validation samples than this.
    let validationLimit: Int?

    func run() throws {
        let (experiment, data) = try prepare()
        let (validation, dropped) = try examples(data.validating.map(\.source), data.stream.alphabet, experiment)
        let run = try RunFolder(path: output, resumes: resumes)
        let engine = try Engine(threadCount: threads)
        let trainer = try Trainer(experiment, stream: data.stream, validation: validation, run: run, engine: engine)
        let trained = data.learning.flatMap { $0.texts.map(\.label) + $0.characters.map { String($0) } }
        try check(
            try Preflight(
                data.stream, validation: validation, model: trainer.model, trained: trained, dropped: dropped),
            data.stream, validation, trainer.model, run)
        if trainer.step == 0 { try run.write(yaml(of: experiment), to: "config.yml") }

        let recorder = try RunRecorder(
            experiment, run, validation: validation,
            names: validation.map { data.validating[$0.place.source].name($0.place.index) }, model: trainer.model,
            after: trainer.step, facts: facts(trainer.model, data.stream, validation))
        let progress = TrainingProgress(isQuiet: isQuiet)
        defer {
            progress.finish()
            for source in data.stream.sources { source.tellBroken() }
        }
        try trainer.train(shouldStop: { Task.isCancelled }) { event in
            try recorder.record(event)
            progress.show(event)
        }
    }

    /// Finds a learning rate, and writes the curve into the run's folder.
    func findRate() throws {
        let (experiment, data) = try prepare()
        let run = try RunFolder(path: output, resumes: false)
        let progress = ProgressLine(unit: "steps", isQuiet: isQuiet)
        defer { progress.finish() }
        let steps = 200
        let search = try RateSearch(
            experiment, stream: data.stream, engine: try Engine(threadCount: threads), steps: steps,
            shouldStop: { Task.isCancelled }
        ) { step, _ in progress.show(done: step, total: steps) }
        progress.finish()
        try run.write(search.csv, to: "find-lr.csv")
        try run.write(search.html(title: experiment.name), to: "find-lr.html")
        let advice = search.suggestion.map { "begin with a rate of about \(String(format: "%.1g", $0))" }
        try Terminal.print("\(advice ?? "the loss never falls"); \(run.file("find-lr.html")) shows the curve")
    }

    private typealias OpenedData = (
        stream: TrainingStream, learning: [DataOpening.Opened], validating: [DataOpening.Opened]
    )

    private var threads: Int { experiment.training.threads ?? ProcessInfo.processInfo.activeProcessorCount }

    /// Opens the data, and settles what the config leaves open.
    private func prepare() throws -> (Experiment, OpenedData) {
        var experiment = experiment
        guard !experiment.data.train.isEmpty else {
            throw RecognitionError(.config, "data.train: say what to learn from: {recipe: FILE} or {dataset: FOLDER}")
        }
        let isByHeart = experiment.training.overfit != nil
        if experiment.data.validation.isEmpty || isByHeart { experiment.data.validation = experiment.data.train }
        let learning = try experiment.data.train.map { try DataOpening.open($0, for: .learning) }
        let validating = try experiment.data.validation.map {
            try DataOpening.open($0, for: isByHeart ? .learning : .validating)
        }
        let (alphabet, notes) = try experiment.alphabet.alphabet(of: (learning + validating).flatMap(\.texts))
        for note in notes { Terminal.note(note) }
        return (experiment, (try stream(learning.map(\.source), alphabet, experiment), learning, validating))
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

    private func stream(
        _ sources: [StreamSource], _ alphabet: Alphabet, _ experiment: Experiment
    ) throws -> TrainingStream {
        let sources = try sources.map { source in
            try experiment.training.overfit.map(source.limited) ?? source
        }
        return try TrainingStream(
            sources: sources, alphabet: alphabet, unknown: experiment.alphabet.unknown, input: experiment.input,
            batchSize: experiment.training.batch, poolSize: experiment.data.pool, seed: experiment.seed)
    }

    /// The validation data, prepared once.
    private func examples(
        _ sources: [StreamSource], _ alphabet: Alphabet, _ experiment: Experiment
    ) throws -> (examples: [Example], dropped: [Character: Int]) {
        let reader = try StreamReader(try stream(sources, alphabet, experiment))
        var dropped: [Character: Int] = [:]
        var examples: [Example] = []
        for (number, source) in sources.enumerated() {
            let limit = validationLimit ?? experiment.training.overfit ?? .max
            for index in 0..<min(source.count ?? 1000, limit) {
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

    /// What is checked, told and drawn before the first step.
    private func check(
        _ preflight: Preflight, _ stream: TrainingStream, _ validation: [Example], _ model: any TextModel,
        _ run: RunFolder
    ) throws {
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
        if let batch = preflight.batch {
            let title = "The first batch, as the model sees it"
            try ImageFile.write(
                try ContactSheet.draw(batch.samples, options: .init(title: title)), path: run.file("batch.png"))
        }
        guard !isQuiet else { return }
        let size = "\(model.trainableCount.grouped) parameters, \(stream.alphabet.classCount) classes"
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
    fileprivate var samples: [Sample] {
        examples.enumerated().map { number, example in
            let key = SampleKey(seed: 0, split: .train, index: example.place.index)
            let image = picture(number)
            return Sample(
                key: key, image: image, label: example.label, mask: Bitmap(width: image.width, height: image.height),
                textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))),
                characters: [])
        }
    }

    /// An image as the model sees it: -1...1 is drawn from black to white.
    private func picture(_ number: Int) -> Bitmap {
        let plane = width * height
        return Bitmap(width: width, height: height, channels: channels) { pixels in
            for place in 0..<plane {
                for c in 0..<channels {
                    let value = values[(number * channels + c) * plane + place]
                    pixels[place * channels + c] = UInt8(max(0, min(255, (value + 1) * 127.5)))
                }
            }
        }
    }
}
