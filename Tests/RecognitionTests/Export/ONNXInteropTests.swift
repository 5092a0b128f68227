import Configs
import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// What other programs compute from an exported model is what Platen computes.
@Suite(.enabled(if: ONNXRuntime.isThere, "\(ONNXRuntime.absence)")) struct ONNXInteropTests {
    @Test(
        arguments: [
            "model: {crnn: {width: 4, hidden: 6}}",
            "model: {crnn: {width: 4, hidden: 6, overlapping_pools: true, dropout: 0.5}}, input: {color: rgb}",
            "model: {crnn: {width: 4, hidden: 6, rows: flatten}}, input: {height: 64}",
            "model: {crnn: {width: 4, hidden: 6, rows: flatten}}",
            "model: {crnn: {width: 4, hidden: 6}}, input: {width: 100}",
            "model: {compact: {width: 4, hidden: 6}}",
            "model: {residual: {width: 4, hidden: 6}}, input: {color: rgb}",
            "model: {stacked: {}}",
            "model: {stacked: {}}, input: {height: 48, color: rgb}",
            "model: {compact: {width: 4, blocks: 2, hidden: 6, dropout: 0.5}}, input: {height: 45, color: rgb}",
        ])
    func logitsAreTheSame(settings: String) throws {
        let folder = try TemporaryFolder()
        let stored = try StoredModel(settings, in: folder)
        let input = stored.file.card.input
        let widths = input.width.map { [$0] } ?? [33, 100, 164, 320]
        let feeds = [1, 3, 32].flatMap { batch in
            widths.map { ONNXRuntime.Feed(noise: [batch, input.color.channelCount, input.height, $0]) }
        }
        let results = try ONNXRuntime.run(try ONNXFile(stored.file), feeds)
        try #require(results.count == feeds.count)
        for (feed, found) in zip(feeds, results) {
            let logits = try stored.logits(feed)
            try #require(found.count == 1 && found[0].shape == logits.shape)
            #expect(found[0].distance(to: try logits.values()) < 1e-4, "\(settings), \(feed.shape)")
        }
    }

    @Test(
        .enabled(if: PythonTools.has("openvino"), "needs openvino: run scripts/test-tools"),
        arguments: ExportedGraph.Precision.allCases)
    func openVINOComputesTheSame(precision: ExportedGraph.Precision) throws {
        let folder = try TemporaryFolder()
        let stored = try StoredModel("model: {crnn: {width: 4, hidden: 6}}", in: folder)
        let feeds = [[1, 1, 32, 100], [3, 1, 32, 164]].map { ONNXRuntime.Feed(noise: $0) }
        let results = try ONNXRuntime.run(try ONNXFile(stored.file, precision: precision), feeds, in: .openvino)
        let limits: [ExportedGraph.Precision: Float] = [.fp32: 1e-4, .fp16: 0.01, .int8: 0.1]
        for (feed, found) in zip(feeds, results) {
            let logits = try stored.logits(feed)
            #expect(found.map(\.shape) == [logits.shape])
            #expect(found[0].distance(to: try logits.values()) < limits[precision] ?? 0)
        }
        let greedy = try ONNXFile(stored.file, pre: .rescale, post: .greedy, precision: precision)
        let bytes = ONNXRuntime.Feed(
            shape: [2, 1, 32, 100], values: (0..<6400).map { Float($0 * 37 % 256) }, widths: [100, 57], isBytes: true)
        let (one, other) = (
            try ONNXRuntime.run(greedy, [bytes], in: .openvino)[0], try ONNXRuntime.run(greedy, [bytes])[0]
        )
        #expect(one.map(\.shape) == other.map(\.shape))
        // With random weights, what was rounded otherwise may tip the balance between two classes.
        guard precision != .int8 else { return }
        #expect(one[0].values == other[0].values && one[1].values == other[1].values)
    }

    @Test func whatIsDoneInsideOfTheGraphChangesNothing() throws {
        let folder = try TemporaryFolder()
        let stored = try StoredModel("model: {crnn: {width: 4, hidden: 6}}", in: folder)
        let feed = ONNXRuntime.Feed(noise: [3, 1, 32, 120])
        var bytes = feed
        bytes.isBytes = true
        bytes.values = feed.values.map { (($0 + 1) * 127.5).rounded() }
        let logits = try stored.logits(feed)
        let values = try logits.values()
        #expect(
            try ONNXRuntime.run(try ONNXFile(stored.file, pre: .rescale), [bytes])[0][0].distance(to: values) < 1e-4)
        let probabilities = try ONNXRuntime.run(try ONNXFile(stored.file, post: .softmax), [feed])[0][0]
        #expect(probabilities.distance(to: values.map(exp)) < 1e-5)
        for (precision, limit) in [(ExportedGraph.Precision.fp16, Float(0.01)), (.int8, 0.1)] {
            let distance = try ONNXRuntime.run(try ONNXFile(stored.file, precision: precision), [feed])[0][0]
                .distance(to: values)
            #expect(distance > 0 && distance < limit, "\(precision)")
        }
    }

    @Test func theSameIsReadInWhateverForm() throws {
        let bars = try TrainedBars.digits.get()
        let (file, recognizer, examples) = (bars.file, try bars.recognizer(), try bars.examples(320))
        let decoder = GreedyDecoder()
        // All in one width, as a stranger might: the padding is longer than Platen would have it.
        let width = 96
        let feeds = stride(from: 0, to: examples.count, by: 32).map { start in
            let batch = Batch(Array(examples[start..<start + 32]), width: width, recognizer.input)
            return ONNXRuntime.Feed(
                shape: [32, 1, 32, width], values: batch.values, widths: batch.readWidths)
        }
        let expected = try zip(feeds, stride(from: 0, to: examples.count, by: 32)).flatMap { _, start in
            try recognizer.frames(
                of: Batch(Array(examples[start..<start + 32]), width: width, recognizer.input).images
            )
            .map { decoder.decode($0, file.alphabet) }
        }
        #expect(zip(expected, examples).count { $0.text == $1.label } > 280)
        for precision in ExportedGraph.Precision.allCases {
            let results = try ONNXRuntime.run(
                try ONNXFile(file, post: .greedy, precision: precision), feeds)
            var wrong = 0
            for (place, transcription) in expected.enumerated() {
                let (found, number) = (results[place / 32], place % 32)
                let (classes, steps) = (found[0].values, found[0].shape[1])
                let count = Int(found[1].values[number])
                let row = classes[number * steps..<(number + 1) * steps].map { Int($0) }
                #expect(row[count...].allSatisfy { $0 == -1 })
                guard Array(row.prefix(count)) == transcription.classes else {
                    wrong += 1
                    continue
                }
                let probabilities = found[2].values[number * steps..<(number + 1) * steps]
                #expect(probabilities.dropFirst(count).allSatisfy { $0 == 0 })
                // The path's probability is no greater than the text's, or than any of its characters'.
                let least = probabilities.prefix(count).min() ?? 1
                let tolerance: Float = [.fp32: 0.001, .fp16: 0.02][precision] ?? 0.3
                if let certain = transcription.leastCertain {
                    #expect(abs(least - Float(certain.probability)) < tolerance)
                }
                #expect(found[3].values[number] <= least + 1e-6)
                #expect(found[3].values[number] <= Float(transcription.probability) + tolerance)
            }
            #expect(wrong <= (precision == .int8 ? 4 : 0), "\(precision)")
        }
    }

    /// `examples/onnx_predict.py` knows nothing but what the file says of itself.
    @Test(
        arguments: [
            (ExportedGraph.Preparation.none, ExportedGraph.Reading.none), (.rescale, .greedy), (.none, .softmax),
        ],
        [true, false])
    func aStrangerReadsPictures(form: (ExportedGraph.Preparation, ExportedGraph.Reading), isHebrew: Bool) throws {
        let bars = try (isHebrew ? TrainedBars.hebrew : TrainedBars.digits).get()
        let folder = try TemporaryFolder()
        try ONNXFile(bars.file, pre: form.0, post: form.1).bytes()
            .write(to: URL(fileURLWithPath: folder("model.onnx")))
        var (paths, expected): ([String], [String]) = ([], [])
        var right = 0
        let recognizer = try bars.recognizer()
        for (number, sample) in try bars.samples(24).enumerated() {
            // Larger and smaller than what the model reads.
            let height = [80, 32, 27][number % 3]
            let picture = sample.image.resized(width: sample.image.width * height / 32, height: height)
            var bytes: [UInt8] = []
            try PNGEncoder().encode(picture, into: &bytes)
            paths.append(folder("\(number).png"))
            try Data(bytes).write(to: URL(fileURLWithPath: paths[number]))
            let example = Example(
                image: try recognizer.input.prepare(picture), label: "", classes: [], place: .init(source: 0, index: 0))
            let frames = try recognizer.frames(of: [example])[0]
            let text = GreedyDecoder().decode(frames, recognizer.alphabet).text
            right += text == sample.label ? 1 : 0
            expected.append("\(paths[number])\t\(text)")
        }
        #expect(right > 12)
        let script = """
            import runpy, sys
            sys.path.insert(0, sys.argv[1])
            sys.argv = sys.argv[2:]
            runpy.run_module("onnx_predict", run_name="__main__", alter_sys=True)
            """
        let said = try PythonTools.run(
            script,
            arguments: [PythonTools.repositoryFile("examples"), "onnx_predict.py", folder("model.onnx")] + paths)
        #expect(said.split(separator: "\n").map(String.init) == expected)
    }

    // MARK: Operations

    /// Each is traced with one size, and computes another.
    @Test(arguments: ONNXInteropTests.operations.map(\.name))
    func eachOperationStandsInAGraph(name: String) throws {
        let operation = try #require(Self.operations.first { $0.name == name })
        let engine = try Engine(threadCount: 1)
        let initializer = Initializer(engine, seed: 4)
        let trace = GraphTrace()
        let tape = Tape(engine, tracing: trace)
        let traced = try operation.compute(
            tape.graphInput(try Tensor(engine, operation.traced, filledWith: 0), named: "images"), initializer)
        let output = try trace.name(of: traced)
        let free: [ExportedGraph.Port.Size] = operation.traced.indices.map { .free("size\($0)") }
        let file = ONNXFile(
            trace.graph, [.init("images", .float, free)],
            [.init(output, .float, traced.shape.indices.map { .free("result\($0)") })], producerVersion: "test")
        let feed = ONNXRuntime.Feed(noise: operation.other)
        let result = try ONNXRuntime.run(file, [feed])[0][0]
        let own = try operation.compute(
            Tape(engine, .inference).constant(try Tensor(engine, feed.shape, feed.values)), initializer
        ).value
        #expect(result.shape == own.shape)
        #expect(result.distance(to: try own.values()) < 2e-5)
    }

    struct OperationCase: Sendable {
        let name: String
        let traced: [Int]
        let other: [Int]
        let compute: @Sendable (Variable, Initializer) throws -> Variable
    }

    static let operations = activations + layers

    private static let activations: [OperationCase] = [
        Activation.relu, .leakyReLU(slope: 0.1), .sigmoid, .tanh, .hardSigmoid, .hardSwish,
    ].map { activation in
        OperationCase(name: "\(activation)", traced: [1, 2], other: [3, 50]) { x, _ in try x.activated(activation) }
    }

    private static let layers: [OperationCase] = [
        OperationCase(name: "convolution in groups", traced: [1, 4, 8, 9], other: [2, 4, 8, 14]) { x, initializer in
            try Convolution(
                "c", 4, 6, kernel: [3, 2], Window(strides: [2, 1], padding: [1, 0], dilation: [1, 2]), groups: 2,
                activation: .hardSwish, initializer)(x)
        },
        OperationCase(name: "batch norm", traced: [1, 3, 2, 2], other: [2, 3, 4, 5]) { x, initializer in
            try BatchNorm("n", 3, hasReLU: true, initializer)(x)
        },
        OperationCase(name: "layer norm", traced: [1, 5], other: [7, 5]) { x, initializer in
            try LayerNorm("n", 5, initializer)(x)
        },
        OperationCase(name: "LSTM", traced: [4, 1, 5], other: [9, 3, 5]) { x, initializer in
            try Recurrent("r", .lstm, 5, hidden: 7, isBidirectional: true, initializer)(x)
        },
        OperationCase(name: "LSTM in one direction", traced: [4, 1, 5], other: [9, 3, 5]) { x, initializer in
            try Recurrent("r", .lstm, 5, hidden: 7, isBidirectional: false, initializer)(x)
        },
        OperationCase(name: "GRU", traced: [4, 1, 5], other: [9, 3, 5]) { x, initializer in
            try Recurrent("r", .gru, 5, hidden: 7, isBidirectional: true, initializer)(x)
        },
        OperationCase(name: "linear map without bias", traced: [1, 5], other: [6, 5]) { x, initializer in
            try Linear("l", 5, 3, hasBias: false, initializer)(x)
        },
        OperationCase(name: "means of windows", traced: [1, 2, 6, 8], other: [2, 2, 6, 10]) { x, _ in
            try x.averagePooled([3, 2], strides: [1, 2], padding: [1, 0])
        },
        OperationCase(name: "mean of all places", traced: [1, 2, 6, 8], other: [2, 2, 6, 11]) { x, _ in
            try x.globallyPooled()
        },
        OperationCase(name: "parts of an axis", traced: [1, 6], other: [3, 6]) { x, _ in
            try Variable.concatenated([x.sliced(axis: 1, 4..<6), x.sliced(axis: 1, 0..<3)], axis: 1)
        },
        OperationCase(name: "sums and products", traced: [1, 6], other: [3, 6]) { x, _ in try x * x + x },
        OperationCase(name: "products of matrices", traced: [1, 4, 4], other: [3, 4, 4]) { x, _ in
            try x.matrixMultiplied(by: x.transposed(0, 2, 1)).softmax()
        },
    ]
}
