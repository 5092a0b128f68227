import CDNNL
import Parallel

/// Batch normalisation of a batch that several processes share: with the mean and the variance of all of it.
///
/// oneDNN computes with given means and variances as if they were constants; what they contribute to the gradient of the
/// input is added here.
struct SharedNormalization {
    /// What oneDNN is told of the ReLU, if there is one.
    let flags: UInt32
    let epsilon: Float
    let context: Context

    /// Numbers of a channel in all processes together.
    struct Statistics {
        let mean: Tensor
        let variance: Tensor
        /// How many numbers they were taken from.
        let count: Double
    }

    private static let plainFlags = dnnl_use_scale.rawValue | dnnl_use_shift.rawValue
    private static let givenFlags = plainFlags | dnnl_use_global_stats.rawValue

    private func forward(
        _ layout: Layout, _ flags: UInt32, _ kind: dnnl_prop_kind_t = dnnl_forward_training
    ) throws(NeuralError) -> Primitive {
        try context.engine.primitive(
            "shared batch norm forward",
            [layout.number, Int(flags), Int(epsilon.bitPattern), Int(kind.rawValue)], waits: true
        ) {
            platen_batch_normalization_forward(&$0, $1, $2, kind, layout.handle, epsilon, flags)
        }
    }

    /// The mean and the variance of each channel over the parts of all processes.
    func statistics(of input: Tensor, scale: Tensor, shift: Tensor) throws(NeuralError) -> Statistics {
        let engine = context.engine
        let channels = scale.count
        let (mean, variance) = (try Tensor(engine, scale.layout), try Tensor(engine, scale.layout))
        try engine.run(
            forward(input.layout, Self.plainFlags), "batch norm statistics",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift), (DNNL_ARG_MEAN, mean),
                (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_DST, try Tensor(engine, input.layout)),
            ])
        // Count, sums and sums of squares, in f64: the means' squares must not swallow small variances.
        let count = Double(input.count / channels)
        let (means, variances) = (try mean.values().map(Double.init), try variance.values().map(Double.init))
        var sums = [count] + means.map { $0 * count }
        sums += zip(means, variances).map { ($1 + $0 * $0) * count }
        context.ranks.sum(&sums)
        let all = (1...channels).map { sums[$0] / sums[0] }
        let spread = (1...channels).map { max(0, sums[channels + $0] / sums[0] - all[$0 - 1] * all[$0 - 1]) }
        return Statistics(
            mean: try Tensor(engine, [channels], all.map { Float($0) }),
            variance: try Tensor(engine, [channels], spread.map { Float($0) }), count: sums[0])
    }

    /// The result for given statistics, and what oneDNN keeps of the ReLU.
    func normalized(
        _ input: Tensor, scale: Tensor, shift: Tensor, _ statistics: Statistics
    ) throws(NeuralError) -> (result: Tensor, workspace: Tensor?) {
        let engine = context.engine
        let primitive = try forward(input.layout, Self.givenFlags | flags)
        let result = try Tensor(engine, input.layout)
        let workspace = flags == 0 ? nil : try Tensor(engine, primitive.layout(dnnl_query_workspace_md))
        try engine.run(
            primitive, "batch norm forward",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift),
                (DNNL_ARG_MEAN, statistics.mean), (DNNL_ARG_VARIANCE, statistics.variance),
                (DNNL_ARG_WORKSPACE, workspace), (DNNL_ARG_DST, result),
            ])
        return (result, workspace)
    }

    /// The gradients of input, scale and shift; those of scale and shift are of this process's part alone, to be summed with
    /// those of all parameters.
    func gradients(
        _ gradient: Tensor, of input: Tensor, scale: Tensor, shift: Tensor, workspace: Tensor?, _ statistics: Statistics
    ) throws(NeuralError) -> [Tensor?] {
        let (engine, layout) = (context.engine, input.layout)
        let hint = try forward(layout, Self.givenFlags | flags).description
        let backward = try engine.primitive(
            "shared batch norm backward", [layout.number, Int(flags), Int(epsilon.bitPattern)], waits: true
        ) {
            platen_batch_normalization_backward(
                &$0, $1, $2, hint, layout.handle, layout.handle, epsilon, Self.givenFlags | flags)
        }
        let ofInput = try Tensor(engine, layout)
        let (ofScale, ofShift) = (try Tensor(engine, scale.layout), try Tensor(engine, scale.layout))
        try engine.run(
            backward, "batch norm backward",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_MEAN, statistics.mean), (DNNL_ARG_VARIANCE, statistics.variance),
                (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift), (DNNL_ARG_WORKSPACE, workspace),
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: layout)), (DNNL_ARG_DIFF_SRC, ofInput),
                (DNNL_ARG_DIFF_SCALE, ofScale), (DNNL_ARG_DIFF_SHIFT, ofShift),
            ])
        let channels = scale.count
        var sums = try (ofShift.values() + ofScale.values()).map(Double.init)
        context.ranks.sum(&sums)
        // With x' the normalised input, what is missing is -scale / deviation * (sum(dy) + x' * sum(dy * x')) / count: a
        // batch norm of the input by other scales and shifts.
        let (scales, variances) = (try scale.values(), try statistics.variance.values())
        let factors = (0..<channels).map { channel in
            -Double(scales[channel]) / (Double(variances[channel]) + Double(epsilon)).squareRoot() / statistics.count
        }
        func part(_ start: Int) -> [Float] { (0..<channels).map { Float(factors[$0] * sums[start + $0]) } }
        let missing = try Tensor(engine, layout)
        try engine.run(
            forward(layout, Self.givenFlags, dnnl_forward_inference), "batch norm backward",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_SCALE, try Tensor(engine, [channels], part(channels))),
                (DNNL_ARG_SHIFT, try Tensor(engine, [channels], part(0))), (DNNL_ARG_MEAN, statistics.mean),
                (DNNL_ARG_VARIANCE, statistics.variance), (DNNL_ARG_DST, missing),
            ])
        return [try ofInput.adding(missing), ofScale, ofShift]
    }
}
