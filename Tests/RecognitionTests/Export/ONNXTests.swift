import Configuration
import Foundation
import Neural
import TestSupport
import Testing

@testable import Recognition

/// What other programs compute from an exported model is what Platen computes.
@Suite struct ONNXTests {
    static let absence = "needs onnx and onnxruntime: run scripts/test-tools"

    /// A stored model with random numbers, and the network itself.
    private func stored(
        _ settings: String, in folder: TemporaryFolder
    ) throws -> (file: ModelFile, model: any TextModel, engine: Engine) {
        let experiment = try ConfigDocument(
            yaml: "{name: tiny, alphabet: '012€', \(settings)}", name: "tiny.yml", baseDirectory: folder.path
        ).decode(Experiment.self)
        let (engine, alphabet) = (try Engine(threadCount: 1), try Alphabet("012€"))
        let model = try experiment.model.makeModel(
            classCount: alphabet.classCount, input: experiment.input, Initializer(engine, seed: 3))
        let card = ModelCard(experiment, alphabet: alphabet, precision: .f32, step: 1, metrics: [:])
        try ModelFile.write(model, card, to: folder("model.safetensors"))
        return (try ModelFile(path: folder("model.safetensors")), model, engine)
    }

    /// Pictures that a script in another language can make as well.
    private func picture(_ shape: [Int]) -> [Float] {
        (0..<shape.reduce(1, *)).map { Float($0 * 37 % 255) / 127.5 - 1 }
    }

    private static let script = """
        import sys, json
        import numpy as np, onnx, onnxruntime
        path, *shape = sys.argv[1:]
        shape = [int(size) for size in shape]
        onnx.checker.check_model(onnx.load(path), full_check=True)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        picture = (np.arange(np.prod(shape)) * 37 % 255).astype(np.uint8)
        if session.get_inputs()[0].type == "tensor(float)":
            picture = picture.astype(np.float32) / np.float32(127.5) - np.float32(1)
        results = session.run(None, {"images": picture.reshape(shape)})
        print(json.dumps([{"shape": list(r.shape), "values": r.astype(float).ravel().tolist()} for r in results]))
        """

    private struct Result: Decodable {
        let shape: [Int]
        let values: [Float]
    }

    private func run(_ exported: ONNXFile, on shape: [Int], in folder: TemporaryFolder) throws -> [Result] {
        try exported.write(to: folder("model.onnx"))
        let arguments = shape.map(String.init)
        let said = try PythonTools.run(Self.script, arguments: [folder("model.onnx")] + arguments)
        return try JSONDecoder().decode([Result].self, from: Data(said.utf8))
    }

    @Test(
        .enabled(if: PythonTools.has("onnxruntime"), "\(absence)"),
        arguments: [
            "model: {crnn: {width: 4, hidden: 6}}",
            "model: {crnn: {width: 4, hidden: 6, overlapping_pools: true, dropout: 0.5}}, input: {color: rgb}",
            "model: {crnn: {width: 4, hidden: 6, rows: flatten}}, input: {height: 64}",
            "model: {crnn: {width: 4, hidden: 6}}, input: {width: 100}",
        ])
    func theRealRuntimeComputesTheSame(settings: String) throws {
        let folder = try TemporaryFolder()
        let (file, model, engine) = try stored(settings, in: folder)
        let exported = ONNXFile(try ExportedGraph(file), producerVersion: "test")
        let input = file.card.input
        for (batch, width) in input.width.map({ [(1, $0), (3, $0)] }) ?? [(1, 100), (3, 100), (2, 164)] {
            let shape = [batch, input.color.channelCount, input.height, width]
            let tape = Tape(engine, .inference)
            let logits = try model(tape.constant(try Tensor(engine, shape, picture(shape)))).value
            let results = try run(exported, on: shape, in: folder)
            try #require(results.count == 1 && results[0].shape == logits.shape)
            let largest = zip(results[0].values, try logits.values()).reduce(0) { max($0, abs($1.0 - $1.1)) }
            #expect(largest < 1e-4, "\(settings), \(batch) x \(width)")
        }
    }

