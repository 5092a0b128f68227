import CDNNL

/// A function of each element.
package enum Activation: Sendable, Hashable {
    /// max(0, x)
    case relu
    /// x, or `slope` times x where x is negative
    case leakyReLU(slope: Float)
    /// 1 / (1 + exp(-x))
    case sigmoid
    /// tanh(x)
    case tanh
    /// min(max(0, x + 3), 6) / 6
    case hardSigmoid
    /// x min(max(0, x + 3), 6) / 6
    case hardSwish

    /// One of oneDNN's functions.
    private struct Part {
        let name: String
        let kind: dnnl_alg_kind_t
        var alpha: Float = 0
        var beta: Float = 0
        /// Whether the gradient follows from the result; otherwise it follows from the input.
        let usesResult: Bool
    }

    /// oneDNN's functions, one applied to the other: those in front of the last have a gradient that depends on nothing.
    private var parts: [Part] {
        switch self {
        case .relu: [Part(name: "relu", kind: dnnl_eltwise_relu_use_dst_for_bwd, usesResult: true)]
        // With a negative slope the input can't be told from the result, hence the other kind.
        case .leakyReLU(let slope):
            [Part(name: "leaky relu", kind: dnnl_eltwise_relu, alpha: slope, usesResult: false)]
        case .sigmoid: [Part(name: "sigmoid", kind: dnnl_eltwise_logistic_use_dst_for_bwd, usesResult: true)]
        case .tanh: [Part(name: "tanh", kind: dnnl_eltwise_tanh_use_dst_for_bwd, usesResult: true)]
        // oneDNN has it from version 3 on.
        case .hardSigmoid:
            [
                Part(name: "linear function", kind: dnnl_eltwise_linear, alpha: 1 / 6, beta: 0.5, usesResult: false),
                Part(name: "clip", kind: dnnl_eltwise_clip_v2_use_dst_for_bwd, alpha: 0, beta: 1, usesResult: true),
            ]
        case .hardSwish:
            [Part(name: "hard swish", kind: dnnl_eltwise_hardswish, alpha: 1 / 6, beta: 0.5, usesResult: false)]
        }
    }

    /// Whether the gradient follows from the result; otherwise it follows from the input.
    var usesResult: Bool { parts.contains(where: \.usesResult) }

    private func primitive(_ part: Part, _ layout: Layout, _ context: Context) throws(NeuralError) -> Primitive {
        try context.engine.primitive("\(part.name) forward", [layout.number, Int(part.alpha.bitPattern)]) {
            platen_eltwise_forward(
                &$0, $1, $2, dnnl_forward_training, part.kind, layout.handle, part.alpha, part.beta)
        }
    }

    /// The function of each element.
    func apply(_ input: Tensor, _ context: Context) throws(NeuralError) -> Tensor {
        var value = input
        for part in parts {
            let result = try Tensor(context.engine, value.layout)
            try context.engine.run(
                primitive(part, value.layout, context), "\(part.name) forward",
                [(DNNL_ARG_SRC, value), (DNNL_ARG_DST, result)])
            value = result
        }
        return value
    }

    /// The gradient of the input; `data` is the result where `usesResult` says so.
    func backward(_ gradient: Tensor, data: Tensor, _ context: Context) throws(NeuralError) -> Tensor {
        let layout = data.layout
        var gradient = try gradient.laid(out: layout)
        for part in parts.reversed() {
            let hint = try primitive(part, layout, context).description
            let backward = try context.engine.primitive(
                "\(part.name) backward", [layout.number, Int(part.alpha.bitPattern)]
            ) {
                platen_eltwise_backward(
                    &$0, $1, $2, hint, part.kind, layout.handle, layout.handle, part.alpha, part.beta)
            }
            let result = try Tensor(context.engine, layout)
            try context.engine.run(
                backward, "\(part.name) backward",
                [
                    (part.usesResult ? DNNL_ARG_DST : DNNL_ARG_SRC, data), (DNNL_ARG_DIFF_DST, gradient),
                    (DNNL_ARG_DIFF_SRC, result),
                ])
            gradient = result
        }
        return gradient
    }
}

/// A function of each element, as an operation.
struct Activate: Operation {
    static let name = "activation"
    let activation: Activation
    private var data: Tensor?

    init(_ activation: Activation) { self.activation = activation }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let result = try activation.apply(inputs[0], context)
        if context.isTraining { data = activation.usesResult ? result : inputs[0] }
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let data else { return [nil] }
        return [try activation.backward(gradient, data: data, context)]
    }
}

extension Variable {
    /// A function of each element.
    package func activated(_ activation: Activation) throws(NeuralError) -> Variable {
        try tape.apply(Activate(activation), to: [self])
    }

    /// max(0, x) of each element.
    package func relu() throws(NeuralError) -> Variable { try activated(.relu) }
}
