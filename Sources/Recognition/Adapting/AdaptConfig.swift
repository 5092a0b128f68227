package import Configs

/// How a training follows pictures without labels: its own sure readings of them become labels.
///
/// Lee, "Pseudo-label: the simple and efficient semi-supervised learning method for deep neural networks" (ICML workshop,
/// 2013); that what was taken is learnt from in a distorted picture, and read in a plain one, comes from Sohn et al.,
/// "FixMatch: simplifying semi-supervised learning with consistency and confidence" (NeurIPS 2020).
package struct AdaptConfig: ConfigRecord {
    /// Steps between two rounds in which the pictures are read.
    package var every = 250
    /// Steps before the first round.
    package var after = 0
    /// How often what was taken is drawn from, against the sources of `data.train`.
    package var weight = 1.0
    /// The least probability of a reading that is taken, at the first round.
    package var confidence = 0.5
    /// The same at the last step.
    package var lastConfidence = 0.6
    /// In how many ways each picture is looked at.
    package var views = 5
    /// The share of the views that must read the text that is taken, 0...1.
    package var agreement = 0.5
    /// A recipe: readings must be texts that it could write.
    package var pattern: ConfigPath?
    /// How strongly taken pictures are distorted where they are learnt from, 0...1.
    package var distortion = 0.5
    /// How much less of the validation samples may be read without a fault than at best, 0...1.
    package var tolerance = 0.02
    /// Whether the means and variances of batch norms are taken from the pictures at the end.
    package var batchNorm = false

    /// Five views, half of which agree on a text to which they give half of their probability, and mild distortions.
    package init() {}

    package static let summary =
        "How a model follows pictures without labels (`data.unlabelled`): now and then it reads them, and readings that it "
        + "is sure of become labels."
    package static var fields: [Field<AdaptConfig>] {
        [
            Field("every", \.every, in: 1...1e9, "Steps between two rounds in which the pictures are read."),
            Field("after", \.after, in: 0...1e9, "Steps before the first round."),
            Field(
                "weight", \.weight, in: 0.01...100,
                "How often a picture whose reading was taken is drawn, against the sources of `data.train`."),
            Field(
                "confidence", \.confidence, in: 0...1,
                "The least probability of a reading that is taken, at the first round. Between the first and the last it "
                    + "moves evenly."),
            Field("last_confidence", \.lastConfidence, in: 0...1, "The same at the last step."),
            Field(
                "views", \.views, in: 1...Double(View.most),
                "In how many ways each picture is looked at; the text to which they give the highest mean probability is taken."
            ),
            Field(
                "agreement", \.agreement, in: 0...1,
                "The share of the views that must read this text. With 1, and a `confidence` of 0.9, no more is taken than the surest "
                    + "readings: most are right, and little in them is new."),
            Field(
                "pattern", \.pattern, "A recipe: readings are taken only where they are texts that it could write."),
            Field(
                "distortion", \.distortion, in: 0...1,
                "How strongly taken pictures are distorted where they are learnt from: their frame, slant, tone, sharpness and "
                    + "noise. 0 leaves them as they are."),
            Field(
                "tolerance", \.tolerance, in: 0...1,
                "By how much fewer of the validation samples may be read without a fault than at best: a round of a model that "
                    + "reads them worse takes nothing, and such a model is never `best`."),
            Field(
                "batch_norm", \.batchNorm,
                "Whether the best model's means and variances of batch norms are taken from the pictures at the end, where that "
                    + "leaves the validation samples within the tolerance."),
        ]
    }
}

extension AdaptConfig {
    /// Whether the pictures are read after so many steps.
    func isDue(at step: Int) -> Bool { step >= after && (step - after) % every == 0 }

    /// The least probability of a reading that is taken after so many steps of so many.
    func threshold(at step: Int, of steps: Int) -> Double {
        let share = steps > after ? Double(step - after) / Double(steps - after) : 1
        return confidence + (lastConfidence - confidence) * max(0, min(1, share))
    }
}
