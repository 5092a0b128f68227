import Neural

extension ExportedGraph {
    /// What a network computes from pictures to what is made of its classes, written down.
    struct Network {
        /// What computes.
        let graph: Graph
        /// The names of what comes out.
        let results: [String]
        /// How its time steps follow from the width; nil where it has none.
        let steps: StepRule?
        /// Whether the graph has to be told how much of a picture is padding.
        let wantsWidths: Bool

        /// Writes a network down.
        ///
        /// - Throws: what says why it has no form as a graph.
        init(_ model: any TextModel, _ policy: InputPolicy, _ settings: Settings, _ engine: Engine) throws {
            let images = { (trace: GraphTrace) in Self.prepared(trace, policy, settings) }
            switch try model.forReading() {
            case let model as any CTCModel:
                guard let rule = StepRule(model.stepCount) else {
                    throw RecognitionError(
                        .model,
                        "the network can't be exported: its time steps follow from the width by no rule that a file can say"
                    )
                }
                let traces = try Traces(policy) { shape in try Traces(of: model, shape, engine, images) }
                steps = rule
                wantsWidths = settings.reading == .greedy && policy.padding == .right && policy.fit == .keep
                results =
                    settings.reading == .greedy
                    ? traces.whole.greedyPath(
                        traces.logits, blank: traces.classCount - 1, padding: wantsWidths ? (rule, "widths") : nil)
                    : [traces.shown(traces.logits, settings.reading)]
                graph = traces.whole.graph
            case let model as any TokenModel:
                let traces = try Traces(policy) { shape in try Traces(of: model, shape, engine, images) }
                (steps, wantsWidths) = (nil, false)
                let told = traces.told(end: model.end, longest: model.longest, wantsPath: settings.reading == .greedy)
                results = settings.reading == .greedy ? told : [traces.shown(told[0], settings.reading)]
                graph = traces.whole.graph
            default:
                throw RecognitionError(
                    .model, "the network can't be exported: nothing says how what it computes stands in a graph")
            }
        }

        /// What is done to pictures first; the name of what comes of it.
        private static func prepared(_ trace: GraphTrace, _ policy: InputPolicy, _ settings: Settings) -> String {
            guard settings.preparation == .rescale else { return "images" }
            let brightness = trace.node("Cast", ["images"], ["to": .type(.float)])
            let scaled = trace.node("Mul", [brightness, trace.number(Float(1 / (255 * policy.deviation)))])
            return trace.node("Sub", [scaled, trace.number(Float(policy.mean / policy.deviation))])
        }
    }

    /// What was written down while a network read pictures of one size.
    private struct Traces {
        /// What is computed once.
        let whole: GraphTrace
        /// What is computed for each character; nil where all is computed once.
        var step: GraphTrace?
        /// The name of what speaks for each class.
        let logits: String
        let classCount: Int

        /// Writes down what is the same for pictures of two sizes.
        ///
        /// - Throws: `RecognitionError`, where it is not.
        init(_ policy: InputPolicy, _ write: (_ shape: [Int]) throws -> Traces) throws {
            func shape(_ batch: Int, _ width: Int) -> [Int] {
                [batch, policy.color.channelCount, policy.height, policy.width ?? width]
            }
            let (one, other) = (try write(shape(1, 128)), try write(shape(3, 208)))
            // What is written down of one size must hold for all of them.
            guard one.whole.graph.isBuiltLike(other.whole.graph),
                (one.step?.graph ?? Graph()).isBuiltLike(other.step?.graph ?? Graph())
            else {
                throw RecognitionError(
                    .model, "the network can't be exported: its graph is another one for pictures of another size")
            }
            self = one
        }

        /// A network of time steps.
        init(
            of model: any CTCModel, _ shape: [Int], _ engine: Engine, _ images: (GraphTrace) -> String
        ) throws {
            whole = GraphTrace()
            let tape = Tape(engine, tracing: whole)
            let pictures = tape.graphInput(try Tensor(engine, shape, filledWith: 0), named: images(whole))
            let result = try model(pictures)
            (logits, classCount) = (try whole.name(of: result), result.shape.last ?? 0)
        }

        /// A network that tells one character after the other: what it keeps in sight, and what comes behind one character.
        init(
            of model: any TokenModel, _ shape: [Int], _ engine: Engine, _ images: (GraphTrace) -> String
        ) throws {
            whole = GraphTrace()
            let tape = Tape(engine, tracing: whole)
            let pictures = tape.graphInput(try Tensor(engine, shape, filledWith: 0), named: images(whole))
            let sight = try model.look(at: pictures)
            let step = GraphTrace(ofStep: "step_")
            let stepTape = Tape(engine, tracing: step)
            var seen: [Variable] = []
            for tensor in sight.tensors {
                seen.append(stepTape.graphInput(tensor.value, named: try whole.name(of: tensor)))
            }
            let result = try model.tell(
                after: Array(repeating: [], count: sight.count), Sight(count: sight.count, tensors: seen)
            ).logits
            (self.step, logits, classCount) = (step, try step.name(of: result), result.shape.last ?? 0)
        }

        /// Logarithms as they are wanted.
        func shown(_ logarithms: String, _ reading: Reading) -> String {
            reading == .softmax ? whole.node("Exp", [logarithms]) : logarithms
        }

        func told(end: Int, longest: Int, wantsPath: Bool) -> [String] {
            guard let step else { return [logits] }
            // Behind the longest text its end is told.
            return whole.told(
                by: (step, logits), of: "images", end: end, mostSteps: longest + 1, wantsPath: wantsPath)
        }
    }
}
