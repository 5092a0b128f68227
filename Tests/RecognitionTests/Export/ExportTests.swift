import Configs
import Foundation
import TestSupport
import Testing

@testable import Neural
@testable import Recognition

/// What an exported file holds; ONNXInteropTests compute with it.
@Suite struct ExportTests {
    private static let tiny = "model: {crnn: {width: 4, hidden: 6}}"

    @Test(arguments: Architectures.members.map { $0.name })
    func everyNetworkCanBeExported(name: String) throws {
        let folder = try TemporaryFolder()
        // Some read pictures of one width alone.
        let stored =
            try (try? StoredModel("model: {\(name): {}}", in: folder))
            ?? StoredModel("model: {\(name): {}}, input: {width: 160}", in: folder)
        #expect(try !ExportedGraph(stored.file).graph.nodes.isEmpty)
        try ExportedGraph.check(stored.recognizer.model, stored.file.card.input, stored.engine)
    }

    @Test func theFileSaysHowItIsRead() throws {
        let folder = try TemporaryFolder()
        let input = "input: {width_step: 16, framing: {fill: 0.7}, deviation: 0.25}"
        let file = try StoredModel("\(Self.tiny), \(input)", in: folder).file
        let model = try ONNXFile(file, pre: .rescale, precision: .int8).model
        let metadata = Dictionary(uniqueKeysWithValues: model.metadataProps.map { ($0.key, $0.value) })
        #expect(metadata["characters"] == #"["0","1","2","€"]"#)
        #expect(
            metadata["input"]
                == #"{"height":32,"width":null,"max_width":1024,"width_step":16,"fit":"keep","color":"grey","padding":"right","#
                + #""fill":0.5,"mean":0.5,"deviation":0.25,"framing":{"fill":0.7,"level":true,"anywhere":false}}"#)
        #expect(metadata["steps"] == #"{"pixels":4,"shift":0,"gain":1,"offset":-1}"#)
        let words = [
            "blank": "4", "head": "ctc", "pre": "rescale", "post": "none", "precision": "int8", "name": "tiny",
            "fold_case": "false", "unit": "cluster", "direction": "auto", "digits": "as_written", "trained_steps": "1",
            "metrics": #"{"cer":0.25}"#,
        ]
        for (key, value) in words { #expect(metadata[key] == value) }
        #expect(metadata["model"]?.contains("hidden: 6") == true)
        #expect(metadata.count == words.count + 4)

        #expect(model.opsetImport.map(\.version) == [17])
        #expect(model.graph.input.map(\.name) == ["images"])
        let sizes = model.graph.input[0].type.tensorType.shape.dim
        #expect(sizes.map(\.dimParam) == ["batch", "", "", "width"] && sizes.map(\.dimValue) == [0, 1, 32, 0])
    }

    @Test func batchNormsAreFoldedAndWeightsShrink() throws {
        let folder = try TemporaryFolder()
        let file = try StoredModel("model: {crnn: {width: 16, hidden: 32}}", in: folder).file
        func kinds(_ file: ONNXFile) -> Set<String> { Set(file.model.graph.node.map(\.opType)) }
        let whole = try ONNXFile(file)
        #expect(
            kinds(whole) == ["Conv", "Relu", "MaxPool", "Transpose", "Reshape", "LSTM", "MatMul", "Add", "LogSoftmax"])
        let (half, bytes) = (try ONNXFile(file, precision: .fp16), try ONNXFile(file, precision: .int8))
        #expect(kinds(half).subtracting(kinds(whole)) == ["Cast"])
        #expect(kinds(bytes).isSuperset(of: ["ConvInteger", "MatMulInteger", "DynamicQuantizeLinear", "LSTM"]))
        #expect(kinds(bytes).isDisjoint(with: ["Conv", "MatMul"]))
        let size = try Double(whole.bytes().count)
        #expect(try Double(half.bytes().count) < 0.53 * size)
        #expect(try Double(bytes.bytes().count) < 0.29 * size)
    }

