package import Configs
package import Neural

/// A network whose every size can be searched for: convolutions, a linear map, LSTMs, a linear map, and CTC.
///
/// It is the one that a surrogate chooses in an OCR system for CAPTCHAs: the number of convolutions and how their channels grow,
/// the layers and cells of the memory, the two linear maps around it. Comments give the shape of an image of 32 x 100 with the
/// settings that it has without any: channels, height, width.
package final class Stacked: CTCModel {
    private let configuration: StackedConfig
    private let convolutions: [NormedConvolution]
    /// The rows and columns that are pooled behind each convolution; nil where none are.
    private let pools: [[Int]?]
    private let before: Linear
    private let memories: [Recurrent]
    private let behind: Linear
    private let classes: Linear

    /// A network with the first values that a seed gives.
    package init(
        _ configuration: StackedConfig, classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws(NeuralError) {
        self.configuration = configuration
        var (convolutions, pools): ([NormedConvolution], [[Int]?]) = ([], [])
        var (channels, rows) = (input.color.channelCount, input.height)
        for number in 0..<configuration.convolutions {
            let outputs = configuration.channels(ofConvolution: number)
            convolutions.append(
                try NormedConvolution(
                    "conv\(number + 1)", channels, outputs, kernel: [3, 3], Window(padding: [1, 1]), initializer))
            let pool = Self.pool(behind: number, rows: rows)
            pools.append(pool)
            (channels, rows) = (outputs, rows / (pool?[0] ?? 1))
        }
        (self.convolutions, self.pools) = (convolutions, pools)
        before = try Linear("before", channels * rows, configuration.linearBefore, initializer)
        var (memories, features): ([Recurrent], Int) = ([], configuration.linearBefore)
        for number in 0..<configuration.memories {
            let cells = number == 0 ? configuration.hidden : configuration.hiddenLater
            memories.append(
                try Recurrent(
                    "memory\(number + 1)", .lstm, features, hidden: cells, isBidirectional: true, initializer))
            features = 2 * cells
        }
        self.memories = memories
        behind = try Linear("behind", features, configuration.linearBehind, initializer)
        classes = try Linear("classes", configuration.linearBehind, classCount, initializer)
    }

    private init(folding model: Stacked) throws(NeuralError) {
        (configuration, pools) = (model.configuration, model.pools)
        convolutions = try model.convolutions.map { layer throws(NeuralError) in try layer.folded() }
        (before, memories, behind, classes) = (model.before, model.memories, model.behind, model.classes)
    }

    package func forReading() throws(NeuralError) -> any TextModel { try Stacked(folding: self) }

    package var parameters: [Parameter] {
        convolutions.flatMap(\.parameters) + before.parameters + memories.flatMap(\.parameters) + behind.parameters
            + classes.parameters
    }

    /// The first two pools take every second row and column, the later ones rows alone, so that a character keeps its time
    /// steps; two rows are left.
    private static func pool(behind number: Int, rows: Int) -> [Int]? {
        if number < 2 { return [2, 2] }
        return rows >= 4 ? [2, 1] : nil
    }

    /// The columns of an image that make a time step.
    private var stride: Int { 1 << min(2, configuration.convolutions) }

    package func stepCount(width: Int) -> Int { width / stride }

    package func center(ofStep step: Int, width: Int) -> Double { (Double(step) + 0.5) * Double(stride) }

    private func dropped(_ x: Variable, _ name: String) throws(NeuralError) -> Variable {
        configuration.dropout > 0 ? try x.dropout(Float(configuration.dropout), name, batchAxis: 1) : x
    }

    package func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        var x = images
        for (convolution, pool) in zip(convolutions, pools) {
            x = try convolution(x)  // 32, 32, 100; 48, 16, 50; 72, 8, 25; 108, 4, 25
            if let pool { x = try x.maxPooled(pool) }  // 32, 16, 50; 48, 8, 25; 72, 4, 25; 108, 2, 25
        }
        x = try x.mapToSequence()  // 25 time steps of 216
        x = try before(x).relu()  // 128
        for (number, memory) in memories.enumerated() {
            x = try memory(dropped(x, "dropout\(number + 1)"))  // 256, 256
        }
        x = try behind(x).relu()  // 128
        return try classes(x).logSoftmax()  // classes
    }
}

/// The settings of `Stacked`.
package struct StackedConfig: Architecture {
    var convolutions = 4
    var width = 32
    var growth = 1.5
    var linearBefore = 128
    var memories = 2
    var hidden = 128
    var hiddenLater = 128
    var linearBehind = 128
    var dropout = 0.0

    package init() {}

    package static let name = "stacked"
    package static let summary =
        "Convolutions, a linear map, LSTMs, a linear map: as many and as large as a search finds best."
    package static var fields: [Field<StackedConfig>] {
        [
            Field(
                "convolutions", \.convolutions, in: 1...10,
                "Convolutions of 3 x 3. Behind the first two, rows and columns are halved; behind the later ones rows, "
                    + "down to two."),
            Field("width", \.width, in: 4...256, "Maps of the first convolution."),
            Field(
                "growth", \.growth, in: 1...3,
                "How many times as many maps each convolution has as the one before, up to 512."),
            Field(
                "linear_before", \.linearBefore, in: 4...2048,
                "What the linear map before the memory makes of a time step's maps and rows."),
            Field("memories", \.memories, in: 1...4, "Layers of LSTM, each in both directions."),
            Field("hidden", \.hidden, in: 4...1024, "Cells of each direction of the first layer of memory."),
            Field("hidden_later", \.hiddenLater, in: 4...1024, "Cells of each direction of the later layers."),
            Field(
                "linear_behind", \.linearBehind, in: 4...2048,
                "What the linear map behind the memory makes of a time step, before the classes."),
            Field(
                "dropout", \.dropout, in: 0...0.9,
                "The share of what each layer of memory is given that training sets to zero, against learning by heart."
            ),
        ]
    }

    /// Maps of a convolution, counted from 0.
    func channels(ofConvolution number: Int) -> Int {
        var channels = Double(width)
        for _ in 0..<number { channels = min(512, channels * growth) }
        return max(width, Int(channels.rounded()))
    }

    package func makeModel(
        classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws -> any TextModel {
        try Stacked(self, classCount: classCount, input: input, initializer)
    }
}
