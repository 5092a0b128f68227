import CDNNL

/// The product of matrices, `[..., M, K]` times `[..., K, N]`, one for each place of the axes before.
struct MatrixMultiply: Operation {
    static let name = "matmul"
    private var factors: [Tensor] = []

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        if context.isTraining { factors = inputs }
        return try MatrixMultiply.product(inputs[0], inputs[1], context)
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let (a, b) = (factors[0], factors[1])
        return [
            wanted[0] ? try MatrixMultiply.product(gradient, b.transposedMatrices(), context) : nil,
            wanted[1] ? try MatrixMultiply.product(a.transposedMatrices(), gradient, context) : nil,
        ]
    }

    private static func product(_ a: Tensor, _ b: Tensor, _ context: Context) throws(NeuralError) -> Tensor {
        let axes = a.shape.count
        guard axes > 1, b.shape.count == axes, a.shape.dropLast(2) == b.shape.dropLast(2),
            a.shape[axes - 1] == b.shape[axes - 2]
        else { throw NeuralError(.shape, "matrices of shapes \(a.shape) and \(b.shape) can't be multiplied") }
        let result = try Tensor(context.engine, context.engine.plain(a.shape.dropLast() + [b.shape[axes - 1]]))
        let (x, y, z) = (a.layout, b.layout, result.layout)
        let primitive = try context.engine.primitive("matmul", [x.number, y.number]) {
            platen_matmul(&$0, $1, $2, x.handle, y.handle, nil, z.handle)
        }
        try context.engine.run(
            primitive, "matmul", [(DNNL_ARG_SRC, a), (DNNL_ARG_WEIGHTS, b), (DNNL_ARG_DST, result)])
        return result
    }
}

extension Tensor {
    /// The last two axes exchanged; no byte moves.
    fileprivate func transposedMatrices() throws(NeuralError) -> Tensor {
        var axes = Array(shape.indices)
        axes.swapAt(axes.count - 1, axes.count - 2)
        return try permuted(axes)
    }
}

extension Variable {
    /// The product of matrices, one for each place of the axes before the last two.
    package func matrixMultiplied(by other: Variable) throws(NeuralError) -> Variable {
        try tape.apply(MatrixMultiply(), to: [self, other])
    }
}
