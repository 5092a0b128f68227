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
    /// x min(max(0, x + 3), 6) / 6
    case hardSwish

    /// oneDNN's name and parameters.
    var native: (kind: dnnl_alg_kind_t, alpha: Float, beta: Float) {
        switch self {
        case .relu: (dnnl_eltwise_relu_use_dst_for_bwd, 0, 0)
        // For a negative slope the result does not tell what went in, hence the other kind.
        case .leakyReLU(let slope): (dnnl_eltwise_relu, slope, 0)
        case .sigmoid: (dnnl_eltwise_logistic_use_dst_for_bwd, 0, 0)
        case .tanh: (dnnl_eltwise_tanh_use_dst_for_bwd, 0, 0)
        case .hardSwish: (dnnl_eltwise_hardswish, 1 / 6, 0.5)
        }
    }

    /// Whether the gradient follows from the result; from what went in otherwise.
    var usesResult: Bool {
        switch self {
        case .relu, .sigmoid, .tanh: true
        case .leakyReLU, .hardSwish: false
        }
    }

    var name: String {
        switch self {
        case .relu: "relu"
        case .leakyReLU: "leaky relu"
        case .sigmoid: "sigmoid"
        case .tanh: "tanh"
        case .hardSwish: "hard swish"
        }
    }

    private func numbers(_ layout: Layout) -> [Int] { [layout.number, Int(native.alpha.bitPattern)] }

    private func primitive(_ layout: Layout, _ context: Context) throws(NeuralError) -> Primitive {
        let (kind, alpha, beta) = native
        return try context.engine.primitive("\(name) forward", numbers(layout)) {
            platen_eltwise_forward(&$0, $1, $2, dnnl_forward_training, kind, layout.handle, alpha, beta)
        }
    }

    /// The function of each element.
    func apply(_ input: Tensor, _ context: Context) throws(NeuralError) -> Tensor {
        let result = try Tensor(context.engine, input.layout)
        try context.engine.run(
            primitive(input.layout, context), "\(name) forward", [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, result)])
        return result
    }

    /// The gradient of what went in; `data` is the result where `usesResult` says so.
    func backward(_ gradient: Tensor, data: Tensor, _ context: Context) throws(NeuralError) -> Tensor {
        let (kind, alpha, beta) = native
        let (layout, hint) = (data.layout, try primitive(data.layout, context).description)
        let backward = try context.engine.primitive("\(name) backward", numbers(layout)) {
            platen_eltwise_backward(&$0, $1, $2, hint, kind, layout.handle, layout.handle, alpha, beta)
        }
        let result = try Tensor(context.engine, layout)
        try context.engine.run(
            backward, "\(name) backward",
            [
                (usesResult ? DNNL_ARG_DST : DNNL_ARG_SRC, data),
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: layout)), (DNNL_ARG_DIFF_SRC, result),
            ])
        return result
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
