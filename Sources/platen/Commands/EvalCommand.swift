import ArgumentParser
import Configs
import Datasets
import Foundation
import Learning
import Recognition
import Samples

struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure a model on a recipe's samples or on stored ones.",
        discussion: """
            Prints exact match, character error rate over all characters (micro) and over texts (macro), word error rate, \
            scores of texts with repeated characters and of separators, accuracy by length and by the share of the \
            picture's height that the text fills, the most frequent confusions, and how far the probabilities can be \
            trusted. Characters that the model does not know count as errors.
            """)

    @OptionGroup var model: ModelArguments

    @Option(
        name: .shortAndLong, help: "A recipe, or a stored dataset: its folder or its annotation file.",
        completion: .file())
    var data: String

    @Argument(help: ArgumentHelp("Changes to the recipe, such as seed=7.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .test

    @Option(help: "How many samples (default: all).")
    var count: Int?

    @Option(help: "The dataset's format (default: found out).")
    var format: String?

    @Flag(
        help: "Share out a dataset that has no parts, as 'divide: {}' does in a training: 80, 10 and 10 of a hundred.")
    var divide = false

    @Option(
        help: "What becomes of a dataset's broken lines and pictures: refuse stops at the first, leave-out counts them."
    )
    var broken: BrokenArgument = .refuse

    @Flag(help: "First compare a dataset of Platen's with its manifest: label files and pictures by their hashes.")
    var verify = false

    @Option(help: "What texts are brought to before they are compared.")
    var normalize: TextNormalization = .none

    @Option(
        help: ArgumentHelp(
            """
            Scores by what was drawn for the samples, worst first: font, paper, hand, text.source, camera.blur.sigma ... \
            Numbers are parted into groups of about equal size. May be given more than once.
            """, valueName: "key"))
    var by: [String] = []

    @Option(help: "Write every reading to a CSV file.", completion: .file(extensions: ["csv"]))
    var csv: String?

    @Flag(help: "Print the scores as JSON.")
    var json = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1, got \(count).") }
    }

    func run() throws {
        if verify { try checkDataset(in: data, byHash: true) }
        let recognizer = try model.recognizer()
        let decoder = try model.frameDecoder(for: recognizer.alphabet)
        let opened = try OpenedData(try source, for: .validating)
        for note in opened.noteLines { Terminal.note(note) }
        for line in opened.problemLines { Terminal.warning(line) }
        var tally = Tally(normalize)
        var breakdowns = by.map { Breakdown(by: $0, normalize) }
        // From here on a file has to be taken away.
        Interruption.hold()
        defer { Interruption.release() }
        let table = try csv.map { try PredictionTable(path: $0) }
        let reader = try opened.source.source.makeReader()
        let total = min(opened.source.count ?? .max, count ?? .max)
        let progress = ProgressLine(unit: "pictures", isQuiet: json)
        defer { progress.finish() }
        for chunk in Array(0..<total).chunks(of: 4 * model.batch) {
            try Interruption.check()
            var choices: [[Sample.Choice]] = []
            let examples = try chunk.flatMap { index -> [Example] in
                guard let sample = try opened.source.sample(at: index, by: reader) else { return [] }
                choices.append(sample.choices)
                // What the alphabet lacks stays in the label: not to read it is an error.
                let label = recognizer.alphabet.normalized(sample.label)
                let classes = recognizer.alphabet.encode(label).classes
                return try View.first(model.views).map { view in
                    try Example(
                        of: sample.image, label: label, classes: classes, place: .init(source: 0, index: index),
                        recognizer.input, view: view, measuresInk: true)
                }
            }
            let evaluation = try Evaluation(
                of: examples, by: recognizer, decoder: decoder, normalization: normalize, batchSize: model.batch,
                views: model.views)
            tally.merge(evaluation.tally)
            for reading in evaluation.readings {
                let example = examples[reading.index * model.views]
                try table?.add(
                    Prediction(
                        name: opened.name(example.place.index), label: reading.label, reading: reading.transcription))
            }
            for number in breakdowns.indices {
                for (reading, drawn) in zip(evaluation.readings, choices) {
                    breakdowns[number].add(label: reading.label, reading: reading.transcription.text, choices: drawn)
                }
                // A key that is mistaken is better told of now than at the end.
                if chunk.startIndex == 0, !examples.isEmpty { try Self.check(breakdowns[number]) }
            }
            progress.show(done: chunk.endIndex, total: total)
        }
        progress.finish()
        for line in opened.source.brokenLines { Terminal.warning(line) }
        if tally.total.samples == 0, let what = opened.source.broken?.first.first {
            throw RecognitionError(.data, "\(data): none of its pictures can be read, such as \(what)")
        }
        try table?.finish()
        let sheet = ScoreSheet(tally, by: breakdowns)
        if json { try Terminal.print(json: sheet) } else { try Terminal.print(sheet.text) }
    }

    /// Makes sure that a key names something that was drawn for the first samples.
    private static func check(_ breakdown: Breakdown) throws {
        guard !breakdown.isFound else { return }
        let names = breakdown.names.sorted()
        guard !names.isEmpty else {
            throw UsageError(
                "--by \(breakdown.key): these samples tell nothing of what was drawn for them; samples of a recipe do, and "
                    + "those of a dataset that Platen drew")
        }
        let near = nearestName(to: breakdown.key, among: names).map { "did you mean '\($0)'? " } ?? ""
        throw UsageError(
            "--by \(breakdown.key): nothing of this name was drawn for the first samples; \(near)"
                + "there are \(names.joined(separator: ", "))")
    }

    /// The recipe or the dataset.
    private var source: DataSourceConfig {
        get throws {
            let isRecipe = data.hasSuffix(".yml") || data.hasSuffix(".yaml")
            guard FileManager.default.fileExists(atPath: data) else {
                throw RecognitionError(.missing, "\(data): there is no such recipe or dataset")
            }
            if !isRecipe, let first = overrides.first {
                throw UsageError("'\(first)': only a recipe can be changed, and \(data) is a dataset")
            }
            if isRecipe, divide { throw UsageError("--divide is for datasets; a recipe has its parts") }
            let name = DataSourceConfig.SplitName(rawValue: split.rawValue)
            var source =
                isRecipe
                ? DataSourceConfig(recipe: data, split: name, count: count)
                : DataSourceConfig(dataset: data, format: format, split: name, count: count)
            source.set = overrides
            source.broken = broken.policy
            if divide { source.divide = Division() }
            return source
        }
    }
}

extension TextNormalization: ExpressibleByArgument {}
