package import Configs
package import Neural

extension CRNN: TextModel {
    package func forReading() throws(NeuralError) -> any TextModel { try folded() }

    package func center(ofStep step: Int, width: Int) -> Double { centerColumn(ofStep: step) }
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
