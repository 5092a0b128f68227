import Dispatch

/// Moves a model's parameters against their gradients, step by step.
package final class Optimizer {
    /// How the numbers move.
    package let rule: any UpdateRule
    /// What is moved.
    package let parameters: [Parameter]
    /// Steps that were made.
    package private(set) var step = 0
    private var states: [[Tensor]] = []

    /// An optimiser for those of a model's parameters that are trainable.
    package init(_ rule: any UpdateRule, _ parameters: [Parameter]) {
        self.rule = rule
        self.parameters = parameters.filter(\.isTrainable)
    }

    /// Whether it has all the numbers that its rule works with, as it does after the first step.
    package var isComplete: Bool {
        rule.stateCount == 0 || states.count == parameters.count && states.allSatisfy { $0.count == rule.stateCount }
    }

    /// The Euclidean norm of all gradients together.
    package func gradientNorm() -> Double {
        var sum = 0.0
        for parameter in parameters { sum += parameter.gradient?.squareSum() ?? 0 }
        return sum.squareRoot()
    }

    /// Scales all gradients so that their norm is at most `limit`; returns the norm that they had.
    @discardableResult
    package func clipGradients(to limit: Double) throws(NeuralError) -> Double {
        let norm = gradientNorm()
        guard norm > limit, norm.isFinite else { return norm }
        let factor = Float(limit / norm)
        for parameter in parameters {
            guard let gradient = parameter.gradient else { continue }
            // Into a tensor of its own: another parameter may have the same gradient.
            let scaled = try Tensor(gradient.engine, gradient.layout)
            gradient.withFloats { from in
                scaled.withFloats { to in for i in from.indices { to[i] = from[i] * factor } }
            }
            parameter.gradient = scaled
        }
        return norm
    }

    /// Moves all parameters that have a gradient, and forgets the gradients.
    package func step(rate: Double) throws(NeuralError) {
        step += 1
        if states.isEmpty { states = [[Tensor]](repeating: [], count: parameters.count) }
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            let layout = parameter.value.layout
            let laid = try gradient.laid(out: layout)
            if states[index].isEmpty {
                for _ in 0..<rule.stateCount {
                    let tensor = try Tensor(parameter.value.engine, layout)
                    tensor.withFloats { $0.update(repeating: 0) }
                    states[index].append(tensor)
                }
            }
            for i in states[index].indices { states[index][i] = try states[index][i].laid(out: layout) }
            let start = parameter.value.engine.profile == nil ? 0 : Profile.now()
            parameter.change { values in
                laid.withFloats { gradient in
                    update(values, gradient, states[index].map { $0.withFloats { $0 } }, rate: Float(rate))
                }
            }
            parameter.value.engine.profile?.add("optimiser", since: start)
            parameter.gradient = nil
        }
    }

    /// Moves a parameter's numbers, on several threads where there are many.
    ///
    /// Each number moves by itself, so the result does not depend on how they are shared out.
    private func update(
        _ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeMutableBufferPointer<Float>,
        _ state: [UnsafeMutableBufferPointer<Float>], rate: Float
    ) {
        let threads = values.count < 1 << 16 ? 1 : (parameters.first?.value.engine.threadCount ?? 1)
        let (rule, step, stretch) = (rule, step, (values.count + threads - 1) / threads)
        // Safe to share: no two stretches overlap, and all are done before this returns.
        nonisolated(unsafe) let (values, gradient, state) = (values, gradient, state)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let range = min(thread * stretch, values.count)..<min((thread + 1) * stretch, values.count)
            rule.update(
                UnsafeMutableBufferPointer(rebasing: values[range]),
                gradient: UnsafeBufferPointer(rebasing: gradient[range]),
                state: state.map { UnsafeMutableBufferPointer(rebasing: $0[range]) }, step: step, rate: rate)
        }
    }

    /// The state by name, in the plain order, to be stored: "PARAMETER#0", "PARAMETER#1" ...
    package func state() throws(NeuralError) -> [(name: String, shape: [Int], values: [Float])] {
        var result: [(name: String, shape: [Int], values: [Float])] = []
        for (parameter, tensors) in zip(parameters, states) {
            for (index, tensor) in tensors.enumerated() {
                result.append(("\(parameter.name)#\(index)", tensor.shape, try tensor.values()))
            }
        }
        return result
    }

    /// Takes up a stored state: the numbers of a name, and the steps made.
    ///
    /// With the parameters' own numbers restored as well, training goes on with the same bits as if it had not stopped:
    /// how numbers lie decides nothing about what is computed from them.
    ///
    /// - Throws: `NeuralError`, if the state of a parameter is incomplete or of another size; nothing has changed then.
    package func restore(step: Int, _ values: (String) -> [Float]?) throws(NeuralError) {
        var restored: [[Tensor]] = []
        for parameter in parameters {
            let stored = (0..<rule.stateCount).compactMap { values("\(parameter.name)#\($0)") }
            guard stored.isEmpty || stored.count == rule.stateCount else {
                throw NeuralError(.damaged, "the optimiser's state of \(parameter.name) is not complete")
            }
            var tensors: [Tensor] = []
            for numbers in stored {
                tensors.append(try parameter.tensor(of: numbers, called: "the optimiser's state"))
            }
            restored.append(tensors)
        }
        self.step = step
        states = restored
    }
}

extension Tensor {
    /// The sum of all squares, padding being zero.
    fileprivate func squareSum() -> Double {
        withFloats { values in
            guard let base = values.baseAddress else { return 0 }
            // Eight sums side by side, each in f32 over a short stretch: fast, and exact enough.
            var total = 0.0
            var start = 0
            while start < values.count {
                let end = min(start + 4096, values.count)
                var sums = SIMD8<Float>()
                var i = start
                while i + 8 <= end {
                    let x = UnsafeRawPointer(base + i).loadUnaligned(as: SIMD8<Float>.self)
                    sums += x * x
                    i += 8
                }
                total += Double(sums.sum())
                while i < end {
                    total += Double(values[i] * values[i])
                    i += 1
                }
                start = end
            }
            return total
        }
    }
}
