import Foundation
import Neural

/// What a training knows besides the model's and the optimiser's numbers: with both it goes on as if it had never stopped.
///
/// The order of the data and all random numbers follow from the seed and the step.
struct TrainingState: Codable, Sendable, Hashable {
    /// Steps that were made.
    var step = 0
    /// The best value of the monitored metric, and the step it was measured at.
    var best: Double?
    var bestStep = 0
    /// Validations since then.
    var validationsSinceBest = 0
    /// Validations in a row in which nothing at all was read.
    var emptyValidations = 0
    /// The state of a rate that is cut where a metric stands still.
    var plateau: Plateau.State?
    /// The best models that are kept: their files and the metric's values.
    var kept: [Kept] = []
    /// The last round in which pictures without labels were read, with what is learnt from since; nil before the first.
    var adaptation: AdaptationRound?
    /// Seconds of training so far, pauses left out.
    var seconds = 0.0

    struct Kept: Codable, Sendable, Hashable {
        var file: String
        var value: Double
    }

    /// Whether a value is better than another.
    static func isBetter(_ value: Double, than other: Double, _ monitor: TrainingConfig.Monitor) -> Bool {
        monitor == .exact ? value > other : value < other
    }
}