    /// What ONNX Runtime has for processors, and so its WebAssembly backend in browsers, which is the same, compiled.
    private static let operatorsOfBrowsers: Set = [
        "Add", "And", "ArgMax", "AveragePool", "BatchNormalization", "Cast", "Concat", "Conv", "ConvInteger", "CumSum",
        "Div",
        "DynamicQuantizeLinear", "Equal", "Exp", "Expand", "GRU", "Gather", "GlobalAveragePool", "GlobalMaxPool",
        "HardSigmoid", "HardSwish", "LSTM", "LayerNormalization", "LeakyRelu", "Less", "LogSoftmax", "Loop", "MatMul",
        "MatMulInteger", "Max", "MaxPool", "Mul", "Not", "Range", "ReduceMax", "ReduceSum", "Relu", "Reshape", "Shape",
        "Sigmoid", "Slice", "Softmax", "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze", "Where",
    ]

    @Test(
        arguments: [
            "model: {crnn: {width: 4, hidden: 6, dropout: 0.5}}", "model: {compact: {width: 4, hidden: 6}}",
            "model: {residual: {width: 4, hidden: 6}}", "model: {stacked: {}}",
            "model: {attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, heads: 2}}, input: {width: 96}",
        ])
    func browsersHaveItsOperators(settings: String) throws {
        let folder = try TemporaryFolder()
        let file = try StoredModel(settings, in: folder).file
        func all(_ nodes: [ONNXNode]) -> [ONNXNode] {
            nodes + nodes.flatMap { $0.attribute.flatMap { all($0.g.node) } }
        }
        for precision in ExportedGraph.Precision.allCases {
            for reading in ExportedGraph.Reading.allCases {
                let model = try ONNXFile(file, pre: .rescale, post: reading, precision: precision).model
                let nodes = all(model.graph.node)
                let others = Set(nodes.map(\.opType)).subtracting(Self.operatorsOfBrowsers)
                #expect(others == [], "\(precision) \(reading)")
                #expect(nodes.allSatisfy { $0.domain.isEmpty } && model.opsetImport.map(\.version) == [17])
                // A value has one name, in the loop's body as around it.
                let names = nodes.flatMap(\.output)
                #expect(Set(names).count == names.count)
            }
        }
    }

