import Neural

extension GraphTrace {
    /// What a network tells of images character by character, the most probable one each time, until all texts have ended.
    ///
    /// - Parameters:
    ///   - step: what comes behind a character: the trace of it, and the name of what speaks for each class, `[1, N, classes]`.
    ///   - images: the name of a value of which each image has a part along the first axis.
    ///   - end: the class that ends a text; the one behind it is the start.
    ///   - mostSteps: no more are told, the end among them.
    ///   - wantsPath: whether it is the classes that are wanted, and not the logarithms.
    /// - Returns: the logarithms `[L, N, classes]`, or the classes `[N, L]`, -1 behind the last; how many they are, `[N]`; their
    ///   probabilities `[N, L]`, 0 behind the last; the text's probability `[N]`, that of its end among them.
    func told(
        by step: (trace: GraphTrace, logits: String), of images: String, end: Int, mostSteps: Int, wantsPath: Bool
    ) -> [String] {
        let body = step.trace.body(step.logits, end: end, wantsPath: wantsPath)
        adopt(constantsOf: step.trace)
        let count = node("Slice", [node("Shape", [images]), integers([0]), integers([1])])
        func all(_ value: String, _ sizes: [String]) -> String {
            node("Expand", [value, sizes.count == 1 ? sizes[0] : node("Concat", sizes, ["axis": .integer(0)])])
        }
        var given = [all(integer(end + 1), [integers([1]), count])]
        for state in step.trace.step?.states ?? [] {
            given.append(all(number(0), [integers([1]), count, integers([state.size])]))
        }
        given += [all(integer(1), [count]), all(number(0), [count])]
        let results = nodes(
            "Loop", [integer(mostSteps), ""] + given, outputs: body.outputs.count - 1, ["body": .body(body)])
        guard wantsPath else { return [results[given.count]] }

        func turned(_ value: String) -> String { node("Transpose", [value], ["perm": .integers([1, 0])]) }
        let classes = turned(results[given.count])
        let isCharacter = node("Not", [node("Equal", [classes, integer(-1)])])
        let lengths = node(
            "ReduceSum", [node("Cast", [isCharacter], ["to": .type(.integer)]), integers([1])],
            ["keepdims": .integer(0)])
        return [classes, lengths, turned(results[given.count + 1]), node("Exp", [results[given.count - 1]])]
    }

    /// One round of the loop: the most probable class, and whether it ends the text.
    private func body(_ logits: String, end: Int, wantsPath: Bool) -> Graph.Body {
        let (states, given) = (step?.states ?? [], step?.given ?? "")
        let (open, score) = ("step_open", "step_score")
        let logarithms = node("Squeeze", [node("LogSoftmax", [logits], ["axis": .integer(-1)]), integers([0])])
        let best = node("ArgMax", [logarithms], ["axis": .integer(1), "keepdims": .integer(0)])
        let largest = node("ReduceMax", [logarithms], ["axes": .integers([1]), "keepdims": .integer(0)])
        let isOpen = node("Cast", [open], ["to": .type(.truth)])
        let isCharacter = node("And", [isOpen, node("Not", [node("Equal", [best, integer(end)])])])
        let stillOpen = node("Cast", [isCharacter], ["to": .type(.integer)])
        let goesOn = node("Cast", [node("ReduceMax", [stillOpen], ["keepdims": .integer(0)])], ["to": .type(.truth)])
        let sum = node("Where", [isOpen, node("Add", [score, largest]), score])
        let next = node("Unsqueeze", [best, integers([0])])
        var told: [Graph.Value] = [Graph.Value(logarithms, .float, [nil, end + 1])]
        if wantsPath {
            told = [
                Graph.Value(node("Where", [isCharacter, best, integer(-1)]), .integer, [nil]),
                Graph.Value(node("Where", [isCharacter, node("Exp", [largest]), number(0)]), .float, [nil]),
            ]
        }
        return Graph.Body(
            graph.nodes,
            inputs: [
                Graph.Value("step_number", .integer, []), Graph.Value("step_goes_on", .truth, []),
                Graph.Value(given, .integer, [1, nil]),
            ] + states.map { Graph.Value($0.before, .float, [1, nil, $0.size]) } + [
                Graph.Value(open, .integer, [nil]), Graph.Value(score, .float, [nil]),
            ],
            outputs: [Graph.Value(goesOn, .truth, []), Graph.Value(next, .integer, [1, nil])]
                + states.map { Graph.Value($0.after, .float, [1, nil, $0.size]) } + [
                    Graph.Value(stillOpen, .integer, [nil]), Graph.Value(sum, .float, [nil]),
                ] + told)
    }
}
