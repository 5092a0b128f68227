package import Neural

/// A network that reads a line of text, with all that is its own: how it learns from a batch, what it makes of pictures, and
/// what it cannot learn.
///
/// Trainings, readings and files know nothing else of it. `CTCModel` gives all three from the logarithms of a network that
/// says a class for each time step.
package protocol TextModel: Module {
    /// What it makes of images `[N, C, H, W]` before labels and texts come into it.
    func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable

    /// The loss of a batch, with its labels.
    func loss(of batch: Batch, on tape: Tape) throws -> BatchLoss

    /// What it says of each image.
    func impressions(of images: PaddedImages, on tape: Tape) throws -> [any Impression]

    /// What keeps it from learning an example; nil as a rule.
    ///
    /// - Parameter width: the columns that are read of the example's image, px.
    func obstacle(to example: Example, width: Int) -> Obstacle?

    /// The time steps that share the characters of so many columns; nil where it looks wherever it likes for each.
    func timeSteps(width: Int) -> Int?

    /// The column in the middle of what it reads at a step of an image so many pixels wide, px; `Transcription.Span` names
    /// steps.
    func center(ofStep step: Int, width: Int) -> Double

    /// What it measures while it reads, besides the scores that all models have: `Impression.shares` gives the numbers.
    var measures: [Measure] { get }

    /// The layers that have a row for each class; `classes` where it does not say otherwise.
    var classLayers: ClassLayers { get }

    /// Makes sure that it can find texts as a decoder does.
    ///
    /// - Throws: what it can do instead.
    func check(_ decoder: any FrameDecoder) throws(RecognitionError)

    /// The same network for reading alone: what only training needs is folded away.
    ///
    /// It shares this one's numbers, so it is made anew after more training.
    func forReading() throws(NeuralError) -> any TextModel
}

extension TextModel {
    package var classLayers: ClassLayers { ClassLayers(telling: "classes") }
}

/// What a model's reading of a batch costs.
package struct BatchLoss {
    /// The mean loss of its labels.
    package let mean: Variable
    /// How many labels it is the mean of, by which processes weigh that share a batch.
    package let count: Int
    /// Labels that can't be learnt; they count as no loss.
    package let misfits: Int
}

/// Why a model can't learn an example.
package struct Obstacle: Sendable, Hashable {
    /// What is wrong with this one, behind its label.
    package let reason: String
    /// What is wrong with all of them and what to do, behind their number.
    package let summary: String
}

/// A share that a model measures while it reads.
package struct Measure: Sendable, Hashable {
    /// Its name in `metrics.csv`, behind `val_`.
    package let name: String
    /// Its name for people.
    package let title: String
}
