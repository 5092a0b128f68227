/// What has been computed, in order, so that it can be differentiated backwards.
///
/// One tape serves one step: `let x = tape.constant(images)`, the model, a loss, `tape.backward(from: loss)`.
package final class Tape {
    /// What operations need besides their inputs.
    package let context: Context
    private var nodes: [Node] = []
    /// How often each operation's name was applied: tells the dropouts of a model apart.
    private var parameterNodes: [ObjectIdentifier: Int] = [:]
    /// What writes down how the result is computed; nil where nobody asks.
    private let trace: GraphTrace?

    private enum Node {
        case leaf(wantsGradient: Bool)
        case parameter(Parameter)
        case result(any Operation, inputs: [Int], wantsGradient: Bool)

        var wantsGradient: Bool {
            switch self {
            case .leaf(let wanted), .result(_, _, let wanted): wanted
            case .parameter(let parameter): parameter.isTrainable
            }
        }
    }

    /// An empty tape.
    package init(_ context: Context) {
        self.context = context
        trace = nil
    }

    /// An empty tape that lets a trace write down what is computed; it is for use, not for training.
    package init(_ engine: Engine, tracing trace: GraphTrace) {
        context = Context(engine, .inference)
        self.trace = trace
    }

    /// An empty tape for an engine and a mode.
    package convenience init(_ engine: Engine, _ mode: Context.Mode) {
        self.init(Context(engine, mode))
    }

    /// A tensor that is given: no gradient.
    package func constant(_ tensor: Tensor) -> Variable {
        if let trace { return Variable(tape: self, index: trace.note(constant: tensor), value: tensor) }
        return add(.leaf(wantsGradient: false), tensor)
    }

    /// A tensor that is given, whose gradient `backward` returns.
    package func input(_ tensor: Tensor) -> Variable {
        if let trace { return Variable(tape: self, index: trace.note(constant: tensor), value: tensor) }
        return add(.leaf(wantsGradient: true), tensor)
    }

    /// A tensor that is given when a graph is used, under a name.
    package func graphInput(_ tensor: Tensor, named name: String) -> Variable {
        Variable(tape: self, index: trace?.note(value: name, tensor) ?? -1, value: tensor)
    }

    /// A model's parameter; `backward` adds to its gradient.
    package func variable(_ parameter: Parameter) -> Variable {
        if let known = parameterNodes[ObjectIdentifier(parameter)] {
            return Variable(tape: self, index: known, value: parameter.value)
        }
        if let trace { return Variable(tape: self, index: trace.note(parameter), value: parameter.value) }
        let variable = add(.parameter(parameter), parameter.value)
        parameterNodes[ObjectIdentifier(parameter)] = variable.index
        return variable
    }

    /// Applies an operation and notes it.
    func apply(_ operation: some Operation, to inputs: [Variable]) throws(NeuralError) -> Variable {
        var operation = operation
        let takesBytes = context.quantization == nil || operation.takesBytes
        let values = try inputs.map { input throws(NeuralError) in
            takesBytes ? input.value : try input.value.floats(context.precision)
        }
        let result = try operation.forward(values, context)
        if let observer = context.observer { try observer.see(operation, values, result) }
        if let trace {
            let name = try operation.export(inputs.map { trace.operand($0.index) }, to: trace)
            return Variable(tape: self, index: trace.note(value: name, result), value: result)
        }
        guard context.isTraining else { return Variable(tape: self, index: -1, value: result) }
        let wantsGradient = inputs.contains { nodes[$0.index].wantsGradient }
        let node = Node.result(operation, inputs: inputs.map(\.index), wantsGradient: wantsGradient)
        return add(node, result)
    }

    private func add(_ node: Node, _ value: Tensor) -> Variable {
        guard context.isTraining else { return Variable(tape: self, index: -1, value: value) }
        nodes.append(node)
        return Variable(tape: self, index: nodes.count - 1, value: value)
    }

    /// Computes the gradient of one number, adds it to the parameters' gradients and returns those of the inputs.
    ///
    /// The tape is empty afterwards: what operations kept is given back on the way.
    ///
    /// - Parameter weight: what the number counts for in that whose gradient is wanted.
    @discardableResult
    package func backward(from loss: Variable, weight: Float = 1) throws(NeuralError) -> Gradients {
        guard context.isTraining else {
            throw NeuralError(.value, "only a tape that was made for training can be differentiated")
        }
        guard loss.value.count == 1 else {
            throw NeuralError(.shape, "a gradient is that of one number, not of a tensor of shape \(loss.value.shape)")
        }
        var gradients = [Tensor?](repeating: nil, count: nodes.count)
        gradients[loss.index] = try Tensor(context.engine, loss.value.shape, filledWith: weight)
        var kept: [Int: Tensor] = [:]
        while let node = nodes.popLast() {
            let index = nodes.count
            guard let gradient = gradients[index], node.wantsGradient else { continue }
            gradients[index] = nil
            switch node {
            case .leaf: kept[index] = gradient
            case .parameter(let parameter): try parameter.accumulate(gradient)
            case .result(let operation, let inputs, _):
                let wanted = inputs.map { nodes[$0].wantsGradient }
                let found = try operation.backward(gradient, wanted: wanted, context)
                for case (let input, let more?) in zip(inputs, found) {
                    let sum = gradients[input]
                    gradients[input] = try sum.map { sum throws(NeuralError) in try sum.adding(more) } ?? more
                }
            }
        }
        parameterNodes = [:]
        return Gradients(byIndex: kept)
    }
}

/// A tensor on a tape.
package struct Variable {
    /// What noted it.
    package let tape: Tape
    let index: Int
    /// The numbers.
    package let value: Tensor

    /// The sizes along the axes.
    package var shape: [Int] { value.shape }
}

/// The gradients of a tape's inputs.
package struct Gradients {
    let byIndex: [Int: Tensor]

    /// The gradient of an input; nil where the result does not depend on it.
    package subscript(input: Variable) -> Tensor? { byIndex[input.index] }
}
