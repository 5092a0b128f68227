package import Foundation
import Neural
import SwiftProtobuf

/// Numbers by which the format knows what tensors hold.
enum ONNXElement {
    static let (float, byte, integer, half) = (1, 2, 7, 10)
}

/// A model as an ONNX file (https://onnx.ai/onnx/repo-docs/IR.html), version 8 of the format, set of operators 17.
package struct ONNXFile: Sendable {
    /// How weights are stored.
    package enum Precision: String, Sendable, CaseIterable {
        /// As they were learnt.
        case fp32
        /// In half the bytes; they become f32 again when the file is loaded, and all is computed in f32.
        case fp16
    }

    let model: ONNXModel

    /// A file of a model.
    ///
    /// - Parameter producerVersion: the version of the program that writes it.
    package init(_ exported: ExportedGraph, precision: Precision = .fp32, producerVersion: String) {
        var graph = ONNXGraph()
        graph.name = exported.metadata["name"] ?? "model"
        graph.input = [ONNXValueInfo(exported.input)]
        graph.output = exported.outputs.map(ONNXValueInfo.init)
        for constant in exported.graph.constants {
            guard precision == .fp16, case .floats(let values) = constant.values, values.count > 1 else {
                graph.initializer.append(ONNXTensor(constant))
                continue
            }
            let stored = constant.name + "_fp16"
            graph.initializer.append(ONNXTensor(stored, halves: values, constant.shape))
            graph.node.append(
                ONNXNode(
                    Graph.Node(
                        operation: "Cast", inputs: [stored], outputs: [constant.name],
                        attributes: ["to": .integer(ONNXElement.float)])))
        }
        graph.node += exported.graph.nodes.map(ONNXNode.init)

        var model = ONNXModel()
        model.irVersion = 8
        model.producerName = "platen"
        model.producerVersion = producerVersion
        var operators = ONNXOperatorSet()
        operators.version = 17
        model.opsetImport = [operators]
        model.graph = graph
        model.metadataProps = exported.metadata.sorted { $0.key < $1.key }.map { key, value in
            var property = ONNXProperty()
            (property.key, property.value) = (key, value)
            return property
        }
        self.model = model
    }

    /// The file's bytes.
    package func bytes() throws -> Data { try model.serializedData() }

    /// Writes the file: whole, or not at all.
    package func write(to path: String) throws(RecognitionError) {
        do { try bytes().write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw RecognitionError(.unwritable, "cannot write \(path): \(error.localizedDescription)")
        }
    }
}

extension ONNXValueInfo {
    fileprivate init(_ port: ExportedGraph.Port) {
        self.init()
        name = port.name
        type.tensorType.elemType = Int32(port.type.number)
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

extension ExportedGraph.Port.ElementType {
    fileprivate var number: Int {
        switch self {
        case .float: ONNXElement.float
        case .byte: ONNXElement.byte
        case .integer: ONNXElement.integer
        }
    }
}

extension ONNXTensor {
    fileprivate init(_ constant: Graph.Constant) {
        self.init()
        name = constant.name
        dims = constant.shape.map { Int64($0) }
        switch constant.values {
        case .floats(let values):
            dataType = Int32(ONNXElement.float)
            rawData = Self.bytes(of: values.map(\.bitPattern.littleEndian))
        case .integers(let values):
            dataType = Int32(ONNXElement.integer)
            rawData = Self.bytes(of: values.map { Int64($0).littleEndian })
        }
    }

    fileprivate init(_ name: String, halves values: [Float], _ shape: [Int]) {
        self.init()
        self.name = name
        dims = shape.map { Int64($0) }
        dataType = Int32(ONNXElement.half)
        rawData = Self.bytes(of: values.map { Half.bits(of: $0).littleEndian })
    }

    private static func bytes<Element>(of values: [Element]) -> Data { values.withUnsafeBytes { Data($0) } }
}

/// Numbers of 16 bits, as IEEE 754 has them.
///
/// Swift has the type on some processors only.
enum Half {
    /// The bits of the nearest one; ties go to the even one.
    static func bits(of value: Float) -> UInt16 {
        let bits = value.bitPattern
        let sign = UInt16(bits >> 16) & 0x8000
        let magnitude = bits & 0x7FFF_FFFF
        // Too large, infinite or no number.
        if magnitude >= 0x4780_0000 { return sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00) }
        if magnitude < 0x3880_0000 {
            // Below the smallest normal number: so many 2^-24.
            return sign | UInt16((Float(bitPattern: magnitude) * 0x1p24).rounded(.toNearestOrEven))
        }
        let rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1)
        return sign | UInt16(truncatingIfNeeded: (rounded >> 13) - (112 << 10))
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
            }
            return attribute
        }
    }
}
