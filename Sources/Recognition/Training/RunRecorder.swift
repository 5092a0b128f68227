import Configs
import Foundation
import Imaging
import Neural

/// Writes down what happens in a training: `metrics.csv`, TensorBoard's events, `predictions.csv` and `report.html`.
package final class RunRecorder: RunListener {
    private let experiment: Experiment
    private let run: RunFolder
    private let validation: [Example]
    private let names: [String]
    private let model: any TextModel
    private let metrics: MetricsLog
    private let events: EventWriter
    private let facts: () -> [(name: String, value: String)]
    private let pictures: UnlabelledPictures?
    private var round: AdaptationRound?
    private var last: ValidationReport?
    /// Seconds of training at the last step that was told of.
    private var seconds = 0.0

    /// How many mistakes are shown.
    private static let mistakeCount = 24

    /// Starts the records, or goes on with them behind a step.
    ///
    /// - Parameters:
    ///   - names: what the validation samples are called.
    ///   - isShared: whether several processes share the batches.
    ///   - pictures: the pictures without labels that the model follows, and the last round over them.
    ///   - facts: what the head of the report says, asked anew for each.
    package init(
        _ experiment: Experiment, _ run: RunFolder, validation: [Example], names: [String], model: any TextModel,
        after step: Int, isShared: Bool = false, pictures: UnlabelledPictures? = nil, round: AdaptationRound? = nil,
        facts: @escaping () -> [(name: String, value: String)]
    ) throws {
        self.experiment = experiment
        self.run = run
        self.validation = validation
        self.names = names
        self.model = model
        self.facts = facts
        self.pictures = pictures
        self.round = round
        metrics = try MetricsLog(run, after: step, model.measures, isAdapting: pictures != nil, isShared: isShared)
        try EventFile.cut(in: run.folder, after: step)
        events = try EventWriter(folder: run.path)
        try events.text("config", ["```\n" + yaml(of: experiment) + "```"], step: step)
    }

    /// Writes down what happened.
    package func record(_ event: TrainingEvent) throws {
        switch event {
        case .step(let report):
            seconds = report.seconds
            if report.step % experiment.training.logEvery == 0 { try record(report) }
        case .validation(let report): try record(report)
        case .adaptation(let round): try record(round)
        case .checkpoint:
            try metrics.synchronize()
            try events.synchronize()
        case .start, .note, .warning: break
        }
    }

    private func record(_ report: StepReport) throws {
        try metrics.add(report)
        try events.scalars(report.scalars, step: report.step)
    }

    private func record(_ report: ValidationReport) throws {
        let evaluation = report.evaluation
        last = report
        try metrics.add(report)
        try events.scalars(report.scalars, step: report.step)
        let mistakes = mistakes(of: evaluation)
        if !mistakes.isEmpty {
            try events.images("val/worst", mistakes.prefix(8).map(\.image), step: report.step)
            let list = mistakes.prefix(8).map { "\($0.name): `\($0.label)` read as `\($0.reading)`" }
            try events.text("val/worst", [list.joined(separator: "\n\n")], step: report.step)
        }
        for parameter in model.parameters where parameter.isTrainable {
            try events.histogram("weights/\(parameter.name)", try parameter.value.values(), step: report.step)
        }
        if report.isBest {
            let lines = evaluation.readings.map {
                Prediction(name: names[$0.index], label: $0.label, reading: $0.transcription).csvLine
            }
            try run.write(Prediction.csvHeader + lines.joined(), to: "predictions.csv")
        }
        try writeReport(report, mistakes)
    }

    private func record(_ round: AdaptationRound) throws {
        self.round = round
        try metrics.add(round, seconds: seconds)
        try events.scalars(round.scalars, step: round.step)
        for (tag, cards) in [("adapt/taken", round.shownTaken), ("adapt/refused", round.refused)] {
            let shown = cards.prefix(8).compactMap { reading in picture(of: reading).map { (reading, $0) } }
            try events.images(tag, shown.map(\.1), step: round.step)
            let list = shown.map { "\(pictures?.name($0.0.picture) ?? ""): `\($0.0.text)`" }
            if !list.isEmpty { try events.text(tag, [list.joined(separator: "\n\n")], step: round.step) }
        }
        if let last { try writeReport(last, mistakes(of: last.evaluation)) }
    }

    /// A picture without a label as the model reads it; nil where it can't be read.
    private func picture(of reading: AdaptationRound.Reading) -> Bitmap? {
        (try? pictures?.picture(reading.picture)).flatMap { try? experiment.input.prepare($0) }
    }

    /// The report after a validation.
    private func writeReport(_ report: ValidationReport, _ mistakes: [Mistake]) throws {
        let history = (try? String(contentsOfFile: run.file("metrics.csv"), encoding: .utf8)) ?? ""
        let progress = [
            ("step", "\(report.step) of \(experiment.training.steps)"), ("minutes", text(report.seconds / 60)),
        ]
        var page = RunReport(
            title: experiment.name, facts: facts() + progress, history: MetricsRow.rows(ofCSV: history),
            tally: report.evaluation.tally, mistakes: mistakes, config: yaml(of: experiment))
        if let round, let pictures {
            page.adaptation = AdaptationSection(round, of: pictures) { [self] in picture(of: $0) }
        }
        try run.write(try page.html(), to: "report.html")
    }

    /// What was read wrongly, the most edits first; among equals what the model was surest of.
    private func mistakes(of evaluation: Evaluation) -> [Mistake] {
        let wrong = evaluation.readings.filter { $0.label != $0.transcription.text }.map { reading in
            (reading, EditPath(from: reading.label, to: reading.transcription.text).distance)
        }
        let worst = wrong.sorted {
            ($1.1, $1.0.transcription.logProbability, $0.0.index) < (
                $0.1, $0.0.transcription.logProbability, $1.0.index
            )
        }
        return worst.prefix(Self.mistakeCount).map { reading, _ in
            Mistake(
                name: names[reading.index], image: validation[reading.index].image, label: reading.label,
                reading: reading.transcription.text, probability: reading.transcription.probability)
        }
    }

    private func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
