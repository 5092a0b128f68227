/// The same elements in another shape.
struct Reshape: Operation {
    static let name = "reshape"
    let shape: [Int]
    private var original: [Int] = []

    init(shape: [Int]) { self.shape = shape }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        original = inputs[0].shape
        return try inputs[0].reshaped(shape)
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        [try gradient.reshaped(original)]
    }
}

/// The axes in another order.
struct Transpose: Operation {
    static let name = "transpose"
    let axes: [Int]

    func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        try inputs[0].permuted(axes)
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        var inverse = axes
        for (place, axis) in axes.enumerated() { inverse[axis] = place }
        return [try gradient.permuted(inverse)]
    }
}

extension Variable {
    /// The same elements in another shape; one size may be -1 and is worked out.
    package func reshaped(_ sizes: Int...) throws(NeuralError) -> Variable {
        var shape = sizes
        if let free = shape.firstIndex(of: -1) {
            let rest = shape.lazy.filter { $0 != -1 }.reduce(1, *)
            shape[free] = rest > 0 ? value.count / rest : 0
        }
        return try tape.apply(Reshape(shape: shape), to: [self])
    }

    /// The axes in another order: axis `i` of the result is axis `axes[i]` of this one.
    package func transposed(_ axes: Int...) throws(NeuralError) -> Variable {
        try tape.apply(Transpose(axes: axes), to: [self])
    }

    /// The columns of a feature map `[N, C, H, W]` from left to right, as a sequence `[W, N, C * H]`.
    ///
    /// Where rows are time steps as well, each column's rows follow each other from the top: `[W * H, N, C]`.
    package func mapToSequence(rowsAreSteps: Bool = false) throws(NeuralError) -> Variable {
        guard shape.count == 4 else {
            throw NeuralError(.shape, "a map of features has the shape [N, C, H, W], not \(shape)")
        }
        let (n, c, h, w) = (shape[0], shape[1], shape[2], shape[3])
        // The axis of the batch stays in front until the steps are counted, so that no size but theirs is said.
        return rowsAreSteps
            ? try transposed(0, 3, 2, 1).reshaped(n, w * h, c).transposed(1, 0, 2)
            : try transposed(3, 0, 1, 2).reshaped(w, n, c * h)
    }
}
