import Configs
package import Neural
package import Parallel

/// A model and the optimiser that moves its weights: one training step at a time.
package final class Learner {
    /// The network.
    package let model: any TextModel
    let optimizer: Optimizer
    /// The mean of the weights, with which the model reads; nil where it reads with those of the last step.
    let average: WeightAverage?
    let precision: TrainingConfig.Precision
    /// What a person should know of the precision; nil as a rule.
    let note: String?
    /// What was taken from the model that the training starts from; nil where there is none, or all of it was taken as it is.
    package let start: ModelStart?
    /// The processes that share each batch.
    let ranks: any Ranks
    private let gradients: GradientSum
    private let engine: Engine
    private let clip: Double
    private let seed: UInt64

    /// What a step came to.
    struct Outcome {
        /// The mean loss of the batch, of all processes' parts.
        let loss: Double
        /// The norm of all gradients before they were clipped.
        let gradientNorm: Double
        /// Labels that can't be learnt; they count as no loss.
        let misfits: Int

        var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
    }

    /// What layers compute in here: `f32` or `bf16`.
    package var computesIn: String { precision.rawValue }

    /// A learner with the first weights of a training, or with those of a checkpoint.
    ///
    /// - Parameter ranks: the processes that share each batch: all move their weights alike.
    /// - Throws: `RecognitionError` or `NeuralError`, if a file's weights belong to another model.
    package init(
        _ experiment: Experiment, alphabet: Alphabet, engine: Engine, from checkpoint: Checkpoint? = nil,
        ranks: any Ranks = OneRank()
    ) throws {
        self.engine = engine
        self.ranks = ranks
        precision = experiment.training.precision.available
        note = Engine.fallbackNote(for: experiment.training.precision.elementType)
        clip = experiment.training.clip
        seed = experiment.seed
        model = try experiment.model.makeModel(
            classCount: alphabet.classCount, input: experiment.input, Initializer(engine, seed: experiment.seed))
        if let path = experiment.start?.path, checkpoint == nil {
            let file = try ModelFile(path: path)
            let isAlike = file.alphabet.isLike(alphabet) && file.card.input == experiment.input
            if isAlike, (try? file.load(into: model)) != nil {
                start = nil
            } else {
                start = try ModelStart(file, into: model, of: experiment, alphabet: alphabet)
            }
        } else {
            start = nil
        }
        optimizer = Optimizer(experiment.training.rule, model.parameters)
        let decay = experiment.training.average
        average = decay > 0 ? WeightAverage(model, decay: decay) : nil
        gradients = GradientSum(optimizer, over: ranks)
        if let checkpoint { try restore(checkpoint, alphabet, experiment.input) }
    }

    private func restore(_ checkpoint: Checkpoint, _ alphabet: Alphabet, _ input: InputPolicy) throws {
        let (file, step) = (checkpoint.file, checkpoint.state.step)
        guard file.alphabet == alphabet else {
            throw RecognitionError(
                .data,
                "the data have other characters than when the run was begun ('\(String(alphabet.characters))', then "
                    + "'\(String(file.alphabet.characters))'): it can't go on with them")
        }
        guard file.card.input == input else {
            throw RecognitionError(.model, "\(file.path): its model reads images prepared in another way")
        }
        try file.load(into: model)
        try optimizer.restore(step: step) { file.file[$0]?.values }
        guard step == 0 || optimizer.isComplete else {
            throw RecognitionError(
                .model, "\(file.path): it lacks the optimiser's state, so the training can't go on from it")
        }
        try average?.restore { file.file[$0]?.values }
        guard step == 0 || average?.isComplete != false else {
            throw RecognitionError(
                .model, "\(file.path): it lacks the mean of the weights, so the training can't go on from it")
        }
    }

    /// One step: forward, loss, backward, clip, move.
    ///
    /// Nothing is moved where the outcome is not finite.
    func learn(from batch: Batch, step: Int, rate: Double) throws -> Outcome {
        let tape = Tape(
            Context(engine, .training, precision: precision.elementType, seed: seed, step: step, ranks: ranks))
        let result = try model.loss(of: batch, on: tape)
        let (loss, weight, misfits) = try whole(result)
        guard loss.isFinite else { return Outcome(loss: loss, gradientNorm: .nan, misfits: misfits) }
        try tape.backward(from: result.mean, weight: weight)
        try gradients.exchange()
        let norm = clip > 0 ? try optimizer.clipGradients(to: clip) : optimizer.gradientNorm()
        if norm.isFinite {
            try optimizer.step(rate: rate)
            try average?.add(step: optimizer.step)
        }
        return Outcome(loss: loss, gradientNorm: norm, misfits: misfits)
    }

    /// Does something with the model as it reads: with the mean of its weights, where the training has one.
    func reading<Result>(_ body: () throws -> Result) throws -> Result {
        guard let average else { return try body() }
        return try average.lend(body)
    }

    /// What a checkpoint keeps beside the model: the optimiser's numbers, and the mean of the weights.
    func state() throws -> [Safetensors.Entry] {
        let numbers = try optimizer.state() + (try average?.state() ?? [])
        return numbers.map { Safetensors.Entry($0.name, $0.shape, $0.values) }
    }

    /// The loss of all processes' parts, and what this one's mean counts for in it.
    private func whole(_ own: BatchLoss) throws -> (loss: Double, weight: Float, misfits: Int) {
        let loss = Double(try own.mean.value.scalar())
        guard ranks.count > 1 else { return (loss, 1, own.misfits) }
        var sums = [loss * Double(own.count), Double(own.count), Double(own.misfits)]
        ranks.sum(&sums)
        let count = max(1, sums[1])
        return (sums[0] / count, Float(Double(own.count) / count), Int(sums[2]))
    }
}
