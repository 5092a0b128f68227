/// The sum of minus the logarithms of true classes' probabilities, over rows `[N, C]` of logarithms, as a part of a number.
struct NegativeLogLikelihood: Operation {
    static let name = "negative log-likelihood"
    /// The true class of each row; a row without one counts for nothing.
    let classes: [Int?]
    /// What the sum is divided by.
    let divisor: Int
    private var shape: [Int] = []

    init(classes: [Int?], over divisor: Int) {
        self.classes = classes
        self.divisor = divisor
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        shape = inputs[0].shape
        guard shape.count == 2, shape[0] == classes.count else {
            throw NeuralError(.shape, "\(classes.count) classes do not go with a tensor of shape \(shape)")
        }
        let (width, known) = (shape[1], classes.compactMap(\.self))
        guard known.allSatisfy({ (0..<width).contains($0) }) else {
            throw NeuralError(.value, "a class must lie in 0 ..< \(width): \(known)")
        }
        let values = try inputs[0].values()
        var sum = 0.0
        for case (let row, let category?) in classes.enumerated() { sum -= Double(values[row * width + category]) }
        return try Tensor(context.engine, [1], [Float(sum / Double(divisor))])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let result = try Tensor(context.engine, shape, filledWith: 0)
        let each = -(try gradient.scalar()) / Float(divisor)
        result.withFloats {
            for case (let row, let category?) in classes.enumerated() { $0[row * shape[1] + category] = each }
        }
        return [result]
    }
}

extension Variable {
    /// The mean cross-entropy of logits `[N, C]` against the true class of each row.
    package func crossEntropy(_ classes: [Int]) throws(NeuralError) -> Variable {
        try crossEntropy(classes, over: classes.count)
    }

    /// The cross-entropies of logits `[N, C]` against the true classes of rows, their sum as a part of a number; rows without
    /// a class count for nothing.
    package func crossEntropy(_ classes: [Int?], over divisor: Int) throws(NeuralError) -> Variable {
        let logarithms = try logSoftmax()
        return try tape.apply(NegativeLogLikelihood(classes: classes, over: divisor), to: [logarithms])
    }
}
