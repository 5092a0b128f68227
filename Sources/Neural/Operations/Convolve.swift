import CDNNL

/// A convolution of `[N, C, H, W]` with weights `[O, C, h, w]` or, in groups, `[G, O/G, C/G, h, w]`.
///
/// oneDNN chooses how all four tensors lie. A ReLU on the result costs nothing extra.
struct Convolve: Operation {
    static let name = "convolution"
    let geometry: Window
    let activation: Activation?
    /// Whose value the weights are: it keeps them in the layout that is wanted.
    let weight: Parameter?
    private var input: Tensor?
    /// The result, or the sums before the activation where its gradient follows from them.
    private var kept: Tensor?
    private var weights: Tensor?

    init(_ geometry: Window, activation: Activation? = nil, weight: Parameter? = nil) {
        self.geometry = geometry
        self.activation = activation
        self.weight = weight
    }

    /// The sizes and the forward primitive of one call.
    private struct Plan {
        let input: [Int]
        let weights: [Int]
        let result: [Int]
        let numbers: [Int]
        let forward: Primitive
    }

    private func plan(
        _ input: [Int], _ weights: [Int], hasBias: Bool, _ context: Context, in type: FloatFormat? = nil
    ) throws(NeuralError) -> Plan {
        let result = try resultShape(input, weights)
        let outputs = result[1]
        let type = type ?? context.precision
        let numbers =
            input + weights + geometry.numbers + [hasBias ? 1 : 0, context.isTraining ? 1 : 0, type.byteCount]
        let engine = context.engine
        let (x, w) = (try engine.any(input, type), try engine.any(weights, type))
        let y = try engine.any(result, type)
        let b = hasBias ? try engine.plain([outputs]) : nil
        let native = geometry.native
        // In training oneDNN may take Winograd's algorithm, which saves most of the products of 3 x 3 kernels. Used, a
        // model shall read an image alone as it does in any batch, so the choice must not depend on the batch.
        let kind = context.isTraining ? dnnl_convolution_auto : dnnl_convolution_direct
        let forward = try engine.primitive("convolution forward", numbers, slope: activation == .relu ? 0 : nil) {
            platen_convolution_forward(
                &$0, $1, $2, context.isTraining ? dnnl_forward_training : dnnl_forward_inference, kind, x.handle,
                w.handle,
                b?.handle, y.handle, native.strides, native.dilation, native.before, native.after)
        }
        return Plan(input: input, weights: weights, result: result, numbers: numbers, forward: forward)
    }

    /// The shape of the result for those of an input and of weights.
    func resultShape(_ input: [Int], _ weights: [Int]) throws(NeuralError) -> [Int] {
        let groups = weights.count == 5 ? weights[0] : 1
        let channels = weights[weights.count - 3] * groups
        guard input.count == 4, input[1] == channels else {
            throw NeuralError(.shape, "a convolution of \(channels) channels can't take a tensor of shape \(input)")
        }
        let size = try geometry.output(Array(input.suffix(2)), kernel: Array(weights.suffix(2)), "convolution")
        return [input[0], weights.dropLast(3).reduce(1, *)] + size
    }

