import CDNNL

extension Convolve {
    /// Whether its result can be rounded to whole numbers where it is made.
    var givesBytes: Bool { activation == nil || activation == .relu }

    /// The result, computed in whole numbers of 8 bits; nil where that isn't asked for, or nothing is known of the input.
    func resultInBytes(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor? {
        guard let weight, let quantization = context.quantization,
            let layer = try quantization.layer(weight, inputs.count > 2 ? inputs[2] : nil)
        else { return nil }
        let engine = context.engine
        let (shape, result) = (inputs[0].shape, try resultShape(inputs[0].shape, inputs[1].shape))
        let (x, w) = (try engine.any(shape, bytes: layer.input.format), try engine.any(inputs[1].shape, bytes: .signed))
        let y =
            if let scale = layer.result { try engine.any(result, bytes: scale.format) } else {
                try engine.any(result, context.precision)
            }
        let b = layer.bias?.layout
        let native = geometry.native
        // The factors are those of the layer, hence its number.
        let numbers = shape + [layer.input.format == .signed ? 1 : 0, context.precision.byteCount, layer.number]
        let forward = try engine.primitive(
            "convolution in bytes", numbers, slope: activation == .relu ? 0 : nil,
            factors: Engine.Factors(values: layer.factors, axis: 1)
        ) {
            platen_convolution_forward(
                &$0, $1, $2, dnnl_forward_inference, dnnl_convolution_direct, x.handle, w.handle, b?.handle, y.handle,
                native.strides, native.dilation, native.before, native.after)
        }
        let input = try inputs[0].rounded(to: layer.input, layout: forward.layout(dnnl_query_src_md))
        let made = try Tensor(engine, forward.layout(dnnl_query_dst_md), unit: layer.result?.unit)
        try engine.run(
            forward, "convolution in bytes",
            [
                (DNNL_ARG_SRC, input),
                (DNNL_ARG_WEIGHTS, try layer.weights(laidOut: forward.layout(dnnl_query_weights_md))),
                (DNNL_ARG_BIAS, layer.bias), (DNNL_ARG_DST, made),
            ])
        engine.profile?.add(multiplyAdds: made.count * inputs[1].shape.suffix(3).reduce(1, *))
        if let activation, activation != .relu { return try activation.apply(made, context) }
        return made
    }
}
