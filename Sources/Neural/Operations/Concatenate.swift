import CDNNL

/// Tensors one after the other along an axis.
struct Concatenate: Operation {
    static let name = "concatenate"
    let axis: Int
    private var sizes: [[Int]] = []

    init(axis: Int) { self.axis = axis }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let first = inputs[0].shape
        func others(_ shape: [Int]) -> [Int] {
            var shape = shape
            if shape.indices.contains(axis) { shape[axis] = 0 }
            return shape
        }
        guard first.indices.contains(axis), inputs.allSatisfy({ others($0.shape) == others(first) }) else {
            throw NeuralError(
                .shape,
                "can't join tensors of shapes \(inputs.map { "\($0.shape)" }.joined(separator: ", ")) along "
                    + "axis \(axis)")
        }
        guard inputs.count <= Int(PLATEN_MAX_PARTS) else {
            throw NeuralError(.shape, "can't join \(inputs.count) tensors at once; at most \(PLATEN_MAX_PARTS)")
        }
        sizes = inputs.map(\.shape)
        let handles = inputs.map { Optional($0.layout.handle) }
        let (count, along) = (Int32(inputs.count), Int32(axis))
        let primitive = try context.engine.primitive("concatenate", inputs.map(\.layout.number) + [axis]) {
            platen_concat(&$0, $1, $2, count, along, handles)
        }
        let result = try Tensor(context.engine, primitive.layout(dnnl_query_dst_md))
        try context.engine.run(
            primitive, "concatenate",
            inputs.enumerated().map { (DNNL_ARG_MULTIPLE_SRC + Int32($0.offset), Optional($0.element)) }
                + [(DNNL_ARG_DST, result)])
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let gradient = try gradient.plain()
        let inner = gradient.shape[(axis + 1)...].reduce(1, *)
        let outer = gradient.shape[..<axis].reduce(1, *)
        let row = gradient.shape[axis] * inner
        var (result, start): ([Tensor?], Int) = ([], 0)
        for (shape, isWanted) in zip(sizes, wanted) {
            let part = shape[axis] * inner
            defer { start += part }
            guard isWanted else {
                result.append(nil)
                continue
            }
            let tensor = try Tensor(context.engine, context.engine.plain(shape))
            gradient.withFloats { from in
                tensor.withFloats { to in
                    for i in 0..<outer {
                        let source = from[(i * row + start)..<(i * row + start + part)]
                        _ = UnsafeMutableBufferPointer(rebasing: to[(i * part)..<((i + 1) * part)])
                            .update(fromContentsOf: source)
                    }
                }
            }
            result.append(tensor)
        }
        return result
    }
}

extension Variable {
    /// Tensors one after the other along an axis.
    package static func concatenated(_ parts: [Variable], axis: Int) throws(NeuralError) -> Variable {
        guard let first = parts.first else { throw NeuralError(.shape, "can't join no tensors") }
        return try first.tape.apply(Concatenate(axis: axis), to: parts)
    }
}
