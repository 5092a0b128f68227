/// A stretch of one axis.
struct Slice: Operation {
    static let name = "slice"
    let axis: Int
    let range: Range<Int>
    private var shape: [Int] = []

    init(axis: Int, range: Range<Int>) {
        self.axis = axis
        self.range = range
    }

    /// Calls `body` with the place in the whole and in the stretch, and the length, of each run of elements.
    private func runs(_ shape: [Int], _ body: (_ whole: Int, _ part: Int, _ count: Int) -> Void) {
        let inner = shape[(axis + 1)...].reduce(1, *)
        for i in 0..<shape[..<axis].reduce(1, *) {
            body((i * shape[axis] + range.lowerBound) * inner, i * range.count * inner, range.count * inner)
        }
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let input = try inputs[0].plain()
        shape = input.shape
        guard shape.indices.contains(axis), range.lowerBound >= 0, range.upperBound <= shape[axis], !range.isEmpty
        else { throw NeuralError(.shape, "a tensor of shape \(shape) has no \(range) along axis \(axis)") }
        var part = shape
        part[axis] = range.count
        let result = try Tensor(context.engine, context.engine.plain(part))
        input.withFloats { input in
            result.withFloats { result in
                runs(shape) { whole, part, count in
                    for i in 0..<count { result[part + i] = input[whole + i] }
                }
            }
        }
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let (gradient, result) = (try gradient.plain(), try Tensor(context.engine, shape, filledWith: 0))
        gradient.withFloats { gradient in
            result.withFloats { result in
                runs(shape) { whole, part, count in
                    for i in 0..<count { result[whole + i] = gradient[part + i] }
                }
            }
        }
        return [result]
    }
}

extension Variable {
    /// A stretch of one axis.
    package func sliced(axis: Int, _ range: Range<Int>) throws(NeuralError) -> Variable {
        try tape.apply(Slice(axis: axis, range: range), to: [self])
    }
}
