import CDNNL

/// The largest element, or the mean, of each window of `[N, C, H, W]`.
struct Pool: Operation {
    static let name = "pool"

    /// What stands for a window.
    enum Kind: Sendable { case max, average }

    let kind: Kind
    let kernel: [Int]
    let geometry: Window
    private var inputLayout: Layout?
    private var workspace: Tensor?

    init(_ kind: Kind, kernel: [Int], _ geometry: Window) {
        self.kind = kind
        self.kernel = kernel
        self.geometry = geometry
    }

    /// The largest of multiples of a unit is one of them; their mean is not.
    var takesBytes: Bool { kind == .max }

    private var native: dnnl_alg_kind_t { kind == .max ? dnnl_pooling_max : dnnl_pooling_avg_include_padding }

    private func plan(_ input: Layout, _ context: Context) throws(NeuralError) -> (primitive: Primitive, [Int]) {
        let shape = input.shape
        guard shape.count == 4, kernel.count == 2 else {
            throw NeuralError(.shape, "pooling takes a tensor of shape [N, C, H, W], not \(shape)")
        }
        let size = try geometry.output(Array(shape.suffix(2)), kernel: kernel, "pooling window")
        let sizes = Array(shape.prefix(2)) + size
        let result =
            if let bytes = input.byteFormat { try context.engine.any(sizes, bytes: bytes) } else {
                try context.engine.any(sizes, input.elementType ?? .float32)
            }
        let numbers = [input.number, kind == .max ? 1 : 0, context.isTraining ? 1 : 0] + kernel + geometry.numbers
        let (native, kernel, algorithm) = (geometry.native, kernel.map { Int64($0) }, native)
        let primitive = try context.engine.primitive("pool forward", numbers) {
            platen_pooling_forward(
                &$0, $1, $2, context.isTraining ? dnnl_forward_training : dnnl_forward_inference, algorithm,
                input.handle, result.handle, native.strides, kernel, native.dilation, native.before, native.after)
        }
        return (primitive, numbers)
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let input = inputs[0]
        let (primitive, _) = try plan(input.layout, context)
        let result = try Tensor(context.engine, primitive.layout(dnnl_query_dst_md), unit: input.unit)
        var workspace: Tensor?
        if context.isTraining, kind == .max {
            workspace = try Tensor(context.engine, primitive.layout(dnnl_query_workspace_md))
        }
        try context.engine.run(
            primitive, "pool forward",
            [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, result), (DNNL_ARG_WORKSPACE, workspace)])
        (inputLayout, self.workspace) = (input.layout, workspace)
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let inputLayout else { return [nil] }
        let (forward, numbers) = try plan(inputLayout, context)
        let outputLayout = try forward.layout(dnnl_query_dst_md)
        let (native, kernel, algorithm) = (geometry.native, kernel.map { Int64($0) }, native)
        let backward = try context.engine.primitive("pool backward", numbers) {
            platen_pooling_backward(
                &$0, $1, $2, forward.description, algorithm, inputLayout.handle, outputLayout.handle, native.strides,
                kernel, native.dilation, native.before, native.after)
        }
        let result = try Tensor(context.engine, inputLayout)
        try context.engine.run(
            backward, "pool backward",
            [
                (DNNL_ARG_DIFF_DST, try gradient.laid(out: outputLayout)), (DNNL_ARG_WORKSPACE, workspace),
                (DNNL_ARG_DIFF_SRC, result),
            ])
        return [result]
    }
}

extension Variable {
    /// The largest element of each window; strides are the window's size unless given.
    package func maxPooled(
        _ kernel: [Int], strides: [Int]? = nil, padding: [Int] = [0, 0]
    ) throws(NeuralError) -> Variable {
        let window = Window(strides: strides ?? kernel, padding: padding)
        return try tape.apply(Pool(.max, kernel: kernel, window), to: [self])
    }

    /// The mean of each window, padding counted in; strides are the window's size unless given.
    package func averagePooled(
        _ kernel: [Int], strides: [Int]? = nil, padding: [Int] = [0, 0]
    ) throws(NeuralError) -> Variable {
        let window = Window(strides: strides ?? kernel, padding: padding)
        return try tape.apply(Pool(.average, kernel: kernel, window), to: [self])
    }

    /// The mean over all places of each channel: `[N, C]`.
    package func globallyPooled() throws(NeuralError) -> Variable {
        guard shape.count == 4 else {
            throw NeuralError(.shape, "pooling takes a tensor of shape [N, C, H, W], not \(shape)")
        }
        let pooled = try averagePooled(Array(shape.suffix(2)), strides: [1, 1])
        return try pooled.reshaped(shape[0], shape[1])
    }
}
