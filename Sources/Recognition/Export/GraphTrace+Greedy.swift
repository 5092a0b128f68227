import Neural

extension GraphTrace {
    /// The most probable path through logarithms `[T, N, classes]`, its repeats and blanks left out.
    ///
    /// A class's probability is that at the surest of the time steps that it takes.
    ///
    /// - Parameter padding: how widths without padding, `[N]`, become time steps; those behind them are not read. Without it
    ///   all are.
    /// - Returns: the classes `[N, T]`, -1 behind the last; how many they are, `[N]`; their probabilities `[N, T]`, 0 behind
    ///   the last; the path's probability `[N]`.
    func greedyPath(_ logits: String, blank: Int, padding: (rule: StepRule, widths: String)?) -> [String] {
        // [N, T]
        var best = turned(node("ArgMax", [logits], ["axis": .integer(2), "keepdims": .integer(0)]))
        var largest = turned(node("ReduceMax", [logits], ["axes": .integers([2]), "keepdims": .integer(0)]))
        let count = node("Squeeze", [node("Slice", [node("Shape", [best]), integers([1]), integers([2])])])
        let numbers = node("Range", [integer(0), count, integer(1)])
        if let padding {
            let isRead = node("Less", [numbers, steps(padding.rule, padding.widths)])
            best = node("Where", [isRead, best, integer(blank)])
            largest = node("Where", [isRead, largest, number(0)])
        }

        // The class one step before; a blank before the first.
        let first = node("Slice", [best, integers([0]), integers([1]), integers([1])])
        let start = node("Add", [node("Mul", [first, integer(0)]), integer(blank)])
        let head = node("Slice", [best, integers([0]), integers([-1]), integers([1])])
        let before = node("Concat", [start, head], ["axis": .integer(1)])
        let isCharacter = node("Not", [node("Equal", [best, integer(blank)])])
        let isNew = node("And", [isCharacter, node("Not", [node("Equal", [best, before])])])
        let ones = node("Cast", [isNew], ["to": .type(.integer)])
        let lengths = node("ReduceSum", [ones, integers([1])], ["keepdims": .integer(0)])

        // [N, characters, T]: whether a step belongs to a character.
        let character = node("Sub", [node("CumSum", [ones, integer(1)]), integer(1)])
        let owner = node("Where", [isCharacter, character, integer(-1)])
        let belongs = node(
            "Equal", [node("Unsqueeze", [owner, integers([1])]), node("Unsqueeze", [numbers, integers([1])])])
        func largestOf(_ values: String, otherwise: String) -> String {
            let each = node("Where", [belongs, node("Unsqueeze", [values, integers([1])]), otherwise])
            return node("ReduceMax", [each], ["axes": .integers([2]), "keepdims": .integer(0)])
        }
        let classes = largestOf(best, otherwise: integer(-1))
        let probabilities = largestOf(node("Exp", [largest]), otherwise: number(0))
        let sum = node("ReduceSum", [largest, integers([1])], ["keepdims": .integer(0)])
        return [classes, lengths, probabilities, node("Exp", [sum])]
    }

    private func turned(_ value: String) -> String { node("Transpose", [value], ["perm": .integers([1, 0])]) }

    /// The time steps of widths, at least one: `[N, 1]`.
    private func steps(_ rule: StepRule, _ widths: String) -> String {
        let quotient = node("Div", [node("Add", [widths, integer(rule.shift)]), integer(rule.pixels)])
        let steps = node("Add", [node("Mul", [quotient, integer(rule.gain)]), integer(rule.offset)])
        return node("Unsqueeze", [node("Max", [steps, integer(1)]), integers([1])])
    }
}
