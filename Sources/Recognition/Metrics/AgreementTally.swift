/// What readings are worth that several models, or several views of each picture, make together: by whether they agree,
/// and model by model.
package struct AgreementTally: Sendable {
    /// Samples of which all readings are the same.
    package private(set) var agreed: Scores
    /// The other samples.
    package private(set) var differing: Scores
    /// What each model reads by itself; empty where there is one.
    package private(set) var byModel: [Scores]
    private let normalization: TextNormalization

    /// A tally of no samples.
    package init(_ normalization: TextNormalization = .none, models: Int = 1) {
        self.normalization = normalization
        (agreed, differing) = (Scores(), Scores())
        byModel = [Scores](repeating: Scores(), count: models > 1 ? models : 0)
    }

    /// Adds a sample.
    package mutating func add(label: String, _ reading: Reading) {
        let label = normalization(label)
        let path = EditPath(from: label, to: normalization(reading.text))
        if reading.agreeing == reading.readingCount { agreed.add(path) } else { differing.add(path) }
        for (model, own) in zip(byModel.indices, reading.byModel) {
            byModel[model].add(EditPath(from: label, to: normalization(own.text)))
        }
    }
}
