package import Configs
package import Neural

/// How a model is trained.
package struct TrainingConfig: ConfigRecord {
    /// Steps of the optimiser.
    package var steps = 10_000
    /// Samples in a batch.
    package var batch = 64
    /// What layers compute in.
    package var precision = Precision.bf16
    /// Threads that compute; nil uses all processors.
    package var threads: Int?
    /// How the numbers move.
    package var optimizer = OneOf<Optimizers>(AdamConfig())
    /// How fast.
    package var schedule = OneOf<Schedules>(CosineConfig())
    /// Steps in which the rate rises from zero.
    package var warmUp = 0
    /// The greatest norm of all gradients together; 0 leaves them as they are.
    package var clip = 5.0
    /// The part of the old mean of the weights in the next one; 0 takes no mean.
    package var average = 0.0
    /// Steps between two validations.
    package var validateEvery = 500
    /// Steps between two checkpoints.
    package var saveEvery = 500
    /// What "best" means.
    package var monitor = Monitor.cer
    /// Validations without progress after which the training ends; nil goes on to the last step.
    package var patience: Int?
    /// Validations in a row in which nothing is read, after which the training gives up; nil never does.
    package var blankPatience: Int? = 20
    /// Steps between two rows of metrics.csv.
    package var logEvery = 50
    /// How pictures without labels are followed; nil for the usual way where there are any.
    package var adapt: AdaptConfig?
    /// Learn this many samples by heart, the first ones, and validate on them; nil trains in earnest.
    package var overfit: Int?
    /// How many of the best models are kept under names that give their metric.
    package var keep = 3

    /// What layers compute in.
    package enum Precision: String, ConfigEnum, Codable {
        /// 32-bit floating point.
        case f32
        /// bfloat16, where the processor has it; sums and parameters stay in f32.
        case bf16

        /// The engine's type.
        package var elementType: FloatFormat { self == .f32 ? .float32 : .bfloat16 }

        /// What is used where this is asked for: f32 where the processor lacks bf16.
        var available: Precision { Engine.available(elementType) == .bfloat16 ? .bf16 : .f32 }
    }

    /// A validation metric.
    package enum Monitor: String, ConfigEnum {
        /// Edits per character; less is better.
        case cer
        /// Texts that are read without a fault; more is better.
        case exact
        /// The mean loss; less is better.
        case loss
    }

    /// Ten thousand steps of Adam down a cosine.
    package init() {}

    package static let summary = "How a model is trained."
    package static var fields: [Field<TrainingConfig>] {
        [
            Field("steps", \.steps, in: 1...1e9, "Steps of the optimiser."),
            Field("batch", \.batch, in: 1...4096, "Samples in a batch."),
            Field(
                "precision", \.precision,
                "What layers compute in: `f32`, or `bf16` where the processor has it (parameters and sums stay in f32)."
            ),
            Field("threads", \.threads, in: 1...256, "Threads that compute; without it one for each processor."),
            Field("optimizer", \.optimizer, "How the numbers move."),
            Field("schedule", \.schedule, "How fast: the learning rate."),
            Field("warm_up", \.warmUp, in: 0...1e6, "Steps in which the rate rises from zero."),
            Field("clip", \.clip, in: 0..., "The greatest norm of all gradients together; 0 leaves them as they are."),
            Field(
                "average", \.average, in: 0...0.99999,
                "Read with the mean of the weights over the steps: the part of the old mean in the next one, 0.999 for about the last thousand steps. 0 takes no mean."
            ),
            Field("validate_every", \.validateEvery, in: 1...1e9, "Steps between two validations."),
            Field("save_every", \.saveEvery, in: 1...1e9, "Steps between two checkpoints."),
            Field("monitor", \.monitor, "What `best` means: `cer`, `exact` or `loss`, on the validation data."),
            Field("patience", \.patience, in: 1...1e6, "Validations without progress after which the training ends."),
            Field(
                "blank_patience", \.blankPatience, in: 1...1e6,
                "Validations in a row in which nothing is read, after which the training gives up with a diagnosis."),
            Field("log_every", \.logEvery, in: 1...1e6, "Steps between two rows of metrics.csv."),
            Field(
                "adapt", \.adapt,
                "How the pictures of `data.unlabelled` are followed; without it, in the usual way where there are any."),
            Field(
                "overfit", \.overfit, in: 1...4096,
                "Learn this many samples by heart, the first ones, and validate on them: a test of whether the model can learn."
            ),
            Field(
                "keep", \.keep, in: 0...100, "How many of the best models are kept under names that give their metric."),
        ]
    }
}

extension TrainingConfig {
    /// How the optimiser moves numbers.
    var rule: any UpdateRule { optimizer.value.rule }

    /// The first state of a rate that is cut where the monitored metric stands still.
    var plateau: Plateau? { schedule.value.plateau }

    /// The rate at each step, the warm-up included.
    var fullSchedule: any Schedule {
        let rest = schedule.value.schedule(steps: max(1, steps - warmUp))
        return warmUp > 0 ? WarmUp(steps: warmUp, then: rest) : rest
    }
}