    @Test func theFileOfALoopSaysHowItIsRead() throws {
        let folder = try TemporaryFolder()
        let settings = "model: {attention: {width: 0.25, longest: 7}}, input: {height: 48, width: 96}"
        let file = try StoredModel(settings, in: folder).file
        let model = try ONNXFile(file, post: .greedy).model
        let metadata = Dictionary(uniqueKeysWithValues: model.metadataProps.map { ($0.key, $0.value) })
        let words = ["head": "tokens", "end": "4", "start": "5", "steps": "null", "characters": #"["0","1","2","€"]"#]
        for (key, value) in words { #expect(metadata[key] == value, "\(key)") }
        #expect(model.graph.input.map(\.name) == ["images"])
        #expect(model.graph.output.map(\.name) == ["classes", "lengths", "probabilities", "probability"])
        let loop = try #require(model.graph.node.first { $0.opType == "Loop" })
        let limit = try #require(model.graph.initializer.first { $0.name == loop.input[0] })
        #expect(limit.rawData.first == 8, "seven characters, and an end")
        #expect(!loop.attribute[0].g.node.contains { $0.opType == "Conv" }, "the picture is looked at once")
    }

    @Test func widthsAreAskedForWherePaddingIsCutOff() throws {
        let folder = try TemporaryFolder()
        func inputs(_ input: String, _ post: ExportedGraph.Reading) throws -> [String] {
            let file = try StoredModel("\(Self.tiny), input: \(input)", in: folder).file
            return try ONNXFile(file, post: post).model.graph.input.map(\.name)
        }
        #expect(try inputs("{}", .greedy) == ["images", "widths"])
        #expect(try inputs("{}", .softmax) == ["images"])
        #expect(try inputs("{width: 100}", .greedy) == ["images", "widths"])
        #expect(try inputs("{width: 100, fit: stretch}", .greedy) == ["images"])
        #expect(try inputs("{padding: center}", .greedy) == ["images"])
    }

    // MARK: Networks that can't be exported

    /// A network of one line.
    private struct Network: CTCModel {
        typealias Compute = @Sendable (Variable) throws(NeuralError) -> Variable

        let steps: @Sendable (Int) -> Int
        let compute: Compute
        var parameters: [Parameter] { [] }

        init(steps: @escaping @Sendable (Int) -> Int = { $0 / 4 }, compute: @escaping Compute) {
            (self.steps, self.compute) = (steps, compute)
        }

        func stepCount(width: Int) -> Int { steps(width) }
        func forReading() throws(NeuralError) -> any TextModel { self }
        func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable { try compute(images) }
    }

    private func refusal(_ network: Network) throws -> String {
        do { try ExportedGraph.check(network, InputPolicy(), try Engine(threadCount: 1)) } catch { return "\(error)" }
        return "exported"
    }

    @Test func whatHasNoFormIsRefused() throws {
        #expect(
            try refusal(Network(compute: { images throws(NeuralError) in try images.sum() }))
                == "the operation 'sum' has no form in an exported graph")
        #expect(
            try refusal(Network(compute: { x throws(NeuralError) in try x.sliced(axis: 3, 0..<x.shape[3] - 1) }))
                == "the network can't be exported: its graph is another one for pictures of another size")
        #expect(
            try refusal(Network(steps: { $0 * $0 }, compute: { images throws(NeuralError) in try images.relu() }))
                == "the network can't be exported: its time steps follow from the width by no rule that a file can say")
        #expect(try refusal(Network(compute: { images throws(NeuralError) in try images.relu() })) == "exported")
    }

    @Test func stepsFollowFromTheWidth() throws {
        let rules: [(@Sendable (Int) -> Int, [Int])] = [
            ({ $0 / 4 - 1 }, [4, 0, 1, -1]), ({ ($0 + 3) / 4 }, [4, 3, 1, 0]), ({ ($0 / 8 + 1) * 3 }, [8, 0, 3, 3]),
            ({ $0 }, [1, 0, 1, 0]),
        ]
        for (steps, expected) in rules {
            let rule = try #require(StepRule(steps))
            #expect([rule.pixels, rule.shift, rule.gain, rule.offset] == expected)
        }
        #expect(StepRule { $0 > 100 ? $0 / 4 : $0 / 4 + 1 } == nil)
        #expect(StepRule { _ in 7 } == nil)
    }

    // MARK: Numbers

    @Test(
        arguments: [
            (0, 0), (1, 0x3C00), (-2, 0xC000), (65504, 0x7BFF), (65520, 0x7C00), (1e9, 0x7C00), (0x1p-24, 1),
            (0x1p-14, 0x400), (0.1, 0x2E66), (1.00048828125, 0x3C00), (0x1p-26, 0), (-.infinity, 0xFC00),
        ] as [(Float, UInt16)])
    func halvesAreTheNearest(value: Float, bits: UInt16) {
        #expect(Half.bits(of: value) == bits)
    }

    @Test func eachChannelHasAScaleOfItsOwn() throws {
        var graph = Graph()
        graph.constants = [
            Graph.Constant(name: "w", shape: [2, 3], values: .floats([1, 100, .nan, -0.5, -127, 0]))
        ]
        graph.nodes = [Graph.Node("MatMul", ["x", "w"], outputs: ["y"])]
        let constants = Dictionary(
            uniqueKeysWithValues: graph.quantized().constants.map { ($0.name, $0.values) })
        #expect(constants["w"] == nil)
        #expect(constants["w.int8"] == .bytes([255, 228, 128, 64, 1, 128]))
        #expect(constants["w.scales"] == .floats([1 / 127, 1, 1]))
    }
}
