/// Writes down what a network computes while it reads images, as a graph.
///
/// A tape with a trace runs each operation and lets it say how it stands in the graph. The trace sees one size of
/// images; what depends on the batch or on the width must so be said in terms of the values that go in.
package final class GraphTrace {
    /// The graph so far.
    package private(set) var graph = Graph()
    private var constants: Set<String> = []
    private var operands: [Operand] = []
    /// The step that is written down, where it is one of a network that goes on from step to step.
    package internal(set) var step: Step?
    /// What names of values begin with.
    private let prefix: String

    /// One step of a network that goes on: what it is given, and what it keeps for the next one.
    package struct Step: Hashable {
        /// The name of the characters that it is given, `[1, N]`.
        package let given: String
        /// What its recurrent layers keep.
        package internal(set) var states: [State] = []
    }

    /// What a recurrent layer keeps, `[1, N, size]`.
    package struct State: Hashable {
        /// The name of what it is given.
        package let before: String
        /// The name of what it keeps.
        package let after: String
        /// The numbers for each image.
        package let size: Int
    }

    /// A value of the graph, and what it was for the images that were read.
    struct Operand {
        /// What was computed.
        let tensor: Tensor
        fileprivate let source: Source

        /// The sizes along the axes for the images that were read.
        var shape: [Int] { tensor.shape }
    }

    fileprivate enum Source {
        case value(String)
        case constant(String)
    }

    /// An empty trace.
    package init() { prefix = "" }

    /// An empty trace of a step; its values have names of their own.
    package init(ofStep prefix: String) {
        self.prefix = prefix
        step = Step(given: prefix + "given")
    }

    /// The name of a value; a parameter becomes a constant of the graph when it is first asked for.
    func name(of operand: Operand) throws(NeuralError) -> String {
        switch operand.source {
        case .value(let name): return name
        case .constant(let name): return constant(name, operand.shape, try operand.tensor.values())
        }
    }

    /// A constant under a name of its own; the same name stands for the same numbers.
    func constant(_ name: String, _ shape: [Int], _ values: [Float]) -> String {
        add(Graph.Constant(name: name, shape: shape, values: .floats(values)))
    }

    /// Weights in the arrangement that an operator wants, as a constant.
    ///
    /// - Parameters:
    ///   - arrangement: what it is called, behind the weights' name.
    ///   - arrange: takes the numbers as the network has them.
    /// - Throws: `NeuralError` where they are no weights, but computed from the images.
    func constant(
        _ weights: Operand, _ arrangement: String, _ shape: [Int], _ arrange: ([Float]) -> [Float]
    ) throws(NeuralError) -> String {
        guard case .constant(let name) = weights.source else {
            throw NeuralError(.value, "weights that are computed from the images have no form in an exported graph")
        }
        return constant("\(name).\(arrangement)", shape, arrange(try weights.tensor.values()))
    }

    /// Whole numbers that an operator wants as a tensor, such as a shape.
    package func integers(_ values: [Int]) -> String {
        let name = "integers_" + values.map { $0 < 0 ? "m\(-$0)" : "\($0)" }.joined(separator: "_")
        return add(Graph.Constant(name: name, shape: [values.count], values: .integers(values)))
    }

    /// A single whole number.
    package func integer(_ value: Int) -> String {
        add(Graph.Constant(name: "integer_\(value)", shape: [], values: .integers([value])))
    }

    /// A single number.
    package func number(_ value: Float) -> String {
        add(Graph.Constant(name: "number_\(value)", shape: [], values: .floats([value])))
    }

    /// Takes the constants of a step over, whose nodes become a body here.
    package func adopt(constantsOf step: GraphTrace) {
        for constant in step.graph.constants { _ = add(constant) }
    }

    private func add(_ constant: Graph.Constant) -> String {
        if constants.insert(constant.name).inserted { graph.constants.append(constant) }
        return constant.name
    }

    /// A node with one result.
    package func node(
        _ operation: String, _ inputs: [String], _ attributes: [String: Graph.Attribute] = [:]
    ) -> String {
        nodes(operation, inputs, outputs: 1, attributes)[0]
    }

    /// A node with several results.
    package func nodes(
        _ operation: String, _ inputs: [String], outputs: Int, _ attributes: [String: Graph.Attribute] = [:]
    ) -> [String] {
        let name = "\(prefix)\(operation)_\(graph.nodes.count + 1)"
        let outputs = (0..<outputs).map { $0 == 0 ? name : "\(name)_\($0)" }
        graph.nodes.append(Graph.Node(operation, inputs, outputs: outputs, attributes))
        return outputs
    }
}

// MARK: What a tape notes

extension GraphTrace {
    /// Names for so many more states of a step.
    func nextStates(_ count: Int) -> [String] {
        let first = step?.states.count ?? 0
        return (first..<first + count).map { "\(prefix)state_\($0)" }
    }

    /// Notes a value that is given or computed; its number stands for it on the tape.
    func note(value name: String, _ tensor: Tensor) -> Int {
        operands.append(Operand(tensor: tensor, source: .value(name)))
        return operands.count - 1
    }

    /// Notes a tensor that is the same for all images.
    func note(constant tensor: Tensor) -> Int {
        operands.append(Operand(tensor: tensor, source: .constant("\(prefix)constant_\(operands.count)")))
        return operands.count - 1
    }

    /// Notes a parameter.
    func note(_ parameter: Parameter) -> Int {
        operands.append(Operand(tensor: parameter.value, source: .constant(parameter.name)))
        return operands.count - 1
    }

    /// What stands behind a number that a tape was given.
    func operand(_ number: Int) -> Operand { operands[number] }

    /// The name of a variable of the tape that is traced.
    ///
    /// - Throws: `NeuralError` where it was computed elsewhere.
    package func name(of variable: Variable) throws(NeuralError) -> String {
        guard operands.indices.contains(variable.index) else {
            throw NeuralError(
                .value, "a value that was not computed on the tape of this trace has no name in its graph")
        }
        return try name(of: operands[variable.index])
    }
}
