import Foundation
import TestSupport
import Testing

@testable import Recognition

/// How a converter is run, and what is made of what it leaves; scripts stand for onnx2tf here.
@Suite struct TFLiteTests {
    private let folder: TemporaryFolder
    private let stored: StoredModel

    init() throws {
        folder = try TemporaryFolder()
        stored = try StoredModel(
            "model: {compact: {width: 4, hidden: 6}}, input: {max_width: 100, width_step: 32}", in: folder)
    }

    private func converter(_ script: String, seconds: Double = 60) throws -> ModelConverter {
        let path = folder("converter")
        try Data("#!/bin/bash\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return try ModelConverter(path, seconds: seconds)
    }

    private func made(
        _ script: String, _ change: (inout ExportedGraph.Settings) -> Void = { _ in }
    ) throws -> TFLiteFile {
        var settings = ExportedGraph.Settings()
        settings.width = 96
        change(&settings)
        return try TFLiteFile(stored.file, settings, try converter(script), producerVersion: "test")
    }

    private func message(_ script: String, _ change: (inout ExportedGraph.Settings) -> Void = { _ in }) -> String {
        do {
            _ = try made(script, change)
            return "nothing was thrown"
        } catch { return "\(error)" }
    }

    /// A converter that leaves a file of these bytes, and says how far off it is.
    private func good(difference: String = "1e-6") -> String {
        """
        pwd > \(folder("where")); cp model.onnx \(folder("seen.onnx"))
        mkdir made; printf MODEL > made/model_float32.tflite
        echo '{"overall_metrics": {"max_abs": \(difference), "rmse": 1}}' > made/model_accuracy_report.json
        """
    }

    @Test func aFileIsTheModelAndWhatBelongsToIt() throws {
        let file = try made(good())
        #expect(file.notes == [])
        #expect(file.bytes.starts(with: Data("MODEL".utf8)))
        var settings = ExportedGraph.Settings()
        (settings.batch, settings.width) = (1, 96)
        let graph = try ExportedGraph(stored.file, settings)
        let card = try JSONSerialization.data(withJSONObject: graph.metadata, options: [.sortedKeys])
        #expect(file.bytes.range(of: Data("platen.json".utf8) + card) != nil)
        #expect(graph.metadata["input"]?.contains("\"width\":96") == true)
        // The end of the zip's directory, and where it says that the directory is.
        let end = file.bytes.suffix(22)
        #expect(end.starts(with: [0x50, 0x4B, 0x05, 0x06]))
        let directory = end.dropFirst(16).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(file.bytes.dropFirst(directory).starts(with: [0x50, 0x4B, 0x01, 0x02]))
        #expect(try made(good()).bytes == file.bytes)

        // The converter saw one picture of the width, in a folder that is gone.
        #expect(graph.inputs[0].shape == [.fixed(1), .fixed(1), .fixed(32), .fixed(96)])
        let seen = try Data(contentsOf: URL(fileURLWithPath: folder("seen.onnx")))
        #expect(try seen == ONNXFile(graph, producerVersion: "test").bytes())
        let place = try String(contentsOfFile: folder("where"), encoding: .utf8).split(separator: "\n")[0]
        #expect(!FileManager.default.fileExists(atPath: String(place)))
    }

    @Test func whatFailsIsSaidInOneLine() throws {
        let path = folder("converter")
        #expect(
            message("printf 'a\\nValueError: \\e[31mno such thing\\e[0m\\n\\n' >&2; exit 3")
                == "\(path) failed (exit status 3; version 2.6 or newer is needed): ValueError: no such thing")
        #expect(message("exit 1") == "\(path) failed (exit status 1; version 2.6 or newer is needed)")
        #expect(message("kill -9 $$").hasPrefix("\(path) failed (signal 9;"))
        #expect(message("exit 0").hasPrefix("\(path) wrote no model_float32.tflite with a report"))
        #expect(message("seq 100000; exit 2").hasSuffix(": 100000"))
        #expect(
            message(good(difference: "0.25")).hasPrefix(
                "the network can't be carried to TensorFlow Lite: what LiteRT computes differs from the ONNX file by up to 0.25"
            ))
        #expect(throws: RecognitionError.self) { try ModelConverter(folder("none")) }
        #expect(throws: RecognitionError.self) { try ModelConverter(folder.path) }
    }

    @Test func whatTakesTooLongIsEndedWithAllThatItStarted() async throws {
        let slow = try converter("sleep 300 & echo $! > \(folder("child")); wait", seconds: 0.5)
        var settings = ExportedGraph.Settings()
        settings.width = 96
        let failure = #expect(throws: RecognitionError.self) {
            try TFLiteFile(stored.file, settings, slow, producerVersion: "test")
        }
        #expect(failure?.message.contains("was stopped, as it was not done after 0 seconds") == true)
        let child = try #require(
            Int32(try String(contentsOfFile: folder("child"), encoding: .utf8).trimmingCharacters(in: .newlines)))
        // The system takes a moment.
        let deadline = Deadline()
        while kill(child, 0) == 0, try String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8).contains(") S ") {
            try await deadline.pause(.milliseconds(20))
        }
    }

    @Test func whoStopsPlatenStopsTheConverter() throws {
        var slow = try converter("sleep 300")
        slow.check = { throw CancellationError() }
        #expect(throws: CancellationError.self) { try slow.convert(Data()) }
    }

    @Test func whatHasNoFormIsRefused() throws {
        #expect(message(good()) { $0.reading = .greedy }.hasPrefix("--post greedy can't be carried"))
        #expect(message(good()) { $0.precision = .int8 }.hasPrefix("--precision int8 can't be carried"))
        #expect(message(good()) { $0.precision = .fp16 }.hasPrefix("--precision fp16 can't be carried"))
        #expect(
            message(good()) { $0.width = nil }
                == "a TensorFlow Lite file takes pictures of one width: give --width in px, from 32 to 128, a multiple of 32"
        )
        for width in [0, 31, 100, 160, -32] {
            #expect(
                message(good()) { $0.width = width }
                    == "--width must be from 32 to 128, a multiple of 32, got \(width)")
        }
        let own = try StoredModel("model: {compact: {width: 4, hidden: 6}}, input: {width: 70}", in: folder)
        var settings = ExportedGraph.Settings()
        _ = try TFLiteFile(own.file, settings, try converter(good()), producerVersion: "test")
        settings.width = 96
        let failure = #expect(throws: RecognitionError.self) {
            try TFLiteFile(own.file, settings, try converter(good()), producerVersion: "test")
        }
        #expect(failure?.message == "--width must be 70, as the model reads no other width")
        let teller = try StoredModel("model: {attention: {}}, input: {width: 96}", in: folder)
        settings.width = nil
        let refused = #expect(throws: RecognitionError.self) {
            try TFLiteFile(teller.file, settings, try converter(good()), producerVersion: "test")
        }
        #expect(refused?.message.contains("one character after the other") == true)
    }
}
