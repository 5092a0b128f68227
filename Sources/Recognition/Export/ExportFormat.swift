import Configs
package import Foundation

/// A format of files with which other programs read pictures.
package enum ExportFormat: String, ConfigEnum {
    /// ONNX, for ONNX Runtime, OpenVINO and others.
    case onnx

    /// A model's file.
    ///
    /// - Parameter producerVersion: the version of the program that writes it.
    /// - Throws: `RecognitionError` or `NeuralError` where the model is damaged, or has no form in the format.
    package func data(
        of file: ModelFile, _ settings: ExportedGraph.Settings = .init(), producerVersion: String
    ) throws -> Data {
        let graph = try ExportedGraph(file, settings)
        switch self {
        case .onnx: return try ONNXFile(graph, producerVersion: producerVersion).bytes()
        }
    }
}
