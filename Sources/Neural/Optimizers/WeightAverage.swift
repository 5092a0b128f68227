/// The mean of a model's numbers over its latest steps, running means and variances included.
///
/// Each step moves the mean a part of the way to the numbers it came to, so that a step counts for less the more follow it.
/// While the rate is high, steps wander around what is common to them, and their mean reads pictures unlike those it was
/// learnt from better than any of them does: Polyak and Juditsky (1992); Izmailov et al., "Averaging weights leads to wider
/// optima and better generalization" (2018).
package final class WeightAverage {
    /// The part of the old mean in the next one.
    package let decay: Double
    private let parameters: [Parameter]
    private var means: [Tensor] = []

    /// An average over the steps to come.
    package init(_ model: any Module, decay: Double) {
        parameters = model.parameters
        self.decay = decay
    }

    /// Whether there is a mean, as there is after the first step.
    package var isComplete: Bool { !means.isEmpty }

    /// Takes the numbers of a step in, which counts from 1.
    ///
    /// While few steps were made, about a quarter of them count, so that the mean soon forgets the first numbers (Shamir and
    /// Zhang, "Stochastic gradient descent for non-smooth optimization", 2013, section 4).
    package func add(step: Int) throws(NeuralError) {
        try layOut()
        let part = Float(max(1 - decay, 4 / Double(3 + step)))
        for (parameter, mean) in zip(parameters, means) {
            parameter.value.withFloats { values in
                mean.withFloats { mean in for i in mean.indices { mean[i] += part * (values[i] - mean[i]) } }
            }
        }
    }

    /// Lets the model have the mean in place of its numbers while `body` runs; it has its own ones before the first step.
    package func lend<Outcome>(_ body: () throws -> Outcome) throws -> Outcome {
        guard isComplete else { return try body() }
        try exchange()
        let outcome = Result { try body() }
        try exchange()
        return try outcome.get()
    }

    private func exchange() throws(NeuralError) {
        try layOut()
        for (parameter, mean) in zip(parameters, means) {
            parameter.change { values in
                mean.withFloats { mean in for i in mean.indices { swap(&mean[i], &values[i]) } }
            }
        }
    }

    /// Has the mean lie as the numbers lie; there is a copy of them where there was none.
    private func layOut() throws(NeuralError) {
        var laid: [Tensor] = []
        for (index, parameter) in parameters.enumerated() {
            let layout = parameter.value.layout
            if isComplete {
                laid.append(try means[index].laid(out: layout))
                continue
            }
            let copy = try Tensor(parameter.value.engine, layout)
            parameter.value.withFloats { values in copy.withFloats { _ = $0.update(fromContentsOf: values) } }
            laid.append(copy)
        }
        means = laid
    }

    /// The mean by name, in the plain order, to be stored: "PARAMETER#mean"; nothing before the first step.
    package func state() throws(NeuralError) -> [(name: String, shape: [Int], values: [Float])] {
        var result: [(name: String, shape: [Int], values: [Float])] = []
        for (parameter, mean) in zip(parameters, means) {
            result.append(("\(parameter.name)#mean", mean.shape, try mean.values()))
        }
        return result
    }

    /// Takes up a stored mean, the numbers of a name; there is none where nothing is stored.
    ///
    /// - Throws: `NeuralError`, if the mean of a parameter is missing or of another size; nothing has changed then.
    package func restore(_ values: (String) -> [Float]?) throws(NeuralError) {
        let stored = parameters.compactMap { values("\($0.name)#mean") }
        guard stored.isEmpty || stored.count == parameters.count else {
            throw NeuralError(.damaged, "the mean of the weights is not complete")
        }
        var restored: [Tensor] = []
        for (parameter, numbers) in zip(parameters, stored) {
            restored.append(try parameter.tensor(of: numbers, called: "the mean"))
        }
        means = restored
    }
}
