/// The rows of a table `[V, E]` that indices name, as a tensor of the indices' shape and `E`.
struct Embed: Operation {
    static let name = "embedding"
    let indices: [Int]
    let shape: [Int]
    private var table: [Int] = []

    init(indices: [Int], shape: [Int]) {
        self.indices = indices
        self.shape = shape
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let rows = try inputs[0].plain()
        table = rows.shape
        guard table.count == 2, shape.reduce(1, *) == indices.count else {
            throw NeuralError(
                .shape, "\(indices.count) indices of shape \(shape) do not go with a table of shape \(table)")
        }
        let (count, width) = (table[0], table[1])
        guard indices.allSatisfy({ (0..<count).contains($0) }) else {
            throw NeuralError(.value, "an index must lie in 0 ..< \(count): \(indices)")
        }
        let result = try Tensor(context.engine, context.engine.plain(shape + [width]))
        rows.withFloats { rows in
            result.withFloats { result in
                for (place, index) in indices.enumerated() {
                    for i in 0..<width { result[place * width + i] = rows[index * width + i] }
                }
            }
        }
        return result
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        let (gradient, result) = (try gradient.plain(), try Tensor(context.engine, table, filledWith: 0))
        let width = table[1]
        gradient.withFloats { gradient in
            result.withFloats { result in
                for (place, index) in indices.enumerated() {
                    for i in 0..<width { result[index * width + i] += gradient[place * width + i] }
                }
            }
        }
        return [result]
    }
}
