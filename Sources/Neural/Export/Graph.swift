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

        /// What numbers become, for the operator `Cast`.
        package static func type(_ type: ElementType) -> Attribute { .integer(type.rawValue) }
    }

    /// What the numbers of a tensor are; the raw value is the format's number for it.
    package enum ElementType: Int, Sendable, Hashable {
        case float = 1
        case byte = 2
        case integer = 7
        case half = 10
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

    /// Whether another graph computes the same with other numbers.
    package func isBuiltLike(_ other: Graph) -> Bool {
        nodes == other.nodes && constants.map(\.name) == other.constants.map(\.name)
            && constants.map(\.shape) == other.constants.map(\.shape)
    }
}
