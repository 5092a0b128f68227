/// How the operations with weights stand in a graph.

extension Convolve {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        let shape = inputs[1].shape
        var attributes = geometry.attributes
        attributes["kernel_shape"] = .integers(Array(shape.suffix(2)))
        let weights: String
        if shape.count == 5 {
            // ONNX counts the outputs of all groups in one axis.
            weights = try trace.constant(inputs[1], "joined", [shape[0] * shape[1]] + shape.suffix(3)) { $0 }
            attributes["group"] = .integer(shape[0])
        } else {
            weights = try trace.name(of: inputs[1])
        }
        var names = [try trace.name(of: inputs[0]), weights]
        if inputs.count > 2 { names.append(try trace.name(of: inputs[2])) }
        let sum = trace.node("Conv", names, attributes)
        return activation.map { $0.export(sum, to: trace) } ?? sum
    }
}

extension LinearMap {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        // ONNX's product wants `[I, O]`.
        let (rows, columns) = (inputs[1].shape[0], inputs[1].shape[1])
        let weights = try trace.constant(inputs[1], "transposed", [columns, rows]) { values in
            (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
        }
        let product = trace.node("MatMul", [try trace.name(of: inputs[0]), weights])
        guard inputs.count > 2 else { return product }
        return trace.node("Add", [product, try trace.name(of: inputs[2])])
    }
}

extension Embed {
    /// In a step the characters are given; their number is the batch's, whatever it was when the step was written down.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        if let step = trace.step { return trace.node("Gather", [try trace.name(of: inputs[0]), step.given]) }
        let rows = trace.node("Gather", [try trace.name(of: inputs[0]), trace.integers(indices)])
        return trace.node("Reshape", [rows, trace.integers(shape + [inputs[0].shape[1]])])
    }
}

extension BatchNormalize {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        var names: [String] = []
        for input in inputs { names.append(try trace.name(of: input)) }
        for running in [runningMean, runningVariance] {
            names.append(trace.constant(running.name, running.value.shape, try running.value.values()))
        }
        let result = trace.node("BatchNormalization", names, ["epsilon": .number(epsilon)])
        return hasReLU ? trace.node("Relu", [result]) : result
    }
}

extension LayerNormalize {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        var names: [String] = []
        for input in inputs { names.append(try trace.name(of: input)) }
        return trace.node("LayerNormalization", names, ["axis": .integer(-1), "epsilon": .number(epsilon)])
    }
}

extension Recur {
    /// The place of each of ONNX's gates among ours.
    ///
    /// ONNX has an LSTM's gates as input, output, forget and cell, and a GRU's as update, reset and new, as we have.
    private var gates: [Int] { cell == .lstm ? [0, 3, 1, 2] : [0, 1, 2] }

    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        let (directions, hidden) = (inputs[1].shape[1], inputs[1].shape[4])
        var names = [
            try trace.name(of: inputs[0]), try matrices(inputs[1], trace), try matrices(inputs[2], trace),
            try biases(inputs[3], trace),
        ]
        var attributes: [String: Graph.Attribute] = [
            "hidden_size": .integer(hidden), "direction": .text(directions == 2 ? "bidirectional" : "forward"),
        ]
        // Ours applies the reset gate behind the matrix product.
        if cell == .gru { attributes["linear_before_reset"] = .integer(1) }
        let operation = cell == .lstm ? "LSTM" : "GRU"
        let states: String
        if trace.step == nil {
            states = trace.node(operation, names, attributes)
        } else {
            guard directions == 1 else {
                throw NeuralError(.value, "a recurrent layer that reads both ways can't go on from step to step")
            }
            // What is kept, and of an LSTM its cells: each with a place of its own behind the lengths, which are left out.
            let kept = trace.nextStates(cell == .lstm ? 2 : 1)
            names += [""] + kept
            let results = trace.nodes(operation, names, outputs: 1 + kept.count, attributes)
            for (before, after) in zip(kept, results.dropFirst()) {
                trace.step?.states.append(GraphTrace.State(before: before, after: after, size: hidden))
            }
            states = results[0]
        }
        // [T, D, N, H], and both directions side by side.
        let turned = trace.node("Transpose", [states], ["perm": .integers([0, 2, 1, 3])])
        return trace.node("Reshape", [turned, trace.integers([0, 0, directions * hidden])])
    }

    /// Matrices `[1, D, I, G, H]` as ONNX has them, `[D, G * H, I]`.
    private func matrices(_ weights: GraphTrace.Operand, _ trace: GraphTrace) throws(NeuralError) -> String {
        let (directions, rows) = (weights.shape[1], weights.shape[2])
        let (count, hidden) = (weights.shape[3], weights.shape[4])
        return try trace.constant(weights, "onnx", [directions, count * hidden, rows]) { values in
            var turned: [Float] = []
            turned.reserveCapacity(values.count)
            for direction in 0..<directions {
                for gate in gates {
                    for cell in 0..<hidden {
                        for row in 0..<rows {
                            turned.append(values[((direction * rows + row) * count + gate) * hidden + cell])
                        }
                    }
                }
            }
            return turned
        }
    }

    /// Biases `[1, D, B, H]` as ONNX has them: those of the input's part, then those of the state's part.
    private func biases(_ weights: GraphTrace.Operand, _ trace: GraphTrace) throws(NeuralError) -> String {
        let (directions, count, hidden) = (weights.shape[1], weights.shape[2], weights.shape[3])
        return try trace.constant(weights, "onnx", [directions, 2 * gates.count * hidden]) { values in
            var turned: [Float] = []
            for direction in 0..<directions {
                func vector(_ number: Int) -> ArraySlice<Float> {
                    let start = (direction * count + number) * hidden
                    return values[start..<start + hidden]
                }
                for gate in gates { turned += vector(gate) }
                let zeros = [Float](repeating: 0, count: hidden)
                // A GRU's fourth bias is that of the state's part in the new gate.
                for gate in gates { turned += cell == .gru && gate == 2 ? vector(3) : zeros[...] }
            }
            return turned
        }
    }
}
