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
        /// The classes of the most probable path, repeats and blanks left out, with their number and probabilities.
        case greedy
    }

    /// What weights are stored in.
    package enum Precision: String, Sendable, CaseIterable {
        /// As they were learnt.
        case fp32
        /// In half the bytes; all is computed in f32.
        case fp16
        /// In a quarter of the bytes; convolutions and linear maps are computed in whole numbers.
        case int8
    }

    /// What can be chosen.
    package struct Settings: Sendable, Hashable {
        /// What is done to a picture inside of the graph.
        package var preparation = Preparation.none
        /// What is made of the classes' probabilities inside of the graph.
        package var reading = Reading.none
        /// What weights are stored in.
        package var precision = Precision.fp32
        /// How many pictures it takes at once; nil for any number.
        package var batch: Int?
        /// The width that all pictures are padded to, px; nil for the model's own, or any.
        package var width: Int?

        /// Prepared numbers in, logarithms out, weights as they were learnt.
        package init() {}
    }

    /// A value that goes in or comes out; a size that the user chooses has a name.
    package struct Port: Sendable, Hashable {
        /// The name.
        package let name: String
        /// What its numbers are.
        package let type: Graph.ElementType
        /// The sizes along the axes.
        package let shape: [Size]

        /// A size along an axis.
        package enum Size: Sendable, Hashable {
            case fixed(Int)
            case free(String)
        }

        init(_ name: String, _ type: Graph.ElementType, _ shape: [Size]) {
            (self.name, self.type, self.shape) = (name, type, shape)
        }

        fileprivate init(_ name: String, _ type: Graph.ElementType, _ shape: Size...) {
            self.init(name, type, shape)
        }
    }

    /// What computes.
    package let graph: Graph
    /// What goes in.
    package let inputs: [Port]
    /// What comes out.
    package let outputs: [Port]
    /// What a reader must know: the alphabet, and how pictures are prepared.
    package let metadata: [String: String]

    /// A model as a graph.
    ///
    /// - Throws: `RecognitionError` or `NeuralError` where the model is damaged, or has no form as a graph.
    package init(_ file: ModelFile, _ settings: Settings = Settings()) throws {
        let engine = try Engine(threadCount: 1)
        var policy = file.card.input
        policy.width = settings.width ?? policy.width
        let network = try Network(try file.makeModel(engine), policy, settings, engine)
        let width = policy.width.map { Port.Size.fixed($0) } ?? .free("width")
        let batch = settings.batch.map { Port.Size.fixed($0) } ?? .free("batch")
        let images = Port(
            "images", settings.preparation == .rescale ? .byte : .float, batch, .fixed(policy.color.channelCount),
            .fixed(policy.height), width)
        inputs = network.wantsWidths ? [images, Port("widths", .integer, batch)] : [images]
        outputs = Self.outputs(settings.reading, classes: .fixed(file.alphabet.classCount))

        var graph = network.graph
        for (result, port) in zip(network.results, outputs) { graph.rename(result, to: port.name) }
        self.graph =
            switch settings.precision {
            case .fp32: graph
            case .fp16: graph.withHalves()
            case .int8: graph.quantized()
            }
        metadata = file.card.metadata(settings, network.steps)
    }

    /// Finds out whether a network can be exported, before time is spent on anything else.
    ///
    /// - Throws: what `init` would throw.
    package static func check(_ model: any TextModel, _ input: InputPolicy, _ engine: Engine) throws {
        _ = try Network(model, input, Settings(), engine)
    }

    private static func outputs(_ reading: Reading, classes: Port.Size) -> [Port] {
        switch reading {
        case .none: [Port("logits", .float, .free("steps"), .free("batch"), classes)]
        case .softmax: [Port("probabilities", .float, .free("steps"), .free("batch"), classes)]
        case .greedy:
            [
                Port("classes", .integer, .free("batch"), .free("steps")),
                Port("lengths", .integer, .free("batch")),
                Port("probabilities", .float, .free("batch"), .free("steps")),
                Port("probability", .float, .free("batch")),
            ]
        }
    }
}
