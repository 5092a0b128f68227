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
        name: .shortAndLong, help: "The model, a safetensors file of a run.",
        completion: .file(extensions: ["safetensors"]))
    var model: String

    @Option(name: .shortAndLong, help: "The file to write.", completion: .file(extensions: ["onnx"]))
    var output: String

    @Option(help: "The file's format: onnx.")
    var format: FormatArgument = .onnx

    @Option(
        help: """
            What the graph does to a picture: none (it takes prepared numbers) or rescale (it takes bytes, 0...255, of \
            the right height).
            """)
    var pre: ExportedGraph.Preparation = .none

    @Option(
        help: """
            What the graph makes of the classes' probabilities: none (their logarithms), softmax (the probabilities) or \
            greedy (the most probable path's classes, their number and the path's probability).
            """)
    var post: ExportedGraph.Reading = .none

    @Option(help: "How weights are stored: fp32, or fp16 in half the bytes. Both compute in fp32.")
    var precision: ONNXFile.Precision = .fp32

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a file.") }
    }

    func run() throws {
        let exported = try ExportedGraph(try ModelFile(path: model), preparation: pre, reading: post)
        try ONNXFile(exported, precision: precision, producerVersion: platenVersion).write(to: output)
    }
}

/// The formats that a model can be written in.
enum FormatArgument: String, ExpressibleByArgument, CaseIterable {
    case onnx
}

extension ExportedGraph.Preparation: ExpressibleByArgument {}
extension ExportedGraph.Reading: ExpressibleByArgument {}
extension ONNXFile.Precision: ExpressibleByArgument {}
