/// A linear map of the last axis with learnt weights and biases.
package final class Linear: Module {
    private let weight: Parameter
    private let bias: Parameter?

    /// A map of `inputs` numbers to `outputs`.
    package init(
        _ name: String, _ inputs: Int, _ outputs: Int, hasBias: Bool = true, _ initializer: Initializer
    ) throws(NeuralError) {
        let bound = 1 / Float(inputs).squareRoot()
        weight = try initializer.uniform("\(name).weight", [outputs, inputs], bound: bound)
        bias = hasBias ? try initializer.uniform("\(name).bias", [outputs], bound: bound) : nil
    }

    package var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    /// Maps `[..., I]` to `[..., O]`.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(LinearMap(weight: weight), to: [x] + parameters.map(x.tape.variable))
    }
}
