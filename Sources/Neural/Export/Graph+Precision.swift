/// A graph whose weights take up less room.

extension Graph {
    /// The same graph with weights of 16 bits; all is computed in 32.
    ///
    /// Runtimes bring the weights to 32 bits once, when they load the graph.
    package func withHalves() -> Graph {
        var result = Graph()
        result.constants = constants.map { constant in
            guard case .floats(let values) = constant.values, values.count > 1,
                values.allSatisfy({ abs($0) <= Half.greatest })
            else { return constant }
            let stored = constant.name + ".fp16"
            result.nodes.append(Node("Cast", [stored], outputs: [constant.name], ["to": .type(.float)]))
            return Constant(name: stored, shape: constant.shape, values: .halves(values.map(Half.bits)))
        }
        result.nodes += nodes
        return result
    }

    /// The same graph with weights of 8 bits, one scale for each output channel.
    ///
    /// Convolutions and products of matrices are computed in whole numbers, and what goes into them is brought to 8 bits by
    /// its own range, which is that of the whole batch. The operators have no recurrent layer of the kind: its weights are
    /// brought back to 32 bits once, when a runtime loads the graph.
    package func quantized() -> Graph {
        var quantizer = Quantizer(self)
        for node in nodes { quantizer.add(node) }
        return quantizer.result
    }
}

/// Brings a graph to 8 bits, node by node.
private struct Quantizer {
    private var graph = Graph()
    private let weights: [String: Graph.Constant]
    /// What stands for a value in 8 bits: the bytes, their scale and their zero.
    private var inputs: [String: [String]] = [:]
    /// What brings weights back to 32 bits: it stands before all else, and outside of all bodies.
    private var unpacking: [Graph.Node] = []

    init(_ graph: Graph) {
        weights = Dictionary(graph.constants.map { ($0.name, $0) }) { first, _ in first }
        self.graph.constants = graph.constants
    }

    /// The new graph, without constants that nothing uses any more.
    var result: Graph {
        var graph = graph
        graph.nodes = unpacking + graph.nodes
        let used = Set(graph.nodes.flatMap(\.uses))
        graph.constants.removeAll { !used.contains($0.name) }
        return graph
    }

    mutating func add(_ node: Graph.Node) {
        switch node.operation {
        case "Conv" where axes(node, 1) == 4: convolve(node)
        case "MatMul" where axes(node, 1) == 2: multiply(node)
        case "LSTM", "GRU":
            var node = node
            for place in [1, 2] { node.inputs[place] = unpacked(node.inputs[place]) }
            graph.nodes.append(node)
        case "Loop": repeated(node)
        default: graph.nodes.append(node)
        }
    }

    /// A loop, whose body is brought to 8 bits too.
    private mutating func repeated(_ node: Graph.Node) {
        let (nodes, known) = (graph.nodes, inputs)
        var node = node
        for (key, attribute) in node.attributes {
            guard case .body(var body) = attribute else { continue }
            graph.nodes = []
            for inner in body.nodes { add(inner) }
            body.nodes = graph.nodes
            node.attributes[key] = .body(body)
        }
        // What is computed in a body is known there alone.
        (graph.nodes, inputs) = (nodes + [node], known)
    }

    /// The axes of weights; nil where an input is none, but computed.
    private func axes(_ node: Graph.Node, _ place: Int) -> Int? {
        guard node.inputs.indices.contains(place), let constant = weights[node.inputs[place]],
            case .floats = constant.values
        else { return nil }
        return constant.shape.count
    }

    private mutating func convolve(_ node: Graph.Node) {
        let (result, name) = (node.outputs[0], node.inputs[1])
        let (stored, scales) = packed(name, channelAxis: 0, scaleAxes: 2)
        let x = quantized(node.inputs[0])
        let sum = append(
            "ConvInteger", [x[0], stored, x[2], Self.zero], result + "_integer", node.attributes)
        let hasBias = node.inputs.count > 2
        scale(sum, x[1], scales, hasBias ? result + "_scaled" : result)
        guard hasBias else { return }
        let bias = node.inputs[2]
        if let constant = weights[bias] {
            add(Graph.Constant(name: bias + ".column", shape: constant.shape + [1, 1], values: constant.values))
            _ = append("Add", [result + "_scaled", bias + ".column"], result)
        }
    }

    private mutating func multiply(_ node: Graph.Node) {
        let result = node.outputs[0]
        let (stored, scales) = packed(node.inputs[1], channelAxis: 1, scaleAxes: 0)
        let x = quantized(node.inputs[0])
        let sum = append("MatMulInteger", [x[0], stored, x[2], Self.zero], result + "_integer")
        scale(sum, x[1], scales, result)
    }

