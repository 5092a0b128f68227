import ArgumentParser
import Configs
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
            trusted. Characters that the model does not know count as errors, unless --drop-unknown leaves them out. Several models, or several views of each \
            picture, are measured together; how well pictures are read on which they agree, and the others, is told.
            """)

    @OptionGroup var model: ModelArguments

    @OptionGroup var samples: TestDataArguments

    @OptionGroup var texts: TextComparisonArguments

    @Argument(help: ArgumentHelp("Changes to the recipe, such as seed=7.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            Scores by what was drawn for the samples, worst first: font, paper, hand, text.source, camera.blur.sigma ..., \
            or by a column of a dataset's table. Numbers are parted into groups of about equal size. May be given more than \
            once.
            """, valueName: "key"))
    var by: [String] = []

    @Option(help: "Write every reading to a CSV file.", completion: .file(extensions: ["csv"]))
    var csv: String?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print the scores as JSON.")
    var json = false

    /// A sample whose picture waits to be read.
    private struct Waiting {
        let index: Int
        let label: String
        let choices: [Sample.Choice]
        let inkShare: Double?
    }

    func run() throws {
        try KeptFiles.demand(csv, apartFrom: try model.files + [samples.data])
        let reader = try model.reader()
        let set = try samples.open(overrides, withChoices: !by.isEmpty)
        let normalization = texts.normalization
        var labels = ExpectedLabels(for: reader, texts)
        var tally = Tally(normalization)
        var agreement = reader.readingCount > 1 ? AgreementTally(normalization, models: model.model.count) : nil
        var breakdowns = by.map { Breakdown(by: $0, normalization) }
        // From here on a file has to be taken away.
        Interruption.hold()
        defer { Interruption.release() }
        let table = try csv.map { try PredictionTable(path: $0, hasAgreement: agreement != nil) }
        let progress = ProgressLine(unit: "pictures", isQuiet: quiet)
        defer { progress.finish() }
        for chunk in set.chunks(of: 4 * model.batch) {
            try Interruption.check()
            var (waiting, pictures): ([Waiting], [CompoundReader.Prepared]) = ([], [])
            for index in chunk {
                guard let sample = try set.sample(at: index) else { continue }
                pictures.append(try reader.views(of: sample.image))
                waiting.append(
                    Waiting(
                        index: index, label: labels.expected(of: sample.label), choices: sample.choices,
                        inkShare: sample.image.inkShareOfHeight))
            }
            for (sample, reading) in zip(waiting, try reader.read(views: pictures)) {
                tally.add(label: sample.label, reading.transcription, inkShare: sample.inkShare)
                agreement?.add(label: sample.label, reading)
                try table?.add(
                    Prediction(
                        name: set.name(sample.index), label: sample.label, reading: reading.transcription,
                        agreement: reading.agreement))
                for number in breakdowns.indices {
                    breakdowns[number].add(label: sample.label, reading: reading.text, choices: sample.choices)
                }
            }
            // A key that is mistaken is better told of now than at the end.
            if chunk.lowerBound == 0, !waiting.isEmpty { for breakdown in breakdowns { try Self.check(breakdown) } }
            progress.show(done: chunk.upperBound, total: set.count)
        }
        progress.finish()
        for line in set.brokenLines { Terminal.warning(line) }
        if let note = labels.note { Terminal.note(note) }
        try set.requireRead(tally.total.samples)
        try table?.finish()
        let sheet = ScoreSheet(
            tally, agreement: agreement.map { AgreementTable($0, models: model.model) }, by: breakdowns)
        if json { try Terminal.print(json: sheet, keys: .both) } else { try Terminal.print(sheet.text) }
    }

    /// Makes sure that a key names something that was drawn for the first samples.
    private static func check(_ breakdown: Breakdown) throws {
        guard !breakdown.isFound else { return }
        let names = breakdown.names.sorted()
        guard !names.isEmpty else {
            throw UsageError(
                "--by \(breakdown.key): nothing is told of these samples; samples of a recipe tell what was drawn for them, "
                    + "those of a dataset that Platen drew too, and tables (CSV, JSON lines) tell what their other columns "
                    + "hold")
        }
        let near = nearestName(to: breakdown.key, among: names).map { "did you mean '\($0)'? " } ?? ""
        throw UsageError(
            "--by \(breakdown.key): the first samples tell nothing of this name; \(near)"
                + "there are \(names.joined(separator: ", "))")
    }
}
