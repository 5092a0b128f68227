import Configs
import Foundation
import Recognition
import Synchronization

/// Shows how a training goes, on standard error: a bar that redraws itself on a terminal, elsewhere a line every few
/// seconds; and a line for each validation.
final class TrainingProgress {
    private let isQuiet: Bool
    private let more: (Double) -> String?
    private var shown: Double?
    private var error: Double?

    /// - Parameter more: what else stands in the line of a training, of which so much is done, 0...1.
    init(isQuiet: Bool, more: @escaping (Double) -> String? = { _ in nil }) {
        self.isQuiet = isQuiet
        self.more = more
    }

    func show(_ event: TrainingEvent) {
        switch event {
        case .start(let text): if !isQuiet { Terminal.note(text) }
        case .step(let report): if !isQuiet { show(report) }
        case .validation(let report): if !isQuiet { show(report) }
        case .adaptation(let round): if !isQuiet { show(round) }
        case .checkpoint: break
        case .note(let text): Terminal.note(text)
        case .warning(let text): Terminal.warning(text)
        }
    }

    private func show(_ report: StepReport) {
        guard report.seconds - (shown ?? 0) >= (Terminal.showsProgress ? 0.2 : 10) else { return }
        shown = report.seconds
        let left = Double(report.steps - report.step) * report.seconds / Double(max(1, report.step))
        var line = "step \(report.step.grouped)/\(report.steps.grouped)  loss \(text(report.loss, 3))"
        if let error { line += "  CER \(text(error * 100, 2)) %" }
        line += "  \(Int(report.imagesPerSecond)) img/s  \(timeText(left)) left"
        if report.waitShare > 0.02 { line += "  waiting for data \(Int(report.waitShare * 100)) %" }
        if let more = more(Double(report.step) / Double(max(1, report.steps))) { line += "  " + more }
        guard Terminal.showsProgress else { return Terminal.write(line + "\n") }
        StatusRow.draw { _ in line }
    }

    private func show(_ report: ValidationReport) {
        finish()
        let (scores, evaluation) = (report.evaluation.tally.total, report.evaluation)
        error = scores.characterErrorRate
        Terminal.write(
            "step \(report.step.grouped): validation loss \(text(evaluation.loss, 4)), CER "
                + "\(text((scores.characterErrorRate ?? 0) * 100, 3)) %, exact \(text((scores.exactRate ?? 0) * 100, 2)) %, "
                + evaluation.measured.map { "\($0.measure.title) \(text($0.share * 100, 0)) %, " }.joined()
                + "length \(text(scores.meanReadLength ?? 0, 2)), "
                + "\(timeText(report.seconds))\(report.isBest ? "  best" : "")\n")
    }

    private func show(_ round: AdaptationRound) {
        finish()
        let percent = text(round.takenShare * 100, 1)
        Terminal.write(
            "step \(round.step.grouped): \(round.taken.count.grouped) of \(round.count.grouped) readings without labels taken "
                + "(\(percent) %), \(round.distinctCount.grouped) texts, mean probability "
                + "\(text(round.meanProbability, 3)), validation samples exact \(text(round.heldOut * 100, 2)) %"
                + (round.isRejected ? ": too far below \(text(round.bestHeldOut * 100, 2)) %, so nothing is taken" : "")
                + "\n")
    }

    /// Clears the bar.
    func finish() { StatusRow.clear() }

    private func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
