/// The mean of minus the logarithm of the true class's probability, over rows `[N, C]` of logarithms.
struct NegativeLogLikelihood: Operation {
    static let name = "negative log-likelihood"
    let classes: [Int]
    private var shape: [Int] = []

    init(classes: [Int]) { self.classes = classes }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        shape = inputs[0].shape
        guard shape.count == 2, shape[0] == classes.count else {
            throw NeuralError(.shape, "\(classes.count) classes do not go with a tensor of shape \(shape)")
        }
        let width = shape[1]
        guard classes.allSatisfy({ (0..<width).contains($0) }) else {
            throw NeuralError(.value, "a class must lie in 0 ..< \(width): \(classes)")
        }
        let values = try inputs[0].values()
        let sum = classes.enumerated().reduce(0.0) { $0 - Double(values[$1.offset * width + $1.element]) }
        return try Tensor(context.engine, [1], [Float(sum / Double(classes.count))])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let result = try Tensor(context.engine, shape, filledWith: 0)
        let each = -(try gradient.scalar()) / Float(classes.count)
        result.withFloats { for (row, label) in classes.enumerated() { $0[row * shape[1] + label] = each } }
        return [result]
    }
}

extension Variable {
    /// The mean cross-entropy of logits `[N, C]` against the true class of each row.
    package func crossEntropy(_ classes: [Int]) throws(NeuralError) -> Variable {
        let logarithms = try logSoftmax()
        return try tape.apply(NegativeLogLikelihood(classes: classes), to: [logarithms])
    }
}
