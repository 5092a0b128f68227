/// A convolution, the batch norm behind it, and a function of each element.
package final class NormedConvolution: Module {
    private let convolution: Convolution
    /// Missing where it is folded into the convolution.
    private let norm: BatchNorm?
    /// What is applied behind both; a ReLU is part of the norm.
    private let activation: Activation?

    /// A layer of `inputs` channels into `outputs`, with a kernel of height and width.
    ///
    /// Biases do nothing that the norm does not do; networks of others have them all the same.
    package init(
        _ name: String, _ inputs: Int, _ outputs: Int, kernel: [Int], _ geometry: Window = Window(), groups: Int = 1,
        hasBias: Bool = false, activation: Activation? = .relu, _ initializer: Initializer
    ) throws(NeuralError) {
        convolution = try Convolution(
            "\(name).conv", inputs, outputs, kernel: kernel, geometry, groups: groups, hasBias: hasBias, initializer)
        norm = try BatchNorm("\(name).norm", outputs, hasReLU: activation == .relu, initializer)
        self.activation = activation == .relu ? nil : activation
    }

    private init(folding layer: NormedConvolution) throws(NeuralError) {
        convolution =
            try layer.norm.map { norm throws(NeuralError) in try layer.convolution.folded(with: norm) }
            ?? layer.convolution
        (norm, activation) = (nil, layer.activation)
    }

    /// The layer for use alone, as one convolution with numbers of its own.
    package func folded() throws(NeuralError) -> NormedConvolution { try NormedConvolution(folding: self) }

    package var parameters: [Parameter] { convolution.parameters + (norm?.parameters ?? []) }

    /// Maps `[N, C, H, W]` to `[N, O, H', W']`.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        var x = try convolution(x)
        if let norm { x = try norm(x) }
        if let activation { x = try x.activated(activation) }
        return x
    }
}
