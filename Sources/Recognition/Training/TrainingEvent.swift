/// What a training reports while it runs.
package enum TrainingEvent {
    /// The training begins: what is trained, in a line.
    case start(String)
    /// A step was made.
    case step(StepReport)
    /// The validation data were read.
    case validation(ValidationReport)
    /// Pictures without labels were read.
    case adaptation(AdaptationRound)
    /// A checkpoint is about to be written: what was told before must be safe by then.
    case checkpoint
    /// A note for a person: what was left out, what was changed.
    case note(String)
    /// What may spoil the training.
    case warning(String)
}

/// A step of the training.
package struct StepReport: Sendable {
    /// Steps made so far, this one among them.
    package var step: Int
    /// Steps in all.
    package var steps: Int
    /// The mean loss of the batch.
    package var loss: Double
    /// The learning rate.
    package var rate: Double
    /// The norm of all gradients before they were clipped.
    package var gradientNorm: Double
    /// Images learnt from in a second, since the last report.
    package var imagesPerSecond: Double
    /// The share of the time in which the trainer waited for data, 0...1.
    package var waitShare: Double
    /// Labels of the batch that can't be learnt; they count as no loss.
    package var misfits: Int
    /// Seconds of training so far.
    package var seconds: Double
    /// What was exchanged with other processes; nil where there are none.
    package var exchange: Exchange?

    /// Exchanges between processes, since the last report.
    package struct Exchange: Sendable {
        /// Bytes that this process gave to exchanges in a step.
        package var bytesPerStep: Int
        /// The share of the time in which it was at exchanging, or waited for the others, 0...1.
        package var share: Double
    }
}

/// A validation: what the model makes of the validation data.
package struct ValidationReport: Sendable {
    /// Steps made so far.
    package var step: Int
    /// What was read.
    package var evaluation: Evaluation
    /// Whether it is the best so far.
    package var isBest: Bool
    /// Seconds of training so far.
    package var seconds: Double
}
