import ArgumentParser
import Foundation
import Imaging
import Recognition

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a model as a file that other programs run.",
        discussion: """
            An ONNX file takes pictures in batches of any size and width: [batch, channels, height, width]. Its metadata \
            hold the alphabet and how pictures are prepared. A TensorFlow Lite file takes one picture of one width: [1, height, \
            width, channels]; onnx2tf makes it of the ONNX file, and compares both. docs/export.md shows how to read with either. \
            A safetensors file is the model itself for Platen, its numbers in half the bytes (bf16).
            """)

    @Option(
        name: .shortAndLong,
        help: "The model: a safetensors file of a run, or the name of a model that came with the program.",
        completion: .file(extensions: ["safetensors"]))
    var model: String

    @Option(
        name: .shortAndLong, help: "The file to write; one that is there is replaced.",
        completion: .file(extensions: ["onnx", "tflite", "safetensors"]))
    var output: String

    /// The formats that there are.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case onnx, tflite, safetensors
    }

    @Option(help: "The file's format: onnx, tflite or safetensors (default: what --output ends in).")
    var format: Format?

    @Option(
        help: """
            With tflite: the width of all pictures, px. What a reader pads narrower ones to, and shrinks wider ones to.
            """)
    var width: Int?

    @Option(
        help: "With tflite: where onnx2tf 2.6 or newer is, a program in Python (default: the one that PATH has).",
        completion: .file())
    var converter: String?

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

    @Flag(help: "Print what was written as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let output: String
        let format: String
        let bytes: Int
        let model: String
        let name: String
    }

    /// What `--output` ends in.
    private var ending: Format? { Format.allCases.first { output.lowercased().hasSuffix("." + $0.rawValue) } }

    func validate() throws {
        guard let ending, ending == format ?? ending else {
            let endings = format.map { "." + $0.rawValue } ?? ".onnx, .tflite or .safetensors"
            throw ValidationError("--output must end in \(endings), got '\(output)'.")
        }
        guard ending == .tflite || (width == nil && converter == nil) else {
            throw ValidationError("--width and --converter are for tflite: an ONNX file takes pictures of any width.")
        }
        guard ending != .safetensors || (pre == .none && post == .none && precision == .fp32) else {
            throw ValidationError(
                "--pre, --post and --precision are for graphs: a safetensors file is Platen's own, in bf16.")
        }
    }

    func run() throws {
        var settings = ExportedGraph.Settings()
        (settings.preparation, settings.reading, settings.precision, settings.width) = (pre, post, precision, width)
        let path = try SharedFile.model(model)
        try KeptFiles.demand(output, apartFrom: [path])
        let file = try ModelFile(path: path)
        let bytes: Data
        switch ending {
        case .tflite:
            Interruption.hold()
            defer { Interruption.release() }
            let converter = try ModelConverter(converter) { try Interruption.check() }
            let made = try TFLiteFile(file, settings, converter, producerVersion: platenVersion)
            Terminal.notes(file.exportNotes + made.notes)
            bytes = made.bytes
        case .safetensors:
            bytes = try file.halved()
        case .onnx, nil:
            Terminal.notes(file.exportNotes)
            bytes = try ExportFormat.onnx.data(of: file, settings, producerVersion: platenVersion)
        }
        try OutputFile.write(bytes, to: output)
        guard json else { return }
        try Terminal.print(
            json: Report(
                output: output, format: (ending ?? .onnx).rawValue, bytes: bytes.count, model: file.path,
                name: file.card.name))
    }
}

extension ModelFile {
    /// What whoever reads with an exported file has to do himself.
    fileprivate var exportNotes: [String] {
        guard card.input.framing != nil else { return [] }
        return [
            "the model reads pictures that are framed: whoever reads with the file has to cut each to its letters first, as "
                + "`framing` in its metadata says (docs/export.md, examples/framing.py)"
        ]
    }
}

extension ExportedGraph.Preparation: ExpressibleByArgument {}
extension ExportedGraph.Reading: ExpressibleByArgument {}
extension ExportedGraph.Precision: ExpressibleByArgument {}
