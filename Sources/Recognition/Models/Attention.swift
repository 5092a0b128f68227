package import Configs
package import Neural

/// The network of a date-extraction system: the maps of MobileNetV3-small, and an LSTM that tells the text character by
/// character, looking at the maps' places by attention for each.
///
/// As in recurrent translation with attention (Luong, Pham and Manning, 2015), the LSTM is given the characters alone, and what is
/// looked at joins its states behind it, so that all steps of a label are computed at once. The original pads its pictures to
/// 80 x 250 in RGB; comments give the shapes for it, N images and beginnings of L characters.
package final class Attention: TokenModel {
    private let configuration: AttentionConfig
    private let rows: Int
    private let encoder: MobileNetV3
    private let characters: Embedding
    private let memory: Recurrent
    private let attention: MultiHeadAttention
    private let norm: LayerNorm
    private let classes: Linear
    package let end: Int

    /// A network with the first values that a seed gives.
    package init(
        _ configuration: AttentionConfig, classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws(NeuralError) {
        let hidden = configuration.hidden
        encoder = try MobileNetV3("encoder", input.color.channelCount, width: configuration.width, initializer)
        characters = try Embedding("characters", classCount + 1, size: configuration.embedding, initializer)
        memory = try Recurrent(
            "memory", .lstm, configuration.embedding, hidden: hidden, isBidirectional: false, initializer)
        attention = try MultiHeadAttention(
            "attention", hidden, to: encoder.outputs, heads: configuration.heads, size: configuration.key, initializer)
        norm = try LayerNorm("norm", hidden, initializer)
        classes = try Linear("classes", hidden, classCount, initializer)
        (self.configuration, rows, end) = (configuration, MobileNetV3.size(input.height), classCount - 1)
    }

    private init(folding model: Attention) throws(NeuralError) {
        encoder = try model.encoder.folded()
        (configuration, rows, end) = (model.configuration, model.rows, model.end)
        (characters, memory, attention) = (model.characters, model.memory, model.attention)
        (norm, classes) = (model.norm, model.classes)
    }

    package func forReading() throws(NeuralError) -> any TextModel { try Attention(folding: self) }

    package var parameters: [Parameter] {
        encoder.parameters + characters.parameters + memory.parameters + attention.parameters + norm.parameters
            + classes.parameters
    }

    package var classLayers: ClassLayers { ClassLayers(telling: "classes", told: "characters") }

    package var longest: Int { configuration.longest }

    /// A place sees around every 32nd column.
    package func column(ofPlace place: Int) -> Double { 32 * Double(place / rows) + 0.5 }

    /// The places of the maps `[places, N, maps]`, each column's from the top.
    package func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        let maps = try encoder(images)  // 576, 3, 8
        return try maps.mapToSequence(rowsAreSteps: true)  // 24, N, 576
    }

    package func look(at images: Variable) throws(NeuralError) -> Sight {
        let source = try attention.source(self(images))
        return Sight(count: images.shape[0], tensors: [source.keys, source.values])
    }

    package func tell(
        after beginnings: [[Int]], _ sight: Sight
    ) throws(NeuralError) -> (logits: Variable, looks: Variable) {
        let (count, length) = (beginnings.count, (beginnings.first?.count ?? 0) + 1)
        let given = (0..<length).flatMap { step in beginnings.map { step == 0 ? end + 1 : $0[step - 1] } }
        var x = try characters(given, shape: [length, count], on: sight.tensors[0].tape)  // L + 1, N, 128
        if configuration.dropout > 0 { x = try x.dropout(Float(configuration.dropout), "dropout", batchAxis: 1) }
        let states = try memory(x)  // L + 1, N, 256
        let source = MultiHeadAttention.Source(keys: sight.tensors[0], values: sight.tensors[1])
        let (seen, weights) = try attention(states, source)  // L + 1, N, 256; N * heads, L + 1, 24
        return (try classes(norm(states + seen)), try weights.meanOfHeads(configuration.heads))
    }
}

extension Variable {
    /// The means over heads, `[N * heads, L, S]` to `[N, L, S]`.
    fileprivate func meanOfHeads(_ heads: Int) throws(NeuralError) -> Variable {
        guard heads > 1 else { return self }
        let (n, l, s) = (shape[0] / heads, shape[1], shape[2])
        let pooled = try reshaped(n, 1, heads, l * s).averagePooled([heads, 1])
        return try pooled.reshaped(n, l, s)
    }
}

/// The settings of `Attention`.
package struct AttentionConfig: Architecture {
    var width = 1.0
    var embedding = 128
    var hidden = 256
    var heads = 1
    var key = 128
    var longest = 32
    var dropout = 0.0

    package init() {}

    package static let name = "attention"
    package static let head = Head.tokens
    package static let summary =
        "MobileNetV3-small (Howard et al., 2019), and an LSTM that tells the text by attention, for pictures of one width."
    package static var fields: [Field<AttentionConfig>] {
        [
            Field("width", \.width, in: 0.25...2, "How many times as many maps as in the paper, by eights."),
            Field("embedding", \.embedding, in: 4...1024, "Numbers that stand for a character that was told."),
            Field("hidden", \.hidden, in: 4...2048, "Cells of the LSTM."),
            Field("heads", \.heads, in: 1...16, "Heads of the attention."),
            Field("key", \.key, in: 4...1024, "Numbers by which each head compares."),
            Field("longest", \.longest, in: 1...256, "Characters of the longest text that it tells."),
            Field(
                "dropout", \.dropout, in: 0...0.9,
                "The share of what the LSTM is given that training sets to zero, against learning by heart."),
        ]
    }

    package func makeModel(
        classCount: Int, input: InputPolicy, _ initializer: Initializer
    ) throws -> any TextModel {
        guard input.width != nil else {
            throw RecognitionError(
                .config,
                "model.attention: it looks at all of a picture, so that all must be of one width: set input.width")
        }
        return try Attention(self, classCount: classCount, input: input, initializer)
    }
}
