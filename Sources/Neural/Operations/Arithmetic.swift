import CDNNL

extension Tensor {
    /// The sum of two tensors.
    ///
    /// Shapes go together as NumPy has it: from the last axis on, sizes are equal or one of them is 1. The result lies
    /// as the tensor that has its shape.
    func adding(_ other: Tensor) throws(NeuralError) -> Tensor { try combined(with: other, dnnl_binary_add, "add") }

    /// The product element by element; shapes go together as in `adding`.
    func multiplying(by other: Tensor) throws(NeuralError) -> Tensor {
        try combined(with: other, dnnl_binary_mul, "multiply")
    }

    /// Both functions give the same with their arguments swapped, bit by bit.
    private func combined(
        with other: Tensor, _ kind: dnnl_alg_kind_t, _ name: String
    ) throws(NeuralError) -> Tensor {
        guard let common = Tensor.broadcast(shape, other.shape) else {
            throw NeuralError(.shape, "can't \(name) tensors of shapes \(shape) and \(other.shape)")
        }
        let whole: Tensor
        var second: Tensor
        if shape == common {
            (whole, second) = (self, other)
        } else if other.shape == common {
            (whole, second) = (other, self)
        } else {
            (whole, second) = (try expanded(to: common), other)
        }
        if second.shape == common {
            second = try second.laid(out: whole.layout)
        } else {
            let shape = [Int](repeating: 1, count: common.count - second.shape.count) + second.shape
            second = try second.reshaped(shape).laid(out: engine.plain(shape, whole.elementType))
        }
        let result = try Tensor(engine, whole.layout)
        let (first, added) = (whole.layout, second.layout)
        let primitive = try engine.primitive(name, [first.number, added.number]) {
            platen_binary(&$0, $1, $2, kind, first.handle, added.handle, first.handle)
        }
        try engine.run(
            primitive, name, [(DNNL_ARG_SRC_0, whole), (DNNL_ARG_SRC_1, second), (DNNL_ARG_DST, result)])
        return result
    }

    /// The same numbers over and over, as f32 in the plain order.
    private func expanded(to shape: [Int]) throws(NeuralError) -> Tensor {
        try Tensor(engine, shape, filledWith: 0).adding(self)
    }

    /// The shape that two shapes are broadcast to; nil where they can't be.
    static func broadcast(_ a: [Int], _ b: [Int]) -> [Int]? {
        let count = max(a.count, b.count)
        let first = [Int](repeating: 1, count: count - a.count) + a
        let second = [Int](repeating: 1, count: count - b.count) + b
        guard zip(first, second).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
        return zip(first, second).map { max($0, $1) }
    }
}

/// The sum of two tensors, broadcast as NumPy has it.
struct Add: Operation {
    static let name = "add"
    private var shapes: [[Int]] = []

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        shapes = inputs.map(\.shape)
        return try inputs[0].adding(inputs[1])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        [
            wanted[0] ? try gradient.summed(to: shapes[0]) : nil,
            wanted[1] ? try gradient.summed(to: shapes[1]) : nil,
        ]
    }
}

/// The product of two tensors, element by element, broadcast as NumPy has it.
struct Multiply: Operation {
    static let name = "multiply"
    private var factors: [Tensor] = []

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        if context.isTraining { factors = inputs }
        return try inputs[0].multiplying(by: inputs[1])
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        [
            wanted[0] ? try gradient.multiplying(by: factors[1]).summed(to: factors[0].shape) : nil,
            wanted[1] ? try gradient.multiplying(by: factors[0]).summed(to: factors[1].shape) : nil,
        ]
    }
}

extension Variable {
    /// The sum of two tensors: from the last axis on, sizes are equal or one of them is 1 or missing.
    package static func + (a: Variable, b: Variable) throws(NeuralError) -> Variable {
        try a.tape.apply(Add(), to: [a, b])
    }

    /// The product of two tensors, element by element: from the last axis on, sizes are equal or one of them is 1 or
    /// missing.
    package static func * (a: Variable, b: Variable) throws(NeuralError) -> Variable {
        try a.tape.apply(Multiply(), to: [a, b])
    }
}
