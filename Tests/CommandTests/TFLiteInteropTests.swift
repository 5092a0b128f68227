import Foundation
import TestSupport
import Testing

/// What LiteRT computes from an exported model is what ONNX Runtime computes, and so what Platen does.
@Suite(.enabled(if: LiteRTTools.isThere, Comment(rawValue: LiteRTTools.absence)), .serialized)
struct TFLiteInteropTests {
    /// Reads all pictures of a folder with both files.
    private static let reading = """
        import json, pathlib, sys
        import numpy as np, onnxruntime
        examples, tflite, onnx, folder = sys.argv[1:]
        sys.path.insert(0, examples)
        from framing import prepare
        from tflite_predict import Reader
        reader = Reader(tflite)
        session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])
        labels = dict(line.split(" ", 1) for line in open(folder + "/labels_train.txt").read().splitlines())
        worst, differing, exact = 0, 0, 0
        for name, label in labels.items():
            pixels, width = prepare(folder + "/" + name, reader.card["input"])
            numbers = reader.numbers(pixels)
            size = reader.card["input"]
            others = session.run(None, {"images": ((pixels - size["mean"]) / size["deviation"]).astype("f4")})[0]
            worst = max(worst, float(np.abs(numbers - others).max()))
            text = reader.text(numbers, width)
            differing += text != reader.text(others, width)
            exact += text == label
        print(json.dumps([len(labels), worst, differing, exact]))
        """

    @Test(arguments: [
        ("digits", "drawn-digits", 256), ("digits", "drawn-digits", 128), ("numbers", "numbers-canvas", 320),
    ])
    func aThousandPicturesAreReadAlike(model: String, recipe: String, width: Int) async throws {
        let folder = try TemporaryFolder()
        try await succeed(
            "generate", "configs/\(recipe).yml", "-o", folder("set"), "samples={train: 1000, val: 0, test: 0}",
            "--quiet")
        try await succeed(
            "export", "--model", model, "-o", folder("model.tflite"), "--width", "\(width)", "--converter",
            LiteRTTools.converter)
        try await succeed("export", "--model", model, "-o", folder("model.onnx"))
        let said = try LiteRTTools.run(
            Self.reading, PythonTools.repositoryFile("examples"), folder("model.tflite"), folder("model.onnx"),
            folder("set"))
        let found = try JSONDecoder().decode([Double].self, from: Data(said.utf8))
        try #require(found.count == 4 && found[0] == 1000)
        #expect(found[1] < 1e-3, "\(said)")
        #expect(found[2] == 0, "\(said)")
        #expect(found[3] > 950, "\(said)")
    }

    private static let noise = """
        import sys
        import numpy as np, onnxruntime
        examples, tflite, onnx, post = sys.argv[1:]
        sys.path.insert(0, examples)
        from tflite_predict import Reader
        reader = Reader(tflite)
        assert (reader.card["post"], reader.card["input"]["width"]) == (post, 96), reader.card
        session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])
        generator, worst = np.random.default_rng(1), 0
        for _ in range(20):
            channels = {"grey": 1, "rgb": 3}[reader.card["input"]["color"]]
            pixels = generator.integers(0, 256, (1, channels, 32, 96)) / 255
            taken = (pixels - 0.5) / 0.5
            if reader.card["pre"] == "rescale":
                taken = np.round(pixels * 255).astype(np.uint8)
            others = session.run(None, {"images": taken.astype("u1" if reader.card["pre"] == "rescale" else "f4")})[0]
            worst = max(worst, float(np.abs(reader.numbers(pixels) - others).max()))
        print(worst)
        """

    @Test(
        arguments: [
            ("{crnn: {width: 4, hidden: 8}}", "grey", ["--pre", "rescale"]),
            ("{compact: {width: 4, hidden: 8}}", "rgb", []),
            ("{residual: {width: 4, hidden: 6}}", "grey", ["--post", "softmax"]),
            ("{stacked: {}}", "rgb", []),
        ])
    func eachNetworkComputesTheSame(model: String, color: String, options: [String]) async throws {
        let desk = try Desk(samples: "{train: 20, val: 4, test: 0}")
        try desk.write(
            """
            alphabet: "0123456789"
            input: {color: \(color), width_step: 32}
            model: \(model)
            data: {pool: 1, train: [{recipe: tiny.yml}], val: [{recipe: tiny.yml}]}
            training: {steps: 2, batch: 4, threads: 1, validate_every: 2}

            """, "train.yml")
        let trained = try await platen("train", desk("train.yml"), "-o", desk("run"), "--quiet")
        try #require(trained.code == 0, "\(trained.errors)")
        let made = try await Program(
            ["export", "-m", desk("run/best.safetensors"), "-o", desk("a.tflite"), "--width", "96"] + options
                + ["--converter", LiteRTTools.converter]
        ).outcome()
        #expect(made.code == 0 && made.complaints == [], "\(made.errors)")
        // Whoever lets an LSTM go on from the picture before reads otherwise.
        #expect(made.notes.contains { $0.contains("reset_all_variables") } == !model.contains("compact"))
        try #require(
            try await Program(["export", "-m", desk("run/best.safetensors"), "-o", desk("a.onnx")] + options).outcome()
                .code == 0)
        let worst = try LiteRTTools.run(
            Self.noise, PythonTools.repositoryFile("examples"), desk("a.tflite"), desk("a.onnx"),
            options.contains("softmax") ? "softmax" : "none")
        #expect(try #require(Double(worst)) < 1e-4)
    }
}
