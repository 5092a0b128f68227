package import Parallel

/// Adds up the gradients that several processes found, each from its part of a batch.
///
/// They are exchanged in one piece once all are known.
package final class GradientSum {
    private let ranks: any Ranks
    private let parameters: [Parameter]
    /// All gradients in the plain order, and behind them for each parameter whether it has one.
    private var numbers: [Float]

    /// A sum over processes of the gradients that an optimiser moves parameters against.
    package init(_ optimizer: Optimizer, over ranks: any Ranks) {
        self.ranks = ranks
        parameters = optimizer.parameters
        let count = ranks.count > 1 ? parameters.reduce(0) { $0 + $1.count + 1 } : 0
        numbers = [Float](repeating: 0, count: count)
    }

    /// Puts the sum over all processes in place of each gradient: the same bits in all of them.
    package func exchange() throws(NeuralError) {
        guard ranks.count > 1 else { return }
        var place = 0
        let flags = numbers.count - parameters.count
        for (index, parameter) in parameters.enumerated() {
            let own = try parameter.gradient?.values()
            numbers[flags + index] = own == nil ? 0 : 1
            let values = own ?? [Float](repeating: 0, count: parameter.count)
            numbers.withUnsafeMutableBufferPointer { numbers in
                _ = UnsafeMutableBufferPointer(rebasing: numbers[place..<place + values.count])
                    .update(fromContentsOf: values)
            }
            place += parameter.count
        }
        numbers.withUnsafeMutableBufferPointer { ranks.sum($0) }
        place = 0
        for (index, parameter) in parameters.enumerated() {
            let range = place..<place + parameter.count
            place = range.upperBound
            // What no process has a gradient of is not moved, as where there is one alone.
            guard numbers[flags + index] > 0 else { continue }
            parameter.gradient = try Tensor(parameter.value.engine, parameter.value.shape, Array(numbers[range]))
        }
    }
}
