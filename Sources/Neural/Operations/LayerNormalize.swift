import CDNNL

/// Layer normalisation: each row of the last axis to mean 0 and variance 1, then scale `[C]` and shift `[C]`.
struct LayerNormalize: Operation {
    static let name = "layer norm"
    let epsilon: Float
    private var saved: Saved?

    private struct Saved {
        let input: Tensor
        let scale: Tensor
        let shift: Tensor
        let mean: Tensor
        let variance: Tensor
    }

    init(epsilon: Float) { self.epsilon = epsilon }

    private let flags = dnnl_use_scale.rawValue | dnnl_use_shift.rawValue

    private func plan(_ input: Layout, _ statistics: Layout, _ context: Context) throws(NeuralError) -> Primitive {
        try context.engine.primitive("layer norm forward", [input.number, Int(epsilon.bitPattern)]) {
            platen_layer_normalization_forward(
                &$0, $1, $2, dnnl_forward_training, input.handle, statistics.handle, epsilon, flags)
        }
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let engine = context.engine
        let (input, scale, shift) = (try inputs[0].plain(), try inputs[1].plain(), try inputs[2].plain())
        guard input.shape.count > 1, input.shape.last == scale.count, scale.count == shift.count else {
            throw NeuralError(
                .shape, "layer norm over \(scale.count) numbers can't take a tensor of shape \(input.shape)")
        }
        let statistics = try engine.plain(Array(input.shape.dropLast()))
        let (mean, variance) = (try Tensor(engine, statistics), try Tensor(engine, statistics))
        let result = try Tensor(engine, input.layout)
        try engine.run(
            plan(input.layout, statistics, context), "layer norm forward",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift), (DNNL_ARG_MEAN, mean),
                (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_DST, result),
            ])
        if context.isTraining {
            saved = Saved(input: input, scale: scale, shift: shift, mean: mean, variance: variance)
        }
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let saved else { return [nil, nil, nil] }
        let (engine, layout, statistics) = (context.engine, saved.input.layout, saved.mean.layout)
        let hint = try plan(layout, statistics, context).description
        let backward = try engine.primitive("layer norm backward", [layout.number, Int(epsilon.bitPattern)]) {
            platen_layer_normalization_backward(
                &$0, $1, $2, hint, layout.handle, layout.handle, statistics.handle, epsilon, flags)
        }
        let ofInput = try Tensor(engine, layout)
        let ofScale = try Tensor(engine, saved.scale.layout)
        let ofShift = try Tensor(engine, saved.scale.layout)
        try engine.run(
            backward, "layer norm backward",
            [
                (DNNL_ARG_SRC, saved.input), (DNNL_ARG_MEAN, saved.mean), (DNNL_ARG_VARIANCE, saved.variance),
                (DNNL_ARG_SCALE, saved.scale), (DNNL_ARG_SHIFT, saved.shift),
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: layout)), (DNNL_ARG_DIFF_SRC, ofInput),
                (DNNL_ARG_DIFF_SCALE, ofScale), (DNNL_ARG_DIFF_SHIFT, ofShift),
            ])
        return [ofInput, ofScale, ofShift]
    }
}
