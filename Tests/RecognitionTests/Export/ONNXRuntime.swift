import Foundation
import TestSupport

@testable import Recognition

/// The real onnx checker and ONNX Runtime, on files that are exported here.
enum ONNXRuntime {
    static let absence = "needs onnx and onnxruntime: run scripts/test-tools"
    static let isThere = PythonTools.has("onnx, onnxruntime")

    /// What a graph is given.
    struct Feed {
        var shape: [Int]
        var values: [Float]
        var widths: [Int]?
        /// Whether the values are bytes, 0...255.
        var isBytes = false
    }

    /// What comes out, one after the other.
    struct Result: Decodable {
        let shape: [Int]
        let values: [Float]

        func distance(to other: some Sequence<Float>) -> Float {
            zip(values, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
        }
    }

    private struct Spec: Encodable {
        let file: String
        let type: String
        let shape: [Int]
        let widths: [Int]?
    }

    /// What computes.
    enum Engine: String {
        case onnxruntime, openvino
    }

    private static let script = """
        import sys, json
        import numpy as np, onnx
        engine, path, feeds = sys.argv[1:]
        onnx.checker.check_model(onnx.load(path), full_check=True)
        if engine == "openvino":
            import openvino
            model = openvino.Core().compile_model(path, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
            name = model.inputs[0].any_name
            compute = lambda inputs: [result.copy() for result in model(inputs).values()]
        else:
            import onnxruntime
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            model = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            name = model.get_inputs()[0].name
            compute = lambda inputs: model.run(None, inputs)
        answers = []
        for feed in json.load(open(feeds)):
            inputs = {name: np.fromfile(feed["file"], feed["type"]).reshape(feed["shape"])}
            if feed.get("widths"):
                inputs["widths"] = np.array(feed["widths"], np.int64)
            answers.append([{"shape": list(r.shape), "values": r.astype(float).ravel().tolist()} for r in compute(inputs)])
        print(json.dumps(answers))
        """

    /// Checks a file and computes with it, one feed after the other.
    static func run(_ file: ONNXFile, _ feeds: [Feed], in engine: Engine = .onnxruntime) throws -> [[Result]] {
        let folder = try TemporaryFolder()
        try file.bytes().write(to: URL(fileURLWithPath: folder("model.onnx")))
        let specs = try feeds.enumerated().map { number, feed in
            let path = folder("\(number)")
            let data =
                feed.isBytes ? Data(feed.values.map { UInt8($0) }) : feed.values.withUnsafeBytes { Data($0) }
            try data.write(to: URL(fileURLWithPath: path))
            return Spec(file: path, type: feed.isBytes ? "u1" : "f4", shape: feed.shape, widths: feed.widths)
        }
        try JSONEncoder().encode(specs).write(to: URL(fileURLWithPath: folder("feeds.json")))
        let said = try PythonTools.run(script, engine.rawValue, folder("model.onnx"), folder("feeds.json"))
        return try JSONDecoder().decode([[Result]].self, from: Data(said.utf8))
    }
}
