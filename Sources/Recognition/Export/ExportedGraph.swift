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
        let blank = file.alphabet.blank
        var policy = file.card.input
        policy.width = settings.width ?? policy.width
        let model = try Self.exportable(try file.makeModel(engine))
        let steps = try Self.stepRule(of: model)
        // Whether the graph has to be told how much of a picture is padding.
        let wantsWidths = settings.reading == .greedy && policy.padding == .right && policy.fit == .keep

        let (trace, logits) = try Self.trace(model, policy, engine) { trace in
            guard settings.preparation == .rescale else { return "images" }
            let brightness = trace.node("Cast", ["images"], ["to": .type(.float)])
            let scaled = trace.node("Mul", [brightness, trace.number(Float(1 / (255 * policy.deviation)))])
            return trace.node("Sub", [scaled, trace.number(Float(policy.mean / policy.deviation))])
        }
        let results: [String]
        let classes = Port.Size.fixed(file.alphabet.classCount)
        switch settings.reading {
        case .none:
            results = [logits]
            outputs = [Port("logits", .float, .free("steps"), .free("batch"), classes)]
        case .softmax:
            results = [trace.node("Exp", [logits])]
            outputs = [Port("probabilities", .float, .free("steps"), .free("batch"), classes)]
        case .greedy:
            results = trace.greedyPath(logits, blank: blank, padding: wantsWidths ? (steps, "widths") : nil)
            outputs = [
                Port("classes", .integer, .free("batch"), .free("steps")),
                Port("lengths", .integer, .free("batch")),
                Port("probabilities", .float, .free("batch"), .free("steps")),
                Port("probability", .float, .free("batch")),
            ]
        }
        let width = policy.width.map { Port.Size.fixed($0) } ?? .free("width")
        let batch = settings.batch.map { Port.Size.fixed($0) } ?? .free("batch")
        let images = Port(
            "images", settings.preparation == .rescale ? .byte : .float, batch, .fixed(policy.color.channelCount),
            .fixed(policy.height), width)
        inputs = wantsWidths ? [images, Port("widths", .integer, batch)] : [images]

        var graph = trace.graph
        for (result, port) in zip(results, outputs) { graph.rename(result, to: port.name) }
        self.graph =
            switch settings.precision {
            case .fp32: graph
            case .fp16: graph.withHalves()
            case .int8: graph.quantized()
            }
        metadata = file.card.metadata(settings, steps)
    }

    /// Finds out whether a network can be exported, before time is spent on anything else.
    ///
    /// - Throws: what `init` would throw.
    package static func check(_ model: any TextModel, _ input: InputPolicy, _ engine: Engine) throws {
        let model = try exportable(model)
        _ = try (stepRule(of: model), trace(model, input, engine) { _ in "images" })
    }

    /// A network for reading alone, if a graph can say all that it does.
    private static func exportable(_ model: any TextModel) throws -> any CTCModel {
        guard let model = try model.forReading() as? any CTCModel else {
            throw RecognitionError(
                .model,
                "the network can't be exported: it tells one character after the other, each from those before, and the "
                    + "graph of a file computes once. `platen predict`, `eval` and `serve` read with it; for other programs "
                    + "train a network of time steps, such as crnn or compact")
        }
        return model
    }

    private static func stepRule(of model: any CTCModel) throws -> StepRule {
        guard let rule = StepRule(model.stepCount) else {
            throw RecognitionError(
                .model,
                "the network can't be exported: its time steps follow from the width by no rule that a file can say")
        }
        return rule
    }

    /// Lets a network read pictures of two sizes, and writes down how.
    ///
    /// - Parameter prepare: adds what is done to pictures first, and returns the name of what comes of it.
    private static func trace(
        _ model: any CTCModel, _ policy: InputPolicy, _ engine: Engine, _ prepare: (GraphTrace) -> String
    ) throws -> (trace: GraphTrace, logits: String) {
        func read(batch: Int, width: Int) throws -> (trace: GraphTrace, logits: String) {
            let shape = [batch, policy.color.channelCount, policy.height, policy.width ?? width]
            let trace = GraphTrace()
            let tape = Tape(engine, tracing: trace)
            let pictures = tape.graphInput(try Tensor(engine, shape, filledWith: 0), named: prepare(trace))
            return (trace, try trace.name(of: model(pictures)))
        }
        let (one, other) = (try read(batch: 1, width: 128), try read(batch: 3, width: 208))
        // What is written down of one size must hold for all of them.
        guard one.trace.graph.isBuiltLike(other.trace.graph) else {
            throw RecognitionError(
                .model, "the network can't be exported: its graph is another one for pictures of another size")
        }
        return one
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
