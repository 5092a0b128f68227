package import Configs
package import Neural

/// The convolutional recurrent network of Shi, Bai and Yao, "An end-to-end trainable neural network for image-based
/// sequence recognition and its application to scene text recognition" (2015), table 1.
///
/// As in the authors' own code, a linear map joins the two directions of each LSTM; that makes the 8.3 million
/// parameters that the paper gives. Comments give the shape of an image of 32 x 100: channels, height, width.
package final class CRNN: CTCModel {
    /// What can be chosen.
    package struct Configuration: Sendable, Hashable {
        /// Classes, the blank among them.
        package var classCount: Int
        /// Channels of an image: 1 for grey, 3 for RGB.
        package var channelCount = 1
        /// Height of an image in pixels, at least 32.
        package var height = 32
        /// Whether each row of the last map is a time step, instead of all rows of a column being one together.
        ///
        /// It is for pictures in which the text may stand anywhere. At a height of 32 there is one row only.
        package var rowsAreSteps = false
        /// Maps of the first convolution, 64 in the paper; the others have 2, 4 and 8 times as many.
        package var width = 64
        /// Whether the last two pooling windows are 2 wide and overlap, as in the authors' own code.
        ///
        /// They are 1 wide in table 1. This gives two more time steps.
        package var overlapsPooling = false
        /// Cells of each direction of the LSTMs.
        package var hiddenCount = 256
        /// The share of what each LSTM is given that training sets to zero; the paper drops nothing.
        package var dropout: Float = 0

        /// Rows of the last map.
        var rowCount: Int { height / 16 - 1 }

        /// The paper's network for so many classes.
        package init(classCount: Int) { self.classCount = classCount }
    }

    private let configuration: Configuration
    private let conv1, conv2, conv3, conv4, conv5, conv6, conv7: Convolution
    /// Missing where they are folded into the convolutions before them.
    private let norm5, norm6: BatchNorm?
    private let lstm1, lstm2: Recurrent
    private let join1, join2: Linear

    /// A network with the first values that a seed gives.
    package init(_ configuration: Configuration, _ initializer: Initializer) throws(NeuralError) {
        let (c, h) = (configuration, configuration.hiddenCount)
        guard c.height >= 32, c.classCount > 1, c.channelCount > 0, c.width > 0, h > 0, (0..<1).contains(c.dropout)
        else {
            throw NeuralError(
                .value,
                "a CRNN reads images with a height of at least 32 into 2 or more classes, and drops less than everything: \(c)"
            )
        }
        self.configuration = c
        let same = Window(padding: [1, 1])
        func conv(
            _ number: Int, _ inputs: Int, _ outputs: Int, _ activation: Activation? = .relu
        ) throws(NeuralError) -> Convolution {
            try Convolution(
                "conv\(number)", inputs, outputs, kernel: [3, 3], same, activation: activation, initializer)
        }
        conv1 = try conv(1, c.channelCount, c.width)
        conv2 = try conv(2, c.width, 2 * c.width)
        conv3 = try conv(3, 2 * c.width, 4 * c.width)
        conv4 = try conv(4, 4 * c.width, 4 * c.width)
        conv5 = try conv(5, 4 * c.width, 8 * c.width, nil)
        norm5 = try BatchNorm("norm5", 8 * c.width, hasReLU: true, initializer)
        conv6 = try conv(6, 8 * c.width, 8 * c.width, nil)
        norm6 = try BatchNorm("norm6", 8 * c.width, hasReLU: true, initializer)
        conv7 = try Convolution(
            "conv7", 8 * c.width, 8 * c.width, kernel: [2, 2], activation: .relu, initializer)
        let features = 8 * c.width * (c.rowsAreSteps ? 1 : c.rowCount)
        lstm1 = try Recurrent("lstm1", .lstm, features, hidden: h, isBidirectional: true, initializer)
        join1 = try Linear("join1", 2 * h, h, initializer)
        lstm2 = try Recurrent("lstm2", .lstm, h, hidden: h, isBidirectional: true, initializer)
        join2 = try Linear("join2", 2 * h, c.classCount, initializer)
    }

    private init(folding model: CRNN) throws(NeuralError) {
        configuration = model.configuration
        (conv1, conv2, conv3, conv4) = (model.conv1, model.conv2, model.conv3, model.conv4)
        conv5 = try model.norm5.map { norm throws(NeuralError) in try model.conv5.folded(with: norm) } ?? model.conv5
        conv6 = try model.norm6.map { norm throws(NeuralError) in try model.conv6.folded(with: norm) } ?? model.conv6
        (norm5, norm6, conv7) = (nil, nil, model.conv7)
        (lstm1, join1, lstm2, join2) = (model.lstm1, model.join1, model.lstm2, model.join2)
    }

    /// Each batch norm is part of the convolution before it; the other layers are shared with this network.
    package func forReading() throws(NeuralError) -> any TextModel { try CRNN(folding: self) }

    package var parameters: [Parameter] {
        let modules: [(any Module)?] = [
            conv1, conv2, conv3, conv4, conv5, norm5, conv6, norm6, conv7, lstm1, join1, lstm2, join2,
        ]
        return modules.compactMap(\.self).flatMap(\.parameters)
    }

    package var classLayers: ClassLayers { ClassLayers(telling: "join2") }

    package func stepCount(width: Int) -> Int {
        let columns = width / 4 + (configuration.overlapsPooling ? 1 : -1)
        return configuration.rowsAreSteps ? columns * configuration.rowCount : columns
    }

    package func center(ofStep step: Int, width: Int) -> Double {
        let column = configuration.rowsAreSteps ? step / configuration.rowCount : step
        // The pools make columns of four; the last convolution joins two of them.
        return Double(4 * (column + (configuration.overlapsPooling ? 0 : 1)))
    }

    private func dropped(_ x: Variable, _ name: String) throws(NeuralError) -> Variable {
        configuration.dropout > 0 ? try x.dropout(configuration.dropout, name, batchAxis: 1) : x
    }

    private func poolRows(_ x: Variable) throws(NeuralError) -> Variable {
        configuration.overlapsPooling
            ? try x.maxPooled([2, 2], strides: [2, 1], padding: [0, 1]) : try x.maxPooled([2, 1])
    }

    package func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        var x = try conv1(images)  // 64, 32, 100
        x = try x.maxPooled([2, 2])  // 64, 16, 50
        x = try conv2(x)  // 128, 16, 50
        x = try x.maxPooled([2, 2])  // 128, 8, 25
        x = try conv3(x)  // 256, 8, 25
        x = try conv4(x)  // 256, 8, 25
        x = try poolRows(x)  // 256, 4, 25
        x = try conv5(x)  // 512, 4, 25
        if let norm5 { x = try norm5(x) }
        x = try conv6(x)  // 512, 4, 25
        if let norm6 { x = try norm6(x) }
        x = try poolRows(x)  // 512, 2, 25
        x = try conv7(x)  // 512, 1, 24
        x = try x.mapToSequence(rowsAreSteps: configuration.rowsAreSteps)  // 24 time steps of 512
        x = try join1(lstm1(dropped(x, "dropout1")))  // 256
        x = try join2(lstm2(dropped(x, "dropout2")))  // classes
        return try x.logSoftmax()
    }
}

