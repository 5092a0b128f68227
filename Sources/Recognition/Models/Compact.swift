package import Configs
package import Neural

/// A small network of our own for one core of a processor.
///
/// Nothing is computed at the picture's own size: the first two convolutions take every second column and row, and the later
/// ones halve the rows alone, so that a character keeps its time steps. Whole 3 x 3 windows of few channels are trained faster
/// here than depthwise ones with as many products. Comments give the shape of an image of 32 x 140: channels, height, width.
package final class Compact: CTCModel {
    private let configuration: CompactConfig
    private let halve1, halve2, halve3, column: NormedConvolution
    /// Behind the second and the third convolution: each adds to what it is given.
    private let blocks2, blocks3: [NormedConvolution]
    private let memory: Recurrent
    private let classes: Linear

    /// A network with the first values that a seed gives.
    package init(
        _ configuration: CompactConfig, classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws(NeuralError) {
        let (width, same) = (configuration.width, [1, 1])
        func halve(
            _ name: String, _ inputs: Int, _ outputs: Int, strides: [Int]
        ) throws(NeuralError) -> NormedConvolution {
            try NormedConvolution(
                name, inputs, outputs, kernel: [3, 3], Window(strides: strides, padding: same), initializer)
        }
        func blocks(_ name: String, _ channels: Int) throws(NeuralError) -> [NormedConvolution] {
            var result: [NormedConvolution] = []
            for number in 0..<configuration.blocks {
                result.append(try halve("\(name).\(number + 1)", channels, channels, strides: [1, 1]))
            }
            return result
        }
        halve1 = try halve("halve1", input.color.channelCount, width, strides: [2, 2])
        halve2 = try halve("halve2", width, 2 * width, strides: [2, 2])
        blocks2 = try blocks("blocks2", 2 * width)
        halve3 = try halve("halve3", 2 * width, 4 * width, strides: [2, 1])
        blocks3 = try blocks("blocks3", 4 * width)
        let rows = Self.halved(Self.halved(Self.halved(input.height)))
        column = try NormedConvolution(
            "column", 4 * width, 8 * width, kernel: [rows, 3], Window(padding: [0, 1]), initializer)
        memory = try Recurrent(
            "memory", .gru, 8 * width, hidden: configuration.hidden, isBidirectional: true, initializer)
        classes = try Linear("classes", 2 * configuration.hidden, classCount, initializer)
        self.configuration = configuration
    }

    private init(folding model: Compact) throws(NeuralError) {
        func folded(_ layers: [NormedConvolution]) throws(NeuralError) -> [NormedConvolution] {
            try layers.map { layer throws(NeuralError) in try layer.folded() }
        }
        configuration = model.configuration
        (halve1, halve2, halve3) = (try model.halve1.folded(), try model.halve2.folded(), try model.halve3.folded())
        (blocks2, blocks3) = (try folded(model.blocks2), try folded(model.blocks3))
        (column, memory, classes) = (try model.column.folded(), model.memory, model.classes)
    }

    package func forReading() throws(NeuralError) -> any TextModel { try Compact(folding: self) }

    package var parameters: [Parameter] {
        let convolutions = [halve1, halve2] + blocks2 + [halve3] + blocks3 + [column]
        return convolutions.flatMap(\.parameters) + memory.parameters + classes.parameters
    }

    /// A size behind a window of 3 that moves by 2.
    private static func halved(_ size: Int) -> Int { (size + 1) / 2 }

    package func stepCount(width: Int) -> Int { Self.halved(Self.halved(width)) }

    /// A step's window stands around every fourth column.
    package func center(ofStep step: Int, width: Int) -> Double { 4 * Double(step) + 0.5 }

    package func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        var x = try halve1(images)  // 16, 16, 70
        x = try halve2(x)  // 32, 8, 35
        for block in blocks2 { x = try x + block(x) }
        x = try halve3(x)  // 64, 4, 35
        for block in blocks3 { x = try x + block(x) }
        x = try column(x)  // 128, 1, 35
        x = try x.mapToSequence()  // 35 time steps of 128
        if configuration.dropout > 0 { x = try x.dropout(Float(configuration.dropout), "dropout", batchAxis: 1) }
        x = try classes(memory(x))  // classes
        return try x.logSoftmax()
    }
}

/// The settings of `Compact`.
package struct CompactConfig: Architecture {
    var width = 16
    var blocks = 1
    var hidden = 64
    var dropout = 0.0

    package init() {}

    package static let name = "compact"
    package static let summary =
        "A small network of our own, made to learn and to read fast on one core of a processor."
    package static var fields: [Field<CompactConfig>] {
        [
            Field(
                "width", \.width, in: 4...128,
                "Maps of the first convolution; the later ones have 2, 4 and 8 times as many."),
            Field(
                "blocks", \.blocks, in: 0...8,
                "Convolutions that add to what they are given, behind the second and behind the third one."),
            Field("hidden", \.hidden, in: 4...1024, "Cells of each direction of the recurrent layer."),
            Field(
                "dropout", \.dropout, in: 0...0.9,
                "The share of what the recurrent layer is given that training sets to zero, against learning by heart."),
        ]
    }

    package func makeModel(
        classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws -> any TextModel {
        try Compact(self, classCount: classCount, input: input, initializer)
    }
}
