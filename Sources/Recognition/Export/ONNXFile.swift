package import Foundation
import Neural
import SwiftProtobuf

/// A model as an ONNX file (https://onnx.ai/onnx/repo-docs/IR.html), version 8 of the format, set of operators 17.
package struct ONNXFile: Sendable {
    let model: ONNXModel

    /// A file of a model.
    ///
    /// - Parameter producerVersion: the version of the program that writes it.
    package init(_ exported: ExportedGraph, producerVersion: String) {
        self.init(
            exported.graph, exported.inputs, exported.outputs, exported.metadata, producerVersion: producerVersion)
    }

    init(
        _ content: Graph, _ inputs: [ExportedGraph.Port], _ outputs: [ExportedGraph.Port],
        _ metadata: [String: String] = [:], producerVersion: String
    ) {
        var graph = ONNXGraph()
        graph.name = metadata["name"] ?? "model"
        graph.input = inputs.map(ONNXValueInfo.init)
        graph.output = outputs.map(ONNXValueInfo.init)
        graph.initializer = content.constants.map(ONNXTensor.init)
        graph.node = content.nodes.map(ONNXNode.init)

        var model = ONNXModel()
        model.irVersion = 8
        model.producerName = "platen"
        model.producerVersion = producerVersion
        model.docString =
            "Reads a line of text in a picture. The metadata hold the alphabet and how pictures are prepared."
        var operators = ONNXOperatorSet()
        operators.version = 17
        model.opsetImport = [operators]
        model.graph = graph
        model.metadataProps = metadata.sorted { $0.key < $1.key }.map { key, value in
            var property = ONNXProperty()
            (property.key, property.value) = (key, value)
            return property
        }
        self.model = model
    }

    /// The file's bytes.
    package func bytes() throws -> Data { try model.serializedData() }
}

extension ONNXValueInfo {
    fileprivate init(_ port: ExportedGraph.Port) {
        self.init()
        name = port.name
        type.tensorType.elemType = Int32(port.type.rawValue)
        type.tensorType.shape.dim = port.shape.map { size in
            var dimension = ONNXShape.Dimension()
            switch size {
            case .fixed(let count): dimension.dimValue = Int64(count)
            case .free(let name): dimension.dimParam = name
            }
            return dimension
        }
    }
}

extension ONNXTensor {
    fileprivate init(_ constant: Graph.Constant) {
        self.init()
        name = constant.name
        dims = constant.shape.map { Int64($0) }
        let type: Graph.ElementType
        switch constant.values {
        case .floats(let values): (type, rawData) = (.float, Self.bytes(of: values.map(\.bitPattern.littleEndian)))
        case .integers(let values): (type, rawData) = (.integer, Self.bytes(of: values.map { Int64($0).littleEndian }))
        case .bytes(let values): (type, rawData) = (.byte, Data(values))
        case .halves(let values): (type, rawData) = (.half, Self.bytes(of: values.map(\.littleEndian)))
        }
        dataType = Int32(type.rawValue)
    }

    private static func bytes<Element: BitwiseCopyable>(of values: [Element]) -> Data {
        values.withUnsafeBytes { Data($0) }
    }
}

extension ONNXNode {
    fileprivate init(_ node: Graph.Node) {
        self.init()
        opType = node.operation
        name = node.outputs.first ?? node.operation
        input = node.inputs
        output = node.outputs
        attribute = node.attributes.sorted { $0.key < $1.key }.map { key, value in
            var attribute = ONNXAttribute()
            attribute.name = key
            switch value {
            case .integer(let number): (attribute.type, attribute.i) = (.int, Int64(number))
            case .integers(let numbers): (attribute.type, attribute.ints) = (.ints, numbers.map { Int64($0) })
            case .number(let number): (attribute.type, attribute.f) = (.float, number)
            case .text(let text): (attribute.type, attribute.s) = (.string, Data(text.utf8))
            case .body(let body): (attribute.type, attribute.g) = (.graph, ONNXGraph(body))
            }
            return attribute
        }
    }
}

extension ONNXGraph {
    fileprivate init(_ body: Graph.Body) {
        self.init()
        name = "body"
        input = body.inputs.map(ONNXValueInfo.init)
        output = body.outputs.map(ONNXValueInfo.init)
        node = body.nodes.map(ONNXNode.init)
    }
}

extension ONNXValueInfo {
    fileprivate init(_ value: Graph.Value) {
        self.init()
        name = value.name
        type.tensorType.elemType = Int32(value.type.rawValue)
        type.tensorType.shape.dim = value.shape.map { size in
            var dimension = ONNXShape.Dimension()
            if let size { dimension.dimValue = Int64(size) }
            return dimension
        }
    }
}
