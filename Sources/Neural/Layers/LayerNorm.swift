/// Layer normalisation of the last axis with learnt scale and shift (Ba, Kiros and Hinton, 2016).
package final class LayerNorm: Module {
    private let scale: Parameter
    private let shift: Parameter
    private let epsilon: Float

    /// Layer normalisation of rows of so many numbers.
    package init(
        _ name: String, _ size: Int, epsilon: Float = 1e-5, _ initializer: Initializer
    ) throws(NeuralError) {
        scale = try initializer.constant("\(name).weight", [size], 1)
        shift = try initializer.constant("\(name).bias", [size], 0)
        self.epsilon = epsilon
    }

    package var parameters: [Parameter] { [scale, shift] }

    /// Maps `[..., C]` to the same shape.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(LayerNormalize(epsilon: epsilon), to: [x] + parameters.map(x.tape.variable))
    }
}
