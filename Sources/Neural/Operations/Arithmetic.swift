import CDNNL

extension Tensor {
    /// The sum of two tensors of one shape, in the layout of the first.
    func adding(_ other: Tensor) throws(NeuralError) -> Tensor { try combined(with: other, dnnl_binary_add, "add") }

    /// The product element by element, in the layout of the first.
    func multiplying(by other: Tensor) throws(NeuralError) -> Tensor {
        try combined(with: other, dnnl_binary_mul, "multiply")
    }

    private func combined(
        with other: Tensor, _ kind: dnnl_alg_kind_t, _ name: String
    ) throws(NeuralError) -> Tensor {
        guard shape == other.shape else {
            throw NeuralError(.shape, "can't \(name) tensors of shapes \(shape) and \(other.shape)")
        }
        let other = try other.laid(out: layout)
        let result = try Tensor(engine, layout)
        let handle = layout.handle
        let primitive = try engine.primitive(name, [layout.number]) {
            platen_binary(&$0, $1, $2, kind, handle, handle, handle)
        }
        try engine.run(
            primitive, name, [(DNNL_ARG_SRC_0, self), (DNNL_ARG_SRC_1, other), (DNNL_ARG_DST, result)])
        return result
    }
}

/// The sum of two tensors of one shape.
struct Add: Operation {
    static let name = "add"

    func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        try inputs[0].adding(inputs[1])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) -> [Tensor?] {
        [gradient, gradient]
    }
}

/// The product of two tensors of one shape, element by element.
struct Multiply: Operation {
    static let name = "multiply"
    private var factors: [Tensor] = []

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        if context.isTraining { factors = inputs }
        return try inputs[0].multiplying(by: inputs[1])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        [
            wanted[0] ? try gradient.multiplying(by: factors[1]) : nil,
            wanted[1] ? try gradient.multiplying(by: factors[0]) : nil,
        ]
    }
}

extension Variable {
    /// The sum of two tensors of one shape.
    package static func + (a: Variable, b: Variable) throws(NeuralError) -> Variable {
        try a.tape.apply(Add(), to: [a, b])
    }

    /// The product of two tensors of one shape, element by element.
    package static func * (a: Variable, b: Variable) throws(NeuralError) -> Variable {
        try a.tape.apply(Multiply(), to: [a, b])
    }
}
