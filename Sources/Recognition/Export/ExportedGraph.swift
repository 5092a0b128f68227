import Foundation
package import Neural

/// A model as a graph that takes pictures and gives what was read, apart from any file format.
package struct ExportedGraph: Sendable {
    /// What is done to a picture inside of the graph.
    package enum Preparation: String, Sendable, CaseIterable {
        /// Nothing: it takes prepared numbers, f32.
        case none
        /// It takes bytes, 0...255, of a picture that has its height and width already.
        case rescale
    }

    /// What is made of the classes' probabilities inside of the graph.
    package enum Reading: String, Sendable, CaseIterable {
        /// Their logarithms.
        case none
        /// The probabilities.
        case softmax
        /// The classes of the most probable path, repeats and blanks left out, with how many they are and the path's
        /// probability.
        case greedy
    }

    /// A value that goes in or comes out; a size that the user chooses has a name.
    package struct Port: Sendable, Hashable {
        /// The name.
        package let name: String
        /// What its numbers are.
        package let type: ElementType
        /// The sizes along the axes.
        package let shape: [Size]

        /// What numbers are.
        package enum ElementType: Sendable { case float, byte, integer }

        /// A size along an axis.
        package enum Size: Sendable, Hashable {
            case fixed(Int)
            case free(String)
        }
    }

    /// What computes.
    package private(set) var graph: Graph
    /// What goes in.
    package let input: Port
    /// What comes out.
    package let outputs: [Port]
    /// What a reader must know: the alphabet, and how pictures are prepared.
    package let metadata: [String: String]

    /// The width of the picture that the graph is traced with, px; it is none that a user is held to.
    private static let tracedWidth = 128

    /// Traces a model.
    ///
    /// - Throws: `NeuralError` where an operation of the network has no form in a graph.
    package init(_ file: ModelFile, preparation: Preparation = .none, reading: Reading = .none) throws {
        let engine = try Engine(threadCount: 1)
        let model = try file.makeModel(engine).forReading()
        let (policy, trace) = (file.card.input, GraphTrace())
        let channels = policy.color.channelCount
        let width = policy.width ?? Self.tracedWidth
        let picture = try Tensor(engine, [1, channels, policy.height, width], filledWith: 0)

        let tape = Tape(engine, tracing: trace)
        var entry = "images"
        if preparation == .rescale {
            let brightness = trace.node("Cast", [entry], ["to": .integer(ONNXElement.float)])
            let scaled = trace.node("Mul", [brightness, trace.number(Float(1 / (255 * policy.deviation)))])
            entry = trace.node("Sub", [scaled, trace.number(Float(policy.mean / policy.deviation))])
        }
        let logits = try trace.name(of: model(tape.graphInput(picture, named: entry)))

        input = Port(
            name: "images", type: preparation == .rescale ? .byte : .float,
            shape: [
                .free("batch"), .fixed(channels), .fixed(policy.height),
                policy.width.map { .fixed($0) } ?? .free("width"),
            ])
        let classes = Port.Size.fixed(file.alphabet.classCount)
        let results: [String]
        switch reading {
        case .none:
            outputs = [Port(name: "logits", type: .float, shape: [.free("steps"), .free("batch"), classes])]
            results = [logits]
        case .softmax:
            outputs = [Port(name: "probabilities", type: .float, shape: [.free("steps"), .free("batch"), classes])]
            results = [trace.node("Exp", [logits])]
        case .greedy:
            outputs = [
                Port(name: "classes", type: .integer, shape: [.free("batch"), .free("steps")]),
                Port(name: "lengths", type: .integer, shape: [.free("batch")]),
                Port(name: "probability", type: .float, shape: [.free("batch")]),
            ]
            results = trace.greedyPath(logits, blank: file.alphabet.blank)
        }
        graph = trace.graph
        for (result, port) in zip(results, outputs) { graph.rename(result, to: port.name) }
        metadata = try Self.metadata(file, preparation, reading)
    }

    private static func metadata(
        _ file: ModelFile, _ preparation: Preparation, _ reading: Reading
    ) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        return [
            "name": file.card.name, "head": "ctc", "characters": try json(file.card.characters),
            "blank": "\(file.card.blank)", "folds_case": "\(file.card.foldsCase)", "input": try json(file.card.input),
            "pre": preparation.rawValue, "post": reading.rawValue, "model": file.card.model,
        ]
    }
}

extension Graph {
    /// Gives a value another name.
    fileprivate mutating func rename(_ old: String, to new: String) {
        for node in nodes.indices {
            nodes[node].inputs = nodes[node].inputs.map { $0 == old ? new : $0 }
            nodes[node].outputs = nodes[node].outputs.map { $0 == old ? new : $0 }
        }
    }
}

extension GraphTrace {
    /// The most probable path through logarithms `[T, N, classes]`: its classes `[N, T]` without repeats and blanks, -1
    /// behind them; how many they are `[N]`; and the path's probability `[N]`.
    fileprivate func greedyPath(_ logits: String, blank: Int) -> [String] {
        let best = node(
            "Transpose", [node("ArgMax", [logits], ["axis": .integer(2), "keepdims": .integer(0)])],
            ["perm": .integers([1, 0])])
        // The class one step before; a blank before the first.
        let first = node("Slice", [best, integers([0]), integers([1]), integers([1])])
        let zero = node("Mul", [first, integers([0])])
        let head = node("Slice", [best, integers([0]), integers([-1]), integers([1])])
        let before = node("Concat", [node("Add", [zero, integers([blank])]), head], ["axis": .integer(1)])
        let isNew = node("Not", [node("Equal", [best, before])])
        let isCharacter = node("Not", [node("Equal", [best, integers([blank])])])
        let isKept = node("And", [isNew, isCharacter])

        let ones = node("Cast", [isKept], ["to": .integer(ONNXElement.integer)])
        let lengths = node("ReduceSum", [ones, integers([1])], ["keepdims": .integer(0)])
        // Each goes to the place of its number among those that are kept; the others to one place behind all, cut off then.
        let number = node("Sub", [node("CumSum", [ones, integers([1])]), integers([1])])
        let behind = node("Slice", [node("Shape", [best]), integers([1]), integers([2]), integers([0])])
        let place = node("Where", [isKept, number, behind])
        let empty = node(
            "Sub",
            [
                node("Concat", [node("Mul", [best, integers([0])]), zero], ["axis": .integer(1)]), integers([1]),
            ])
        let filled = node("ScatterElements", [empty, place, best], ["axis": .integer(1)])
        let classes = node("Slice", [filled, integers([0]), integers([-1]), integers([1])])

        let largest = node("ReduceMax", [logits], ["axes": .integers([2]), "keepdims": .integer(0)])
        let sum = node("ReduceSum", [largest, integers([0])], ["keepdims": .integer(0)])
        return [classes, lengths, node("Exp", [sum])]
    }
}
