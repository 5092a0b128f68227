/// How the operations without weights stand in a graph.

extension Operation {
    /// Most losses have no place in a graph that reads.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        throw NeuralError(.value, "the operation '\(Self.name)' has no form in an exported graph")
    }
}

extension Reshape {
    /// Leading sizes that stay are taken from what goes in, and the one behind them is worked out: both may depend on the
    /// batch and on the width.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        let kept = zip(inputs[0].shape, shape).prefix { $0.0 == $0.1 }.count
        var sizes = shape
        for axis in 0..<kept { sizes[axis] = 0 }
        if kept < shape.count { sizes[kept] = -1 }
        return trace.node("Reshape", [try trace.name(of: inputs[0]), trace.integers(sizes)])
    }
}

extension Transpose {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node("Transpose", [try trace.name(of: inputs[0])], ["perm": .integers(axes)])
    }
}

extension Slice {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node(
            "Slice",
            [
                try trace.name(of: inputs[0]), trace.integers([range.lowerBound]), trace.integers([range.upperBound]),
                trace.integers([axis]),
            ])
    }
}

extension Concatenate {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        var names: [String] = []
        for input in inputs { names.append(try trace.name(of: input)) }
        return trace.node("Concat", names, ["axis": .integer(axis)])
    }
}

extension Add {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node("Add", [try trace.name(of: inputs[0]), try trace.name(of: inputs[1])])
    }
}

extension Multiply {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node("Mul", [try trace.name(of: inputs[0]), try trace.name(of: inputs[1])])
    }
}

extension MatrixMultiply {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node("MatMul", [try trace.name(of: inputs[0]), try trace.name(of: inputs[1])])
    }
}

extension Softmax {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        trace.node(isLogarithm ? "LogSoftmax" : "Softmax", [try trace.name(of: inputs[0])], ["axis": .integer(-1)])
    }
}

extension Dropout {
    /// In use nothing is dropped.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        try trace.name(of: inputs[0])
    }
}

extension Activate {
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        activation.export(try trace.name(of: inputs[0]), to: trace)
    }
}

extension Activation {
    /// The function of each element of a value.
    func export(_ value: String, to trace: GraphTrace) -> String {
        switch self {
        case .relu: trace.node("Relu", [value])
        case .leakyReLU(let slope): trace.node("LeakyRelu", [value], ["alpha": .number(slope)])
        case .sigmoid: trace.node("Sigmoid", [value])
        case .tanh: trace.node("Tanh", [value])
        case .hardSigmoid: trace.node("HardSigmoid", [value], ["alpha": .number(1 / 6), "beta": .number(0.5)])
        case .hardSwish: trace.node("HardSwish", [value])
        }
    }
}

extension Pool {
    /// A mean over all places of a channel stays one for images of any width.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String {
        let input = try trace.name(of: inputs[0])
        if kernel == Array(inputs[0].shape.suffix(2)), geometry.padding == [0, 0] {
            return trace.node(kind == .max ? "GlobalMaxPool" : "GlobalAveragePool", [input])
        }
        var attributes = geometry.attributes
        attributes["kernel_shape"] = .integers(kernel)
        if kind == .average {
            // Only newer versions of the operator know of dilations.
            attributes["dilations"] = nil
            attributes["count_include_pad"] = .integer(1)
        }
        return trace.node(kind == .max ? "MaxPool" : "AveragePool", [input], attributes)
    }
}

extension Window {
    /// The settings that ONNX's operators with a window share.
    var attributes: [String: Graph.Attribute] {
        [
            "strides": .integers(strides), "pads": .integers(padding + padding), "dilations": .integers(dilation),
        ]
    }
}
