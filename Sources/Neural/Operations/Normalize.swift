import CDNNL
import Parallel

/// Batch normalisation of `[N, C, H, W]` with scale `[C]` and shift `[C]`, and a ReLU on the result where asked for.
///
/// In training the batch's own mean and variance are used and flow into the running ones.
struct BatchNormalize: Operation {
    static let name = "batch norm"
    let epsilon: Float
    /// The part of the batch's values in the running ones.
    let momentum: Float
    let hasReLU: Bool
    let runningMean: Parameter
    let runningVariance: Parameter
    private var saved: Saved?

    private struct Saved {
        let input: Tensor
        let scale: Tensor
        let shift: Tensor
        let mean: Tensor
        let variance: Tensor
        let workspace: Tensor?
        /// The statistics of all processes' parts; nil where there is one process alone.
        let shared: SharedNormalization.Statistics?
    }

    init(epsilon: Float, momentum: Float, hasReLU: Bool, runningMean: Parameter, runningVariance: Parameter) {
        self.epsilon = epsilon
        self.momentum = momentum
        self.hasReLU = hasReLU
        self.runningMean = runningMean
        self.runningVariance = runningVariance
    }

    private func flags(_ context: Context) -> UInt32 {
        dnnl_use_scale.rawValue | dnnl_use_shift.rawValue | (hasReLU ? dnnl_fuse_norm_relu.rawValue : 0)
            | (context.isTraining ? 0 : dnnl_use_global_stats.rawValue)
    }

    private func numbers(_ layout: Layout, _ context: Context) -> [Int] {
        [layout.number, Int(flags(context)), Int(epsilon.bitPattern)]
    }

    private func plan(_ layout: Layout, _ context: Context) throws(NeuralError) -> Primitive {
        guard layout.shape.count > 1, layout.shape[1] == runningMean.count else { throw misfit(layout) }
        let flags = flags(context)
        return try context.engine.primitive("batch norm forward", numbers(layout, context), waits: true) {
            platen_batch_normalization_forward(
                &$0, $1, $2, context.isTraining ? dnnl_forward_training : dnnl_forward_inference, layout.handle,
                epsilon, flags)
        }
    }

    private func misfit(_ layout: Layout) -> NeuralError {
        NeuralError(
            .shape, "batch norm over \(runningMean.count) channels can't take a tensor of shape \(layout.shape)")
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let (engine, input) = (context.engine, inputs[0])
        let (scale, shift) = (try inputs[1].plain(), try inputs[2].plain())
        if let shared = shared(context) { return try forward(input, scale, shift, shared) }
        let primitive = try plan(input.layout, context)
        let result = try Tensor(engine, input.layout)
        let isTraining = context.isTraining
        let mean = isTraining ? try Tensor(engine, engine.plain([scale.count])) : try runningMean.value.plain()
        let variance =
            isTraining ? try Tensor(engine, engine.plain([scale.count])) : try runningVariance.value.plain()
        var workspace: Tensor?
        if isTraining, hasReLU { workspace = try Tensor(engine, primitive.layout(dnnl_query_workspace_md)) }
        try engine.run(
            primitive, "batch norm forward",
            [
                (DNNL_ARG_SRC, input), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift), (DNNL_ARG_MEAN, mean),
                (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_WORKSPACE, workspace), (DNNL_ARG_DST, result),
            ])
        if isTraining {
            try follow(mean, variance, Float(input.count / scale.count))
            saved = Saved(
                input: input, scale: scale, shift: shift, mean: mean, variance: variance, workspace: workspace,
                shared: nil)
        }
        return result
    }

    /// How the batch is normalised together with other processes; nil where there are none, or nothing is learnt.
    private func shared(_ context: Context) -> SharedNormalization? {
        guard context.isTraining, context.ranks.count > 1 else { return nil }
        return SharedNormalization(
            flags: hasReLU ? dnnl_fuse_norm_relu.rawValue : 0, epsilon: epsilon, context: context)
    }

    private mutating func forward(
        _ input: Tensor, _ scale: Tensor, _ shift: Tensor, _ shared: SharedNormalization
    ) throws(NeuralError) -> Tensor {
        guard input.shape.count > 1, input.shape[1] == scale.count else { throw misfit(input.layout) }
        let statistics = try shared.statistics(of: input, scale: scale, shift: shift)
        let (result, workspace) = try shared.normalized(input, scale: scale, shift: shift, statistics)
        try follow(statistics.mean, statistics.variance, Float(statistics.count))
        saved = Saved(
            input: input, scale: scale, shift: shift, mean: statistics.mean, variance: statistics.variance,
            workspace: workspace, shared: statistics)
        return result
    }

    /// Moves the running mean and variance towards those of a batch of so many numbers a channel.
    private func follow(_ mean: Tensor, _ variance: Tensor, _ count: Float) throws(NeuralError) {
        try follow(runningMean, mean, 1)
        // The running variance is the unbiased one, as PyTorch has it.
        try follow(runningVariance, variance, count > 1 ? count / (count - 1) : 1)
    }

    private func follow(_ running: Parameter, _ batch: Tensor, _ factor: Float) throws(NeuralError) {
        let old = try running.value.values()
        let new = try batch.values()
        try running.set(zip(old, new).map { $0 + momentum * (factor * $1 - $0) })
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let saved else { return [nil, nil, nil] }
        if let shared = shared(context), let statistics = saved.shared {
            return try shared.gradients(
                gradient, of: saved.input, scale: saved.scale, shift: saved.shift, workspace: saved.workspace,
                statistics)
        }
        let (engine, layout) = (context.engine, saved.input.layout)
        let (flags, hint) = (flags(context), try plan(layout, context).description)
        let backward = try engine.primitive("batch norm backward", numbers(layout, context), waits: true) {
            platen_batch_normalization_backward(&$0, $1, $2, hint, layout.handle, layout.handle, epsilon, flags)
        }
        let ofInput = try Tensor(engine, layout)
        let ofScale = try Tensor(engine, saved.scale.layout)
        let ofShift = try Tensor(engine, saved.scale.layout)
        try engine.run(
            backward, "batch norm backward",
            [
                (DNNL_ARG_SRC, saved.input), (DNNL_ARG_MEAN, saved.mean), (DNNL_ARG_VARIANCE, saved.variance),
                (DNNL_ARG_SCALE, saved.scale), (DNNL_ARG_SHIFT, saved.shift), (DNNL_ARG_WORKSPACE, saved.workspace),
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: layout)), (DNNL_ARG_DIFF_SRC, ofInput),
                (DNNL_ARG_DIFF_SCALE, ofScale), (DNNL_ARG_DIFF_SHIFT, ofShift),
            ])
        return [ofInput, ofScale, ofShift]
    }
}
