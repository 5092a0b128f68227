/// A convolution with learnt weights and biases, and an activation on the result where asked for.
package final class Convolution: Module {
    private let weight: Parameter
    private let bias: Parameter?
    private let geometry: Window
    private let activation: Activation?

    /// A convolution of `inputs` channels into `outputs`, with a kernel of height and width.
    ///
    /// Weights start as He et al. (2015) have them, so that signals keep their strength behind ReLUs.
    package init(
        _ name: String, _ inputs: Int, _ outputs: Int, kernel: [Int], _ geometry: Window = Window(), groups: Int = 1,
        hasBias: Bool = true, activation: Activation? = nil, _ initializer: Initializer
    ) throws(NeuralError) {
        guard kernel.count == 2, groups > 0, inputs % groups == 0, outputs % groups == 0 else {
            throw NeuralError(
                .shape,
                "\(name): a convolution from \(inputs) to \(outputs) channels in \(groups) groups, kernel \(kernel)")
        }
        let shape = [outputs / groups, inputs / groups] + kernel
        let deviation = (2 / Float(shape.dropFirst().reduce(1, *))).squareRoot()
        weight = try initializer.normal(
            "\(name).weight", groups == 1 ? shape : [groups] + shape, deviation: deviation)
        bias = hasBias ? try initializer.constant("\(name).bias", [outputs], 0) : nil
        self.geometry = geometry
        self.activation = activation
    }

    package var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    /// Maps `[N, C, H, W]` to `[N, O, H', W']`.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(
            Convolve(geometry, activation: activation, weight: weight),
            to: [x] + parameters.map(x.tape.variable))
    }
}
