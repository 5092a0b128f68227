import Foundation
import Markup
package import Neural

/// A learning rate range test: the rate rises from step to step until the loss does (Smith, "Cyclical learning rates for
/// training neural networks", 2017, section 3.3).
package struct RateSearch: Sendable {
    /// A step of the test.
    package struct Trial: Sendable, Hashable {
        /// The rate.
        package let rate: Double
        /// The loss, smoothed over the steps before.
        package let loss: Double
    }

    /// The steps, rates rising.
    package private(set) var trials: [Trial] = []

    private static let rates = 1e-6...1.0
    private static let smoothing = 0.9

    /// Runs the test: so many steps, or fewer where the loss runs away.
    package init(
        _ experiment: Experiment, stream: TrainingStream, engine: Engine, steps: Int = 200,
        shouldStop: () -> Bool = { false }, report: (Int, Trial) -> Void = { _, _ in }
    ) throws {
        let learner = try Learner(experiment, alphabet: stream.alphabet, engine: engine)
        let course = Course(learner, stream, from: 0, workers: experiment.data.workers)
        var (mean, best) = (0.0, Double.infinity)
        for step in 0..<steps {
            let part = Double(step) / Double(max(1, steps - 1))
            let rate = Self.rates.lowerBound * pow(Self.rates.upperBound / Self.rates.lowerBound, part)
            guard let made = try course.next(rate: rate, shouldStop: shouldStop) else {
                throw RecognitionError(.interrupted, "stopped; nothing was written")
            }
            guard made.outcome.isFinite else { break }
            mean = Self.smoothing * mean + (1 - Self.smoothing) * made.outcome.loss
            let trial = Trial(rate: rate, loss: mean / (1 - pow(Self.smoothing, Double(step + 1))))
            trials.append(trial)
            report(step + 1, trial)
            best = min(best, trial.loss)
            if trial.loss > 4 * best { break }
        }
    }

    /// A rate to begin with: a third of that at which the loss is least; nil where it never falls.
    ///
    /// Where the loss is least, learning is about to break down; a third of that is steep and safe.
    package var suggestion: Double? {
        guard let first = trials.first, let least = trials.min(by: { $0.loss < $1.loss }), least.loss < first.loss
        else {
            return nil
        }
        return least.rate / 3
    }

    /// The trials as a table.
    package var csv: String {
        CSV.line(["rate", "loss"]) + trials.map { CSV.line(["\($0.rate)", "\($0.loss)"]) }.joined()
    }

    /// The curve on a page of its own.
    package func html(title: String) -> String {
        let chart = Chart(
            title: "Loss by learning rate", axis: "learning rate, 10 to the power of",
            lines: [.init(name: "loss", style: "a", points: trials.map { (log10($0.rate), $0.loss) })],
            label: { String(format: "%.3g", $0) }, axisLabel: { String(format: "%.1f", $0) })
        let advice: HTML =
            suggestion.map { "Begin with about <b>\(String(format: "%.1g", $0))</b>: a third of where it is least." }
            ?? "The loss never falls: look at the data and at the model first."
        let body: HTML = """
            <main>
            <h1>\(title): learning rate</h1>
            <p>\(advice)</p>
            \(chart.figure ?? "")
            </main>
            """
        return HTML.page(title: "\(title): learning rate", style: ReportStyle.css, body).text
    }
}
