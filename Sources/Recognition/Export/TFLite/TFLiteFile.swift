package import Foundation
import Neural

/// A model as a file for TensorFlow Lite, today LiteRT (https://ai.google.dev/edge/litert): of one picture of one width.
package struct TFLiteFile: Sendable {
    /// The bytes: the model, and behind it a zip with `platen.json`, what a reader must know.
    package let bytes: Data
    /// What whoever reads with it must know besides.
    package let notes: [String]

    /// More than LiteRT's numbers may differ from ONNX Runtime's, in logarithms or probabilities: both compute in f32, in
    /// another order.
    private static let tolerance = 1e-3

    /// Lets a converter make a file of a model, which it compares with the ONNX file.
    ///
    /// - Parameters:
    ///   - settings: what is done inside of the graph; the width is needed where the model has none of its own.
    ///   - producerVersion: the version of the program that writes it.
    /// - Throws: `RecognitionError` where the network or a setting has no form in such files, or the converter fails.
    package init(
        _ file: ModelFile, _ settings: ExportedGraph.Settings, _ converter: ModelConverter, producerVersion: String
    ) throws {
        var settings = settings
        settings.batch = 1
        settings.width = try Self.width(settings.width, file.card.input)
        try Self.check(settings)
        try Self.check(file.card)
        let graph = try ExportedGraph(file, settings)
        let onnx = try ONNXFile(graph, producerVersion: producerVersion).bytes()
        let converted = try converter.convert(onnx)
        guard converted.difference <= Self.tolerance else {
            throw RecognitionError(
                .model,
                "the network can't be carried to TensorFlow Lite: what LiteRT computes differs from the ONNX file by up to "
                    + "\(converted.difference), and more than \(Self.tolerance) is no rounding")
        }
        var archive = StoredArchive(behind: converted.data)
        archive.add("platen.json", try JSONSerialization.data(withJSONObject: graph.metadata, options: [.sortedKeys]))
        bytes = archive.finished()
        let remembers = graph.graph.nodes.contains { $0.operation == "LSTM" }
        notes =
            remembers
            ? [
                "LiteRT keeps what an LSTM remembers from one picture to the next: call reset_all_variables() "
                    + "(resetVariableTensors() in Java) before each"
            ] : []
    }

    private static func check(_ card: ModelCard) throws(RecognitionError) {
        guard card.head == .tokens else { return }
        throw RecognitionError(
            .model,
            "the network can't be carried to TensorFlow Lite: it tells one character after the other, in a loop that onnx2tf "
                + "can't carry; write an ONNX file, or train a network of time steps, such as crnn or compact")
    }

    private static func check(_ settings: ExportedGraph.Settings) throws(RecognitionError) {
        if settings.reading == .greedy {
            throw RecognitionError(
                .config,
                "--post greedy can't be carried to TensorFlow Lite, as LiteRT refuses what onnx2tf makes of it: take none or "
                    + "softmax, and leave out repeats and blanks as docs/export.md says")
        }
        if settings.precision != .fp32 {
            throw RecognitionError(
                .config,
                "--precision \(settings.precision.rawValue) can't be carried to TensorFlow Lite, as LiteRT refuses onnx2tf's "
                    + "files of 16 bits, and onnx2tf turns whole numbers back into f32: take fp32, and make the file smaller "
                    + "with LiteRT's own tools")
        }
    }

    /// The width of all pictures.
    private static func width(_ width: Int?, _ input: InputPolicy) throws(RecognitionError) -> Int {
        if let own = input.width {
            guard width == nil || width == own else {
                throw RecognitionError(.config, "--width must be \(own), as the model reads no other width")
            }
            return own
        }
        let widths = (input.paddedWidth(1), input.paddedWidth(input.maximumWidth))
        let rule = "from \(widths.0) to \(widths.1), a multiple of \(input.widthStep)"
        guard let width else {
            throw RecognitionError(
                .config, "a TensorFlow Lite file takes pictures of one width: give --width in px, \(rule)")
        }
        guard (widths.0...widths.1).contains(width), input.paddedWidth(width) == width else {
            throw RecognitionError(.config, "--width must be \(rule), got \(width)")
        }
        return width
    }
}