    /// Sums of whole numbers as the numbers that they stand for.
    private mutating func scale(_ sum: String, _ ofInput: String, _ ofWeights: String, _ result: String) {
        let numbers = append("Cast", [sum], result + "_float", ["to": .type(.float)])
        let scales = append("Mul", [ofInput, ofWeights], result + "_scales")
        _ = append("Mul", [numbers, scales], result)
    }

    /// A value in 8 bits; once for all that use it.
    private mutating func quantized(_ name: String) -> [String] {
        if let known = inputs[name] { return known }
        let outputs = ["_bytes", "_scale", "_zero"].map { name + $0 }
        graph.nodes.append(Graph.Node("DynamicQuantizeLinear", [name], outputs: outputs))
        inputs[name] = outputs
        return outputs
    }

    /// The byte that stands for a weight of 0.
    ///
    /// Bytes without a sign: ONNX Runtime takes no others in convolutions as fast, and where a processor lacks VNNI its sums
    /// of others may overflow.
    private static let zero = "weights_zero"

    /// Weights as bytes, and the scale of each channel, with so many axes of size 1 behind it.
    private mutating func packed(_ name: String, channelAxis: Int, scaleAxes: Int) -> (bytes: String, scales: String) {
        let names = (name + ".int8", name + ".scales")
        guard let constant = weights[name], case .floats(let values) = constant.values else { return names }
        let channels = constant.shape[channelAxis]
        let inner = constant.shape[(channelAxis + 1)...].reduce(1, *)
        let packed = PackedWeights(values, channels: channels) { $0 / inner % channels }
        add(Graph.Constant(name: Self.zero, shape: [], values: .bytes([PackedWeights.zero])))
        add(Graph.Constant(name: names.0, shape: constant.shape, values: .bytes(packed.bytes)))
        let shape = [channels] + [Int](repeating: 1, count: scaleAxes)
        add(Graph.Constant(name: names.1, shape: shape, values: .floats(packed.scales)))
        return names
    }

    /// The weights of a recurrent layer, `[D, G * H, I]`: stored as bytes, and brought back to numbers.
    private mutating func unpacked(_ name: String) -> String {
        guard let constant = weights[name], constant.shape.count == 3, case .floats(let values) = constant.values
        else { return name }
        let (rows, row) = (constant.shape[0] * constant.shape[1], constant.shape[2])
        let packed = PackedWeights(values, channels: rows) { $0 / row }
        add(Graph.Constant(name: name + ".int8", shape: constant.shape, values: .bytes(packed.bytes)))
        add(
            Graph.Constant(
                name: name + ".scales", shape: constant.shape.dropLast() + [1], values: .floats(packed.scales)))
        add(
            Graph.Constant(
                name: "weights_zero_float", shape: [], values: .floats([Float(PackedWeights.zero)])))
        let (numbers, centered, unpacked) = (name + ".float", name + ".centered", name + ".unpacked")
        unpacking += [
            Graph.Node("Cast", [name + ".int8"], outputs: [numbers], ["to": .type(.float)]),
            Graph.Node("Sub", [numbers, "weights_zero_float"], outputs: [centered]),
            Graph.Node("Mul", [centered, name + ".scales"], outputs: [unpacked]),
        ]
        return unpacked
    }

    private mutating func append(
        _ operation: String, _ inputs: [String], _ output: String, _ attributes: [String: Graph.Attribute] = [:]
    ) -> String {
        graph.nodes.append(Graph.Node(operation, inputs, outputs: [output], attributes))
        return output
    }

    /// Adds a constant; the same name stands for the same numbers.
    private mutating func add(_ constant: Graph.Constant) {
        if !graph.constants.contains(where: { $0.name == constant.name }) { graph.constants.append(constant) }
    }
}

/// Weights as bytes: `(byte - 128) * scale`, with a scale for each output channel.
private struct PackedWeights {
    static let zero: UInt8 = 128

    let bytes: [UInt8]
    let scales: [Float]

    /// - Parameter channel: the channel of the weight at a place.
    init(_ values: [Float], channels: Int, channel: (Int) -> Int) {
        var largest = [Float](repeating: 0, count: channels)
        for (place, value) in values.enumerated() {
            largest[channel(place)] = max(largest[channel(place)], abs(value))
        }
        let scales = largest.map { $0 > 0 ? $0 / 127 : 1 }
        bytes = values.enumerated().map { place, value in
            let steps = (value / scales[channel(place)]).rounded()
            // No number stays none, whatever the weights.
            return steps.isFinite ? UInt8(Int(max(-127, min(127, steps))) + Int(Self.zero)) : Self.zero
        }
        self.scales = scales
    }
}
