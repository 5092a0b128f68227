package import Configs
package import Tracking

/// A training run: what is learnt, from what, and how.
///
/// Decoded from YAML; immutable once loaded.
package struct Experiment: ConfigRecord {
    /// The run's name.
    package var name = "untitled"
    /// The seed of the first weights, of the order of the data and of dropout.
    package var seed: UInt64 = 1
    /// What characters there are.
    package var alphabet = AlphabetConfig()
    /// How images become what the model reads.
    package var input = InputPolicy()
    /// The network.
    package var model = OneOf<Architectures>(CRNNConfig())
    /// A model whose weights the training starts from, instead of random ones.
    package var start: ConfigPath?
    /// What is learnt from, and what is measured on.
    package var data = DataConfig()
    /// How it is learnt.
    package var training = TrainingConfig()
    /// The format that the best model is written in at the end, for other programs; nil writes none.
    package var export: ExportFormat?

    /// The server that is told of the run; nil tells none.
    package var tracking: OneOf<Trackers>?

    /// The paper's CRNN with the default settings.
    package init() {}

    package static let summary = "A training run: what is learnt, from what, and how."
    package static var fields: [Field<Experiment>] {
        [
            Field("name", \.name, "The run's name, for titles."),
            Field("seed", \.seed, "The seed of the first weights, of the order of the data and of dropout."),
            Field("alphabet", \.alphabet, "What characters the model can read."),
            Field("input", \.input, "How images become what the model reads."),
            Field("model", \.model, "The network."),
            Field(
                "start", \.start,
                "A model file whose weights the training starts from, instead of random ones: to go on from it with other data, "
                    + "more characters, another height or another size. What fits is taken, characters by their names; "
                    + "the rest starts anew, and the training says which."),
            Field("data", \.data, "What is learnt from, and what is measured on."),
            Field("training", \.training, "How it is learnt."),
            Field(
                "export", \.export,
                "A format that the best model is written in at the end, as `best.onnx`, for other programs (docs/export.md)."
            ),
            Field(
                "tracking", \.tracking,
                "A tracking server that is told of the run: its config, metrics, models and reports (docs/tracking.md)."
            ),
        ]
    }
}
