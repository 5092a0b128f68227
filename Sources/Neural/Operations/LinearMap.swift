import CDNNL

/// A linear map of the last axis: `[..., I]` with weights `[O, I]` and a bias `[O]` to `[..., O]`.
struct LinearMap: Operation {
    static let name = "linear"
    /// Whose value the weights are: it keeps them in the layout that is wanted.
    let weight: Parameter?
    private var input: Tensor?
    private var weights: Tensor?
    private var shape: [Int] = []

    init(weight: Parameter? = nil) { self.weight = weight }

    private func plan(
        _ rows: Int, _ weights: [Int], hasBias: Bool, _ context: Context
    ) throws(NeuralError) -> (forward: Primitive, numbers: [Int]) {
        let (engine, type) = (context.engine, context.precision)
        let (x, w) = (try engine.any([rows, weights[1]], type), try engine.any(weights, type))
        let y = try engine.plain([rows, weights[0]])
        let b = hasBias ? try engine.plain([weights[0]]) : nil
        let numbers = [rows] + weights + [hasBias ? 1 : 0, context.isTraining ? 1 : 0, type.byteCount]
        let forward = try engine.primitive("linear forward", numbers) {
            platen_inner_product_forward(
                &$0, $1, $2, context.isTraining ? dnnl_forward_training : dnnl_forward_inference, x.handle, w.handle,
                b?.handle, y.handle)
        }
        return (forward, numbers)
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let (shape, map) = (inputs[0].shape, inputs[1].shape)
        guard map.count == 2, let size = shape.last, size == map[1] else {
            throw NeuralError(.shape, "a linear map of shape \(map) can't take a tensor of shape \(shape)")
        }
        let bias = inputs.count > 2 ? inputs[2] : nil
        let rows = inputs[0].count / size
        let (forward, _) = try plan(rows, map, hasBias: bias != nil, context)
        let x = try inputs[0].reshaped([rows, size]).laid(out: forward.layout(dnnl_query_src_md))
        let wanted = try forward.layout(dnnl_query_weights_md)
        let w = try Parameter.laid(out: wanted, weight, inputs[1], isTraining: context.isTraining)
        let y = try Tensor(context.engine, forward.layout(dnnl_query_dst_md))
        try context.engine.run(
            forward, "linear forward",
            [(DNNL_ARG_SRC, x), (DNNL_ARG_WEIGHTS, w), (DNNL_ARG_BIAS, try bias?.plain()), (DNNL_ARG_DST, y)])
        context.engine.profile?.add(multiplyAdds: y.count * size)
        if context.isTraining { (input, weights, self.shape) = (x, w, shape) }
        return try y.reshaped(shape.dropLast() + [map[0]])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let input, let weights else { return [nil, nil, nil] }
        let (engine, type, hasBias) = (context.engine, context.precision, wanted.count > 2)
        let (rows, map) = (input.shape[0], weights.shape)
        let (forward, numbers) = try plan(rows, map, hasBias: hasBias, context)
        let gradient = try gradient.reshaped([rows, map[0]])
        let (x, y) = (try engine.any(input.shape, type), try engine.any(gradient.shape, type))
        let (w, b) = (try engine.any(map, type), hasBias ? try engine.plain([map[0]]) : nil)
        let dx = try engine.plain(input.shape)
        let dw = try engine.any(map)

        var ofInput: Tensor?
        if wanted[0] {
            let backward = try engine.primitive("linear backward data", numbers) {
                platen_inner_product_backward_data(
                    &$0, $1, $2, forward.description, dx.handle, w.handle, y.handle)
            }
            let result = try Tensor(engine, backward.layout(dnnl_query_diff_src_md))
            try engine.run(
                backward, "linear backward data",
                [
                    (DNNL_ARG_DIFF_DST, try gradient.laid(out: backward.layout(dnnl_query_diff_dst_md))),
                    (DNNL_ARG_WEIGHTS, try weights.laid(out: backward.layout(dnnl_query_weights_md))),
                    (DNNL_ARG_DIFF_SRC, result),
                ])
            ofInput = try result.reshaped(shape)
        }
        let backward = try engine.primitive("linear backward weights", numbers) {
            platen_inner_product_backward_weights(
                &$0, $1, $2, forward.description, x.handle, dw.handle, b?.handle, y.handle)
        }
        let ofWeights = try Tensor(engine, backward.layout(dnnl_query_diff_weights_md))
        let ofBias = try b.map { layout throws(NeuralError) in try Tensor(engine, layout) }
        try engine.run(
            backward, "linear backward weights",
            [
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: backward.layout(dnnl_query_diff_dst_md))),
                (DNNL_ARG_SRC, try input.laid(out: backward.layout(dnnl_query_src_md))),
                (DNNL_ARG_DIFF_WEIGHTS, ofWeights), (DNNL_ARG_DIFF_BIAS, ofBias),
            ])
        return hasBias ? [ofInput, ofWeights, ofBias] : [ofInput, ofWeights]
    }
}
