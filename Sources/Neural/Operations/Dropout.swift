import Samples

/// Sets elements to zero at random and makes up for it with the others; does nothing outside of training.
///
/// What is dropped follows from the context's seed and step and from the name alone.
struct Dropout: Operation {
    static let name = "dropout"
    let rate: Float
    let choice: ChoiceName
    private var mask: Tensor?

    init(rate: Float, choice: ChoiceName) {
        self.rate = rate
        self.choice = choice
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        guard (0..<1).contains(rate) else {
            throw NeuralError(.value, "a dropout rate lies in 0 ..< 1; \(rate) does not")
        }
        guard context.isTraining, rate > 0 else { return inputs[0] }
        let mask = try Tensor(context.engine, context.engine.plain(inputs[0].shape))
        var generator = SampleKey(seed: context.seed, split: .train, index: context.step).generator(choice)
        let (threshold, kept) = (UInt32(Double(rate) * 0x1p32), 1 / (1 - rate))
        mask.withFloats { mask in
            for i in mask.indices { mask[i] = generator.nextWord() < threshold ? 0 : kept }
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
    package func dropout(_ rate: Float, _ name: String) throws(NeuralError) -> Variable {
        try tape.apply(Dropout(rate: rate, choice: ChoiceName(name)), to: [self])
    }
}
