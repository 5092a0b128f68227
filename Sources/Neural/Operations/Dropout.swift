import Parallel
import Samples

/// Sets elements to zero at random and makes up for it with the others; does nothing outside of training.
///
/// What is dropped follows from the context's seed and step, from the name and from the examples' places in the whole batch,
/// of which several processes may have a part each.
struct Dropout: Operation {
    static let name = "dropout"
    let rate: Float
    let choice: ChoiceName
    /// The axis along which examples lie.
    let batchAxis: Int
    private var mask: Tensor?

    init(rate: Float, choice: ChoiceName, batchAxis: Int) {
        self.rate = rate
        self.choice = choice
        self.batchAxis = batchAxis
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        guard (0..<1).contains(rate) else {
            throw NeuralError(.value, "a dropout rate lies in 0 ..< 1; \(rate) does not")
        }
        guard context.isTraining, rate > 0 else { return inputs[0] }
        guard inputs[0].shape.indices.contains(batchAxis) else {
            throw NeuralError(.shape, "a tensor of shape \(inputs[0].shape) has no axis \(batchAxis) of examples")
        }
        let mask = try Tensor(context.engine, context.engine.plain(inputs[0].shape))
        var generator = SampleKey(seed: context.seed, split: .train, index: context.step).generator(choice)
        let (threshold, kept) = (UInt32(Double(rate) * 0x1p32), 1 / (1 - rate))
        // Numbers are drawn for the whole batch, and those for other processes' examples passed over.
        let stretch = inputs[0].shape[batchAxis...].reduce(1, *)
        let (before, behind) = (context.ranks.number, context.ranks.count - 1 - context.ranks.number)
        mask.withFloats { mask in
            for start in stride(from: 0, to: mask.count, by: stretch) {
                generator.skipWords(before * stretch)
                for i in start..<start + stretch { mask[i] = generator.nextWord() < threshold ? 0 : kept }
                generator.skipWords(behind * stretch)
            }
        }
        self.mask = mask
        return try inputs[0].multiplying(by: mask)
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let mask else { return [gradient] }
        return [try gradient.multiplying(by: mask)]
    }
}

extension Variable {
    /// Sets a share of the elements to zero in training; each dropout of a model has a name of its own.
    ///
    /// - Parameter batchAxis: the axis along which examples lie: 0 of images, 1 of time steps.
    package func dropout(_ rate: Float, _ name: String, batchAxis: Int = 0) throws(NeuralError) -> Variable {
        try tape.apply(Dropout(rate: rate, choice: ChoiceName(name), batchAxis: batchAxis), to: [self])
    }
}
