/// The sum, or the mean, of all elements: one number.
struct Sum: Operation {
    static let name = "sum"
    let isMean: Bool
    private var layout: Layout?

    init(isMean: Bool) { self.isMean = isMean }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let input = try inputs[0].plain()
        layout = input.layout
        let sum = input.withFloats { $0.reduce(0.0) { $0 + Double($1) } }
        return try Tensor(context.engine, [1], [Float(isMean ? sum / Double(input.count) : sum)])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let layout else { return [nil] }
        let each = try gradient.scalar() / (isMean ? Float(layout.count) : 1)
        return [try Tensor(context.engine, layout.shape, filledWith: each)]
    }
}

extension Variable {
    /// The sum of all elements.
    package func sum() throws(NeuralError) -> Variable { try tape.apply(Sum(isMean: false), to: [self]) }

    /// The mean of all elements.
    package func mean() throws(NeuralError) -> Variable { try tape.apply(Sum(isMean: true), to: [self]) }
}