    var takesBytes: Bool { true }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        if let result = try resultInBytes(inputs, context) { return result }
        let bias = inputs.count > 2 ? inputs[2] : nil
        let plan = try plan(inputs[0].shape, inputs[1].shape, hasBias: bias != nil, context)
        let x = try inputs[0].laid(out: plan.forward.layout(dnnl_query_src_md))
        let wanted = try plan.forward.layout(dnnl_query_weights_md)
        let w = try Parameter.laid(out: wanted, weight, inputs[1], isTraining: context.isTraining)
        var y = try Tensor(context.engine, plan.forward.layout(dnnl_query_dst_md))
        try context.engine.run(
            plan.forward, "convolution forward",
            [
                (DNNL_ARG_SRC, x), (DNNL_ARG_WEIGHTS, w), (DNNL_ARG_BIAS, try bias?.plain()), (DNNL_ARG_DST, y),
            ])
        context.engine.profile?.add(multiplyAdds: y.count * plan.weights.suffix(3).reduce(1, *))
        let sum = y
        if let activation, activation != .relu { y = try activation.apply(y, context) }
        if context.isTraining {
            (input, weights) = (x, wanted.isBlocked ? w : inputs[1])
            kept = activation?.usesResult ?? true ? y : sum
        }
        return y
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let input, let weights, let kept else { return [nil, nil, nil] }
        let hasBias = wanted.count > 2
        let plan = try plan(input.shape, weights.shape, hasBias: hasBias, context)
        var gradient = gradient
        if let activation { gradient = try activation.backward(gradient, data: kept, context) }
        let found =
            wanted[1] || (hasBias && wanted[2])
            ? try weightGradients(gradient, input, plan, hasBias, context) : (nil, nil)
        let ofInput = wanted[0] ? try inputGradient(gradient, weights, plan, context) : nil
        return hasBias ? [ofInput, found.0, found.1] : [ofInput, found.0]
    }

    private func inputGradient(
        _ gradient: Tensor, _ weights: Tensor, _ plan: Plan, _ context: Context
    ) throws(NeuralError) -> Tensor {
        let (engine, type, native) = (context.engine, context.precision, geometry.native)
        let (x, w) = (try engine.any(plan.input, type), try engine.any(plan.weights, type))
        let y = try engine.any(plan.result, type)
        let backward = try engine.primitive("convolution backward data", plan.numbers) {
            platen_convolution_backward_data(
                &$0, $1, $2, plan.forward.description, dnnl_convolution_auto, x.handle, w.handle, y.handle,
                native.strides, native.dilation,
                native.before, native.after)
        }
        let result = try Tensor(engine, backward.layout(dnnl_query_diff_src_md))
        try engine.run(
            backward, "convolution backward data",
            [
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: backward.layout(dnnl_query_diff_dst_md))),
                (DNNL_ARG_WEIGHTS, try weights.laid(out: backward.layout(dnnl_query_weights_md))),
                (DNNL_ARG_DIFF_SRC, result),
            ])
        return result
    }

    private func weightGradients(
        _ gradient: Tensor, _ input: Tensor, _ plan: Plan, _ hasBias: Bool, _ context: Context
    ) throws(NeuralError) -> (Tensor, Tensor?) {
        let (engine, native) = (context.engine, geometry.native)
        let type = geometry.weightGradientType(plan.weights, context.precision)
        let plan =
            type == context.precision
            ? plan : try self.plan(plan.input, plan.weights, hasBias: hasBias, context, in: type)
        let (x, w) = (try engine.any(plan.input, type), try engine.any(plan.weights, .float32))
        let y = try engine.any(plan.result, type)
        let b = hasBias ? try engine.plain([plan.result[1]]) : nil
        let backward = try engine.primitive("convolution backward weights", plan.numbers) {
            platen_convolution_backward_weights(
                &$0, $1, $2, plan.forward.description, dnnl_convolution_auto, x.handle, w.handle, b?.handle, y.handle,
                native.strides,
                native.dilation, native.before, native.after)
        }
        let ofWeights = try Tensor(engine, backward.layout(dnnl_query_diff_weights_md))
        let ofBias = try b.map { layout throws(NeuralError) in try Tensor(engine, layout) }
        try engine.run(
            backward, "convolution backward weights",
            [
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: backward.layout(dnnl_query_diff_dst_md))),
                (DNNL_ARG_SRC, try input.laid(out: backward.layout(dnnl_query_src_md))),
                (DNNL_ARG_DIFF_WEIGHTS, ofWeights), (DNNL_ARG_DIFF_BIAS, ofBias),
            ])
        return (ofWeights, ofBias)
    }
}

extension Window {
    /// What the gradient of a convolution's weights is computed in; it is summed in f32 anyway.
    ///
    /// Winograd's algorithm, which is for f32 alone, saves more products of 3 x 3 kernels than bf16 does where the
    /// processor has no tiles for it. With this many channels it also pays for the way from bf16 to f32.
    fileprivate func weightGradientType(_ weights: [Int], _ precision: FloatFormat) -> FloatFormat {
        guard Engine.hasWinograd, !Engine.hasTiles else { return precision }
        let isFor3x3 = weights.count == 4 && weights.suffix(2) == [3, 3] && strides == [1, 1] && dilation == [1, 1]
        let isWide = weights.prefix(2).allSatisfy { $0 >= 512 }
        return isFor3x3 && isWide ? .float32 : precision
    }
}
