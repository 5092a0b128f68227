/// A recurrent layer with learnt weights: LSTM or GRU, in one direction or both.
package final class Recurrent: Module {
    private let inputWeights: Parameter
    private let stateWeights: Parameter
    private let bias: Parameter
    private let cell: RecurrentCell

    /// A layer of `hidden` cells in each direction over `inputs` numbers a time step.
    package init(
        _ name: String, _ cell: RecurrentCell, _ inputs: Int, hidden: Int, isBidirectional: Bool,
        _ initializer: Initializer
    ) throws(NeuralError) {
        let (directions, bound) = (isBidirectional ? 2 : 1, 1 / Float(hidden).squareRoot())
        self.cell = cell
        inputWeights = try initializer.uniform(
            "\(name).weight_input", [1, directions, inputs, cell.gateCount, hidden], bound: bound)
        stateWeights = try initializer.uniform(
            "\(name).weight_state", [1, directions, hidden, cell.gateCount, hidden], bound: bound)
        bias = try initializer.uniform(
            "\(name).bias", [1, directions, cell.biasCount, hidden], bound: bound)
    }

    package var parameters: [Parameter] { [inputWeights, stateWeights, bias] }

    /// Maps `[T, N, I]` to `[T, N, H]`, or `[T, N, 2 H]` in both directions.
    package func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        try x.tape.apply(
            Recur(cell, inputWeights: inputWeights, stateWeights: stateWeights),
            to: [x] + parameters.map(x.tape.variable))
    }
}