/// The CRNN of Shi, Bai and Yao (2015), and narrower ones of the same build.
package struct CRNNConfig: Architecture {
    var width = 64
    var hidden = 256
    var overlapsPooling = false
    var rows = Rows.collapse
    var dropout = 0.0

    /// What becomes of the rows of the last map.
    enum Rows: String, ConfigEnum {
        /// All rows of a column are one time step together.
        case collapse
        /// Each row is a time step.
        case flatten
    }

    package init() {}

    package static let name = "crnn"
    package static let summary = "The CRNN of Shi, Bai and Yao (2015), table 1, and narrower ones of the same build."
    package static var fields: [Field<CRNNConfig>] {
        [
            Field("width", \.width, in: 4...512, "Maps of the first convolution; 64 in the paper."),
            Field("hidden", \.hidden, in: 4...2048, "Cells of each direction of the LSTMs; 256 in the paper."),
            Field(
                "overlapping_pools", \.overlapsPooling,
                "Whether the last two pools overlap, as in the authors' code; table 1 has them 1 wide."),
            Field(
                "rows", \.rows,
                "The rows of the last map: `collapse` makes one time step of a column's, `flatten` one of each, for text "
                    + "that may stand anywhere. An input 32 px high has one row."),
            Field(
                "dropout", \.dropout, in: 0...0.9,
                "The share of what each LSTM is given that training sets to zero, against learning by heart; the paper "
                    + "drops nothing."),
        ]
    }

    package func makeModel(
        classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws -> any TextModel {
        var configuration = CRNN.Configuration(classCount: classCount)
        configuration.channelCount = input.color.channelCount
        configuration.height = input.height
        configuration.width = width
        configuration.hiddenCount = hidden
        configuration.overlapsPooling = overlapsPooling
        configuration.rowsAreSteps = rows == .flatten
        configuration.dropout = Float(dropout)
        return try CRNN(configuration, initializer)
    }
}
