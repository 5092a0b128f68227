/// Batch normalisation with learnt scale and shift (Ioffe and Szegedy, 2015), and a ReLU where asked for.
package final class BatchNorm: Module {
    private let scale: Parameter
    private let shift: Parameter
    private let mean: Parameter
    private let variance: Parameter
    private let operation: BatchNormalize

    /// The part of a batch's mean and variance in the running ones, where no other is given.
    package static let momentum: Float = 0.1

    /// Batch normalisation over so many channels.
    package init(
        _ name: String, _ channels: Int, epsilon: Float = 1e-5, momentum: Float = BatchNorm.momentum,
        hasReLU: Bool = false,
        _ initializer: Initializer
    ) throws(NeuralError) {
        scale = try initializer.constant("\(name).weight", [channels], 1)
        shift = try initializer.constant("\(name).bias", [channels], 0)
        mean = try initializer.constant("\(name).running_mean", [channels], 0, isTrainable: false)
        variance = try initializer.constant("\(name).running_var", [channels], 1, isTrainable: false)
        operation = BatchNormalize(
            epsilon: epsilon, momentum: momentum, hasReLU: hasReLU, runningMean: mean, runningVariance: variance)
    }

    package var parameters: [Parameter] { [scale, shift, mean, variance] }

    /// What the layer does to each channel in inference, apart from the ReLU: `x * factor + offset`.
    func folded() throws(NeuralError) -> (factor: [Float], offset: [Float], activation: Activation?) {
        let (scale, shift) = (try scale.value.values(), try shift.value.values())
        let (mean, variance) = (try mean.value.values(), try variance.value.values())
        let factor = scale.indices.map {
            Float(Double(scale[$0]) / (Double(variance[$0]) + Double(operation.epsilon)).squareRoot())
        }
        return (factor, shift.indices.map { shift[$0] - mean[$0] * factor[$0] }, operation.hasReLU ? .relu : nil)
    }

    /// Maps `[N, C, H, W]` to the same shape.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(operation, to: [x, x.tape.variable(scale), x.tape.variable(shift)])
    }
}
