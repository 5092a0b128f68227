/// Attention of some sequences to others: each step of the first takes a mean over all steps of the second, which it weighs by
/// how well they go with it, in several heads side by side (Vaswani et al., "Attention is all you need", 2017).
package final class MultiHeadAttention: Module {
    private let heads: Int
    private let size: Int
    private let query, key, value, join: Linear

    /// What is looked at: the keys `[N * heads, size, S]` and the values `[N * heads, S, size]`.
    package struct Source {
        /// What steps are weighed by.
        package var keys: Variable
        /// What is taken of them.
        package var values: Variable

        /// A source from its parts.
        package init(keys: Variable, values: Variable) { (self.keys, self.values) = (keys, values) }
    }

    /// Attention of steps of `inputs` numbers to steps of `source` numbers, by keys of `size` numbers.
    package init(
        _ name: String, _ inputs: Int, to source: Int, heads: Int, size: Int, _ initializer: Initializer
    ) throws(NeuralError) {
        query = try Linear("\(name).query", inputs, heads * size, initializer)
        key = try Linear("\(name).key", source, heads * size, initializer)
        value = try Linear("\(name).value", source, heads * size, initializer)
        join = try Linear("\(name).join", heads * size, inputs, initializer)
        (self.heads, self.size) = (heads, size)
    }

    package var parameters: [Parameter] {
        query.parameters + key.parameters + value.parameters + join.parameters
    }

    /// What there is to look at in sequences `[S, N, C]`.
    package func source(_ x: Variable) throws(NeuralError) -> Source {
        let (s, n) = (x.shape[0], x.shape[1])
        return Source(
            keys: try key(x).reshaped(s, n * heads, size).transposed(1, 2, 0),
            values: try value(x).reshaped(s, n * heads, size).transposed(1, 0, 2))
    }

    /// Maps sequences `[L, N, I]` to the same shape, and tells how much each step looks at each of the source,
    /// `[N * heads, L, S]`.
    package func callAsFunction(
        _ x: Variable, _ source: Source
    ) throws(NeuralError) -> (result: Variable, weights: Variable) {
        let (l, n) = (x.shape[0], x.shape[1])
        let queries = try query(x).reshaped(l, n * heads, size).transposed(1, 0, 2)  // N * heads, L, size
        let scale = x.tape.constant(try Tensor(x.value.engine, [1], [1 / Float(size).squareRoot()]))
        let weights = try (queries.matrixMultiplied(by: source.keys) * scale).softmax()  // N * heads, L, S
        let seen = try weights.matrixMultiplied(by: source.values)  // N * heads, L, size
        return (try join(seen.transposed(1, 0, 2).reshaped(l, n, heads * size)), weights)
    }
}
