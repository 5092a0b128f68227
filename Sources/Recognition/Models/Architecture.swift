package import Configs
package import Neural

/// A network that reads a line of text: images `[N, C, H, W]` to the logarithms of the classes' probabilities
/// `[T, N, classes]`.
package protocol TextModel: Module {
    /// Time steps for an image so many pixels wide.
    func stepCount(width: Int) -> Int

    /// The column in the middle of what a time step sees of an image so many pixels wide, px.
    func center(ofStep step: Int, width: Int) -> Double

    /// The same network for reading alone: what only training needs is folded away.
    ///
    /// It shares this one's numbers, so it is made anew after more training.
    func forReading() throws(NeuralError) -> any TextModel

    /// The logarithms of the classes' probabilities.
    func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable
}

extension TextModel {
    /// Time steps stand at equal distances.
    package func center(ofStep step: Int, width: Int) -> Double {
        (Double(step) + 0.5) * Double(width) / Double(max(1, stepCount(width: width)))
    }
}

/// The networks.
package enum Architectures: ConfigFamily {
    package static let title = "model"
    package static let modifier = ConfigModifier.none
    package static var members: [any ConfigMember.Type] { [CRNNConfig.self, CompactConfig.self, ResidualConfig.self] }
}

/// A network's settings.
package protocol Architecture: ConfigMember {
    /// The network for so many classes, the blank among them, and for prepared images.
    func makeModel(classCount: Int, input: InputPolicy, _ initializer: Initializer) throws -> any TextModel
}
