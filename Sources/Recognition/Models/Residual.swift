package import Configs
package import Neural

/// The network of an image-to-word system: seven residual blocks (He et al., 2015), each place of the last map a time step, an
/// LSTM in both directions, and CTC.
///
/// With 62 characters, at 32 x 128 in RGB, it has the 252,799 numbers of the original, running means and variances among them.
/// The original's time steps follow each row from left to right, one row below the other. Here each column is followed from
/// the top, so that the steps of a picture's padding come last. Comments give the shape of an image of 32 x 128: channels,
/// height, width.
package final class Residual: CTCModel {
    private let configuration: ResidualConfig
    private let height: Int
    private let blocks: [ResidualBlock]
    private let memory: Recurrent
    private let classes: Linear

    /// A network with the first values that a seed gives.
    package init(
        _ configuration: ResidualConfig, classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws(NeuralError) {
        var (blocks, channels): ([ResidualBlock], Int) = ([], input.color.channelCount)
        for (number, shape) in Self.shapes.enumerated() {
            blocks.append(
                try ResidualBlock(
                    "block\(number + 1)", channels, shape.gain * configuration.width, stride: shape.stride,
                    isProjected: shape.isProjected, dropout: Float(configuration.dropout), initializer))
            channels = shape.gain * configuration.width
        }
        memory = try Recurrent(
            "memory", .lstm, channels, hidden: configuration.hidden, isBidirectional: true, initializer)
        classes = try Linear("classes", 2 * configuration.hidden, classCount, initializer)
        (self.blocks, self.configuration, height) = (blocks, configuration, input.height)
    }

    /// For each block: channels, as a multiple of the first one's; how many pixels it moves by; whether what goes around it is
    /// brought to the new shape by a convolution.
    private static let shapes: [(gain: Int, stride: Int, isProjected: Bool)] = [
        (1, 1, true),  // 16, 32, 128
        (1, 2, true),  // 16, 16, 64
        (1, 1, false),  // 16, 16, 64
        (2, 2, true),  // 32, 8, 32
        (2, 1, false),  // 32, 8, 32
        (4, 1, true),  // 64, 8, 32
        (4, 1, false),  // 64, 8, 32
    ]

    private init(folding model: Residual) throws(NeuralError) {
        (configuration, height) = (model.configuration, model.height)
        blocks = try model.blocks.map { block throws(NeuralError) in try block.folded() }
        (memory, classes) = (model.memory, model.classes)
    }

    package func forReading() throws(NeuralError) -> any TextModel { try Residual(folding: self) }

    package var parameters: [Parameter] { blocks.flatMap(\.parameters) + memory.parameters + classes.parameters }

    /// A size behind the two blocks that move by 2.
    private static func quarter(_ size: Int) -> Int { (size + 3) / 4 }

    package func stepCount(width: Int) -> Int { Self.quarter(width) * Self.quarter(height) }

    package func center(ofStep step: Int, width: Int) -> Double { 4 * Double(step / Self.quarter(height)) + 0.5 }

    package func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        var x = images
        for block in blocks { x = try block(x) }
        x = try x.mapToSequence(rowsAreSteps: true)  // 256 time steps of 64
        x = try classes(memory(x))  // classes
        return try x.logSoftmax()
    }
}

/// Two convolutions, each with its batch norm, that add to what goes around them.
private final class ResidualBlock: Module {
    private let name: String
    private let first, second: NormedConvolution
    private let projection: Convolution?
    private let dropout: Float
    private static let activation = Activation.leakyReLU(slope: 0.1)

    init(
        _ name: String, _ inputs: Int, _ outputs: Int, stride: Int, isProjected: Bool, dropout: Float,
        _ initializer: Initializer
    ) throws(NeuralError) {
        let strides = [stride, stride]
        first = try NormedConvolution(
            "\(name).1", inputs, outputs, kernel: [3, 3], Window(strides: strides, padding: [1, 1]), hasBias: true,
            activation: Self.activation, initializer)
        second = try NormedConvolution(
            "\(name).2", outputs, outputs, kernel: [3, 3], Window(padding: [1, 1]), hasBias: true, activation: nil,
            initializer)
        projection =
            isProjected
            ? try Convolution(
                "\(name).projection", inputs, outputs, kernel: [1, 1], Window(strides: strides), initializer) : nil
        (self.name, self.dropout) = (name, dropout)
    }

    private init(folding block: ResidualBlock) throws(NeuralError) {
        (first, second) = (try block.first.folded(), try block.second.folded())
        (name, projection, dropout) = (block.name, block.projection, block.dropout)
    }

    func folded() throws(NeuralError) -> ResidualBlock { try ResidualBlock(folding: self) }

    var parameters: [Parameter] { first.parameters + second.parameters + (projection?.parameters ?? []) }

    func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        let around = try projection.map { projection throws(NeuralError) in try projection(x) } ?? x
        let sum = try (second(first(x)) + around).activated(Self.activation)
        return dropout > 0 ? try sum.dropout(dropout, "\(name).dropout") : sum
    }
}

/// The settings of `Residual`.
package struct ResidualConfig: Architecture {
    var width = 16
    var hidden = 64
    var dropout = 0.2

    package init() {}

    package static let name = "residual"
    package static let summary =
        "Seven residual blocks, each place of the last map a time step, and an LSTM: the network of an image-to-word system."
    package static var fields: [Field<ResidualConfig>] {
        [
            Field(
                "width", \.width, in: 4...128,
                "Maps of the first three blocks; the next two have 2, the last two 4 times as many."),
            Field("hidden", \.hidden, in: 4...1024, "Cells of each direction of the LSTM."),
            Field(
                "dropout", \.dropout, in: 0...0.9, "The share of what each block gives that training sets to zero."),
        ]
    }

    package func makeModel(
        classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws -> any TextModel {
        try Residual(self, classCount: classCount, input: input, initializer)
    }
}