    @Test(.enabled(if: PythonTools.has("onnxruntime"), "\(absence)"))
    func whatIsDoneInsideOfTheGraphChangesNothing() throws {
        let folder = try TemporaryFolder()
        let (file, _, _) = try stored("model: {crnn: {width: 4, hidden: 6}}", in: folder)
        let shape = [3, 1, 32, 120]
        func results(
            _ preparation: ExportedGraph.Preparation, _ reading: ExportedGraph.Reading,
            _ precision: ONNXFile.Precision = .fp32
        ) throws -> [Result] {
            let graph = try ExportedGraph(file, preparation: preparation, reading: reading)
            return try run(ONNXFile(graph, precision: precision, producerVersion: "test"), on: shape, in: folder)
        }
        func difference(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } }

        let logits = try results(.none, .none)[0]
        #expect(difference(try results(.rescale, .none)[0].values, logits.values) < 1e-4)
        #expect(difference(try results(.none, .softmax)[0].values, logits.values.map(exp)) < 1e-5)
        let half = difference(try results(.none, .none, .fp16)[0].values, logits.values)
        #expect(half > 0 && half < 0.01)

        // The path by hand.
        let read = try results(.rescale, .greedy)
        let (steps, count) = (logits.shape[0], file.alphabet.classCount)
        try #require(read.map(\.shape) == [[3, steps], [3], [3]])
        for sample in 0..<3 {
            var (path, probability, before): ([Float], Double, Int) = ([], 0, file.alphabet.blank)
            for step in 0..<steps {
                let start = (step * 3 + sample) * count
                let row = logits.values[start..<start + count]
                let best = row.indices.max { row[$0] < row[$1] } ?? start
                probability += Double(row[best])
                if best - start != before, best - start != file.alphabet.blank { path.append(Float(best - start)) }
                before = best - start
            }
            #expect(read[1].values[sample] == Float(path.count))
            let padded = path + [Float](repeating: -1, count: steps - path.count)
            #expect(Array(read[0].values[sample * steps..<(sample + 1) * steps]) == padded)
            #expect(abs(Double(read[2].values[sample]) - exp(probability)) < 1e-5)
        }
    }

    @Test func theFileSaysHowItIsRead() throws {
        let folder = try TemporaryFolder()
        let (file, _, _) = try stored("model: {crnn: {width: 4, hidden: 6}}, input: {width_step: 16}", in: folder)
        let exported = try ExportedGraph(file, preparation: .rescale)
        let model = ONNXFile(exported, producerVersion: "1").model
        let metadata = Dictionary(uniqueKeysWithValues: model.metadataProps.map { ($0.key, $0.value) })
        #expect(metadata["characters"] == #"["0","1","2","€"]"#)
        #expect(metadata["blank"] == "4" && metadata["head"] == "ctc" && metadata["pre"] == "rescale")
        #expect(metadata["input"]?.contains(#""width_step":16"#) == true)
        #expect(model.graph.input.map(\.name) == ["images"])
        let sizes = model.graph.input[0].type.tensorType.shape.dim
        #expect(sizes.map(\.dimParam) == ["batch", "", "", "width"] && sizes.map(\.dimValue) == [0, 1, 32, 0])
        // Batch norms are part of the convolutions.
        let kinds = Set(model.graph.node.map(\.opType))
        #expect(!kinds.contains("BatchNormalization") && kinds.contains("LSTM"))
    }

    @Test(arguments: Architectures.members.map { $0.name })
    func everyNetworkCanBeExported(name: String) throws {
        let folder = try TemporaryFolder()
        let (file, _, _) = try stored("model: {\(name): {}}", in: folder)
        #expect(try !ExportedGraph(file).graph.nodes.isEmpty)
    }

    @Test(
        arguments: [
            (0, 0), (1, 0x3C00), (-2, 0xC000), (65504, 0x7BFF), (65520, 0x7C00), (1e9, 0x7C00), (0x1p-24, 1),
            (0x1p-14, 0x400), (0.1, 0x2E66), (1.00048828125, 0x3C00), (0x1p-26, 0), (-.infinity, 0xFC00),
        ] as [(Float, UInt16)])
    func halvesAreTheNearest(value: Float, bits: UInt16) {
        #expect(Half.bits(of: value) == bits)
    }
}
