/// A learnt row of numbers for each of a set of symbols.
package final class Embedding: Module {
    private let table: Parameter

    /// Rows of `size` numbers for `count` symbols.
    package init(_ name: String, _ count: Int, size: Int, _ initializer: Initializer) throws(NeuralError) {
        table = try initializer.normal("\(name).weight", [count, size], deviation: 1)
    }

    package var parameters: [Parameter] { [table] }

    /// The rows of symbols, as a tensor of the given shape and the rows' size.
    package func callAsFunction(
        _ symbols: [Int], shape: [Int], on tape: Tape
    ) throws(NeuralError) -> Variable {
        try tape.apply(Embed(indices: symbols, shape: shape), to: [tape.variable(table)])
    }
}
