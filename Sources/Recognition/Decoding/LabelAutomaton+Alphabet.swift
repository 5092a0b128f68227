import Samples

extension LabelAutomaton {
    /// Whether one of its texts can be written in characters, none of which is cut in two.
    func hasText(of characters: [Character]) -> Bool {
        var seen: Set<State> = [start]
        var rest = [start]
        while let state = rest.popLast() {
            if isComplete(state) { return true }
            for character in characters {
                if let reached = next(state, character), seen.insert(reached).inserted { rest.append(reached) }
            }
        }
        return false
    }
}
