/// A factor for each channel that follows from the means of all of them, by a hard sigmoid.
///
/// Hu, Shen and Sun, "Squeeze-and-excitation networks" (2018), as Howard et al., "Searching for MobileNetV3" (2019), have it.
package final class SqueezeExcitation: Module {
    private let squeeze, excite: Linear

    /// Factors for so many channels, found by way of fewer numbers.
    package init(
        _ name: String, _ channels: Int, squeezed: Int, _ initializer: Initializer
    ) throws(NeuralError) {
        squeeze = try Linear("\(name).squeeze", channels, squeezed, initializer)
        excite = try Linear("\(name).excite", squeezed, channels, initializer)
    }

    package var parameters: [Parameter] { squeeze.parameters + excite.parameters }

    /// Maps `[N, C, H, W]` to the same shape.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        let means = try x.globallyPooled()  // N, C
        let factors = try excite(squeeze(means).relu()).activated(.hardSigmoid)
        return try x * factors.reshaped(x.shape[0], x.shape[1], 1, 1)
    }
}
