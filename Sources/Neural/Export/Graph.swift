/// A network as a graph of ONNX's operators (https://onnx.ai/onnx/operators, version 17 of the set), apart from any file.
///
/// Nodes stand in the order in which they are computed.
package struct Graph: Sendable, Hashable {
    /// What computes values from others.
    package struct Node: Sendable, Hashable {
        /// The operator's name, such as "Conv".
        package var operation: String
        /// The names of the values that go in; empty where an operator's optional one is left out.
        package var inputs: [String]
        /// The names of the values that come out.
        package var outputs: [String]
        /// The operator's settings, by name.
        package var attributes: [String: Attribute]

        /// A node from its parts.
        package init(
            _ operation: String, _ inputs: [String], outputs: [String], _ attributes: [String: Attribute] = [:]
        ) {
            self.operation = operation
            self.inputs = inputs
            self.outputs = outputs
            self.attributes = attributes
        }
    }

    /// A setting of an operator.
    package enum Attribute: Sendable, Hashable {
        case integer(Int)
        case integers([Int])
        case number(Float)
        case text(String)
        /// What an operator computes again and again.
        case body(Body)

        /// What numbers become, for the operator `Cast`.
        package static func type(_ type: ElementType) -> Attribute { .integer(type.rawValue) }
    }

    /// What the numbers of a tensor are; the raw value is the format's number for it.
    package enum ElementType: Int, Sendable, Hashable {
        case float = 1
        case byte = 2
        case integer = 7
        case truth = 9
        case half = 10
    }

    /// A graph within a node, such as a loop's; it knows the values of the graph around it.
    package struct Body: Sendable, Hashable {
        /// What computes.
        package var nodes: [Node]
        /// What each round is given.
        package var inputs: [Value]
        /// What each round gives.
        package var outputs: [Value]

        /// A body from its parts; nodes that nothing comes of are left out.
        package init(_ nodes: [Node], inputs: [Value], outputs: [Value]) {
            var wanted = Set(outputs.map(\.name))
            var kept: [Node] = []
            for node in nodes.reversed() where node.outputs.contains(where: wanted.contains) {
                kept.append(node)
                wanted.formUnion(node.uses)
            }
            (self.nodes, self.inputs, self.outputs) = (kept.reversed(), inputs, outputs)
        }
    }

    /// A value that goes into a body, or comes out of it.
    package struct Value: Sendable, Hashable {
        /// The name.
        package var name: String
        /// What its numbers are.
        package var type: ElementType
        /// The sizes along the axes; nil for one that may be any.
        package var shape: [Int?]

        /// A value from its parts.
        package init(_ name: String, _ type: ElementType, _ shape: [Int?]) {
            (self.name, self.type, self.shape) = (name, type, shape)
        }
    }

    /// A tensor that is the same for all images.
    package struct Constant: Sendable, Hashable {
        /// The name that nodes know it by.
        package var name: String
        /// The sizes along the axes; none for a single number.
        package var shape: [Int]
        /// The numbers, the last axis fastest.
        package var values: Values

        /// Numbers of one kind.
        package enum Values: Sendable, Hashable {
            case floats([Float])
            case integers([Int])
            case bytes([UInt8])
            /// The bits of numbers of 16 bits.
            case halves([UInt16])
        }
    }

    /// What computes.
    package var nodes: [Node] = []
    /// What is given with the graph.
    package var constants: [Constant] = []

    /// A graph of nothing.
    package init() {}

    /// Gives a value another name.
    package mutating func rename(_ old: String, to new: String) {
        for node in nodes.indices { nodes[node].rename(old, to: new) }
    }

    /// Whether another graph computes the same with other numbers.
    package func isBuiltLike(_ other: Graph) -> Bool {
        nodes == other.nodes && constants.map(\.name) == other.constants.map(\.name)
            && constants.map(\.shape) == other.constants.map(\.shape)
    }
}

extension Graph.Node {
    /// All values that it needs, those of graphs within it among them.
    var uses: [String] { inputs + bodies.flatMap { $0.nodes.flatMap(\.uses) + $0.outputs.map(\.name) } }

    private var bodies: [Graph.Body] {
        attributes.values.compactMap { if case .body(let body) = $0 { body } else { nil } }
    }

    fileprivate mutating func rename(_ old: String, to new: String) {
        inputs = inputs.map { $0 == old ? new : $0 }
        outputs = outputs.map { $0 == old ? new : $0 }
        for (key, attribute) in attributes {
            guard case .body(var body) = attribute else { continue }
            for node in body.nodes.indices { body.nodes[node].rename(old, to: new) }
            for output in body.outputs.indices where body.outputs[output].name == old {
                body.outputs[output].name = new
            }
            attributes[key] = .body(body)
        }
    }
}
