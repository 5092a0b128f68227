import CDNNL

/// The logarithm of the softmax over the last axis, or the softmax itself.
struct Softmax: Operation {
    static let name = "softmax"
    let isLogarithm: Bool
    private var result: Tensor?

    init(isLogarithm: Bool) { self.isLogarithm = isLogarithm }

    private var native: dnnl_alg_kind_t { isLogarithm ? dnnl_softmax_log : dnnl_softmax_accurate }

    private func plan(_ layout: Layout, _ context: Context) throws(NeuralError) -> Primitive {
        let (kind, axis) = (native, Int32(layout.shape.count - 1))
        return try context.engine.primitive("softmax forward", [layout.number, isLogarithm ? 1 : 0]) {
            platen_softmax_forward(
                &$0, $1, $2, dnnl_forward_training, kind, layout.handle, layout.handle, axis)
        }
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let input = try inputs[0].plain()
        let result = try Tensor(context.engine, input.layout)
        try context.engine.run(
            plan(input.layout, context), "softmax forward", [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, result)])
        if context.isTraining { self.result = result }
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let result else { return [nil] }
        let layout = result.layout
        let (kind, axis) = (native, Int32(layout.shape.count - 1))
        let hint = try plan(layout, context).description
        let backward = try context.engine.primitive("softmax backward", [layout.number, isLogarithm ? 1 : 0]) {
            platen_softmax_backward(&$0, $1, $2, hint, kind, layout.handle, layout.handle, layout.handle, axis)
        }
        let ofInput = try Tensor(context.engine, layout)
        try context.engine.run(
            backward, "softmax backward",
            [
                (DNNL_ARG_DST, result), (DNNL_ARG_DIFF_DST, try gradient.laid(out: layout)),
                (DNNL_ARG_DIFF_SRC, ofInput),
            ])
        return [ofInput]
    }
}

extension Variable {
    /// The logarithms of the probabilities over the last axis.
    package func logSoftmax() throws(NeuralError) -> Variable {
        try tape.apply(Softmax(isLogarithm: true), to: [self])
    }

    /// The probabilities over the last axis.
    package func softmax() throws(NeuralError) -> Variable {
        try tape.apply(Softmax(isLogarithm: false), to: [self])
    }
}
