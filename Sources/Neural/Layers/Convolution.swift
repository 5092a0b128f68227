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

    private init(_ geometry: Window, _ activation: Activation?, weight: Parameter, bias: Parameter) {
        (self.geometry, self.activation, self.weight, self.bias) = (geometry, activation, weight, bias)
    }

    /// One convolution that does what this one and a batch norm behind it do in inference.
    ///
    /// It has numbers of its own, which do not follow when the layers learn on, and which no optimiser changes.
    ///
    /// - Throws: `NeuralError` where the norm has another number of channels, or an activation stands before it.
    package func folded(with norm: BatchNorm) throws(NeuralError) -> Convolution {
        guard activation == nil else {
            throw NeuralError(.value, "\(weight.name): an activation stands between the convolution and the batch norm")
        }
        let (factor, offset, activation) = try norm.folded()
        let (values, channels) = (try weight.value.values(), factor.count)
        let outputs = weight.value.shape.dropLast(3).reduce(1, *)
        guard outputs == channels else {
            throw NeuralError(
                .shape,
                "\(weight.name): a batch norm over \(channels) channels can't follow a convolution into \(outputs)")
        }
        let (engine, size) = (weight.value.engine, values.count / channels)
        let before = try bias?.value.values() ?? [Float](repeating: 0, count: channels)
        let newWeight = try Tensor(
            engine, weight.value.shape, values.indices.map { values[$0] * factor[$0 / size] })
        let newBias = try Tensor(engine, [channels], offset.indices.map { before[$0] * factor[$0] + offset[$0] })
        let stem = weight.name.hasSuffix(".weight") ? String(weight.name.dropLast(7)) : weight.name
        return Convolution(
            geometry, activation, weight: Parameter(weight.name, newWeight, isTrainable: false),
            bias: Parameter("\(stem).bias", newBias, isTrainable: false))
    }

    package var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    /// Maps `[N, C, H, W]` to `[N, O, H', W']`.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(
            Convolve(geometry, activation: activation, weight: weight),
            to: [x] + parameters.map(x.tape.variable))
    }
}
