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
            operation: String, inputs: [String], outputs: [String], attributes: [String: Attribute] = [:]
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
        }
    }

    /// What computes.
    package var nodes: [Node] = []
    /// What is given with the graph.
    package var constants: [Constant] = []

    /// A graph of nothing.
    package init() {}
}
