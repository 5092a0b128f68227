import ArgumentParser
import Foundation
import Recognition

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a model as a file that other programs run.",
        discussion: """
            An ONNX file takes pictures in batches of any size and width: [batch, channels, height, width]. Its metadata \
            hold the alphabet and how pictures are prepared. docs/export.md shows how to read with it.
            """)

    @Option(
        name: .shortAndLong,
        help: "The model: a safetensors file of a run, or the name of a model that came with the program.",
        completion: .file(extensions: ["safetensors"]))
    var model: String

    @Option(
        name: .shortAndLong, help: "The file to write; one that is there is replaced.",
        completion: .file(extensions: ["onnx"]))
    var output: String

    @Option(help: "The file's format: onnx.")
    var format: ExportFormat = .onnx

    @Option(
        help: """
            What the graph does to a picture: none (it takes prepared numbers) or rescale (it takes bytes, 0...255, of \
            the right height).
            """)
    var pre: ExportedGraph.Preparation = .none

    @Option(
        help: """
            What the graph makes of the classes' probabilities: none (their logarithms), softmax (the probabilities) or \
            greedy (the classes of the most probable path, their number and their probabilities).
            """)
    var post: ExportedGraph.Reading = .none

    @Option(
        help: """
            What weights are stored in: fp32, fp16 (half the bytes, computed in fp32) or int8 (a quarter of the bytes; \
            convolutions and linear maps are computed in whole numbers).
            """)
    var precision: ExportedGraph.Precision = .fp32

    func validate() throws {
        guard output.lowercased().hasSuffix(".onnx") else {
            throw ValidationError("--output must end in .onnx, got '\(output)'.")
        }
    }

    func run() throws {
        var settings = ExportedGraph.Settings()
        (settings.preparation, settings.reading, settings.precision) = (pre, post, precision)
        let bytes = try format.data(
            of: try ModelFile(path: SharedFile.model(model)), settings, producerVersion: platenVersion)
        do { try bytes.write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
            let failure = WriteFailure(error)
            throw RecognitionError(
                failure.isOfDisk ? .inputOutput : .unwritable, "cannot write \(output): \(failure.reason)")
        }
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension ExportedGraph.Preparation: ExpressibleByArgument {}
extension ExportedGraph.Reading: ExpressibleByArgument {}
extension ExportedGraph.Precision: ExpressibleByArgument {}
